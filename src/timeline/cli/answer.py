"""From a report to the screen or the pipe, and what is said beside it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from timeline.views.formats import FORMATS, PIPED, format_named
from timeline.views.output import Output, width_of_screen

if TYPE_CHECKING:
    from timeline.cli.options import OutputOptions
    from timeline.views.report import Report


def note(text: str) -> None:
    """Say something that is no data, on standard error."""
    print(f"timeline: {text}", file=sys.stderr)


def answer(report: Report[Any], options: OutputOptions, nothing: str) -> None:
    """Write a report to standard output; where it is empty, say `nothing` beside it."""
    is_terminal = sys.stdout.isatty()
    chosen = format_named(options.format) if options.format else FORMATS["table"] if is_terminal else PIPED
    width = width_of_screen() if chosen.name == "table" else 0
    output = Output(sys.stdout, is_terminal, width, header=options.format is not None, note=note)
    chosen.render(report, output)
    if not report.rows:
        note(nothing)
