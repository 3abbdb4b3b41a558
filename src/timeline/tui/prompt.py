"""The last line of the screen when it asks for words, a filter, a limit or a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from timeline.formats.lines import Span
from timeline.tui.bars import Bar, key_in_foot
from timeline.tui.looks import shown

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

Kind = Literal["find", "filter", "fence", "command"]

LABELS: dict[Kind, str] = {"find": "/", "filter": "filter ", "fence": "spoilers up to ", "command": ":"}


_ROOMY = 60
"""The width from which there are buttons for who has a mouse alone."""


class _Line(Input):
    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
        Binding("shift+tab", "stay", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.before: dict[str, list[str]] = {}
        """What has been taken, by the kind of the prompt."""
        self.kind = ""
        self._back = 0

    def validate_value(self, value: str) -> str:
        """Return what is typed or pasted, with what could act on the terminal made visible."""
        return shown(value)

    def begin(self, kind: str, text: str) -> None:
        """Begin with a text."""
        self.kind, self._back = kind, 0
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def action_stay(self) -> None:
        """Do nothing: Textual would give the keys to the list, and what is typed would be commands."""

    def action_recall(self, step: int) -> None:
        """Show what was taken before, or after that."""
        before = self.before.get(self.kind, [])
        self._back = max(0, min(self._back - step, len(before)))
        self.value = before[-self._back] if self._back else ""
        self.cursor_position = len(self.value)


class Prompt(Horizontal):
    """Asks for one line of text."""

    class Typed(Message):
        """The text has changed."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.kind: Kind = "find"
        self._label = Static(id="label")
        self._line = _Line()
        self._buttons = Bar("buttons", key_in_foot, is_for_typing=True)

    def compose(self) -> ComposeResult:
        """Yield what it consists of."""
        yield self._label
        yield self._line
        yield self._buttons

    def on_resize(self, event: events.Resize) -> None:
        """Leave the buttons out where there is little room to type."""
        self._buttons.display = event.size.width >= _ROOMY

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._line.value

    @property
    def halves(self) -> tuple[str, str]:
        """What stands left and right of the cursor."""
        at = self._line.cursor_position
        return self._line.value[:at], self._line.value[at:]

    def type(self, character: str) -> None:
        """Write a character at the cursor, in place of what is selected."""
        self._line.replace(character, *self._line.selection)

    def take(self) -> str:
        """Return what has been typed, which can be recalled from now on."""
        text = self.text
        if text.strip():
            self._line.before.setdefault(self.kind, []).append(text)
        return text

    def fill(self, left: str, right: str) -> None:
        """Have other text left and right of the cursor."""
        with self._line.prevent(Input.Changed):
            self._line.value = left + right
        self._line.cursor_position = len(left)

    def ask(self, kind: Kind, text: str, hint: str) -> None:
        """Ask for a text of a kind, beginning with one; the hint is there as long as nothing is."""
        self.kind = kind
        self._label.update(LABELS[kind])
        self._label.styles.width = len(LABELS[kind])
        self._line.placeholder = hint
        keys = ["Clear"] * bool(text) + ["Tab"] * (kind != "find") + ["Enter", "Esc"]
        self._buttons.say([Span(f"  {'  '.join(keys)}", "dim")])
        self._line.begin(kind, text)
        self.display = True
        self.screen.set_focus(self._line, scroll_visible=False)  # at once: the next key may be there already

    def forget(self) -> None:
        """Forget what was typed, now and before."""
        self._line.before.clear()
        with self._line.prevent(Input.Changed):
            self._line.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the text has changed."""
        event.stop()
        self.post_message(self.Typed())
