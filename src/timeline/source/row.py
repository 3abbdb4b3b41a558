"""What is decoded of one table."""

from __future__ import annotations

from typing import Any, NamedTuple

from timeline.model.events import Origin


class Row(NamedTuple):
    """The values of one table, by key, and where it stands; keys that the file leaves out are absent."""

    values: dict[str, Any]
    at: Origin
    defaults: frozenset[str] = frozenset()
    """The keys whose values are the file's defaults."""

    def place(self, key: str) -> Origin:
        """Return the table that gives a key its value: this one, or the file's defaults."""
        return Origin(self.at.file, "defaults") if key in self.defaults else self.at
