"""A table for people, drawn by Rich. The only module that imports it.

Lines are segments, never markup, and cleaned of control characters: a title from a file may contain "[red]" or an escape
sequence. Colors come from the terminal's own palette, are readable on dark and light backgrounds, and only repeat what a
word or a sign says. `rich.table.Table` is not used: it measures every cell and draws nothing before the end.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from timeline.formats.grid import grid_lines
from timeline.formats.lines import Screen, paragraph, within
from timeline.formats.marks import marked
from timeline.formats.plain import default_grid
from timeline.formats.signs import ASCII, in_ascii, signs_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderResult

    from timeline.formats.lines import Line
    from timeline.formats.output import Output
    from timeline.formats.report import Report

STYLES = {
    "plain": "",
    "strong": "bold",
    "dim": "dim",
    "real": "cyan",
    "alt": "bold magenta",
    "both": "blue",
    "gone": "red",
    "struck": "dim strike",
    "new": "green",
    "moved": "yellow",
}
"""Palette colors 1 to 6, bold, dim and strike only: they are readable on dark and light grounds alike."""
_FIRST, _AT_ONCE = 40, 200
"""How many lines are drawn before they are written: first about as many as a screen has."""
_ANY_HEIGHT = 25
"""Rich ignores the width on a dumb terminal unless it also has a height."""


def render(report: Report[Any], output: Output) -> None:
    """Draw the report; nothing if it has no rows."""
    if not report.rows:
        return
    signs = ASCII if output.ascii else signs_for(output.stream.encoding)
    screen = Screen(output.width, signs, output.ids, output.everything, output.marks)
    waiting = (within(line, screen) for line in lines_of(report, screen))
    console = _console(output)
    at_once = _FIRST
    while several := list(islice(waiting, at_once)):
        console.print(_Drawn(several, is_ascii=signs is ASCII), end="", crop=False)
        at_once = _AT_ONCE


def lines_of(report: Report[Any], screen: Screen) -> Iterable[Line]:
    """Return the lines of a report on a screen."""
    if report.lines is not None:
        return report.lines(report.rows, screen)
    grid = report.grid(report.rows, screen) if report.grid else default_grid(report, screen.width)
    above = paragraph(report.headline(report.rows), screen, "strong") if report.headline else ()
    return chain(above, grid_lines(grid, screen))


def _console(output: Output) -> Console:
    return Console(
        file=output.stream,
        width=output.width,
        height=_ANY_HEIGHT,
        force_terminal=output.color == "always" or (output.is_terminal and output.color == "auto"),
        color_system=None if output.color == "never" else "auto",
        no_color=False if output.color == "always" else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


class _Drawn:
    """Lines as Rich draws them."""

    def __init__(self, lines: Iterable[Line], *, is_ascii: bool) -> None:
        self._lines = lines
        self._is_ascii = is_ascii

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            for span in _without_end(line):
                if span.event:
                    yield Segment(marked(span.event))
                text = in_ascii(span.text) if self._is_ascii else span.text
                yield Segment(text, Style.parse(STYLES[span.style]))
            yield Segment.line()


def _without_end(line: Line) -> Line:
    """Return a line without the blanks at its end."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [*kept[:-1], kept[-1]._replace(text=kept[-1].text.rstrip())] if kept else kept
