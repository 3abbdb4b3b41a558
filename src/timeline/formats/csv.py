"""Comma-separated values (RFC 4180, with line feeds) that a spreadsheet may open.

Text that starts like a formula gets a leading apostrophe (OWASP, "CSV Injection"); dates and numbers do not, so that
years before 1 stay dates. Text that begins with apostrophes before such a start gets one more, because reading removes one.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from timeline.formats.report import texts_of
from timeline.model.cleaning import one_line
from timeline.model.dates import EdtfDate
from timeline.model.events import Event

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Column, Report

_FORMULA = re.compile(r"'*\s*[=+\-@]")
_HARMLESS = (int, float, EdtfDate)


def render(report: Report[Any], output: Output) -> None:
    writer = csv.writer(output.stream, lineterminator="\n")
    writer.writerow(column.name for column in report.columns)
    changed = own = 0
    for row in report.rows:
        texts = cells = texts_of(report.columns, row)
        if not "".join(texts).isprintable():  # else all are clean already
            cells = [one_line(text) for text in texts]
            changed += cells != texts
        writer.writerow(
            [
                text if text[:1].isalnum() or not text else _guarded(column, row, text)
                for column, text in zip(report.columns, cells, strict=True)
            ]
        )
        own += not report.is_chosen and isinstance(row, Event) and row.x is not None
    if changed:
        rows = "1 row" if changed == 1 else f"{changed} rows"
        output.note(f"csv has a row on a line: replaced line breaks, tabs or control characters in {rows}")
    if own:
        output.note(f"csv has no tables: left out `x` of {'1 event' if own == 1 else f'{own} events'}")


def _guarded(column: Column[Any], row: object, cell: str) -> str:
    """Return a cell of one line, with an apostrophe if a spreadsheet would take it for a formula."""
    if not _FORMULA.match(cell) or column.signed or isinstance(column.value(row), _HARMLESS):
        return cell
    return f"'{cell}"
