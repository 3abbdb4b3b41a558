"""Pages over the list: events, trees, people, episodes and commands, with keys and with the mouse."""

from __future__ import annotations

import shlex
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from pilot import Screen, explore

from timeline.bundled import bundled_events
from timeline.model.errors import UsageError
from timeline.tui import editor
from timeline.tui.commands import words_of
from timeline.tui.looks import in_colors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_enter_opens_the_whole_event_and_escape_goes_back(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("enter")
        assert screen.lines[1] == "Event marches"
        for text in (
            "alt, in punic, solar  point of divergence of punic",
            "averted  real | punic  Hannibal does not",
        ):
            assert text in screen.text
        assert screen.foot.startswith("j k move  Enter opens  w why")
        await screen.press("escape")
        assert screen.foot.startswith("jk move")
        assert screen.at == "marches"

    explore(demo, test)


def test_an_event_leads_to_its_counterpart_its_people_and_its_episode(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("enter", "j", "j", "j", "enter")
        assert screen.lines[1] == "Event waits"
        await screen.press("escape", "j", "j", "j", "enter")
        assert screen.lines[1] == "Hannibal"
        assert "-0246  Hannibal is born" in screen.text
        assert "-0170~  Hannibal dies" in screen.text
        await screen.press("j", "enter")
        assert screen.lines[1] == "Event waits"
        await screen.press("escape", "escape", "j", "enter")
        assert screen.lines[1] == "gates S1E1  The Open Road"
        assert "The gates open 門が開く 🏛️" in screen.text
        await screen.press("j", "o")
        assert screen.at == "gates-open"
        assert screen.foot.startswith("jk move")

    explore(demo, test)


def test_why_and_ripple_are_trees_that_one_can_walk(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("n", "w")
        assert screen.lines[1] == "What led to: Rome is sown with salt"
        assert [line.split("●")[1].strip() for line in screen.lines if "●" in line] == [
            "Rome is sown with salt",
            "The gates open 門が開く 🏛️",
            "POD: Hannibal marches on [bold]Rome[/bold]",
            "Hannibal destroys an army at Cannae",
        ]
        await screen.press("j", "j", "r")
        assert screen.lines[1] == "What follows from: Hannibal marches on [bold]Rome[/bold]"
        assert "●  A Punic crew" not in screen.text
        assert "POD: A Punic crew lands on the Moon" in screen.text
        await screen.press("G", "w")
        assert screen.lines[1] == "What led to: A Punic crew lands on the Moon"
        await screen.press("escape", "enter")
        assert screen.lines[1] == "Event punic-moon"
        await screen.press("y")
        assert screen.app.clipboard == "punic-moon"
        await screen.press("o")
        assert screen.foot == "no history on the screen holds it; t chooses others"
        await screen.press("escape", "escape", "escape")
        assert screen.at == "salted"

    explore(demo, test)


def test_branches_of_a_tree_are_drawn() -> None:
    async def test(screen: Screen) -> None:
        screen.session.to_event("korolev-survives")
        await screen.press("r")
        assert "├─●" in screen.text

    explore(bundled_events(), test)


def test_a_line_without_an_event_says_so(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("t")
        for key in ("w", "r", "e", "o"):
            await screen.press(key)
            assert screen.foot == "this line is not about an event"
        await screen.press("y")
        assert screen.foot == "there is nothing to copy here"
        await screen.press("g", "Y")
        assert screen.app.clipboard == "> real Real history"

    explore(demo, test)


def test_keys_of_the_list_do_nothing_in_a_pane(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("enter", "n", "right_square_bracket", "l", "v", "d", "ctrl+o", "a", "c")
        assert screen.lines[1] == "Event marches"
        await screen.press("escape")
        assert screen.at == "marches"

    explore(demo, test)


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


def test_e_opens_the_editor_at_the_line_and_reads_again(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "my editor"
    script.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nsed -i.old "s/Carthage is destroyed/Carthage stays/" "$3"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(str(script))} -w")

    async def test(screen: Screen) -> None:
        monkeypatch.setattr(screen.app, "suspend", nullcontext)
        await screen.press("n", "e")
        line = (
            next(n for n, text in enumerate(demo.read_text(encoding="utf-8").splitlines(), 1) if '"salted"' in text) - 1
        )
        assert (tmp_path / "arguments").read_text(encoding="utf-8").split() == ["-w", f"+{line}", str(demo)]
        await screen.until(lambda: "instead of Carthage stays" in screen.text)
        assert screen.at == "salted"

    explore(demo, test)


def test_an_editor_that_is_not_there_is_told(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("e")
        assert screen.foot == "this terminal cannot be given to an editor"  # there is none in a test
        monkeypatch.setattr(screen.app, "suspend", nullcontext)
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await screen.press("e")
        assert screen.foot == "the editor cannot be started: /no/such/editor: No such file or directory"
        monkeypatch.setenv("EDITOR", "false")
        await screen.press("e")
        assert screen.foot == "the editor ended with status 1"
        monkeypatch.setenv("EDITOR", "'vi")
        await screen.press("e")
        assert screen.foot == "$EDITOR cannot be read: 'vi"

    explore(demo, test)


def test_where_an_event_of_rows_is_written(write: object, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("date,title\n1969,One\n1970,Two\n", encoding="utf-8")
    assert editor.place_of([str(path)], "two") == editor.Place(str(path), 3)
    with pytest.raises(UsageError):
        editor.place_of([str(path)], "three")


def test_a_click_sets_the_cursor_and_a_second_one_opens(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.pilot.click("#list", offset=(30, 3))
        await screen.settle()
        assert screen.at == "gates-open"
        await screen.pilot.click("#list", offset=(30, 3))
        await screen.settle()
        assert screen.lines[1] == "Event gates-open"
        await screen.pilot.click("#pane", offset=(10, 3))
        await screen.pilot.click("#pane", offset=(10, 3))
        await screen.settle()
        assert screen.app.pane.is_open

    explore(demo, test)


def test_another_button_and_a_mouse_that_is_drawn_are_no_click(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        at = screen.at
        await screen.pilot.click("#list", offset=(30, 5), button=3)
        await screen.pilot.mouse_down("#list", offset=(30, 1))
        await screen.pilot.mouse_up("#list", offset=(30, 5))
        await screen.settle()
        assert screen.at == at

    explore(demo, test)


def test_branches_join_below_a_long_date(write: Callable[[str], Path]) -> None:
    event = '[[event]]\nid = "{0}"\ndate = "{1}"\ntitle = "{0}"\n'
    first, second = event.format("one", "-0043-03-15"), event.format("two", "-0043-03-16/-0043-03-20")
    path = write(first + second + 'because = ["one"]\n' + event.format("three", "-0042") + 'because = ["one"]\n')

    async def test(screen: Screen) -> None:
        await screen.press("g", "r")
        assert len({line.index(sign) for line in screen.lines for sign in ("├", "╰", "└") if sign in line}) == 1

    explore(path, test)


def test_words_of_the_first_and_last_line_can_be_clicked(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        async def click(line: int, word: str) -> None:
            await screen.pilot.click(offset=(screen.lines[line].index(word), line))
            await screen.settle()

        await click(-1 + len(screen.lines), "pair")
        assert screen.at == "salted"
        await click(-1 + len(screen.lines), "keys")
        assert screen.lines[1] == "Keys"
        await click(-1 + len(screen.lines), "Esc")
        assert screen.foot.startswith("jk move")
        await click(0, "punic")
        assert screen.lines[1] == "Timelines"
        await click(1, "Timelines")
        assert screen.foot.startswith("jk move")
        await click(0, "spoilers")
        assert screen.foot.startswith("spoilers up to")
        await click(0, "punic")
        assert screen.foot.startswith("spoilers up to")

    explore(demo, test)


def test_a_message_that_is_too_long_for_the_last_line_stands_above_it(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("f")
        await screen.type('--year "44 BC"')
        await screen.press("enter")
        assert screen.foot.endswith("…")
        assert '"44 BC" is not a year' in screen.lines[-6]
        await screen.press("j")
        assert '"44 BC" is not a year' not in screen.text

    explore(demo, test)


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


def test_a_click_chooses_the_column(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        session = screen.session
        line = next(line for line in range(session.count) if len(set(session.rows_of(line))) == 2)
        session.point(line, 0)
        await screen.press("j", "k")
        top = screen.app.histories.scroll_offset.y
        for x, kind in ((10, "real"), (120, "alt")):
            await screen.press("j")
            await screen.pilot.click("#list", offset=(x, line - top))
            await screen.settle()
            assert session.history.event(screen.at).kind == kind

    explore(bundled_events(), test, size=(160, 45))


def test_a_click_on_the_drift_line_goes_to_its_year() -> None:
    async def test(screen: Screen) -> None:
        year = screen.lines[2].index("1990")
        await screen.pilot.click("#drift", offset=(year + 1, 0))
        await screen.settle()
        assert abs(screen.session.rows.year(screen.session.cursor) - 1990) <= 1
        assert "▲19" in screen.lines[2]

    explore(bundled_events(), test)


def test_the_wheel_scrolls_three_lines() -> None:
    async def test(screen: Screen) -> None:
        at, top = screen.at, screen.app.histories.scroll_offset.y
        await screen.pilot._post_mouse_events([_wheel_down()], "#list", offset=(10, 5))
        await screen.settle()
        assert screen.app.histories.scroll_offset.y == top + 3
        await screen.pilot._post_mouse_events([_wheel_up()], "#list", offset=(10, 5))
        await screen.settle()
        assert screen.app.histories.scroll_offset.y == top
        assert screen.at == at

    explore(bundled_events(), test)


def _wheel_down() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


def _wheel_up() -> type:
    from textual.events import MouseScrollUp

    return MouseScrollUp
