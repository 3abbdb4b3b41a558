"""The registry of exports, one line each. An export writes events as a file for another program.

To add an export, write `exports/NAME.py` with a function `render(chronicle, events, output)` and add its line here;
options, completion and docs follow. A module is imported when its export is used.
"""

# Without `from __future__ import annotations`, the fields of `Export` need not be evaluated: every start reads them.

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats import FORMATS, Format
from timeline.model.names import pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.formats.output import Output
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

    Render = Callable[[Chronicle, Sequence[Event], Output], None]


class Export(NamedTuple):
    """One export."""

    name: str
    help: str

    def render(self, chronicle: "Chronicle", events: "Sequence[Event]", output: "Output") -> None:
        """Write these events of a history."""
        render: Render = import_module(f"timeline.exports.{self.name}").render
        render(chronicle, events, output)


EXPORTS = {entry.name: entry for entry in (Export("toml", "an events file, which --data - reads back"),)}

FORMS: dict[str, Format | Export] = {**FORMATS, **EXPORTS}
"""Everything that --format takes."""


def form_named(name: str) -> Format | Export:
    """Return the format or export with this name; raises `UsageError` if there is none."""
    return FORMS[pick(name, FORMS, f'there is no format "{name}"')]
