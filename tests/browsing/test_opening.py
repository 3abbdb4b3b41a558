"""Opening an address in a browser: the user's choice first, never by surprise, never waiting."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import webbrowser
from typing import TYPE_CHECKING

import pytest

from timeline.browsing import opening

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "file:///tmp/history.html#an-event"


@pytest.fixture(autouse=True)
def _as_at_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `webbrowser` look again, which it does once in a process."""
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})


@pytest.fixture
def fake(tmp_path: Path) -> str:
    """Return a browser that writes what it is given to `opened` beside it."""
    program = tmp_path / "fake-browser"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/opened"\necho noise\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("form", ["{}", "{} %s", "{} --new-window %s", "/no/such/browser:{}"])
def test_the_browser_of_the_user_is_started(
    monkeypatch: pytest.MonkeyPatch, fake: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    monkeypatch.setenv("BROWSER", form.format(fake))
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")  # the user wants it all the same
    assert opening.open_in_browser(ADDRESS) is None
    assert (tmp_path / "opened").read_text(encoding="utf-8").splitlines()[-1] == ADDRESS
    assert capfd.readouterr() == ("", ""), "what the browser says is no part of the answer"


@pytest.mark.parametrize("browser", ["/no/such/browser", "false", '"', "no-such-browser %s"])
def test_a_browser_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch, browser: str) -> None:
    monkeypatch.setenv("BROWSER", browser)
    assert opening.open_in_browser(ADDRESS) == f"$BROWSER ({browser}) does not open it"


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        ({}, "there is no display"),
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}, "this is a remote connection"),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "WAYLAND_DISPLAY": "w"}, "this is a remote connection"),
    ],
)
def test_nothing_is_started_where_nobody_sees_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], why: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "get", lambda using=None: pytest.fail("a browser was looked for"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert opening.open_in_browser(ADDRESS) == why


class _Slow(webbrowser.BaseBrowser):
    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        time.sleep(5)
        return True


@pytest.mark.parametrize(
    "found", [_Slow(), webbrowser.GenericBrowser("w3m"), webbrowser.BackgroundBrowser("/no/such/browser")]
)
def test_it_never_waits_for_a_browser_that_nobody_chose(
    monkeypatch: pytest.MonkeyPatch, found: webbrowser.BaseBrowser
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opening, "PATIENCE", 0.2)
    monkeypatch.setattr(webbrowser, "get", lambda using=None: found)
    start = time.monotonic()
    assert opening.open_in_browser(ADDRESS) == "no browser was found"
    assert time.monotonic() - start < 4


def test_no_browser_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(using: str | None = None) -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "get", none)
    assert opening.open_in_browser(ADDRESS) == "no browser was found"


def test_a_browser_that_stays_does_not_keep_a_pipe_open(tmp_path: Path) -> None:
    """`place=$(timeline browse)` ends with the command, and not with the browser that it started."""
    lasting = tmp_path / "lasting"
    lasting.write_text("#!/bin/sh\nsleep 30\n", encoding="utf-8")
    lasting.chmod(0o755)
    code = f"from timeline.browsing.opening import open_in_browser as o; print(o({ADDRESS!r})); print('done')"
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "BROWSER": f"{lasting} %s &"},
        capture_output=True,
        text=True,
        check=True,
        timeout=25,
    )
    assert done.stdout == "None\ndone\n"
    assert time.monotonic() - start < 20
