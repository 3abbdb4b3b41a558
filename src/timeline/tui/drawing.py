"""The part of the program that draws what stands around the list, and says what there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from timeline.formats.lines import Span
from timeline.tui.details import details, headline, shortened
from timeline.tui.foot import foot
from timeline.tui.looks import cut, shown, text_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import Static

    from timeline.formats.lines import Line
    from timeline.tui.bars import Bar
    from timeline.tui.driftline import DriftLine
    from timeline.tui.excerpt import Excerpt
    from timeline.tui.histories import Histories
    from timeline.tui.pane import Pane
    from timeline.tui.prompt import Prompt
    from timeline.tui.reloading import Reloading
    from timeline.tui.session import Session


class Drawing(App[None]):
    """A program with a list of histories and what is around it."""

    session: Session
    head: Bar
    drift: DriftLine
    histories: Histories
    banner: Bar
    pane: Pane
    details: Excerpt
    trouble: Static
    foot: Bar
    prompt: Prompt
    reloading: Reloading
    message = ""
    """What is said until the next key."""
    mistake = ""
    """What is wrong with the files."""
    offered: Sequence[Line] = ()
    """What can be typed, while somebody is typing."""

    def redraw(self) -> None:
        """Draw everything around the list."""
        self.head.say(headline(self.session, self.size.width, self.reloading.opens))
        self.say_mistake(self.mistake)
        self.show_cursor()
        self.show_foot()

    def say_mistake(self, mistake: str) -> None:
        """Say what is wrong with the files until it is mended, on as many lines as it takes; empty if nothing is."""
        self.mistake = mistake
        width = max(8, self.size.width - 1)
        lines = wrapped([Span(shown(mistake))], width)
        self.trouble.update(text_of(shortened(lines, width, max(1, self.size.height // 3), self.session.signs)))
        self.screen.set_class(bool(mistake), "troubled")

    def show_cursor(self) -> None:
        """Draw what depends on the cursor."""
        session = self.session
        width = max(8, self.size.width - 2)
        if self.offered:
            lines = [part for line in self.offered for part in wrapped(line, width, 2)]
        elif len(self.message) >= self.size.width:  # more than the last line has room for
            lines = wrapped([Span(shown(self.message), "strong")], width)
        else:
            lines = details(session.now, width, session.signs, is_on_base=session.is_on_base)
        self.details.say(lines, session.signs)
        self.drift.show(session)

    def show_foot(self) -> None:
        """Draw the title of a pane, and the last line: a message, the keys of a pane, or those of the list."""
        if self.pane.is_open:
            title = cut(shown(self.pane.page.title), self.size.width - 1, self.session.signs)
            self.banner.say([Span(title, "strong")])
        hint = self.pane.page.hint if self.pane.is_open else ""
        message = self.message or ("" if hint else self._lack())
        self.foot.say(foot(message, hint, self.size.width, self.session.signs))

    def _lack(self) -> str:
        """Return what to say of an empty list, and the keys that lead out of it; nothing of another."""
        lack, has_filter = self.session.lack, not self.session.filter.is_empty
        clears = ["Esc clears the filter"] if has_filter else []
        return "  ".join([lack, *clears, "? keys", "q quit"]) if lack else ""

    def tell(self, message: str) -> None:
        """Show a message in the last line until the next key."""
        self.message = message
        self.show_foot()
        self.show_cursor()

    def tell_no_more(self) -> bool:
        """Take the message away; return whether there was one."""
        was_told = bool(self.message)
        if was_told:
            self.tell("")
        return was_told

    def offer(self, lines: Sequence[Line]) -> None:
        """Show what can be typed, where there would be no details as well; nothing to show them again."""
        self.offered = lines
        self.screen.set_class(bool(lines), "offering")
        self.call_after_refresh(self.show_cursor) if lines else self.show_cursor()

    def renew(self, height: int | None = None) -> None:
        """Draw everything again, because the rows have changed; the cursor may stay at a height."""
        self.histories.session = self.session
        self.histories.renew()
        self.histories.center() if height is None else self.histories.hold(height)
        self.redraw()

    def show_pane(self, *, is_open: bool) -> None:
        """Show the pane in place of the list, or the list."""
        self.screen.set_class(is_open, "reading")
        self.take_keys()
        self.show_foot()

    def take_keys(self) -> None:
        """Give the keys to the list or the pane. At once, because the next key may be there already."""
        if self.prompt.display:  # somebody is typing
            return
        self.screen.set_focus(self.pane if self.pane.is_open else self.histories, scroll_visible=False)
