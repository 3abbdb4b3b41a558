"""Write a report to the screen or a pipe, and notes to standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from timeline.cli.notes import note
from timeline.cli.settings_text import require_color
from timeline.exports import form_named
from timeline.formats import FORMATS, PIPED, Format
from timeline.formats.output import Output, width_of_screen
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from timeline.cli.options import OutputOptions
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
    """Write a report to standard output; if it is empty, write the note `nothing` to standard error.

    `chronicle` is the history of the report's events. `everything` makes tables show what they leave out by default.
    Raises `UsageError` for an export of a report that is not about events.
    """
    is_terminal = sys.stdout.isatty()
    wanted = options.settings.of("format").values
    chosen = form_named(wanted[0]) if wanted else FORMATS["table"] if is_terminal else PIPED
    width = width_of_screen() if chosen.name == "table" else 0
    output = Output(
        sys.stdout,
        is_terminal,
        width,
        bool(wanted),
        _color(options),
        note,
        ascii=options.ascii,
        ids=options.ids,
        everything=everything,
    )
    if isinstance(chosen, Format):
        chosen.render(report, output)
    elif report.events is None or chronicle is None:
        raise UsageError(
            f'the format "{chosen.name}" is only for events, and this is not a list of events', "use json or csv"
        )
    else:
        chosen.render(chronicle, report.events, output)
    if not report.rows:
        note(nothing)
