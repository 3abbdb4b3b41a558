"""The last line of the screen when it asks for words, a filter, a limit or a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

Kind = Literal["find", "filter", "fence", "command"]

LABELS: dict[Kind, str] = {"find": "/", "filter": "filter ", "fence": "spoilers up to ", "command": ":"}


class _Line(Input):
    BINDINGS = [Binding("escape", "drop", show=False)]  # noqa: RUF012 - as Textual declares it

    def action_drop(self) -> None:
        self.post_message(Prompt.Dropped())


class Prompt(Horizontal):
    """Asks for one line of text."""

    class Typed(Message):
        """The text has changed."""

    class Entered(Message):
        """The text is to be taken."""

    class Dropped(Message):
        """The text is to be forgotten."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.kind: Kind = "find"
        self._label = Static(id="label")
        self._line = _Line(compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Yield what it consists of."""
        yield self._label
        yield self._line

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._line.value

    def ask(self, kind: Kind, text: str, hint: str) -> None:
        """Ask for a text of a kind, beginning with one; the hint is there as long as nothing is."""
        self.kind = kind
        self._label.update(LABELS[kind])
        self._label.styles.width = len(LABELS[kind])
        self._line.placeholder = hint
        with self._line.prevent(Input.Changed):
            self._line.value = text
        self._line.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(self._line, scroll_visible=False)  # at once: the next key may be there already

    def forget(self) -> None:
        """Forget what was typed."""
        with self._line.prevent(Input.Changed):
            self._line.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the text has changed."""
        event.stop()
        self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that the text is to be taken."""
        event.stop()
        self.post_message(self.Entered())
