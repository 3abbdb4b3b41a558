"""The program on a terminal: the table fits the screen, colour comes and goes as asked, and no meaning rests on it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from timeline.model.cleaning import one_line

GOLDEN = Path(__file__).parents[1] / "golden"
HISTORY = GOLDEN / "history.toml"
EVENTS = tomllib.loads(HISTORY.read_text(encoding="utf-8"))["event"]
LONG_WORD = next(event["title"] for event in EVENTS if event["id"] == "unknown-end")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONG_SHOW = """
    [[event]]
    date = "1969-07-16/1969-07-24"
    title = "Apollo eleven flies to the Moon and back with three astronauts aboard"
    kind = "alt"
    show = "The Woman in the Low Tower: The Complete First Draft of the Novel"
    season = 12
    episode = 10
"""

Screen = Callable[..., str]


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    """Return a function that runs the program on a terminal of so many columns and gives what arrives there."""
    cache_folder = str(tmp_path_factory.mktemp("warm"))

    @cache
    def run(*arguments: str, columns: int, data: Path = HISTORY, **variables: str) -> str:
        main_end, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        settings = {"TERM": "xterm-256color", "TIMELINE_DATA": str(data), "XDG_CACHE_HOME": cache_folder, **variables}
        process = subprocess.Popen(
            [sys.executable, "-m", "timeline", *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env={**os.environ, **settings},
        )
        os.close(terminal)
        arrived = b""
        while part := _read(main_end):
            arrived += part
        os.close(main_end)
        assert process.wait(timeout=60) == 0, arrived.decode()
        return arrived.decode("utf-8").replace("\r\n", "\n")

    return run


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux ends a terminal so
        return b""


def plain(text: str) -> str:
    return COLOUR.sub("", text)


def words(text: str) -> str:
    """Return a text without its blanks, in which wrapping at words and at a screen's edge look alike."""
    return "".join(text.split())


@pytest.mark.parametrize("columns", [80, 100, 200])
@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
def test_no_line_is_wider_than_the_terminal(screen: Screen, columns: int, command: tuple[str, ...]) -> None:
    lines = plain(screen(*command, columns=columns)).splitlines()
    assert len(lines) > 14
    assert [line for line in lines if cell_len(line) > columns] == []
    assert max(cell_len(line.rstrip()) for line in lines) > columns * 0.7, "and the room is used"


@pytest.mark.parametrize("columns", [80, 100])
def test_the_default_is_a_table_with_every_title_whole(screen: Screen, columns: int) -> None:
    text = screen("show", columns=columns)
    assert text == screen("show", "-f", "table", columns=columns)
    rows = re.split(r"^(?=[○●◎] )", plain(text), flags=re.MULTILINE)[1:]
    assert len(rows) == len(EVENTS)
    for event in EVENTS:
        title = words(one_line(event["title"]))
        assert any(title in words(row) for row in rows), title


@pytest.mark.parametrize("columns", [80, 100])
def test_titles_break_between_words(screen: Screen, columns: int) -> None:
    text = " ".join(plain(screen("show", "--data", str(HISTORY), columns=columns)).split())
    with_blanks = {event["title"] for event in EVENTS if re.fullmatch(r"[A-Za-z' -]{10,}", event["title"])} - {
        LONG_WORD
    }
    assert len(with_blanks) > 8
    assert all(title in text for title in with_blanks)


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("command", ["show", "diverge"])
def test_a_show_with_a_long_name_leaves_room_for_the_title(
    screen: Screen, write: Callable[..., Path], columns: int, command: str
) -> None:
    text = plain(screen(command, columns=columns, data=write(LONG_SHOW)))
    assert "07-16…24" in text
    assert [line for line in text.splitlines() if cell_len(line) > columns] == []
    for word in ("Apollo", "eleven", "flies", "Moon", "three", "astronauts", "aboard"):
        assert word in text


@pytest.mark.parametrize("columns", [1, 10, 30])
@pytest.mark.parametrize("command", ["show", "diverge"])
def test_a_very_narrow_terminal_still_gets_its_table(screen: Screen, columns: int, command: str) -> None:
    text = plain(screen(command, "--all" if command == "diverge" else "--reverse", columns=columns))
    assert "Traceback" not in text
    assert text.strip()
    assert [line for line in text.splitlines() if cell_len(line) > columns] == []


@pytest.mark.parametrize("columns", [30, 40])
@pytest.mark.parametrize("command", ["show", "diverge"])
def test_a_narrow_terminal_still_shows_dates_and_titles(screen: Screen, columns: int, command: str) -> None:
    text = words(plain(screen(command, "--id", "red-landing", columns=columns)))
    assert "06-26" in text
    assert "[red]Red[/x]Moon:thefirstlanding" in text


def test_columns_of_the_environment_win(screen: Screen) -> None:
    lines = plain(screen("show", columns=200, COLUMNS="70")).splitlines()
    assert max(map(cell_len, lines)) <= 70
    assert screen("show", columns=60, COLUMNS="100") == screen("show", columns=100)


@pytest.mark.parametrize("value", ["0", "-5", "wide", ""])
def test_columns_that_are_no_number_do_not_count(screen: Screen, value: str) -> None:
    assert screen("show", columns=90, COLUMNS=value) == screen("show", columns=90)


# --- Colour ---


@pytest.mark.parametrize("command", ["show", "diverge"])
def test_a_terminal_gets_colour_and_nothing_else_that_acts_on_it(screen: Screen, command: str) -> None:
    text = screen(command, columns=100)
    assert COLOUR.search(text)
    assert "\x1b" not in plain(text)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
@pytest.mark.parametrize("command", ["show", "diverge"])
def test_colour_can_be_refused(screen: Screen, command: str, variables: dict[str, str]) -> None:
    text = screen(command, columns=100, **variables)
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?[34][0-7]", text)
    assert plain(text) == plain(screen(command, columns=100))


def test_a_dumb_terminal_gets_no_codes_at_all(screen: Screen) -> None:
    assert "\x1b" not in screen("show", columns=100, TERM="dumb")


@pytest.mark.parametrize(
    ("arguments", "variables", "coloured"),
    [
        (("-f", "table"), {}, False),
        (("-f", "table"), {"FORCE_COLOR": "1"}, True),
        (("-f", "table"), {"FORCE_COLOR": ""}, False),
        ((), {"FORCE_COLOR": "1"}, False),
        (("-f", "json"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe_is_for_a_table_that_is_forced(
    timeline: Callable[..., subprocess.CompletedProcess[str]],
    arguments: tuple[str, ...],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    result = timeline("show", *arguments, TIMELINE_DATA=str(HISTORY), TERM="xterm-256color", **variables)
    assert (result.returncode, result.stderr) == (0, "")
    assert ("\x1b[" in result.stdout) is coloured


def test_kinds_are_told_by_signs_without_colour(screen: Screen) -> None:
    text = plain(screen("show", columns=100, NO_COLOR="1"))
    counts = Counter(event["kind"] for event in EVENTS)
    headline, *lines = text.splitlines()
    signs = {"real": "○", "alt": "●", "both": "◎"}
    for kind, sign in signs.items():
        assert f"{sign} {counts[kind]} {kind}" in headline
        assert sum(line.startswith(f"{sign} ") for line in lines) == counts[kind]


@pytest.mark.parametrize("columns", [80, 200])
def test_statuses_are_told_by_signs_and_on_a_wide_screen_by_words_without_colour(screen: Screen, columns: int) -> None:
    text = plain(screen("diverge", "--all", "--timeline", "red", columns=columns, NO_COLOR="1"))
    headline = " ".join(text[: text.index("1969")].split())
    for sign, status in zip("▲◆\u00d7●═·", ("moved", "replaced", "averted", "added", "kept", "untold"), strict=True):
        count = re.search(rf"(\d+) {status}", headline)
        assert count is not None
        rows = re.findall(rf"^{sign} {status if columns > 100 else ''}", text, re.MULTILINE)
        assert len(rows) == int(count[1])
    assert "POD: " in text


@pytest.mark.parametrize("command", ["show", "diverge"])
def test_a_terminal_that_cannot_write_the_signs_gets_ascii(screen: Screen, command: str) -> None:
    text = plain(screen(command, "--id", "red-landing", columns=80, PYTHONIOENCODING="latin-1"))
    assert text.isascii()
    assert ("^ - 07-20" if command == "diverge" else "* 06-26") in text


@pytest.mark.parametrize("name", ["tsv", "csv", "json", "ndjson", "md", "toml"])
def test_the_machine_forms_are_the_same_on_a_terminal_and_in_a_pipe(screen: Screen, name: str) -> None:
    shown = screen("show", "-f", name, columns=60)
    data = "".join(line for line in shown.splitlines(keepends=True) if not line.startswith("timeline: "))
    assert data == (GOLDEN / f"show-{name}" / "out").read_text(encoding="utf-8")
