"""The full-screen program: its parts, and which of them a key or a message concerns."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.events import Key, MouseDown, MouseUp
from textual.message import Message
from textual.widgets import Static

from timeline.formats.signs import ASCII
from timeline.tui.asking import Asking
from timeline.tui.bars import Bar, back, key_in_foot, key_in_head
from timeline.tui.clicking import Clicking
from timeline.tui.completing import Completing
from timeline.tui.driftline import DriftLine
from timeline.tui.excerpt import Excerpt
from timeline.tui.histories import Histories
from timeline.tui.keys import IN_TIMELINES, KEYS
from timeline.tui.moving import Moving
from timeline.tui.opening import Opening
from timeline.tui.pages import Target
from timeline.tui.pane import Pane
from timeline.tui.prompt import Prompt
from timeline.tui.reloading import Reloading
from timeline.tui.setup import Offer
from timeline.tui.style import STYLE
from timeline.tui.terminal import can_be_continued, end_by_signals, switch_mouse

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import App, ComposeResult

    from timeline.tui.bars import Part
    from timeline.tui.session import Session
    from timeline.tui.setup import Setup

TALL, SHORT, LOW = 36, 20, 10
"""The heights from which there are eight lines of details, six, and the drift line."""


class Worked(Message):
    """Work in another thread is done."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Explore(Moving):
    """Two histories, or more, on a full screen."""

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar = [
        *(Binding(keys, action, show=False) for key in KEYS for keys, action in key.bound.items()),
        *(Binding(key, f"chosen('{what}')", show=False) for key, what in IN_TIMELINES.items()),
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(self, setup: Setup, session: Session) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.setup = setup
        self.session = session
        self.fault: Exception | None = None
        """What went wrong inside, if anything did."""
        self.ended_by = 0
        """The signal that ended it, if one did."""
        self.head = Bar("head", key_in_head)
        self.drift = DriftLine("drift")
        self.histories = Histories(session, "list")
        self.banner = Bar("banner", back)
        self.pane = Pane(session.signs, "pane")
        self.details = Excerpt("details")
        self.trouble = Static(id="trouble")
        self.foot = Bar("foot", self._key_in_foot)
        self.prompt = Prompt("prompt")
        self.is_mouse_on = setup.has_mouse
        self.has_cleared = False
        """Whether the last click has taken a message or a prompt away."""
        self.asking = Asking(self)
        self.clicking = Clicking(self)
        self.completing = Completing(self)
        self.opening = Opening(self)
        self.reloading = Reloading(self)

    def _key_in_foot(self, part: Part) -> str | None:
        """Return the key of a part of the foot; none if a message stood there when the mouse was pressed."""
        return None if self.has_cleared else key_in_foot(part)

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield from (self.head, self.drift, self.histories, self.banner, self.pane)
        yield from (self.details, self.trouble, self.foot, self.prompt)

    def on_mount(self) -> None:
        """Begin with the list."""
        self.screen.set_class(self.session.signs is ASCII, "ascii")
        self.histories.focus()
        self.reloading.begin()
        self.app_resume_signal.subscribe(self, self._resumed)
        end_by_signals(self._end)

    def _resumed(self, _: App[None]) -> None:
        """Draw the whole screen after the terminal was another's; Textual has taken the mouse as at the start."""
        switch_mouse(self, on=self.is_mouse_on)
        self.refresh(layout=True)

    def _end(self, number: int) -> None:
        """Leave as a signal demands."""
        self.ended_by = number
        self.opening.stop()
        self.exit()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many parts as the height has room for."""
        self.screen.set_class(event.size.height >= TALL, "tall")
        self.screen.set_class(event.size.height < SHORT, "short")
        self.screen.set_class(event.size.height < LOW, "low")

    def on_listing_resized(self) -> None:
        """Draw what stands around the list or the pane, which has its new size by now; behind a pane, no list takes it."""
        self.session.resize(self.size.width)
        self.call_after_refresh(self.redraw)

    async def on_event(self, event: events.Event) -> None:
        """Act on a key at once: what is typed in the same breath belongs where this one leads.

        A key and a click take the message of the one before away; a click elsewhere closes a prompt.
        """
        if isinstance(event, Key) and not event.is_forwarded:
            self.app_focus = True
            if not await self._check_bindings(event.key, priority=True):
                self.tell_no_more()
                await (self._type(event) if self.prompt.display else self._check_bindings(event.key))
            return
        if isinstance(event, MouseDown | MouseUp) and not event.is_forwarded and self.clicking.is_late(event):
            return
        if isinstance(event, MouseDown) and not event.is_forwarded:
            self.has_cleared = self.tell_no_more()
            if self.prompt.display and not self._is_typing_at(event):
                self.asking.leave()
                self.has_cleared = True
            self.clicking.pressed(event)
        if isinstance(event, MouseUp) and not event.is_forwarded and self.clicking.is_drag(event):
            self._mouse_down_widget = None  # what Textual would say is clicked
        await super().on_event(event)

    def _is_typing_at(self, event: MouseDown) -> bool:
        """Return whether the mouse is where somebody types, or chooses from what is offered."""
        parts = [self.prompt, *([self.details] if self.offered else [])]
        return any(part.region.contains(event.x, event.y) for part in parts)

    async def _type(self, key: Key) -> None:
        """Take a key while somebody is typing."""
        if key.key == "enter":
            self.asking.take()
        elif key.key == "escape":
            self.asking.drop()
        elif key.key == "tab":
            self.completing.tab()
        elif key.character is not None and key.is_printable:
            self.prompt.type(key.character)
        else:
            await self._check_bindings(key.key)

    def beside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Work in another thread, and then do in this one what the work returned. The program does not wait for its end."""
        Thread(target=self._work, args=(work,), daemon=True).start()

    def _work(self, work: Callable[[], Callable[[], None]]) -> None:
        try:
            then = work()
        except Exception as error:
            then = partial(self._handle_exception, error)
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.post_message(Worked(then))

    def on_worked(self, message: Worked) -> None:
        """Do what follows from work in another thread."""
        message.then()

    def _handle_exception(self, error: Exception) -> None:
        """End with the error instead of printing it with its locals: who runs the program says it in one line."""
        self.fault = self.fault or error
        self._return_code = 1
        if self._exception is None:  # what a test under a pilot raises again
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def on_excerpt_clicked(self, message: Excerpt.Clicked) -> None:
        """Type a word that is offered, open what a name in the details leads to, or the event of which they tell a part."""
        if isinstance(message.leads, Offer):
            self.completing.choose(message.leads)
        elif self.has_cleared or self.offered:
            return
        elif isinstance(message.leads, Target):
            self.opening.follow(message.leads)
        else:
            self.opening.enter()

    def on_histories_pointed(self, message: Histories.Pointed) -> None:
        """Follow a click; a second one opens the event."""
        self.show_cursor()
        if message.again:
            self.opening.enter()

    def on_pane_entered(self, message: Pane.Entered) -> None:
        """Open what was clicked in the line of the cursor."""
        if isinstance(message.leads, Target):
            self.opening.follow(message.leads)
        else:
            self.opening.enter()

    def on_prompt_typed(self) -> None:
        """Search while words are typed."""
        self.asking.typed()

    def action_open(self) -> None:
        """Open what the cursor is on."""
        self.opening.enter()

    def action_leave(self) -> None:
        """Close the pane; without one, drop the filter."""
        if self.pane.is_open:
            self.opening.close()
        elif not self.opening.stop() and not self.session.filter.is_empty:
            self.asking.drop_filter()

    def action_tree(self, direction: str) -> None:
        """Open the causes or the consequences of the event."""
        self.opening.tree("causes" if direction == "causes" else "effects")

    def action_ask(self, kind: str) -> None:
        """Ask for a line of text."""
        self.asking.ask(kind)

    def action_differing(self) -> None:
        """Show only what differs, or all."""
        if not self.pane.is_open:
            self.asking.switch_differing()

    def action_timelines(self) -> None:
        """Choose other timelines."""
        self.opening.timelines()

    def action_chosen(self, what: str) -> None:
        """Take the timeline of the cursor as one lane more, or as the base."""
        self.opening.choose(what)

    def action_turn(self) -> None:
        """Turn lanes into columns or back."""
        if self.pane.is_open:
            return
        if not self.session.turn():
            self.tell(
                "there is no room for columns" if len(self.session.rows.lanes) > 1 else "there is one history only"
            )
        self.renew()

    def action_copy(self, what: str) -> None:
        """Copy the id or the line of the cursor."""
        self.opening.copy(what)

    def action_edit(self) -> None:
        """Open the editor."""
        self.reloading.edit()

    def action_mouse(self) -> None:
        """Let the terminal have the mouse, or take it back."""
        self.is_mouse_on = not self.is_mouse_on
        switch_mouse(self, on=self.is_mouse_on)
        self.tell("mouse on" if self.is_mouse_on else "mouse off: the terminal selects text; m takes it back")

    def action_stop(self) -> None:
        """Give the terminal back to the shell, until that goes on with it."""
        if not can_be_continued():
            self.tell("there is no shell to go back to")
            return
        self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave; a command that runs is stopped."""
        self.opening.stop()
        self.exit()

    def action_help(self) -> None:
        """Show what the keys do."""
        self.opening.help()
