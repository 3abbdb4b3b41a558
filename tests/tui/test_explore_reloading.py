"""Another state of the history: after an edit, with a mistake in it, and behind another fence."""

from __future__ import annotations

import gc
import os
import weakref
from typing import TYPE_CHECKING

from pilot import Screen, explore

from timeline.model.errors import DataError
from timeline.store.chronicle import Chronicle
from timeline.tui.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


def test_a_page_is_made_again(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("n", "enter")
        replace(demo, "Rome is sown with salt", "Rome is ploughed")
        await screen.until(lambda: "Rome is ploughed" in screen.text)
        assert screen.lines[1] == "Event salted"

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


def test_files_that_come_and_go_are_changes(write: Callable[..., Path]) -> None:
    part = write('[[event]]\ndate = 1969\ntitle = "A"\n', "parts/a.toml")
    top = write('include = ["parts/*.toml"]\n')
    watch = Watch([str(top)], Chronicle([str(top)]).windows())
    assert not watch.has_changed()
    other = write('[[event]]\ndate = 1970\ntitle = "B"\n', "parts/b.toml")
    assert watch.has_changed()
    assert not watch.has_changed()
    other.unlink()
    assert watch.has_changed()
    os.utime(part, ns=(1, 1))
    assert watch.has_changed()
    part.unlink()
    assert watch.has_changed()
    assert not watch.has_changed()


def test_the_files_of_a_mistake_are_watched_too(write: Callable[..., Path]) -> None:
    top = write('[[event]]\ndate = 1969\ntitle = "A"\n')
    watch = Watch([str(top)], Chronicle([str(top)]).windows())
    part = write("[[event]]\n", "part.toml")
    top.write_text('include = ["part.toml"]\n', encoding="utf-8")
    try:
        Chronicle([str(top)])
    except DataError as error:
        watch.also(error)
    assert not watch.has_changed()
    part.write_text('[[event]]\ndate = 1969\ntitle = "B"\n', encoding="utf-8")
    assert watch.has_changed()
