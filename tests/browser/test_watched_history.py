"""`timeline browse --watch` as a writer uses it: the real page, in a real browser, while a file is edited."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from page_reading import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Visit

DATA = """\
[[event]]
id = "apollo-11"
date = 1969-07-20
title = "Apollo 11 lands"

[[event]]
id = "leonov"
date = 1969-06-26
title = "Leonov lands first"
show = "fam"
replaces = "apollo-11"
"""


@pytest.fixture
def watched(write: Callable[..., Path]) -> Iterator[tuple[Path, str]]:
    """Return an events file, and the address at which its page is served until after the tab is closed."""
    data = write(DATA)
    command = [sys.executable, "-m", "timeline", "browse", "leonov", "--watch", "--no-open", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield data, process.stdout.readline().strip()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_the_page_follows_the_file(watched: tuple[Path, str], visit: Callable[..., Visit]) -> None:
    data, served = watched
    page, _, fragment = served.partition("#")
    seen = visit(page, fragment=fragment)
    seen.page.get_by_text("Leonov lands first").first.wait_for()
    data.write_text(DATA.replace("Leonov lands first", "Leonov is there first"), encoding="utf-8")
    seen.page.get_by_text("Leonov is there first").first.wait_for()
    assert address(seen.page).split("?")[0] == served
    data.write_text(DATA.replace('replaces = "apollo-11"', 'replaces = "apollo-12"'), encoding="utf-8")
    notice = seen.page.get_by_role("alert")
    notice.wait_for()
    assert f"{data}:11:" in notice.inner_text()
    assert "apollo-12" in notice.inner_text()
    assert seen.page.get_by_text("Leonov is there first").count() > 0
    data.write_text(DATA, encoding="utf-8")
    seen.page.get_by_text("Leonov lands first").first.wait_for()
    requests, errors = seen.forgive()
    assert set(requests) == {f"{page}state"}
    assert errors == []
