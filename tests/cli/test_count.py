"""`--count`: how many rows an answer has, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"
LISTS = (
    *("show", "show --year 1969 -n 3", "diverge", "diverge --all", "compare --timeline red", "branches", "who"),
    *(
        "seasons",
        "watch",
        "people",
        "drift --by decade",
        "stats --by tag",
        "today --date 07-20",
        "ripple --top",
        "ripple red-landing",
        "why red-landing",
    ),
)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[int, str, str]]:
    """Return a function that runs a command line and gives its status, output and messages."""
    monkeypatch.setenv("TIMELINE_DATA", str(HISTORY))

    def asked(line: str) -> tuple[int, str, str]:
        status = run(line.split())
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return asked


@pytest.mark.parametrize("command", LISTS)
def test_it_is_the_number_of_rows(ask: Callable[[str], tuple[int, str, str]], command: str) -> None:
    rows = len(ask(command)[1].splitlines())
    assert rows > 0
    assert ask(f"{command} --count")[:2] == (0, f"{rows}\n")


@pytest.mark.parametrize("name", ["json", "csv", "table"])
def test_it_is_the_same_in_every_format(ask: Callable[[str], tuple[int, str, str]], name: str) -> None:
    assert ask(f"show --count -f {name}") == ask("show --count")


def test_nothing_is_0_and_a_note(ask: Callable[[str], tuple[int, str, str]]) -> None:
    status, out, err = ask("show zeppelins --count")
    assert (status, out) == (0, "0\n")
    assert err.startswith("timeline: no event matches\n")


def test_the_status_for_scripts_stays(ask: Callable[[str], tuple[int, str, str]]) -> None:
    assert ask("diverge --exit-code --count")[0] == 1
    assert ask("diverge --exit-code --count --year 1801")[:2] == (0, "0\n")
