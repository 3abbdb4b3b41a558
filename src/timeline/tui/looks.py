"""How the explorer looks: the signs and colors of the tables, and texts that are cut to a width in cells."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text

from timeline.formats.lines import Span
from timeline.formats.signs import ASCII, UNICODE, Signs, in_ascii
from timeline.formats.table import STYLES
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.formats.lines import Line
    from timeline.formats.lines import Style as Style_

_ASCII = str.maketrans(dict(zip(UNICODE, ASCII, strict=True)))

CURSOR = Style(reverse=True, bold=True)
"""The cursor has no color of its own, so it can be seen on any ground. What is below it loses its dimness."""

_POINTED = Style(underline=True)

_PLAIN = {name: Style.parse(style) for name, style in STYLES.items()}


def style_of(name: str, *, lit: bool = False) -> Style:
    """Return the style with a name as tables have it; `lit` under the cursor."""
    return Style(strike="strike" in STYLES[name]) + CURSOR if lit else _PLAIN[name]


def _codes(style: Style) -> str:
    """Return the numbers with which a terminal is told to switch to a style."""
    return (
        style.render("x", color_system=ColorSystem.STANDARD).partition("x")[0].removeprefix("\x1b[").removesuffix("m")
    )


_STYLE_OF_CODES = {"0": "plain", **{_codes(style): name for name, style in _PLAIN.items() if name != "plain"}}
_SWITCH = re.compile(f"\x1b\\[({'|'.join(_STYLE_OF_CODES)})m")


@lru_cache(4096)
def shown(text: str) -> str:
    """Return a text from a file on one line, with what could act on a terminal made visible."""
    return one_line(text)


def in_colors(text: str) -> Line:
    """Return a line that a table has written to a terminal as spans.

    Only what switches to the styles of tables and back is taken for that. Everything else that could act on a terminal is
    made visible, so that a text can do no more than look like another part of the line.
    """
    spans: Line = []
    style: Style_ = "plain"
    for number, part in enumerate(_SWITCH.split(text)):
        if number % 2:
            style = cast("Style_", _STYLE_OF_CODES[part])
        elif part:
            spans.append(Span(shown(part), style))
    return spans or [Span("")]


def cut(text: str, width: int, signs: Signs) -> str:
    """Return a text of at most so many cells, with a sign at its end where it was cut."""
    if cell_len(text) <= width:
        return text
    sign = signs.to if width > len(signs.to) else ""
    return set_cell_size(text, max(0, width - len(sign))) + sign


def fitted(text: str, width: int, signs: Signs) -> str:
    """Return a text in exactly so many cells: cut, or with blanks behind it."""
    return set_cell_size(cut(text, width, signs), max(0, width))


def right(text: str, width: int, signs: Signs) -> str:
    """Return a text in exactly so many cells, with blanks before it."""
    short = cut(text, width, signs)
    return " " * (width - cell_len(short)) + short


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def in_signs(line: Line, signs: Signs) -> Line:
    """Return a line whose signs, bars and trees are drawn with these signs."""
    return [span._replace(text=in_ascii(span.text.translate(_ASCII))) for span in line] if signs is ASCII else line


def span_at(line: Line, x: int) -> Span | None:
    """Return the piece of a line in which a cell is; None behind its end."""
    for span in line:
        x -= cell_len(span.text)
        if x < 0:
            return span
    return None


def text_of(lines: Iterable[Line], pointed: object = None) -> Text:
    """Return lines as a text for a widget; never as markup. What leads to what the mouse points at is underlined."""
    text = Text(no_wrap=True, overflow="crop", end="")
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        for span in line:
            is_pointed = pointed is not None and span.leads == pointed
            style = style_of(span.style)
            text.append(span.text, style + _POINTED if is_pointed else style)
    return text


def wrapped(line: Line, width: int, indent: int = 0) -> list[Line]:
    """Return a line as several of at most so many cells, broken at blanks; the later ones are indented."""
    found: list[Line] = [[]]
    used = 0
    for word in _words(line):
        text = word.text
        size = cell_len(text)
        if used and used + len(text.rstrip()) > width and text.strip() and used + cell_len(text.rstrip()) > width:
            found.append([Span(" " * indent)] if indent else [])
            used = indent
            text, size = text.lstrip(), cell_len(text.lstrip())
        while used + size > width > indent + 1 and used + cell_len(text.rstrip()) > width:
            head = set_cell_size(text, width - used).rstrip()
            found[-1].append(word._replace(text=head))
            text = text[max(1, len(head)) :]
            size = cell_len(text)
            found.append([Span(" " * indent)] if indent else [])
            used = indent
        found[-1].append(word if text is word.text else word._replace(text=text))
        used += size
    return [_merged(each) for each in found]


def _merged(line: Line) -> Line:
    """Return a line with one span for neighbors that differ in their texts alone: fewer bytes for the terminal."""
    return [
        first._replace(text="".join(span.text for span in (first, *others))) if others else first
        for _, (first, *others) in groupby(line, _WITHOUT_TEXT)
    ]


_WITHOUT_TEXT = itemgetter(slice(1, None))
"""Everything of a span but its text."""


def _words(line: Line) -> Iterable[Span]:
    """Yield the words of a line, each with the blanks behind it."""
    for span in line:
        start = 0
        text = span.text
        while start < len(text):
            end = text.find(" ", start)
            end = len(text) if end < 0 else end
            while end < len(text) and text[end] == " ":
                end += 1
            yield span._replace(text=text[start:end])
            start = end
