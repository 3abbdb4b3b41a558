"""Commands of the program, run on the same history: what they see, and how their answers look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pilot import Screen, explore

from timeline.model.errors import UsageError
from timeline.tui.commands import words_of
from timeline.tui.looks import in_colors

if TYPE_CHECKING:
    from pathlib import Path


def test_colon_runs_a_command_on_the_same_history(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        assert screen.foot.startswith(":")
        await screen.type("timeline why salted")
        await screen.press("enter")
        await screen.until(lambda: screen.lines[1] == "timeline why salted")
        assert "3 events led to: Rome is sown with salt" in screen.text
        await screen.press("escape")
        assert screen.at == "marches"

    explore(demo, test)


def test_a_command_has_the_colors_of_its_table(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")

    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("diverge")
        await screen.press("enter")
        await screen.until(lambda: screen.lines[1] == "timeline diverge")
        cells = [cell for line in screen.cells for cell in line]
        assert any(cell.text.strip() == "◆" and cell.style.color.number == 5 for cell in cells)
        assert any("divergence" in cell.text and cell.style.bold for cell in cells)
        assert "\u241b" not in screen.text

    explore(demo, test)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("plain", [("plain", "plain")]),
        ("", [("", "plain")]),
        ("\x1b[1;35m+\x1b[0m one", [("+", "alt"), (" one", "plain")]),
        ("\x1b[2;9mgone\x1b[0m\x1b[36mreal\x1b[0m", [("gone", "struck"), ("real", "real")]),
        ("\x1b[8mhidden\x1b[31;8mtoo", [("␛[8mhidden␛[31;8mtoo", "plain")]),
        ("\x1b[2J\x1b]52;c;eA==\x07\x9b31m", [("␛[2J␛]52;c;eA==␇\ufffd31m", "plain")]),
        ("\x1b[31mno end", [("no end", "gone")]),
        ("\x1b[m", [("␛[m", "plain")]),
    ],
)
def test_only_the_colors_of_tables_are_taken_from_what_is_written(written: str, spans: list[tuple[str, str]]) -> None:
    assert in_colors(written) == spans


def test_a_command_that_fails_says_why_in_the_pane(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("shwo")
        await screen.press("enter")
        await screen.until(lambda: "timeline: error: there is no command" in screen.text)

    explore(demo, test)


def test_a_command_is_read_without_a_shell() -> None:
    assert words_of("timeline show 'red moon' ; rm -rf /") == ["show", "red moon", ";", "rm", "-rf", "/"]
    for line in ("", "  ", "timeline", "show 'red", "explore"):
        with pytest.raises(UsageError):
            words_of(line)


def test_a_command_sees_the_same_fence(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("show --count")
        await screen.press("enter")
        await screen.until(lambda: screen.lines[2] == "timeline: a spoiler fence is up: gates:s1e1")
        assert screen.lines[3] == str(screen.session.history.total)

    explore(demo, test, up_to=("gates:s1e1",))


def test_commands_are_recalled_and_compare_knows_what_is_compared(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("compare")
        await screen.press("enter")
        await screen.until(lambda: screen.lines[1] == "timeline compare")
        assert "real | punic" in screen.lines[2]
        await screen.press("colon", "up")
        assert screen.foot == ":compare"
        await screen.press("down", "escape", "s", "up")
        assert "compare" not in screen.foot

    explore(demo, test)
