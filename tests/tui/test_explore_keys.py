"""Every key of the explorer, one by one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pilot import Screen, explore

from timeline.bundled import bundled_events
from timeline.tui.histories import Histories
from timeline.tui.keys import IN_TIMELINES, KEYS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.geometry import Region

BUNDLED = bundled_events()

MOVES = (
    ("j", "gates-open"),
    ("down", "gates-open"),
    ("j j k", "gates-open"),
    ("k", "cannae"),
    ("up up", "fires"),
    ("up up up up", "fires"),
    ("G", "plague"),
    ("end", "plague"),
    ("G j", "plague"),
    ("g", "fires"),
    ("G home", "fires"),
    ("space", "plague"),
    ("pagedown", "plague"),
    ("ctrl+d", "plague"),
    ("G b", "fires"),
    ("G pageup", "fires"),
    ("G ctrl+u", "fires"),
    ("right_square_bracket", "salted"),
    ("right_square_bracket right_square_bracket", "steam"),
    ("G right_square_bracket", "plague"),
    ("j left_square_bracket", "cannae"),
    ("right_square_bracket left_square_bracket", "cannae"),
    ("g left_square_bracket", "fires"),
    ("n", "salted"),
    ("n n", "salted"),
    ("n N", "marches"),
    ("n o", "salted"),
    ("n ctrl+o", "salted"),
    ("n o ctrl+o", "salted"),
)
"""Keys, and the event to which they lead from the point of divergence."""


def test_it_begins_where_the_histories_part(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        assert screen.at == "marches"
        assert screen.head.startswith("real | punic  4 divergences  13 events")
        assert screen.head.endswith("spoilers: all")

    explore(demo, test)


def test_keys_that_move_the_cursor(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for keys, at in MOVES:
            screen.session.go(screen.session.history.start(screen.session.rows))
            await screen.press(*keys.split())
            assert screen.at == at, keys

    explore(demo, test)


def test_a_step_draws_the_lines_of_the_cursor_again_wherever_the_list_is_scrolled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A screen that is drawn anew as a whole shows it in any case; a terminal gets what is said to have changed."""
    drawn: set[int] = set()
    refresh = Histories.refresh

    def noted(self: Histories, *regions: Region, **options: bool) -> Histories:
        drawn.update(y for region in regions for y in region.line_range)
        return refresh(self, *regions, **options)

    async def test(screen: Screen) -> None:
        listed = screen.app.histories
        top, line = listed.scroll_offset.y, listed.cursor_line()
        assert top > 0
        drawn.clear()
        await screen.press("j")
        assert (listed.scroll_offset.y, listed.cursor_line()) == (top, line + 1)
        assert drawn == {line - top, line + 1 - top}

    monkeypatch.setattr(Histories, "refresh", noted)
    explore(BUNDLED, test)


def test_o_goes_to_where_the_base_stands_in_its_own_time_and_back() -> None:
    async def test(screen: Screen) -> None:
        screen.session.to_event("leonov-first-on-moon")
        await screen.press("o")
        assert screen.session.rows.told[screen.session.cursor] >= (
            screen.session.history.rank("apollo-11-first-on-moon") or 0
        )
        assert screen.session.now is not None
        assert screen.session.now.event.date.text >= "1969-07-20"
        assert screen.foot == "here, 1969-07-20, stood: Apollo 11 puts the first humans on the Moon"
        await screen.press("ctrl+o")
        assert screen.at == "leonov-first-on-moon"

    explore(BUNDLED, test)


def test_o_says_when_there_is_nothing_to_go_to(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("g", "o")
        assert screen.foot == "it stands for nothing else"
        await screen.press("ctrl+o")
        assert screen.foot == "there is nothing to go back to"
        await screen.press("j")
        assert screen.foot.startswith("jk move")

    explore(demo, test)


def test_h_and_l_go_to_the_other_side() -> None:
    async def test(screen: Screen) -> None:
        session = screen.session
        line = next(line for line in range(session.count) if len(set(session.rows_of(line))) == 2)
        session.point(line, 0)
        real = screen.at
        for left, right in (("h", "l"), ("left", "right")):
            await screen.press(right)
            assert session.line_of(session.cursor) == line
            assert session.history.event(screen.at).kind == "alt"
            await screen.press(left)
            assert screen.at == real
        assert session.history.event(real).kind == "real"

    explore(BUNDLED, test, size=(160, 45))


def test_h_goes_to_the_base_event_of_a_pair_which_the_keys_are_about_then(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("n", "h")
        details = screen.lines[-6:-1]
        assert details[0] == " Carthage is destroyed"
        assert "replaced by Rome is sown with salt" in details[2]
        if screen.app.size.width == 80:
            assert "146 BC ○<─◆ Carthage is destroyed" in screen.text
        await screen.press("y")
        assert screen.app.clipboard == "destroyed"
        await screen.press("enter")
        assert screen.lines[1] == "Event destroyed"
        await screen.press("escape", "l", "y")
        assert "<" not in screen.text
        assert screen.app.clipboard == "salted"
        await screen.press("l")
        assert screen.foot == "nothing else stands beside it"

    explore(demo, test)
    explore(demo, test, size=(150, 24))


def test_a_screen_further_the_cursor_stands_where_it_stood() -> None:
    async def test(screen: Screen) -> None:
        listed = screen.app.histories
        height, top = listed.cursor_height, listed.scroll_offset.y
        await screen.press("space")
        assert (listed.cursor_height, listed.scroll_offset.y) == (height, top + listed.size.height - 2)

    explore(BUNDLED, test)


def test_v_turns_lanes_into_columns(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        assert "○──◆ Rome is sown with salt" in screen.text
        at = screen.at
        await screen.press("v")
        assert "Carthage is destroyed ──◆──  141–140 BC Rome is sown with s…" in screen.text
        assert screen.at == at
        await screen.press("v")
        assert "○──◆ Rome is sown with salt" in screen.text

    explore(demo, test)


def test_v_says_where_there_is_no_room(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("v")
        assert screen.foot == "there is no room for columns"

    explore(demo, test, size=(50, 20))


def test_y_copies_the_id_and_the_line(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("y")
        assert screen.app.clipboard == "marches"
        assert screen.foot == "copied: marches"
        await screen.press("j", "Y")
        assert screen.app.clipboard == "● added  c. Oct 216 BC  The gates open 門が開く 🏛️  gates-open"
        await screen.press("j", "Y")
        assert screen.app.clipboard == (
            "◆ replaced  141–140 BC  Rome is sown with salt  salted"
            "  instead of Carthage is destroyed  146 BC  about 5 years later  destroyed"
        )

    explore(demo, test)


def test_the_mouse_can_be_given_to_the_terminal(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        written: list[str] = []
        assert screen.app._driver is not None
        screen.app._driver.write = written.append  # type: ignore[method-assign]
        await screen.press("m")
        assert "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l" in written
        assert screen.foot.startswith("mouse off")
        await screen.press("m")
        assert "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h" in written

    explore(demo, test)


def test_ctrl_z_stops_it_where_a_shell_can_let_it_go_on(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(screen: Screen) -> None:
        stopped: list[bool] = []
        monkeypatch.setattr(screen.app, "action_suspend_process", lambda: stopped.append(True))
        monkeypatch.setattr(os, "getsid", lambda _: os.getpid())
        await screen.press("ctrl+z")
        assert screen.foot == "there is no shell to go back to"
        assert not stopped
        monkeypatch.setattr(os, "getsid", lambda _: os.getpid() + 1)
        await screen.press("ctrl+z")
        assert stopped

    explore(demo, test)


def test_the_help_names_every_key(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("question_mark")
        for key in KEYS:
            assert key.shown in screen.text
        await screen.press("escape")
        assert screen.foot.startswith("jk move")

    explore(demo, test, size=(100, 40))


def test_every_key_is_bound_once() -> None:
    bound = [name for key in KEYS for names in key.bound for name in names.split(",")]
    assert len(bound) == len(set(bound))
    assert not set(bound) & set(IN_TIMELINES)


def test_q_leaves(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("q")

    assert explore(demo, test).return_code == 0
