"""The mouse: clicks, drags and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import Screen, explore
from rich.cells import cell_len

from timeline.bundled import bundled_events
from timeline.cli.explore_typing import query_of
from timeline.tui.filters import Filter
from timeline.tui.history import Choice

if TYPE_CHECKING:
    from pathlib import Path


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
        await screen.draw(30, 4, 30, 8)
        await screen.draw(5, 1, 60, 1)
        assert screen.at == at
        for line in (0, 18, 23):
            await screen.draw(2, line, 4, line)
            assert screen.foot.startswith("jk move")
        await screen.draw(30, 7, 31, 7)  # by a hand that is not quite still
        assert screen.at == "salted"

    explore(demo, test)


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


def test_each_part_of_the_head_leads_where_it_was_typed(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("d")
        for word, foot in (
            ("real |", "Enter: with its parent"),
            ("門が", "/門が開く gates"),
            ("--kind", "filter --kind alt"),
            ("1 row ", "jk move"),
            ("4 divergences", "jk move"),
            ("13 events", "jk move"),
            ("spoilers", "spoilers up to"),
        ):
            await screen.click(cell_len(screen.head[: screen.head.index(word)]), 0)
            assert screen.foot.startswith(foot)
            await screen.press("k" if foot == "jk move" else "escape")
        assert "only what differs" in screen.head
        await screen.click(cell_len(screen.head[: screen.head.index("only")]), 0)
        assert "only what differs" not in screen.head

    first = Filter("門が開く gates", "--kind alt", query_of("--kind alt"))
    explore(demo, test, size=(140, 24), first=first, choice=Choice("real", "punic", ()))


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


def test_a_click_takes_a_message_away_and_on_that_it_does_nothing_else(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        at = screen.at
        for x, y in ((60, 23), (60, 14)):
            await screen.press("g", "o")
            assert screen.foot == "it stands for nothing else"
            await screen.click(x, y)
            assert screen.foot.startswith("jk move")
            assert screen.at == "fires" != at

    explore(demo, test)


def test_a_click_where_nothing_is_listed_opens_nothing(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for _ in range(2):
            await screen.click(30, 16)
        assert not screen.app.pane.is_open

    explore(demo, test)


def test_a_click_on_the_other_side_of_a_pair_chooses_it(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        line = next(number for number, text in enumerate(screen.lines) if "──◆──" in text)
        for x, event in ((130, "salted"), (20, "destroyed"), (130, "salted")):
            await screen.click(x, line)
            assert not screen.app.pane.is_open
            assert screen.session.event is not None
            assert screen.session.event.id == event
        await screen.click(130, line)
        assert screen.lines[1] == "Event salted"

    explore(demo, test, size=(150, 24))


def test_words_that_were_found_stay_when_something_is_clicked(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.type("carth")
        await screen.until(lambda: len(screen.session.rows) == 2)
        await screen.click(30, 4)
        assert screen.foot.startswith("jk move")
        assert "/carth  2 rows" in screen.head

    explore(demo, test)


def test_the_head_is_drawn_again_behind_a_page_and_lanes_stay_as_many(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        lanes = screen.session.rows.lanes
        assert len(lanes) == 3
        await screen.press("enter", "escape")
        assert screen.session.rows.lanes == lanes
        await screen.press("enter")
        await screen.pilot.resize_terminal(70, 12)
        await screen.until(lambda: screen.head.startswith("real | punic  4 divergences  13"))
        assert screen.head.endswith("spoilers: all")
        assert screen.foot.endswith("Esc back")
        await screen.pilot.resize_terminal(110, 12)
        await screen.press("escape")
        assert screen.session.rows.lanes == lanes

    explore(demo, test, size=(110, 12))


def test_each_key_of_a_pair_in_the_foot_can_be_clicked(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        at = screen.foot.index("nN")
        await screen.click(at, 23)
        assert screen.at == "salted"
        await screen.click(at + 1, 23)
        assert screen.at == "marches"
        await screen.click(at + 1, 23)
        assert screen.foot == "there is no pair before this one"
        await screen.press("G", "right_square_bracket")
        assert screen.foot == "there is no year after this one"

    explore(demo, test)


def test_a_double_click_on_the_row_of_the_cursor_opens_it_and_does_no_more(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        line = next(number for number, text in enumerate(screen.lines) if "POD" in text)
        await screen.double_click(30, line)
        assert screen.lines[1] == "Event marches"
        assert screen.app.pane.cursor_line() == 0

    explore(demo, test)


def test_a_click_beside_a_bar_of_the_drift_line_goes_to_the_nearest_year(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        bars = screen.lines[1]
        second = bars.index("█", bars.index("█") + 3)
        await screen.click(second - 1, 1)
        assert screen.session.rows.year(screen.session.cursor) == -140

    explore(demo, test)


def test_a_click_on_the_details_opens_the_event_and_on_a_message_does_not(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.click(10, 18)
        assert screen.foot.startswith("jk move")
        await screen.click(10, 18)
        assert screen.lines[1] == "Event marches"

    explore(demo, test)


def test_a_key_in_the_help_is_pressed_by_a_second_click(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for word, foot in (("other timelines", "Enter: with its parent"), ("any command", ":")):
            await screen.press("question_mark")
            line = next(number for number, text in enumerate(screen.lines) if word in text)
            for _ in range(2):
                await screen.click(40, line)
                await screen.settle()
            assert screen.foot.startswith(foot)
            await screen.press("escape")
            assert screen.lines[1] != "Keys"

    explore(demo, test)


def test_what_has_been_clicked_stands_still_for_a_second_click() -> None:
    async def test(screen: Screen) -> None:
        top, height = screen.app.histories.region.y, screen.app.histories.size.height
        for y in (top + height - 1, top):
            await screen.click(30, y)
            at = screen.at
            assert not screen.app.pane.is_open
            await screen.click(30, y)
            assert screen.lines[1] == f"Event {at}"
            await screen.press("escape")

    explore(bundled_events(), test)
