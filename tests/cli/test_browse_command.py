"""`timeline browse` with a page that stands in for the real one: what is opened where, and what is printed."""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock
from urllib.parse import urlsplit

import pytest

from timeline.__main__ import run
from timeline.cli import browse_watch
from timeline.exports.files import ExportOptions
from timeline.exports.html import page
from timeline.store import cache
from timeline.store.watching import WatchedFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.store.chronicle import Chronicle

DATA = """\
[[event]]
id = "apollo-11"
date = 1969-07-20
title = "Apollo 11 lands"

[[event]]
id = "a-b#c%d"
date = 1970
title = "Odd id"
"""

POLICY = "default-src 'none'; script-src 'none'"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Put a small page in the place of the real one; return the options of each page that is rendered."""
    asked: list[Any] = []

    def render(chronicle: Chronicle, options: Any = None) -> str:
        asked.append(options)
        chronicle.where(options.query)  # which resolves names
        titles = "".join(f"<p>{event.title}" for event in chronicle)
        head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        return f"<!doctype html><html><head>{head}<title>Page</title></head><body>{titles}</body></html>\n"

    monkeypatch.setattr(page, "render", render)
    return asked


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Put a browser into $BROWSER that notes what it is to open; return a function that returns that."""
    program, opened = tmp_path / "browser", tmp_path / "opened"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    return lambda: opened.read_text(encoding="utf-8") if opened.exists() else ""


def test_it_opens_the_page_in_the_browser(
    write: Callable[..., Path], rendered: list[Any], browser: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(write(DATA))
    assert run(["browse", "--data", data]) == 0
    address = urlsplit(browser())
    assert address.scheme == "file"
    assert "Apollo 11 lands" in Path(address.path).read_text(encoding="utf-8")
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"timeline: opening {address.path} in the browser\n"
    assert run(["browse", "--data", data]) == 0
    assert len(rendered) == 1, "an unchanged history is not rendered again"


@pytest.mark.parametrize(
    ("typed", "fragment"),
    [
        (["apollo-11"], "#apollo-11"),
        (["apollo-1"], "#apollo-11"),
        (["apollo", "lands"], "#apollo-11"),
        (["a-b#c%d"], "#a-b%23c%25d"),
    ],
)
def test_it_opens_the_page_at_an_event(
    write: Callable[..., Path], rendered: list[Any], browser: Callable[[], str], typed: list[str], fragment: str
) -> None:
    """Systems drop what stands behind `#` in the address of a file, so a page beside it leads there."""
    assert run(["browse", *typed, "--data", str(write(DATA))]) == 0
    way = Path(urlsplit(browser()).path)
    (target,) = re.findall(r'content="0; url=([^"]*)"', way.read_text(encoding="utf-8"))
    name, mark, found = target.partition("#")
    assert mark + found == fragment
    assert "Apollo 11 lands" in (way.parent / name).read_text(encoding="utf-8")


def test_without_a_browser_it_prints_where_the_page_is(
    write: Callable[..., Path], rendered: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    data = str(write(DATA))
    assert run(["browse", "apollo-11", "--data", data]) == 0
    output = capsys.readouterr()
    assert output.out.startswith(str(cache.folder()))
    assert output.out.endswith(".html#apollo-11\n")
    assert output.err == "timeline: no browser is open, because this is a remote connection; the page is at:\n"
    assert run(["browse", "apollo-11", "--data", data, "--no-open"]) == 0
    assert capsys.readouterr() == (output.out, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no such event"], 'there is no event "no such event"'),
        (["--person", "nobody"], 'there is no person "nobody"'),
        (["--watch", "no such event"], 'there is no event "no such event"'),
        (["--watch", "--person", "nobody"], 'there is no person "nobody"'),
        (["--watch", "--data", "-"], "standard input cannot be watched"),
        (["--limit", "3"], "No such option: --limit"),
    ],
)
def test_wrong_usage_opens_nothing(
    write: Callable[..., Path],
    rendered: list[Any],
    browser: Callable[[], str],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    assert run(["browse", *arguments, *([] if "--data" in arguments else ["--data", str(write(DATA))])]) == 2
    assert message in capsys.readouterr().err
    assert browser() == ""


def test_options_reach_the_page(write: Callable[..., Path], rendered: list[Any]) -> None:
    arguments = ["--year", "1969", "--title", "Mine", "--between", "real", "fam", "--no-open", "--data"]
    assert run(["browse", *arguments, str(write(DATA))]) == 0
    (options,) = rendered
    assert (options.title, options.between, len(options.query.year)) == ("Mine", ("real", "fam"), 1)


def test_standard_input_is_rendered_each_time(rendered: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (DATA, DATA.replace("Apollo 11 lands", "Another")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert run(["browse", "--no-open", "--data", "-"]) == 0
    assert len(rendered) == 2


# --- Watching ---


HEAD = f'<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body>'

STAND_IN = f"""
import sys
from timeline.__main__ import run
from timeline.cli import browse_watch
from timeline.exports.files import ExportOptions
from timeline.exports.html import page

def render(chronicle, options=None):
    chronicle.where(options.query)
    return {HEAD!r} + "".join(f"<p>{{event.title}}" for event in chronicle) + "</body></html>"

page.render = render
sys.exit(run(sys.argv[1:]))
"""


class Watching:
    """A `browse --watch` in a process of its own, and one tab."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", STAND_IN, "browse", "--watch", "--no-open", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address, self.process.communicate()
        self.url = urlsplit(self.address)
        self.tab = HTTPConnection(self.url.netloc, timeout=30)
        self.tab.request("GET", f"{self.url.path}state")
        self.states = self.tab.getresponse()

    def state(self, until: Callable[[dict[str, str]], bool] = lambda state: True) -> dict[str, str]:
        """Read states as the server sends them, and return the first for which this holds."""
        while line := self.states.readline():
            if line.startswith(b"data: ") and until(found := json.loads(line[6:])):
                return dict(found)
        raise AssertionError("the server has ended")

    def page(self) -> str:
        with closing(HTTPConnection(self.url.netloc, timeout=30)) as connection:
            connection.request("GET", self.url.path)
            return connection.getresponse().read().decode()

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; return the status and what stands on standard error."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=30)
        self.states.close()
        self.tab.close()
        return self.process.returncode, errors


@pytest.fixture
def watch() -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(arguments))
        return started[-1]

    yield start
    for each in started:
        if each.process.stdout is not None and not each.process.stdout.closed:
            each.end()


def test_an_edit_reaches_the_tab_and_a_mistake_is_shown_above_the_last_good_page(
    write: Callable[..., Path], watch: Callable[..., Watching]
) -> None:
    data = write(DATA)
    watching = watch("apollo-11", "--data", str(data))
    assert watching.url.fragment == "apollo-11"
    first = watching.state()
    assert "Apollo 11 lands" in watching.page()
    data.write_text(DATA.replace("Apollo 11 lands", "It lands"), encoding="utf-8")
    second = watching.state(lambda state: state["version"] != first["version"])
    assert second["problem"] == ""
    assert "It lands" in watching.page()
    data.write_text(DATA.replace("date = 1970", 'date = "197O"'), encoding="utf-8")
    third = watching.state(lambda state: bool(state["problem"]))
    assert third["version"] == second["version"]
    assert third["problem"].startswith(f"{data}:8:8: error[")
    assert '  8 | date = "197O"\n' in third["problem"]
    assert "It lands" in watching.page()
    data.unlink()
    gone = watching.state(lambda state: state["problem"] != third["problem"])
    assert "there is no such file" in gone["problem"]
    data.write_text(DATA.replace("Apollo 11 lands", "It is back"), encoding="utf-8")
    watching.state(lambda state: not state["problem"])
    assert "It is back" in watching.page()
    status, errors = watching.end()
    assert status == 0
    assert errors.startswith("timeline: watching the events files; Ctrl-C ends it\n")
    assert f"{data}:8:8: error[" in errors
    assert errors.endswith("\ntimeline: the page is current again\n")
    assert "Traceback" not in errors


def test_a_system_that_fails_for_a_moment_does_not_end_it(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = browse_watch.Watched([str(write(DATA))], (), ExportOptions(), None)
    before = browse_watch._read(wanted)
    with monkeypatch.context() as failing:
        failing.setattr(WatchedFiles, "have_changed", Mock(side_effect=OSError(errno.ESTALE, "Stale file handle")))
        after = browse_watch._current(wanted, before)
        assert after.problem == "the events files cannot be read: Stale file handle"
        assert browse_watch._current(wanted, after) == after, "it is said once"
    monkeypatch.setattr(WatchedFiles, "have_changed", Mock(return_value=True))
    assert browse_watch._current(wanted, after).page == before.page


def test_what_was_read_does_not_stay_in_memory(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A history with a mistake is in cycles of references, which nobody else looks for."""
    monkeypatch.setattr(WatchedFiles, "have_changed", Mock(return_value=True))
    people = "".join(f'[[person]]\nid = "p{n}"\nname = "Person {n}"\n' for n in range(300))
    wanted = browse_watch.Watched([str(write(f"{people}{DATA}[[person]]\n"))], (), ExportOptions(), None)
    outcome = browse_watch._current(wanted, browse_watch._read(wanted))
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(3):
            outcome = browse_watch._current(wanted, outcome)
        assert len(gc.get_objects()) - before < 300
    finally:
        gc.enable()


def test_it_starts_with_a_file_that_is_wrong(write: Callable[..., Path], watch: Callable[..., Watching]) -> None:
    data = write('[[event]]\ndate = "196O"\n')
    watching = watch("--data", str(data))
    state = watching.state()
    assert f"{data}:2:" in state["problem"]
    assert "appears here as soon as" in watching.page()
    data.write_text(DATA, encoding="utf-8")
    watching.state(lambda new: new["version"] != state["version"])
    assert "Apollo 11 lands" in watching.page()


def test_a_name_that_the_edit_takes_away_is_a_problem_too(
    write: Callable[..., Path], watch: Callable[..., Watching]
) -> None:
    text = DATA.replace("date = 1970", 'date = 1970\ntags = ["odd"]')
    data = write(text)
    watching = watch("--tag", "odd", "--data", str(data))
    assert watching.state()["problem"] == ""
    data.write_text(DATA, encoding="utf-8")
    assert 'there is no tag "odd"' in watching.state(lambda state: bool(state["problem"]))["problem"]
    data.write_text(text, encoding="utf-8")
    watching.state(lambda state: not state["problem"])


def test_files_that_an_include_brings_are_watched(write: Callable[..., Path], watch: Callable[..., Watching]) -> None:
    data = write(f'include = ["more/*.toml"]\n{DATA}')
    watching = watch("--data", str(data))
    first = watching.state()
    added = write('[[event]]\ndate = 1971\ntitle = "Included"\n', "more/one.toml")
    second = watching.state(lambda state: state["version"] != first["version"])
    assert "Included" in watching.page()
    added.write_text('[[event]]\ndate = 1971\ntitle = "Changed"\n', encoding="utf-8")
    watching.state(lambda state: state["version"] != second["version"])
    assert "Changed" in watching.page()


def test_the_fence_is_up_in_a_watched_page(write: Callable[..., Path], watch: Callable[..., Watching]) -> None:
    seasons = '[[event]]\ndate = 197{0}\ntitle = "Season {0}"\nshow = "fam"\nseason = {0}\n'
    data = write(seasons.format(1) + seasons.format(2))
    watching = watch("--up-to", "fam:s1", "--data", str(data))
    assert "Season 1" in watching.page()
    assert "Season 2" not in watching.page()
    data.write_text(data.read_text(encoding="utf-8").replace("Season ", "Part "), encoding="utf-8")
    version = watching.state()["version"]
    watching.state(lambda state: state["version"] != version)
    assert "Part 2" not in watching.page()


def test_without_a_cache_it_watches_all_the_same(
    write: Callable[..., Path], watch: Callable[..., Watching], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    data = write(DATA)
    watching = watch("--data", str(data))
    first = watching.state()
    data.write_text(DATA.replace("Apollo 11 lands", "It lands"), encoding="utf-8")
    watching.state(lambda state: state["version"] != first["version"])
    assert "It lands" in watching.page()


def test_ctrl_c_ends_it_quietly_while_a_tab_is_open(write: Callable[..., Path], watch: Callable[..., Watching]) -> None:
    watching = watch("--data", str(write(DATA)))
    watching.state()
    started = time.monotonic()
    assert watching.end() == (0, "timeline: watching the events files; Ctrl-C ends it\n")
    assert time.monotonic() - started < 10
    assert not [name for name in os.listdir(cache.folder() or "") if name.endswith(".building")]
