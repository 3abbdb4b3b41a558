"""The full-screen program without a terminal: press keys, and look at the screen as text."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from textual import events

from timeline.cli.explore import _variables_for
from timeline.cli.explore_typing import offers_for, query_of
from timeline.formats.signs import UNICODE, Signs
from timeline.tui.app import Explore
from timeline.tui.filters import Filter
from timeline.tui.history import Choice, History
from timeline.tui.session import Session
from timeline.tui.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Step = str | Callable[["Screen"], Awaitable[None]]

DEMO = """
name = "Rome, 月, and two other worlds"
[[timeline]]
id = "punic"
name = "Carthage wins"
diverges_at = "marches"
[[timeline]]
id = "calm"
name = "凪"
[[timeline]]
id = "solar"
name = "Carthage on the Moon"
parent = "punic"
[[show]]
id = "gates"
name = "The Gates"
aliases = ["The Thresholds"]
timeline = "punic"
[[show.season]]
number = 1
[[show.season.episode]]
number = 1
title = "The Open Road"
[[show.season.episode]]
number = 2
title = "Salt"
[[person]]
name = "Hannibal"
born = "-0246"
died = { real = "-0182", punic = "-0170~" }
[[event]]
id = "fires"
date = "../-5000"
title = "People keep fires"
[[event]]
id = "cannae"
date = "-0215-08-02"
title = "Hannibal destroys an army at Cannae"
kind = "both"
people = ["Hannibal"]
place = "Cannae"
[[event]]
id = "waits"
date = "-0215-08"
title = "Hannibal does not march on Rome"
people = ["Hannibal"]
[[event]]
id = "marches"
date = "-0215-08-05"
title = "Hannibal marches on [bold]Rome[/bold]"
kind = "alt"
show = "gates"
season = 1
episode = 1
people = ["Hannibal"]
averts = "waits"
because = ["cannae"]
summary = "The road is open. \\u001b[31mRed\\u001b[0m \\u202Ebackwards."
[[event]]
id = "gates-open"
date = "-0215-10~"
title = "The gates open 門が開く 🏛️"
kind = "alt"
show = "gates"
season = 1
episode = 1
because = ["marches"]
people = ["Hannibal"]
[[event]]
id = "destroyed"
date = "-0145"
title = "Carthage is destroyed"
[[event]]
id = "salted"
date = "-0140/-0139"
title = "Rome is sown with salt"
kind = "alt"
show = "gates"
season = 1
episode = 2
replaces = "destroyed"
because = ["gates-open"]
[[event]]
id = "steam"
date = "0600~"
title = "Steam pumps in Carthage"
kind = "alt"
timeline = "punic"
because = ["salted"]
[[event]]
id = "typhoon"
date = "1281-08-15"
title = "A typhoon 神風 wrecks the Mongol fleet"
[[event]]
id = "sea-stays-calm"
date = "1281-08-14"
title = "The sea stays calm"
kind = "alt"
timeline = "calm"
replaces = "typhoon"
[[event]]
id = "apollo"
date = "1969-07-20"
title = "Apollo 11 lands on the Moon"
tags = ["moon"]
[[event]]
id = "punic-moon"
date = "1412-05-01"
title = "A Punic crew lands on the Moon"
kind = "alt"
timeline = "solar"
moves = "apollo"
because = ["steam"]
tags = ["moon"]
[[event]]
id = "plague"
date = "2020/.."
title = "A plague goes round the world"
kind = "both"
"""
"""Three alternate timelines, one below another; years before 1, open dates, wide characters, and what could do harm."""


_CHARACTERS = {
    "space": " ",
    "minus": "-",
    "colon": ":",
    "slash": "/",
    "quotation_mark": '"',
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
}
"""The characters of keys that have a name."""


class Cell(NamedTuple):
    """A piece of a line of the screen."""

    text: str
    style: Any


class Screen:
    """What a test sees of the program while it runs."""

    def __init__(self, app: Explore, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.clicked_at = 0.0

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def at(self) -> str:
        """The id of the event that the cursor is on."""
        now = self.session.now
        return now.event.id if now else ""

    @property
    def cells(self) -> list[list[Cell]]:
        strips = self.app.screen._compositor.render_strips()
        return [[Cell(segment.text, segment.style) for segment in strip] for strip in strips]

    @property
    def lines(self) -> list[str]:
        return ["".join(cell.text for cell in line).rstrip() for line in self.cells]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def head(self) -> str:
        return self.lines[0]

    @property
    def foot(self) -> str:
        return self.lines[-1]

    @property
    def typed(self) -> str:
        """The last line while somebody is typing, without its buttons."""
        return re.sub("(  Clear)?(  Tab)?  Enter  Esc$", "", self.foot).rstrip()

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before has led to is done.

        The pilot's own `press` waits until the process does nothing for some time, which is long, and no proof.
        """
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            character = _CHARACTERS.get(key, key)
            event = events.Key(key, character if len(character) == 1 else None)
            event.set_sender(self.app)
            driver.send_message(event)
            await self.settle()

    async def burst(self, text: str) -> None:
        """Press keys that all are there before the first is acted on."""
        driver = self.app._driver
        assert driver is not None
        named = {character: key for key, character in _CHARACTERS.items()} | {"\r": "enter"}
        for character in text:
            driver.send_message(events.Key(named.get(character, character), character))
        await self.settle()

    async def click(self, x: int, y: int, *, is_again: bool = False) -> None:
        """Press and release the mouse at a cell, as a terminal tells of it; `is_again` for half of a double click."""
        driver = self.app._driver
        assert driver is not None
        self.clicked_at = self.clicked_at if is_again else time.monotonic()
        for kind in (events.MouseDown, events.MouseUp):
            event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
            event.time = self.clicked_at
            driver.send_message(event)
            await self.settle()

    async def draw(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """Press the mouse at a cell, and release it at another one."""
        driver = self.app._driver
        assert driver is not None
        for kind, at in ((events.MouseDown, (x, y)), (events.MouseMove, (to_x, to_y)), (events.MouseUp, (to_x, to_y))):
            driver.send_message(kind(None, *at, 0, 0, 1, False, False, False, *at))
            await self.settle()

    async def double_click(self, x: int, y: int) -> None:
        """Click twice, however long it takes to act on the first half."""
        await self.click(x, y)
        await self.click(x, y, is_again=True)

    async def settle(self) -> None:
        """Wait until all messages have been handled."""
        for _ in range(3):
            await asyncio.sleep(0)
            await self.pilot._wait_for_screen()
        self.app.screen._on_timer_update()

    async def rest(self) -> None:
        """Wait until the screen stays as it is."""
        before = ""
        while before != self.text:
            before = self.text
            await self.pilot.pause()

    async def drawn(self) -> None:
        """Wait until what has been begun is on the screen: it is the same twice, with a turn of the timers between."""
        before = ""
        while before != self.text:
            before = self.text
            await asyncio.sleep(0.02)
            await self.settle()

    async def type(self, text: str) -> None:
        named = {character: key for key, character in _CHARACTERS.items()}
        await self.press(*(named.get(character, character) for character in text))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what another thread or a timer does, and until the screen shows it.

        What the program knows it draws later: a widget that appears is laid out first, and filled after that.
        """
        for _ in range(400):
            await self.settle()
            if holds():
                await self.drawn()
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"it does not come true:\n{self.text}")


def explore(
    path: Path,
    test: Callable[[Screen], Awaitable[None]],
    *,
    size: tuple[int, int] = (80, 24),
    up_to: tuple[str, ...] = (),
    choice: Choice = Choice(),  # noqa: B008 - a value
    first: Filter = Filter(),  # noqa: B008 - a value
    signs: Signs = UNICODE,
) -> Explore:
    """Run the program on a history, and a test in it."""

    async def run() -> Explore:
        setup = Setup(query_of, _variables_for, offers_for)
        app = Explore(setup, Session(History([str(path)], up_to, choice), signs, 80, first))
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot)
            await screen.until(lambda: bool(screen.head and screen.foot))
            await test(screen)
            assert [line for line in screen.lines if cell_len(line) > screen.app.size.width] == []
        return app

    return asyncio.run(run())
