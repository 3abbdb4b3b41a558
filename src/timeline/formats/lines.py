"""Lines for a screen: texts with styles in columns of a fixed width, of which one wraps or is cut.

All widths are terminal cells. A report yields its lines one by one, so the first are on the screen before the last are
made, and nothing has to be measured twice.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

from timeline.formats.cells import cells
from timeline.formats.signs import UNICODE, Signs
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from timeline.model.events import Event

R = TypeVar("R")

Style = Literal["plain", "strong", "dim", "real", "alt", "both", "gone", "struck", "new", "moved"]
"""What a text is; `formats.table` picks its color. Color never carries meaning alone."""

GAP = 1
"""Blanks between two columns."""
TITLE = 28
"""The width that a title needs to be readable; columns to its right go before it gets less."""
LEAST = 14
"""The width below which a title goes below the columns beside it."""
STACKED = 2
"""The indent of such a title."""
MOST = 80
"""The width of the column that takes the rest, at most: over a wide gap the eye loses the line."""
SHORT_WORDS = 100
"""The screen width from which signs have a word beside them."""
WIDE = 120
"""The screen width from which there are places and distances in words."""
WITH_IDS = 140
"""The screen width from which ids are shown without being asked for."""


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    style: Style = "plain"
    event: str = ""
    """The id of the event that its line is about, in a span without a text: a mark, and nothing to be seen."""
    leads: object = None
    """What a click on it leads to, on a screen that can be clicked."""


Line = list[Span]


class Screen(NamedTuple):
    """What a report may fill: a width in cells, and the signs that can be written."""

    width: int
    signs: Signs = UNICODE
    ids: bool = False
    """Whether ids are asked for."""
    everything: bool = False
    """Whether what a table leaves out by default is asked for."""
    marks: bool = False
    """Whether lines about an event begin with a mark."""

    def shows_ids(self, least: int = WITH_IDS) -> bool:
        """Return whether ids are shown: they are asked for, or the screen is wide enough."""
        return self.ids or self.width >= least


class Slot(NamedTuple, Generic[R]):
    """A column of lines."""

    shown: Callable[[R], Span | Line]
    """What it shows for a row; only a single span wraps or is cut."""
    width: int = 0
    """Its width; 0 for the one that takes what the others leave."""
    header: str = ""
    is_right: bool = False
    """Whether its texts are aligned to the right."""
    is_needed: bool = True
    """Whether it stays where the screen is narrow; the others go, the last one first."""
    is_cut: bool = False
    """Whether a text that is too long is cut; else it wraps below itself."""


class Layout(Generic[R]):
    """Columns fitted to a screen."""

    def __init__(
        self,
        slots: Sequence[Slot[R]],
        screen: Screen,
        *,
        least: int = TITLE,
        most: int = MOST,
        indent: int = 0,
        about: Callable[[R], Event | None] | None = None,
    ) -> None:
        """Choose the columns that stay: one that is not needed goes where the column that takes the rest gets too little.

        That column gets `most` at most. `indent` blanks come before the first. `about` returns the event of a row.
        """
        kept = list(slots)
        while True:
            room = screen.width - indent - sum(slot.width for slot in kept) - GAP * (len(kept) - 1)
            optional = [slot for slot in kept if not slot.is_needed]
            if room >= least or not optional or all(slot.width for slot in kept):
                break
            kept.remove(optional[-1])
        self._is_stacked = room < LEAST
        self.room = max(min(screen.width - STACKED if self._is_stacked else room, most), 1)
        """The width of the column that takes what the others leave."""
        self._slots = [slot if slot.width else slot._replace(width=self.room) for slot in kept]
        self._rest = next((n for n, slot in enumerate(kept) if not slot.width), 0)
        self._indent = indent
        self._cut = screen.signs.to
        self._about = about if screen.marks else None

    def without(self, slots: Collection[Slot[R]]) -> Layout[R]:
        """Return this layout without some columns. Their width goes to the main one; the others stay where they are."""
        other = copy(self)
        main = self._slots[self._rest]
        freed = 0 if self._is_stacked else sum(slot.width + GAP for slot in self._slots if slot in slots)
        kept = [slot for slot in self._slots if slot not in slots]
        other._rest = kept.index(main)
        kept[other._rest] = main._replace(width=main.width + freed)
        other._slots = kept
        return other

    def header(self) -> Iterator[Line]:
        """Yield the names of the columns."""
        return self._lines([[Span(cut(slot.header, slot.width, self._cut), "strong")] for slot in self._slots])

    def lines(self, row: R) -> Iterator[Line]:
        """Yield the lines of a row: what does not fit in a column goes on below itself."""
        found = self._lines([slot.shown(row) for slot in self._slots])
        event = self._about(row) if self._about else None
        return found if event is None else ([mark(event.id), *line] for line in found)

    def _lines(self, contents: Sequence[Span | Line]) -> Iterator[Line]:
        """Yield the columns beside each other; where that leaves too little for the main one, it goes below the others."""
        if not self._is_stacked:
            yield from self._beside(self._slots, contents)
            return
        n = self._rest
        yield from self._beside([*self._slots[:n], *self._slots[n + 1 :]], [*contents[:n], *contents[n + 1 :]])
        yield from ([Span(" " * STACKED), *line] for line in self._column(self._slots[n], contents[n]))

    def _beside(self, slots: Sequence[Slot[R]], contents: Sequence[Span | Line]) -> Iterator[Line]:
        columns = [list(self._column(slot, each)) for slot, each in zip(slots, contents, strict=True)]
        for number in range(max(map(len, columns), default=0)):
            line: Line = []
            blank = self._indent
            for slot, column in zip(slots, columns, strict=True):
                spans = column[number] if number < len(column) else []
                room = max(slot.width - width_of(spans), 0)
                blank += room if slot.is_right else 0
                if spans:
                    line += [Span(" " * blank), *spans] if blank else spans
                    blank = 0
                blank += GAP + (0 if slot.is_right else room)
            yield line

    def _column(self, slot: Slot[R], content: Span | Line) -> Iterator[Line]:
        """Yield the lines of one column."""
        if not isinstance(content, Span):
            yield [span._replace(text=one_line(span.text)) for span in content if span.text]
        elif slot.is_cut:
            yield [Span(cut(content.text, slot.width, self._cut), content.style)]
        else:
            yield from ([Span(each, content.style)] for each in wrapped(content.text, slot.width) if each)


def mark(event: str) -> Span:
    """Return what says of a line that it is about the event with this id."""
    return Span("", "plain", event)


def within(line: Line, screen: Screen) -> Line:
    """Return a line cut at the edge of the screen."""
    kept: Line = []
    room = screen.width
    for span in line:
        taken = cells(span.text)
        if taken > room:
            return [*kept, Span(cut(span.text, room, screen.signs.to), span.style)] if span.text.strip() else kept
        kept.append(span)
        room -= taken
    return kept


def width_of(line: Iterable[Span]) -> int:
    """Return the width of a line."""
    return sum(cells(span.text) for span in line)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most a width, broken at spaces where there are any; never empty."""
    lines: list[str] = []
    current = ""
    for word in one_line(text).split(" "):
        longer = f"{current} {word}" if current else word
        if cells(longer) <= width:
            current = longer
            continue
        first = word[:1]
        if current and first.isalnum() and cells(first) > 1 and cells(f"{current} {first}") <= width:
            word = longer  # Chinese, Japanese and Korean break between any two characters
        elif current:
            lines.append(current)
        *full, current = _pieces(word, width)
        lines += full
    return [*lines, current] if current or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most a width; a character that is wider stands alone."""
    pieces, current = [], ""
    for each in word:
        if current and cells(current + each) > width:
            pieces.append(current)
            current = each
        else:
            current += each
    return [*pieces, current]


def cut(text: str, width: int, mark: str) -> str:
    """Return a text of at most a width; one that is longer ends in a mark."""
    text = one_line(text)
    if cells(text) <= width:
        return text
    room = width - cells(mark)
    if room <= 0:
        return mark[:width]
    return _pieces(text, room)[0].rstrip(" ,;:") + mark


def ruled(head: Span, screen: Screen, tail: str = "") -> Line:
    """Return a heading with a line behind it up to the edge of the screen, or up to a text there."""
    room = screen.width - cells(head.text) - 1 - (cells(tail) + 1 if tail else 0)
    if room < 1:
        return [head]
    return [head, Span(f" {screen.signs.line * room}{' ' if tail else ''}{tail}", "dim")]


def flowed(spans: Sequence[Sequence[Span]], screen: Screen, gap: str = "  ", indent: str = "  ") -> Iterator[Line]:
    """Yield phrases beside each other, on as many lines as the screen needs; a phrase that is too long wraps."""
    line: Line = []
    taken = 0
    for phrase in spans:
        width = width_of(phrase)
        if line and taken + len(gap) + width > screen.width:
            yield line
            line, taken = [Span(indent)], len(indent)
        elif line:
            line, taken = [*line, Span(gap)], taken + len(gap)
        if taken + width <= screen.width:
            line, taken = [*line, *phrase], taken + width
            continue
        *full, last = wrapped("".join(span.text for span in phrase), screen.width - taken)
        yield from ([*line, Span(text)] for text in full)
        line, taken = [*line, Span(last)], taken + cells(last)
    if line:
        yield line


def paragraph(text: str, screen: Screen, style: Style = "plain", indent: str = "") -> Iterator[Line]:
    """Yield a text in lines, with an indent before all but the first."""
    first, *more = wrapped(text, screen.width)
    yield [Span(first, style)]
    for each in wrapped(" ".join(more), screen.width - len(indent)) if more else ():
        yield [Span(indent + each, style)]
