"""Comma-separated values (RFC 4180, with line feeds) that a spreadsheet may open.

Text that starts like a formula gets a leading apostrophe (OWASP, "CSV Injection"); dates and numbers do not, so that
years before 1 stay dates. Text that begins with apostrophes before such a start gets one more, because reading removes one.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from timeline.model.cleaning import one_line
from timeline.model.dates import EdtfDate

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Column, Report

_FORMULA = re.compile(r"'*\s*[=+\-@]")
_HARMLESS = (int, float, EdtfDate)


def render(report: Report[Any], output: Output) -> None:
    writer = csv.writer(output.stream, lineterminator="\n")
    writer.writerow(column.name for column in report.columns)
    for row in report.rows:
        writer.writerow(_cell(column, row) for column in report.columns)


def _cell(column: Column[Any], row: object) -> str:
    text = one_line(column.text(row))
    if not _FORMULA.match(text) or column.signed or isinstance(column.value(row), _HARMLESS):
        return text
    return f"'{text}"
