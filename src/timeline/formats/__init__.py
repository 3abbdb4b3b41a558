"""The registry of output formats, one line each. A module is imported when its format is used.

To add a format, write `formats/NAME.py` with a function `render(report, output)` and add its line here; options,
completion and docs follow.
"""

# Without `from __future__ import annotations`, the fields of `Format` need not be evaluated: every start reads them.

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.formats.output import Output
    from timeline.formats.report import Report

    Render = Callable[[Report[Any], Output], None]


class Format(NamedTuple):
    """One format."""

    name: str
    help: str
    has_columns: bool = False
    """Whether --columns chooses what it shows."""

    def render(self, report: "Report[Any]", output: "Output") -> None:
        """Write the report."""
        render: Render = import_module(f"timeline.formats.{self.name}").render
        render(report, output)


PIPED = Format("tsv", "tab-separated values with a header line; no header as the default in a pipe", has_columns=True)

FORMATS = {
    entry.name: entry
    for entry in (
        Format("table", "a table for people; the default on a terminal", has_columns=True),
        PIPED,
        Format("csv", "comma-separated values with a header line, safe for spreadsheets", has_columns=True),
        Format("json", "one JSON array of objects", has_columns=True),
        Format("ndjson", "one JSON object per line", has_columns=True),
        Format("md", "a Markdown table (GitHub's)", has_columns=True),
    )
}
