"""Newline-delimited JSON: one object a line."""

from __future__ import annotations

from typing import Any

from timeline.views.json import dumped
from timeline.views.output import Output
from timeline.views.report import Report


def render(report: Report[Any], output: Output) -> None:
    for row in report.rows:
        output.stream.write(dumped(report.record(row)) + "\n")
