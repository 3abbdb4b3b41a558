"""What a file of rows holds, before its rows are events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from timeline.source.positions import Region


class Rows(NamedTuple):
    """Records by key, each with its place in the text."""

    records: list[dict[str, Any]]
    regions: list[Region]
    columns: tuple[str, ...] = ()
    """The keys of all records, if a first line gives them."""
