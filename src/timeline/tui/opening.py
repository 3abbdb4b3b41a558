"""Pages over the list: an event in full, trees, people, episodes, timelines and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.formats.signs import ASCII
from timeline.model.errors import UsageError
from timeline.tui.history import Choice
from timeline.tui.keys import KEYS, meanings
from timeline.tui.looks import width_of
from timeline.tui.pages import Entry, Page, Target
from timeline.tui.view import MORE_LANES

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Literal

    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.tui.app import Explore
    from timeline.tui.commands import Command
    from timeline.tui.history import History
    from timeline.tui.keys import Key


def answers() -> ModuleType:
    """Return what makes pages, imported with the first of them."""
    from timeline.tui import answers as module

    return module


def _person_page(history: History, name: str, signs: Signs) -> Page:
    from timeline.tui.lives import person_page  # with the first of them

    return person_page(history, name, signs)


def _written(key: Key, signs: Signs) -> Line:
    """Return keys, each of which leads to what it does; without arrows where the screen cannot draw them."""
    line: Line = [
        Span(shown, "strong", leads=Target("key", name))
        for shown, name in key.named
        if signs is not ASCII or shown.isascii()
    ]
    return [*line, Span(" " * (_KEYS - width_of(line)))]


_KEYS = 27
"""The width of the keys on their page."""


class Opening:
    """Opens and closes the pages of the pane."""

    def __init__(self, app: Explore) -> None:
        self._app = app
        self.running: Command | None = None
        """The command whose answer is awaited."""

    def open(self, make: Callable[[], Page]) -> None:
        """Open a page."""
        app = self._app
        try:
            app.pane.push(make)
        except UsageError as error:
            app.tell(error.message)
            return
        app.show_pane(is_open=True)

    def close(self) -> None:
        """Close the page on top, or stop the command that is running."""
        app = self._app
        app.pane.pop()
        if not app.pane.is_open:
            app.show_pane(is_open=False)
            app.renew()
        app.show_foot()

    def close_all(self) -> None:
        """Close all pages."""
        app = self._app
        app.pane.clear()
        app.show_pane(is_open=False)
        app.renew()

    def stop(self) -> bool:
        """Stop the command that is running; return whether there is one."""
        if self.running is None:
            return False
        self.running.stop()
        self.running = None
        self._app.tell("stopped")
        return True

    @property
    def event_id(self) -> str | None:
        """The id of the event that the cursor is on, in the pane or in the list."""
        app = self._app
        if app.pane.is_open:
            target = app.pane.target
            return target.name if target is not None and target.kind == "event" else app.pane.page.event
        event = app.session.event
        return event.id if event is not None else None

    @property
    def _no_event(self) -> str:
        return ("" if self._app.pane.is_open else self._app.session.lack) or "this line is not about an event"

    def _event(self) -> Event | None:
        """Return the event that the cursor is on; without one, say so."""
        event_id = self.event_id
        if event_id is None:
            self._app.tell(self._no_event)
            return None
        return self._known(event_id)

    def _known(self, event_id: str) -> Event | None:
        """Return an event; what a command told of may be gone, and then that is said."""
        if self._history.rank(event_id) is None:
            self._app.tell(f'there is no event "{event_id}" in this history')
            return None
        return self._history.event(event_id)

    @property
    def _history(self) -> History:
        """The history of now: pages are made again from it when it has changed."""
        return self._app.session.history

    def enter(self) -> None:
        """Open what the cursor is on."""
        app = self._app
        if not app.pane.is_open:
            event = app.session.event
            if event is not None:
                self._open_event(event.id)
            return
        target = app.pane.target
        if target is None:
            if app.pane.page.event is None:
                app.tell(self._no_event)
        else:
            self.follow(target)

    def follow(self, target: Target) -> None:
        """Open what something on the screen leads to."""
        app = self._app
        if target.kind == "event":
            if self._known(target.name) is not None:
                self._open_event(target.name)
        elif target.kind == "person":
            self.open(lambda: _person_page(self._history, target.name, app.session.signs))
        elif target.kind == "episode":
            self.open(lambda: answers().episode_page(self._history, target, app.session.signs))
        elif target.kind == "key":
            self.close()
            app.simulate_key(target.name)
        elif self._history.world.timelines[target.name].parent:
            self._compare(Choice(alt=target.name))
        else:
            app.tell(f'"{target.name}" has no parent to compare it with; c makes it the base')

    def _open_event(self, event_id: str) -> None:
        app = self._app
        self.open(lambda: answers().event_page(self._history, self._history.event(event_id), app.session.signs))

    def tree(self, direction: Literal["causes", "effects"]) -> None:
        """Open the causes or the consequences of the event that the cursor is on."""
        event = self._event()
        if event is not None:
            event_id, signs = event.id, self._app.session.signs
            self.open(lambda: answers().tree_page(self._history, self._history.event(event_id), direction, signs))

    def in_list(self) -> None:
        """Close the pane and go to its event in the list."""
        app = self._app
        event = self._event()
        if event is None:
            return
        if app.session.to_event(event.id):
            self.close_all()
        else:
            app.tell("no history on the screen holds it; t chooses others")

    def timelines(self) -> None:
        """Open the page of timelines."""
        self.open(lambda: answers().timelines_page(self._history, self._app.session.rows.lanes))

    def choose(self, what: str) -> None:
        """Take the timeline of the cursor as one lane more, or one less, or as the base."""
        app = self._app
        target = app.pane.target if app.pane.is_open else None
        if target is None or target.kind != "timeline":
            return
        now = app.session.history.choice
        if target.name in (now.base, now.alt):
            app.tell(f'"{target.name}" is compared already')
            return
        if what == "base":
            self._compare(Choice(target.name, now.alt, now.more))
            return
        if not app.session.has_room:
            app.tell(f"a third history needs {MORE_LANES} columns")
            return
        lanes = app.session.rows.lanes[2:]
        more = tuple(each for each in lanes if each != target.name)
        more = more if target.name in lanes else (*lanes, target.name)
        self._compare(Choice(now.base, now.alt, more))

    def _compare(self, choice: Choice) -> None:
        app = self._app
        try:
            app.session.choose(choice)
        except UsageError as error:
            app.tell(f"{error.message}{f': {error.hint}' if error.hint else ''}")
            return
        self.close_all()

    def copy(self, what: str) -> None:
        """Copy the id or the line of the cursor to the clipboard of the terminal."""
        app = self._app
        text = self.event_id if what == "id" else (app.pane if app.pane.is_open else app.histories).line_text()
        if not text:
            app.tell("there is nothing to copy here")
            return
        app.copy_to_clipboard(text)
        app.tell(f"copied: {text}")

    def help(self) -> None:
        """Open the page of keys."""
        signs = self._app.session.signs
        entries = [
            Entry([*_written(key, signs), Span(key.help)], Target("key", key.named[0][1]), _KEYS) for key in KEYS
        ]
        mouse = (
            "a click sets the cursor, a second one opens (here: presses the key); the wheel scrolls; years on the "
            "drift line, names below the list, and words of the first and the last line can be clicked"
        )
        entries.append(Entry([Span(f"{'Mouse':<{_KEYS}}", "strong"), Span(mouse)], None, _KEYS))
        entries += [Entry([Span("")], is_skipped=True), Entry([Span("Signs", "strong")], is_skipped=True)]
        entries += [
            Entry([Span(f"{sign:<{_KEYS}}", "strong"), Span(told)], None, _KEYS) for sign, told in meanings(signs)
        ]
        self.open(lambda: Page("Keys", entries, "Space next screen  j k move  Enter presses the key  Esc back"))
