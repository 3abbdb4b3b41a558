"""The formats of output: one line each. Its module has `render(report, output)` and is imported on use.

To add a format, write `formats/NAME.py` and its line here; options, completion and docs follow.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from timeline.formats.output import Output
from timeline.formats.report import Report
from timeline.model.errors import UsageError
from timeline.model.names import pick

Render = Callable[[Report[Any], Output], None]


class Format(NamedTuple):
    """One format."""

    name: str
    module: str
    help: str
    events_only: bool = False
    """Whether only reports about events can be rendered in it."""

    def render(self, report: Report[Any], output: Output) -> None:
        """Write the report; raises `UsageError` where this format cannot hold it."""
        if self.events_only and report.selection is None:
            raise UsageError(f'the format "{self.name}" holds events, and this is no list of events', "use json or csv")
        render: Render = import_module(f"timeline.{self.module}").render
        render(report, output)


PIPED = Format(
    "tsv", "formats.tsv", "tab-separated values with a header line; without one where it is the default of a pipe"
)

FORMATS = {
    entry.name: entry
    for entry in (
        Format("table", "formats.table", "a table for people; the default on a terminal"),
        PIPED,
        Format("csv", "formats.csv", "comma-separated values with a header line, safe for spreadsheets"),
        Format("json", "formats.json", "one JSON array of objects"),
        Format("ndjson", "formats.ndjson", "one JSON object a line"),
        Format("md", "formats.md", "a Markdown table (GitHub's)"),
        Format("toml", "exports.toml", "an events file again, to be read with --data -", events_only=True),
    )
}


def format_named(name: str) -> Format:
    """Return the format of that name; raises `UsageError` where there is none."""
    return FORMATS[pick(name, FORMATS, f'there is no format "{name}"')]
