"""Newline-delimited JSON: one object per line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.formats.json import dumped

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report


def render(report: Report[Any], output: Output) -> None:
    for row in report.rows:
        output.stream.write(dumped(report.json(row)) + "\n")
