"""Write a report to the screen or a pipe, and notes to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from timeline.cli.notes import note
from timeline.cli.settings_text import require_color
from timeline.exports import form_named
from timeline.formats import FORMATS, PIPED, Format
from timeline.formats.output import MARKS, Output, width_of_screen
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.cli.options import OutputOptions
    from timeline.exports import Export
    from timeline.formats.report import Report
    from timeline.store.chronicle import Chronicle


def _color(options: OutputOptions) -> str:
    """Return when to color tables: auto, always or never."""
    values = options.settings.of("color").values
    if not values:
        return "auto"
    require_color(values[0])
    return values[0]


def answer(
    report: Report[Any],
    options: OutputOptions,
    chronicle: Chronicle | None = None,
    *,
    nothing: str,
    everything: bool = False,
) -> None:
    """Write a report, or the number of its rows, to standard output; if it is empty, note `nothing`.

    `chronicle` is the history of the report's events. `everything` makes tables show what they leave out by default.
    Raises `UsageError` for an export of a report that is not about events.
    """
    if options.count:
        answer_number(len(report.rows), nothing=nothing)
        return
    _write(report, options, chronicle, everything=everything)
    if not report.rows:
        note(nothing)


def answer_number(rows: int, *, nothing: str) -> None:
    """Write how many rows an answer has to standard output; if it has none, note `nothing`."""
    sys.stdout.write(f"{rows}\n")
    if not rows:
        note(nothing)


def _write(report: Report[Any], options: OutputOptions, chronicle: Chronicle | None, *, everything: bool) -> None:
    is_terminal = sys.stdout.isatty()
    wanted = options.settings.of("format").values
    chosen = form_named(wanted[0]) if wanted else FORMATS["table"] if is_terminal else PIPED
    width = (options.width or width_of_screen()) if chosen.name == "table" else 0
    if not isinstance(chosen, Format) and (report.events is None or chronicle is None):
        raise UsageError(
            f'the format "{chosen.name}" is only for events, and this is not a list of events', "use json or csv"
        )
    if options.columns:
        report = report.with_columns(_columns(options.columns, chosen))
    notes: list[str] = []
    with on_screen(no_pager=options.no_pager) as stream:
        output = Output(
            stream,
            is_terminal,
            width,
            bool(wanted),
            _color(options),
            notes.append,  # they would end up in the middle of what a pager shows
            ascii=options.ascii,
            ids=options.ids,
            everything=everything,
            marks=MARKS in os.environ,
        )
        if isinstance(chosen, Format):
            chosen.render(report, output)
        elif report.events is not None and chronicle is not None:
            chosen.render(chronicle, list(report.events), output)
    for text in notes:
        note(text)


def _columns(given: Sequence[str], chosen: Format | Export) -> list[str]:
    """Return the names of columns, given with commas between them; raises `UsageError` for a format without columns."""
    if not (isinstance(chosen, Format) and chosen.has_columns):
        those = [name for name, form in FORMATS.items() if form.has_columns]
        hint = f"--columns is for {', '.join(those[:-1])} and {those[-1]}"
        raise UsageError(f'the format "{chosen.name}" has no columns to choose', hint)
    names = [name.strip().lower() for text in given for name in text.split(",") if name.strip()]
    if not names:
        raise UsageError("--columns names no column", "write --columns date,title")
    return names


@contextmanager
def on_screen(*, no_pager: bool) -> Iterator[TextIO]:
    """Yield standard output or, on a terminal, a stream that opens a pager if the answer is long."""
    if no_pager or not sys.stdout.isatty():
        yield sys.stdout
        return
    from timeline.formats import pager

    command = pager.pager()
    if command is None:
        yield sys.stdout
        return
    with pager.paged(sys.stdout, command, note) as stream:
        yield stream
