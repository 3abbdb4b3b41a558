"""What is asked for: words, filters, other timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import DEMO, Screen, explore
from textual.events import Paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_slash_finds_words_while_they_are_typed(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        assert screen.foot.startswith("/")
        await screen.type("carth")
        await screen.until(lambda: len(screen.session.rows) == 2)
        assert "/carth  2 rows" in screen.head
        await screen.press("enter")
        assert screen.foot.startswith("jk move")
        assert screen.at in ("salted", "steam")
        await screen.press("escape")
        assert len(screen.session.rows) == 9
        assert screen.head.startswith("real | punic  4 divergences")

    explore(demo, test)


def test_escape_drops_the_words(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.type("moon")
        await screen.until(lambda: len(screen.session.rows) == 1)
        await screen.press("escape")
        assert len(screen.session.rows) == 9
        assert screen.at == "marches"  # where it was before

    explore(demo, test)


def test_a_prompt_keeps_the_keys_until_it_is_closed(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        prompts = (("slash", "/"), ("f", "filter "), ("s", "spoilers up to "), ("colon", ":"))
        for line, (key, label) in enumerate(prompts):
            await screen.press(key)
            for leave in ("tab", "shift+tab"):
                await screen.press("m", leave)
            await screen.press("q")
            assert screen.typed == f"{label}mmq"
            await screen.click(2, 23)
            assert screen.typed == f"{label}mmq"
            await screen.click(30, 4 + line)  # elsewhere
            assert not screen.app.prompt.display
            await screen.press("escape")

    explore(demo, test)


def test_keys_that_come_all_at_once_go_where_the_ones_before_lead(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.burst("/moon")
        assert screen.typed == "/moon"
        await screen.burst("\rk")
        assert screen.foot.startswith("jk move")
        assert screen.session.filter.words == "moon"
        await screen.burst("/xx\x08\rd:show")
        assert screen.typed == ":show"
        assert screen.session.filter.differing

    explore(demo, test)


def test_a_search_without_a_hit(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.type("zeppelin")
        await screen.until(lambda: not len(screen.session.rows))
        await screen.press("enter")
        assert screen.foot == "Nothing fits.  Esc clears the filter  ? keys  q quit"
        for keys in ("j", "G", "n", "right_square_bracket", "o", "enter", "w", "y", "v", "d", "l", "space"):
            await screen.press(keys)
        await screen.press("j")  # which takes the message of the key before away
        await screen.click(screen.foot.index("Esc"), 23)
        assert screen.at == "marches"

    explore(demo, test)


def test_escape_in_a_search_leads_back_to_the_side_of_before(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("h", "slash")
        assert screen.session.event is not None
        await screen.type("plague")
        await screen.until(lambda: screen.at == "plague")
        await screen.press("escape")
        assert screen.session.event is not None
        assert screen.session.event.id == "waits"

    explore(demo, test)


def test_f_takes_filters_as_on_the_command_line(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("f")
        await screen.type("--person hannibal --season 1")
        await screen.press("enter")
        assert "--person hannibal --season 1  2 rows" in screen.head
        await screen.press("f")
        assert screen.foot.startswith("filter --person hannibal --season 1")
        await screen.press("escape")
        assert len(screen.session.rows) == 2
        await screen.press("f", *["backspace"] * 40, "enter")
        assert len(screen.session.rows) == 9

    explore(demo, test)


REFUSED = (
    ("--tag mooon", 'there is no tag "mooon"'),
    ("--limit 3", "No such option: --limit"),
    ("--year soon", '"soon" is not a year'),
    ('--tag "moon', "the filter cannot be read"),
    ("--help", "No such option: --help"),
)


def test_a_filter_that_cannot_be_read_changes_nothing(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for typed, told in REFUSED:
            await screen.press("f")
            await screen.type(typed)
            await screen.press("enter")
            assert screen.foot.startswith(told)
            assert len(screen.session.rows) == 9

    explore(demo, test)


def test_a_filter_with_a_timeline_compares_that_one(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("f")
        await screen.type("--timeline calm --year 1281")
        await screen.press("enter")
        assert screen.session.rows.lanes == ("real", "calm")
        assert len(screen.session.rows) == 1

    explore(demo, test)


def test_d_shows_only_what_differs(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("d")
        assert "only what differs  4 rows" in screen.head
        await screen.press("d")
        assert len(screen.session.rows) == 9

    explore(demo, test)


def test_t_chooses_other_timelines(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("t")
        assert screen.lines[1] == "Timelines"
        assert "> punic  Carthage wins" in screen.text
        await screen.press("j", "enter")
        assert screen.session.rows.lanes == ("real", "calm")
        assert screen.at == "sea-stays-calm"
        await screen.press("t", "j", "c")
        assert screen.session.rows.lanes == ("solar", "calm")
        await screen.press("t", "g", "enter")
        assert '"real" has no parent' in screen.foot

    explore(demo, test)


def test_t_says_why_a_timeline_cannot_be_chosen(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("t", "g", "a")
        assert screen.foot == '"real" is compared already'
        await screen.press("enter")
        assert screen.foot == '"real" has no parent to compare it with; c makes it the base'
        await screen.press("j", "c")
        assert screen.foot == '"punic" is compared already'
        assert [line.split()[1] for line in screen.lines if line.startswith(">")] == ["real", "punic", "solar"]

    explore(demo, test, size=(120, 30))


def test_prompts_show_what_can_be_typed_here(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for key, hint in (
            ("f", "filter --tag moon --person Hannibal --year -215"),
            ("s", "spoilers up to gates:s1e2, gates:s1, gates; empty for all"),
            ("colon", ":why marches; any command of timeline"),
        ):
            await screen.press(key)
            assert screen.typed == hint
            await screen.press("escape")

    explore(demo, test)


TABS = (
    ("colon", "sho", ":show"),
    ("colon", "timeline why gates-", ":timeline why gates-open"),
    ("colon", "show --per", ":show --person"),
    ("colon", "show --person hanni", ":show --person hannibal"),
    ("colon", "show --not-tag=m", ":show --not-tag=moon"),
    ("colon", 'show --place "Can', ':show --place "Cannae"'),
    ("f", "--ta", "filter --tag"),
    ("f", "--tag moon --timeline so", "filter --tag moon --timeline solar"),
    ("f", "--place can", "filter --place Cannae"),
    ("f", "--person=HANNI", "filter --person=hannibal"),
    ("s", "ga", "spoilers up to gates"),
    ("s", "the t", "spoilers up to The Thresholds"),
    ("s", "the thresholds:s", "spoilers up to The Thresholds:s1"),
    ("s", "gates:s1, GATES:s", "spoilers up to gates:s1, gates:s1"),
)
"""A prompt, what is typed, and what Tab makes of it."""


def test_tab_completes_what_is_typed(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for key, typed, completed in TABS:
            await screen.press(key)
            await screen.type(typed)
            await screen.press("tab")
            await screen.until(lambda completed=completed: screen.typed == completed)  # type: ignore[misc]
            assert not screen.app.offered
            await screen.press("escape")

    explore(demo, test)


def test_tab_shows_what_there_is_to_choose_from(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("show --t")
        await screen.press("tab")
        await screen.until(lambda: "--tag  With this tag" in screen.text)
        assert "Hannibal" not in "".join(screen.lines[-6:-1])
        await screen.type("a")
        assert "Hannibal" in screen.lines[-6]
        await screen.type("zz")
        await screen.press("tab")
        await screen.until(lambda: "nothing that is known begins" in screen.text)
        await screen.press("escape", "s", "tab")
        await screen.until(lambda: screen.typed == "spoilers up to gates")
        await screen.type(":s1e")
        await screen.press("tab")
        await screen.until(lambda: "gates:s1e1  gates:s1e2" in screen.text)
        await screen.press("escape", "enter", "colon")  # where there are no details
        await screen.type("d")
        await screen.press("tab")
        await screen.until(lambda: "drift  Show how far" in screen.text)
        await screen.press("backspace", "e", "tab")
        await screen.until(lambda: "event  " in screen.text and "export  " in screen.text)
        assert "explore" not in screen.text  # it runs already
        await screen.press("escape")
        assert "export  " not in screen.text

    explore(demo, test)


def test_what_tab_shows_leaves_the_line_on_a_low_screen(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon", "s", "tab")
        await screen.until(lambda: "seasons" in screen.text)
        for height in (10, 7, 5):
            await screen.pilot.resize_terminal(40, height)
            await screen.until(lambda height=height: len(screen.lines) == height)  # type: ignore[misc]
            assert screen.typed == ":s"
            assert "seasons" in screen.text

    explore(demo, test, size=(40, 12))


def test_what_is_pasted_cannot_act_on_the_terminal(write: Callable[..., Path]) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        driver = screen.app._driver
        assert driver is not None
        driver.send_message(Paste("\x1b[31mred\t\u202ebackwards\x07\nand more"))
        await screen.settle()
        assert screen.typed == "/␛[31mred �backwards␇"
        await screen.press("escape", "s")
        await screen.type("the ")
        await screen.press("tab")
        await screen.until(lambda: bool(screen.app.offered))
        assert screen.typed == "spoilers up to the"

    explore(write(DEMO.replace('"The Thresholds"', '"The \\u001b[2JThresholds"')), test)


def test_tab_offers_nothing_above_the_fence(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("colon")
        await screen.type("why s")
        await screen.press("tab")
        await screen.until(lambda: screen.app.offered != ())
        assert "salted" not in screen.text
        assert "sea-stays-calm" in screen.text
        await screen.press("escape", "s", *["backspace"] * 20)
        await screen.type("gates:s1")
        await screen.press("tab")
        await screen.until(lambda: "gates:s1" in screen.lines[-6])
        assert "gates:s1e2" not in screen.text

    explore(demo, test, up_to=("gates:s1e1",))


def test_t_says_that_there_is_no_room_for_a_third_lane(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("t", "j", "a")
        assert screen.foot == "a third history needs 110 columns"

    explore(demo, test)


def test_t_adds_a_lane_and_takes_it_away(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        assert screen.session.rows.lanes == ("real", "punic", "solar")
        await screen.press("t", "j", "a")
        assert screen.session.rows.lanes == ("real", "punic", "solar", "calm")
        await screen.press("t", "j", "j", "a")
        assert screen.session.rows.lanes == ("real", "punic", "calm")

    explore(demo, test, size=(120, 30))
