"""What each table looks like at five widths: tests/screens/HISTORY/COMMAND-WIDTH.txt, to the character.

`bundled` is the bundled history, `nested` one with branches of branches, years before 1, open dates, CJK and emoji.
`UPDATE_GOLDEN=1 pytest tests/test_screens.py` writes down what comes out now; read the difference before you commit it.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from rich.cells import cell_len

from timeline.__main__ import run
from timeline.bundled import bundled_events

SCREENS = Path(__file__).parent / "screens"
WIDTHS = (80, 100, 120, 140, 200)
HISTORIES = {"bundled": bundled_events(), "nested": Path(__file__).parent / "golden" / "nested.toml"}
COMMANDS = {
    "bundled": {
        "show": "show --year 1969 --limit 20",
        "diverge": "diverge --year 1969-1970 --limit 20",
        "stat": "diverge --stat --by season",
        "compare": "compare --year 1969 --limit 25",
        "drift": "drift --by decade",
        "graph": "graph --from 1969 --to 1970",
        "event": "event leonov-first-on-moon",
        "people": "people --season 4 --show fam",
        "cast": "cast --show fam",
        "whatif": "whatif apollo-23-explodes",
        "who": "who 'President of the United States' --from 1969 --to 1985",
    },
    "nested": {
        "show": "show",
        "diverge": "diverge --all",
        "stat": "diverge --stat",
        "drift": "drift",
        "graph": "graph --all",
        "branches": "branches",
    },
}
CASES = [(history, name, width) for history, named in COMMANDS.items() for name in named for width in WIDTHS]


@pytest.mark.parametrize(("history", "name", "width"), CASES)
def test_screen(
    history: str, name: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    command = [*shlex.split(COMMANDS[history][name]), "-f", "table", "--data", str(HISTORIES[history])]
    assert run(command) == 0
    out = capsys.readouterr().out
    path = SCREENS / history / f"{name}-{width}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text(encoding="utf-8")
    assert [line for line in out.splitlines() if cell_len(line) > width] == []


def test_no_screen_is_left_over() -> None:
    expected = {SCREENS / history / f"{name}-{width}.txt" for history, name, width in CASES}
    assert set(SCREENS.glob("*/*")) == expected
