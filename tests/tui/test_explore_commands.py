"""Commands of the program, run on the same history: what they see, and how their answers look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pilot import Screen, explore

from timeline.formats.lines import Span
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
    assert in_colors(written) == [Span(*span) for span in spans]


def test_keys_work_on_the_lines_of_an_answer(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("show --id salted")
        await screen.press("enter")
        await screen.until(lambda: "Rome is sown with salt" in screen.text and screen.app.pane.is_open)
        assert "]8;" not in screen.text
        assert "Enter opens  w why" in screen.foot
        await screen.press("enter")
        assert screen.foot == "this line is not about an event"
        await screen.press("G", "y")
        assert screen.app.clipboard == "salted"
        await screen.press("enter")
        assert screen.lines[1] == "Event salted"
        await screen.press("escape", "w")
        assert screen.lines[1] == "What led to: Rome is sown with salt"
        await screen.press("escape")
        text = demo.read_text(encoding="utf-8")
        demo.write_text(text.replace('id = "salted"', 'id = "salt"').replace('"salted"', '"salt"'), encoding="utf-8")
        await screen.until(lambda: screen.session.history.rank("salt") is not None)
        for key in ("enter", "w", "o"):
            await screen.press(key)
            assert screen.foot == 'there is no event "salted" in this history'

    explore(demo, test)


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
        assert screen.typed == ":compare"
        await screen.press("down", "escape", "s", "up")
        assert "compare" not in screen.foot

    explore(demo, test)
