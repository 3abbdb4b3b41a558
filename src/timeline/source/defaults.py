"""`[defaults]`: keys that the events and states of a file have unless they say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.source.fields import Table

_PLACES = ("show", "season", "episode", "timeline")
"""Keys that say together where an event belongs."""


def taken(table: Table, values: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a table of these values takes from the defaults of its file.

    A table that names `show` or `timeline` takes none of the keys that say where it belongs, nor does one of kind `real`;
    one of kind `both` takes no `timeline`.
    """
    kind = values.get("kind", defaults.get("kind"))
    if "show" in values or "timeline" in values or kind == "real":
        refused: tuple[str, ...] = _PLACES
    else:
        refused = ("timeline",) if kind == "both" else ()
    return {
        key: value
        for key, value in defaults.items()
        if key in table.by_key and key not in values and key not in refused
    }
