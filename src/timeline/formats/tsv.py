"""Tab-separated values: one row per line, no quoting; tabs and line ends in a value become spaces.

Several values of one field are joined with ";". Control characters are made visible, because the output of a pipe often
ends up on a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.formats.report import texts_of
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report


def render(report: Report[Any], output: Output) -> None:
    write = output.stream.write
    if output.header:
        write("\t".join(column.name for column in report.columns) + "\n")
    columns = report.columns
    for row in report.rows:
        texts = texts_of(columns, row)
        if not "".join(texts).isprintable():  # else all are clean already
            texts = [one_line(text) for text in texts]
        write("\t".join(texts) + "\n")
