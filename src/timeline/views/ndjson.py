"""Newline-delimited JSON: one object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.views.json import dumped

if TYPE_CHECKING:
    from timeline.views.output import Output
    from timeline.views.report import Report


def render(report: Report[Any], output: Output) -> None:
    for row in report.rows:
        output.stream.write(dumped(report.record(row)) + "\n")
