"""Tab-separated values: one row per line, no quoting; tabs and line ends in a value become spaces.

Several values of one field are joined with ";". Control characters are made visible, because the output of a pipe often
ends up on a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report


def render(report: Report[Any], output: Output) -> None:
    write = output.stream.write
    if output.header:
        write("\t".join(column.name for column in report.columns) + "\n")
    for row in report.rows:
        write("\t".join(one_line(column.text(row)) for column in report.columns) + "\n")
