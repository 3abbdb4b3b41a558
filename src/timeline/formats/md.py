"""A Markdown table (GFM, section 4.10) of the columns that people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~&])")


def render(report: Report[Any], output: Output) -> None:
    columns = [column for column in report.columns if column.brief]
    write = output.stream.write
    write("| " + " | ".join(column.name for column in columns) + " |\n")
    write("| " + " | ".join("---" for _ in columns) + " |\n")
    for row in report.rows:
        write("| " + " | ".join(escaped(column.text(row)) for column in columns) + " |\n")


def escaped(text: str) -> str:
    """Return a text with Markdown syntax escaped."""
    return _ACTIVE.sub(r"\\\1", one_line(text))
