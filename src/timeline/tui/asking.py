"""What is typed: words, filters, a limit, a command."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, cast

from timeline.model.errors import UsageError
from timeline.model.query import EVERY_EVENT, Query
from timeline.tui.commands import Command, words_of
from timeline.tui.history import Choice
from timeline.tui.looks import shown
from timeline.tui.pages import text_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from timeline.tui.app import Explore
    from timeline.tui.filters import Filter
    from timeline.tui.prompt import Kind
    from timeline.tui.session import Session

DELAY = 0.08
"""How long nothing has to be typed before words are searched, in seconds."""


class Asking:
    """Asks in the last line of the screen, and does what is answered."""

    def __init__(self, app: Explore) -> None:
        self._app = app
        self._before: Filter | None = None
        """The filter before words were typed."""
        self._at: tuple[str, int] | None = None
        """The event of the row of the cursor then, and the side."""
        self._waiting: Timer | None = None

    def ask(self, kind: str) -> None:
        """Ask for a text; it begins with what is in force."""
        app = self._app
        if kind in ("find", "filter") and app.pane.is_open:
            app.opening.close_all()
        wanted = app.session.filter
        limits = ", ".join(app.session.history.up_to)
        begins = {"find": wanted.words, "filter": wanted.options, "fence": limits, "command": ""}
        self._before, now = wanted, app.session.now
        self._at = (now.event.id, app.session.side) if now is not None else None
        app.foot.display = False
        app.prompt.ask(cast("Kind", kind), begins[kind], shown(_hint(kind, app.session)))

    def typed(self) -> None:
        """Search for words once the typing pauses; what could be typed before is no longer of use."""
        if self._app.offered:
            self._app.offer([])
        if self._app.prompt.kind != "find":
            return
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self._app.set_timer(DELAY, self._search)

    def _search(self) -> None:
        self._waiting = None
        app = self._app
        if app.prompt.display and app.prompt.kind == "find":
            self._apply(app.session.filter._replace(words=app.prompt.text))

    def _close(self) -> None:
        app = self._app
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        app.prompt.display = False
        app.foot.display = True
        app.offer([])
        app.take_keys()

    def drop(self) -> None:
        """Forget what was typed; the filter is that of before."""
        kind = self._app.prompt.kind
        self._close()
        if kind == "find" and self._before is not None and self._before != self._app.session.filter:
            self._apply(self._before, self._at)

    def leave(self) -> None:
        """Close the prompt because something else was clicked: what has been found by then stays."""
        app = self._app
        if app.prompt.kind == "find" and app.session.filter.words == app.prompt.text:
            self._close()
        else:
            self.drop()

    def take(self) -> None:
        """Do what was typed."""
        app = self._app
        kind, text = app.prompt.kind, app.prompt.take()
        self._close()
        try:
            if kind == "find":
                self._apply(app.session.filter._replace(words=text))
            elif kind == "filter":
                self._filter(text)
            elif kind == "fence":
                app.reloading.fence(tuple(part.strip() for part in text.split(",") if part.strip()))
            else:
                self._run(text)
        except UsageError as error:
            self._tell(error)

    def _tell(self, error: UsageError) -> None:
        hint = error.hint or ", ".join(error.listed[:3])
        self._app.tell(f"{error.message}{f': {hint}' if hint else ''}")

    def _filter(self, text: str) -> None:
        """Take filters as on the command line; `--timeline` compares that one with its parent."""
        app = self._app
        query = app.setup.query_of(text) if text.strip() else EVERY_EVENT
        if query.timeline:
            app.session.choose(Choice(alt=query.timeline[0]))
        rest = query._replace(timeline=())
        shown = "" if rest == EVERY_EVENT else text.strip()
        self._apply(app.session.filter._replace(options=shown, query=_only_filters(rest)))

    def _apply(self, wanted: Filter, at: tuple[str, int] | None = None) -> None:
        """Take a filter; the cursor goes to a side of an event, if one is given."""
        app = self._app
        try:
            app.session.apply(wanted)
        except UsageError as error:
            self._tell(error)
        if at is not None:
            app.session.return_to(*at)
        app.renew()

    def forget(self) -> None:
        """Forget what was in force before a text is typed, because the history is another one."""
        if self._app.prompt.display:
            self._close()
        self._before = None
        self._app.prompt.forget()

    def drop_filter(self) -> None:
        """Show everything again."""
        self._apply(type(self._app.session.filter)())

    def switch_differing(self) -> None:
        """Show only what differs, or all."""
        wanted = self._app.session.filter
        self._apply(wanted._replace(differing=not wanted.differing))

    def _run(self, text: str) -> None:
        app = self._app
        words = words_of(text)
        choice = app.session.history.choice
        if words[0] == "compare" and choice.alt and not {"--between", "--timeline", "--help"} & {*words}:
            words += ["--between", choice.base, choice.alt]
        width = max(20, app.histories.size.width or app.pane.size.width) - 2
        command = Command(words, app.setup.variables_for(app.session.history, width))
        app.tell(f"{' '.join(words)} runs; Esc stops it")
        app.opening.running = command

        def wait() -> Callable[[], None]:
            answer = command.answer()
            return lambda: self._show(text, command, answer)

        app.beside(wait)

    def _show(self, text: str, command: Command, answer: str) -> None:
        app = self._app
        if app.opening.running is not command:
            return
        app.opening.running = None
        app.message = ""
        app.opening.open(
            lambda: text_page(f"timeline {text.strip().removeprefix('timeline ')}", answer or "It says nothing.")
        )


def _hint(kind: str, session: Session) -> str:
    """Return an example of what can be typed, with names of the history at hand."""
    history, event = session.history, session.event
    if kind == "find":
        return "words that must all occur"
    if kind == "command":
        return f"why {event.id}; any command of timeline" if event is not None else "any command of timeline"
    if kind == "fence":
        show = next(iter(history.world.shows), None)
        return f"{show}:s1e2, {show}:s1, {show}; empty for all" if show else "there is no show; empty for all"
    names = [(facet, history.chronicle.names(facet, "", 1)) for facet in ("tag", "person")]
    words = [f"--{facet} {shlex.quote(found[0])}" for facet, found in names if found]
    return " ".join([*words, f"--year {session.rows.year(session.cursor)}"] if event is not None else words)


def _only_filters(query: Query) -> Query:
    return query._replace(reverse=False, limit=None, sort="date")
