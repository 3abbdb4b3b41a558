"""Pages over the list: events, trees, people, episodes and commands, with keys and with the mouse."""

from __future__ import annotations

import shlex
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from pilot import DEMO, Screen, explore
from rich.cells import cell_len

from timeline.bundled import bundled_events
from timeline.model.errors import UsageError
from timeline.tui import editor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_enter_opens_the_whole_event_and_escape_goes_back(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("enter")
        assert screen.lines[1] == "Event marches"
        for text in (
            "5 Aug 216 BC  written -0215-08-05  alt, in punic, solar  point of",
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
        assert "247 BC   Hannibal is born" in screen.text
        assert "c. 171 BC † Hannibal dies" in screen.text
        assert "died      183 BC in real, calm; c. 171 BC in punic, solar" in screen.text
        await screen.press("j", "j", "j", "j", "enter")
        assert screen.lines[1] == "Event waits"
        await screen.press("escape", "escape", "j", "enter")
        assert screen.lines[1] == "gates S1E1  The Open Road"
        assert "The gates open 門が開く 🏛️" in screen.text
        await screen.press("j", "o")
        assert screen.at == "gates-open"
        assert screen.foot.startswith("jk move")

    explore(demo, test)


def test_a_life_begins_with_who_it_is(write: Callable[[str], Path]) -> None:
    told = DEMO.replace(
        'name = "Hannibal"',
        """name = "Hannibal"
id = "barca"
aliases = ["Hannibal Barca"]
summary = "He took elephants."
played_by = [{ name = "One Actor", season = 1, born = 1970 }, { name = "Another" }]""",
    )

    async def test(screen: Screen) -> None:
        await screen.press("enter", *["j"] * 6, "enter")
        assert screen.lines[2:7] == [
            "Hannibal  also Hannibal Barca  barca",
            "born      247 BC",
            "died      183 BC in real, calm; c. 171 BC in punic, solar",
            "played by One Actor, born 1970 (S1); Another",
            "He took elephants.",
        ]
        assert "5 Aug 216 BC ● Hannibal marches on [bold]Rome[/bold]  30 or 31  played by One" in screen.text
        assert "gates S1E1" in screen.text

    explore(write(told), test)


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


def test_branches_join_below_a_long_date(write: Callable[[str], Path]) -> None:
    event = '[[event]]\nid = "{0}"\ndate = "{1}"\ntitle = "{0}"\n'
    first, second = event.format("one", "-0043-03-15"), event.format("two", "-0043-03-16/-0043-03-20")
    path = write(first + second + 'because = ["one"]\n' + event.format("three", "-0042") + 'because = ["one"]\n')

    async def test(screen: Screen) -> None:
        await screen.press("g", "r")
        assert len({line.index(sign) for line in screen.lines for sign in ("├", "╰", "└") if sign in line}) == 1
        assert "16–20 Mar 44 BC  ├─● two" in screen.text
        assert "-00" not in screen.text

    explore(path, test)


def test_a_message_that_is_too_long_for_the_last_line_stands_above_it(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("f")
        await screen.type('--year "44 BX"')
        await screen.press("enter")
        assert screen.foot.endswith("…")
        assert '"44 BX" is not a year' in screen.lines[-6]
        await screen.press("j")
        assert '"44 BX" is not a year' not in screen.text

    explore(demo, test)


def test_a_line_fits_before_the_list_is_told_that_the_scroll_bar_came(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(screen: Screen) -> None:
        histories = screen.app.histories
        wide = histories.render_line(1).text
        assert cell_len(wide) == histories.room
        monkeypatch.setattr(type(histories), "room", histories.room - 12)
        narrow = histories.render_line(1).text
        assert cell_len(narrow) == cell_len(wide) - 12
        assert narrow.rstrip().endswith("…")

    explore(demo, test, size=(60, 12))
