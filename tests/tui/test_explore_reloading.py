"""Another state of the history: after an edit, with a mistake in it, and behind another fence."""

from __future__ import annotations

import asyncio
import gc
import json
import sqlite3
import weakref
from typing import TYPE_CHECKING

import pytest
from pilot import DEMO, Screen, explore

from timeline.bundled import bundled_events
from timeline.model.errors import DataError
from timeline.store import compiling
from timeline.store.chronicle import Chronicle
from timeline.store.watching import WatchedFiles
from timeline.tui import apart, reloading
from timeline.tui.history import Choice, History
from timeline.tui.session import Session, prepared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUNDLED = bundled_events()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edit_shows(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("j", "j")
        assert screen.at == "salted"
        replace(demo, "Rome is sown with salt", "Rome is ploughed")
        await screen.until(lambda: "Rome is ploughed" in screen.text)
        assert screen.at == "salted"
        assert "with salt" not in screen.text

    explore(demo, test)


def test_an_event_that_is_gone_leaves_the_cursor_where_it_was(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("G", "k")
        assert screen.at == "apollo"
        replace(demo, 'moves = "apollo"', "")
        replace(demo, 'id = "apollo"\n', 'id = "apollo-xi"\n')
        await screen.until(lambda: screen.at == "apollo-xi")

    explore(demo, test)


def test_a_broken_file_keeps_the_last_good_history_and_says_where(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        replace(demo, '"2020/.."', '"2020/.')
        await screen.until(lambda: "this is the last good history" in screen.text)
        line = 1 + demo.read_text(encoding="utf-8")[: demo.read_text(encoding="utf-8").index('"2020/.')].count("\n")
        assert f"events.toml:{line}:" in screen.lines[-2]
        await screen.press("j")
        assert screen.at == "gates-open"
        replace(demo, '"2020/.', '"2020/.."')
        await screen.until(lambda: "last good history" not in screen.text)

    explore(demo, test, size=(300, 30))  # the path of the file may be long


def test_a_mistake_is_told_in_full_whatever_the_width(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        for size in ((60, 24), (34, 12)):
            await screen.pilot.resize_terminal(*size)
            replace(demo, '"2020/.."', '"2020/., a date in words and in numbers"')
            await screen.until(lambda: "last good" in " ".join(screen.text.split()))
            await screen.rest()
            told = screen.app.mistake
            assert len(told) > 90
            assert told in " ".join(" ".join(screen.lines[-5:-1]).split())
            replace(demo, '"2020/., a date in words and in numbers"', '"2020/.."')
            await screen.until(lambda: "last good" not in screen.text)

    explore(demo, test)


def test_a_large_history_is_compiled_by_another_process(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here compiles it: what the screen needs would have to wait for that."""

    def compiled(*_: object) -> None:
        raise AssertionError("it is compiled here")

    async def test(screen: Screen) -> None:
        monkeypatch.setattr(reloading, "LARGE", 0)
        monkeypatch.setattr(compiling, "compiled", compiled)
        replace(demo, "Rome is sown with salt", "Rome is ploughed")
        await screen.until(lambda: "Rome is ploughed" in screen.text)
        replace(demo, '"2020/.."', '"2020/."')
        await screen.until(lambda: '"2020/." is not a date; this is the last good' in screen.text)

    explore(demo, test)


def test_nothing_of_earlier_states_stays(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is good and broken by turns takes no more memory each time."""
    monkeypatch.setattr(reloading, "EVERY", 0.01)
    kinds = (History, Session, Chronicle, DataError, WatchedFiles, sqlite3.Connection)

    def left() -> list[int]:
        gc.collect()
        found = gc.get_objects()
        return [sum(type(each) is kind for each in found) for kind in kinds]

    async def test(screen: Screen) -> None:
        counts = []
        for turn in range(4):
            replace(demo, '"2020/.."', '"2020/."')
            await screen.until(lambda: bool(screen.app.mistake))
            replace(demo, '"2020/."', '"2020/.."')
            replace(demo, "Rome is sown", f"Rome {turn} is sown")
            await screen.until(lambda turn=turn: f"Rome {turn} is sown" in screen.text)  # type: ignore[misc]
            counts.append(left())
            replace(demo, f"Rome {turn} is sown", "Rome is sown")
            await screen.until(lambda: "Rome is sown" in screen.text)
        assert counts[1] == counts[2] == counts[3]

    explore(demo, test)


@pytest.mark.parametrize(("date", "limit"), [("1969x", ""), ("1969", "fam:s1"), (None, "")])
def test_what_is_wrong_is_told_by_another_process_as_it_would_be_here(
    tmp_path: Path, date: str | None, limit: str
) -> None:
    path = tmp_path / "events.toml"
    if date:
        path.write_text(f'[[event]]\ndate = "{date}"\ntitle = "One"\n', encoding="utf-8")
    told = json.loads(json.dumps(apart.opened([str(path)], [limit] if limit else [])))
    error = apart._error(told)
    with pytest.raises(type(error)) as here:
        History([str(path)], [limit] if limit else [])
    assert str(error) == str(here.value)
    assert vars(error).keys() == vars(here.value).keys()
    files = WatchedFiles.of_record(told["files"])
    assert not files.have_changed()
    path.write_text("# another text", encoding="utf-8")
    assert files.have_changed()


def test_a_history_is_looked_at_as_it_is_by_the_time_that_it_is_read(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        new = prepared(History([str(demo)]), screen.session.signs, screen.session.look)
        await screen.press("d", "v", "n")
        screen.app.reloading._take(screen.app.reloading._turn, new, WatchedFiles([], [], [], 0))
        assert screen.session.filter.differing
        assert screen.session.in_columns
        assert screen.at == "salted"

    explore(demo, test)


def test_e_opens_the_editor_at_the_mistake(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "echo")

    async def test(screen: Screen) -> None:
        ran: list[object] = []
        monkeypatch.setattr(screen.app.reloading, "_run", ran.append)
        replace(demo, '"2020/.."', '"2020/.')
        await screen.until(lambda: "is not a date" in screen.text)
        line = 1 + demo.read_text(encoding="utf-8").partition('"2020/.')[0].count("\n")
        await screen.press("e")
        assert ran == [["echo", f"+{line}", str(demo)]]
        demo.unlink()
        await screen.until(lambda: "there is no such file" in screen.text)
        await screen.press("e")
        assert screen.foot.startswith(f"{demo.name}: there is no such file")
        assert len(ran) == 1

    explore(demo, test)


def test_what_is_typed_goes_on_while_the_files_change(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.type("sa")
        replace(demo, "Rome is sown with salt", "Rome is salted")
        await screen.until(lambda: "Rome is salted" in screen.text)
        await screen.type("lted")
        assert screen.typed == "/salted"
        await screen.until(lambda: len(screen.session.rows) == 1)

    explore(demo, test)


def test_the_list_does_not_jump_when_the_files_change() -> None:
    async def test(screen: Screen) -> None:
        listed = screen.app.histories
        for height in (0, 5):
            listed.hold(height)
            await screen.settle()
            height = listed.cursor_height
            session = Session(History([str(BUNDLED)]), screen.session.signs)
            screen.app.reloading._take(screen.app.reloading._turn, session, WatchedFiles([], [], [], 0))
            await screen.settle()
            assert listed.cursor_height == height

    explore(BUNDLED, test)


def test_the_cursor_is_visible_when_a_list_that_was_short_is_long_again(write: Callable[..., Path]) -> None:
    one = '[[event]]\nid = "event-{0}"\ndate = {1}\ntitle = "Event {0}"\n'
    many = "".join(one.format(number, 1900 + number) for number in range(60))
    path = write(many)

    async def test(screen: Screen) -> None:
        await screen.press("G")
        path.write_text(one.format(59, 1959), encoding="utf-8")
        await screen.until(lambda: len(screen.session.rows) == 1)
        path.write_text(many, encoding="utf-8")
        await screen.until(lambda: len(screen.session.rows) == 60)
        assert screen.at == "event-59"
        assert 0 <= screen.app.histories.cursor_height < screen.app.histories.size.height

    explore(path, test)


def test_a_history_without_an_event_says_so(write: Callable[..., Path]) -> None:
    async def test(screen: Screen) -> None:
        assert screen.text.count("There is no event yet.") == 1
        assert "Nothing fits" not in screen.text

    explore(write('name = "Nothing yet"\n'), test)


def test_a_page_is_made_again(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("n", "enter")
        replace(demo, "Rome is sown with salt", "Rome is ploughed")
        await screen.until(lambda: "Rome is ploughed" in screen.text)
        assert screen.lines[1] == "Event salted"
        replace(demo, 'id = "salted"', 'id = "ploughed"')
        replace(demo, 'because = ["salted"]', "")
        await screen.until(lambda: screen.foot == "what was open is not there any more")
        assert not screen.app.pane.is_open

    explore(demo, test)


def test_behind_a_fence_nothing_is_told_of_a_mistake_but_its_place(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        replace(demo, '"-0140/-0139"', '"-0140 SECRET"')
        await screen.until(lambda: "there is a mistake (E" in screen.text)
        assert "SECRET" not in screen.text
        assert "salted" not in screen.text

    explore(demo, test, up_to=("gates:s1e1",))


def test_a_timeline_that_a_fence_hides_is_no_longer_compared(write: Callable[[str], Path]) -> None:
    told = DEMO.replace('timeline = "calm"\nreplaces', 'show = "sea"\nseason = 1\nepisode = 1\nreplaces').replace(
        "[[person]]", '[[show]]\nid = "sea"\nname = "Sea"\ntimeline = "calm"\n[[person]]', 1
    )

    async def test(screen: Screen) -> None:
        assert screen.session.rows.lanes == ("real", "calm")
        await screen.press("s")
        await screen.type("sea:s0")
        await screen.press("enter")
        await screen.until(lambda: screen.head.endswith("spoilers: up to sea:s0"))
        assert screen.session.rows.lanes == ("real", "punic")
        assert screen.foot == "what was compared is not there; this is what is left"

    explore(write(told), test, choice=Choice(alt="calm"))


def test_of_what_is_compared_again_nothing_is_said(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        lanes, whole = screen.session.rows.lanes, demo.read_text(encoding="utf-8")
        demo.write_text('[[event]]\ndate = 1900\ntitle = "One"\nkind = "real"\n', encoding="utf-8")
        await screen.until(lambda: screen.foot == "what was compared is not there; this is what is left")
        demo.write_text(whole, encoding="utf-8")
        await screen.until(lambda: screen.session.rows.lanes == lanes)
        assert "what is left" not in screen.text

    explore(demo, test)


def test_a_timeline_that_is_gone_is_no_longer_compared(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("t", "j", "enter")
        assert screen.session.rows.lanes == ("real", "calm")
        replace(demo, 'id = "calm"', 'id = "quiet"')
        replace(demo, 'timeline = "calm"', 'timeline = "quiet"')
        await screen.until(lambda: screen.session.rows.lanes == ("real", "punic"))

    explore(demo, test)


def test_a_fence_hides_everything_above_it_everywhere(demo: Path) -> None:
    """What the screen, the caches and the trail had of it is gone with the history that it came from."""
    before: list[weakref.ref[object]] = []
    secret = "Rome is sown with salt"

    async def test(screen: Screen) -> None:
        await screen.press("slash")
        await screen.type("salt")
        await screen.until(lambda: len(screen.session.rows) == 1)
        await screen.press("enter", "escape", "n", "w", "escape", "enter", "escape", "o", "n")
        assert secret in screen.text
        before.extend([weakref.ref(screen.session), weakref.ref(screen.session.history)])
        await screen.press("s")
        await screen.type("gates:s1e1")
        await screen.press("enter")
        await screen.until(lambda: "spoilers: up to gates:s1e1" in screen.text)
        assert secret not in screen.text
        for keys in (
            "",
            "g",
            "G",
            "enter",
            "escape",
            "w",
            "escape",
            "ctrl+o",
            "slash",
            "escape",
            "d",
            "d",
            "v",
            "v",
            "t",
        ):
            await screen.press(*keys.split())
            assert "salt" not in screen.text.lower(), keys
        await screen.press("escape")
        assert all(screen.session.history.rank(each) for each in screen.session.trail)
        gc.collect()
        assert [each() for each in before] == [None, None]

    explore(demo, test)


def test_a_fence_that_the_history_does_not_have_is_refused(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("s")
        await screen.type("gates:s9")
        await screen.press("enter")
        await screen.until(lambda: screen.foot.startswith("The Gates has no season 9"))
        assert screen.head.endswith("spoilers: all")

    explore(demo, test)


def test_a_fence_is_taken_down(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        assert "sown with salt" not in screen.text
        await screen.press("s", *["backspace"] * 20, "enter")
        await screen.until(lambda: screen.head.endswith("spoilers: all"))
        assert "sown with salt" in screen.text

    explore(demo, test, up_to=("gates:s1e1",))


def test_an_edit_between_the_reading_and_the_first_look_is_seen(demo: Path) -> None:
    history = History([str(demo)])
    replace(demo, "Rome is sown with salt", "Rome is ploughed now!!")
    assert history.files is not None
    assert history.files.have_changed()


def test_a_file_that_comes_later_is_read(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        text = demo.read_text(encoding="utf-8")
        demo.write_text(f'include = ["later.toml"]\n{text}', encoding="utf-8")
        await screen.until(lambda: "later.toml" in screen.text)
        demo.with_name("later.toml").write_text('[[event]]\ndate = "-0216"\ntitle = "Later"\n', encoding="utf-8")
        await screen.until(lambda: "last good history" not in screen.text)
        assert screen.session.history.rank("later") is not None

    explore(demo, test, size=(300, 30))


def test_without_a_cache_the_files_are_watched_too(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")

    async def test(screen: Screen) -> None:
        assert screen.session.history.files is None
        await screen.until(lambda: screen.app.reloading._files is not None)
        replace(demo, "Rome is sown with salt", "Rome is ploughed")
        await screen.until(lambda: "Rome is ploughed" in screen.text)

    explore(demo, test, size=(160, 45))


def test_a_limit_that_an_edit_takes_away_is_said_once(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        replace(demo, 'id = "gates"\nname = "The Gates"', 'id = "doors"\nname = "The Doors"')
        replace(demo, 'show = "gates"', 'show = "doors"')
        await screen.until(lambda: "there is no show" in screen.text)
        read = screen.app.reloading._turn
        await asyncio.sleep(1.5)
        assert screen.app.reloading._turn == read  # it waits for another edit

    explore(demo, test, up_to=("gates:s1e1",))
