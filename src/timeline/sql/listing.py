"""`timeline sql show`: the events that `show` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.sql.queries import event_columns, held_as_filtered, ordered, select, with_clause

if TYPE_CHECKING:
    from timeline.sql.filters import Filter


def show(filters: Filter, path: str) -> str:
    """Return the query for a list of events."""
    query, dialect = filters.query, filters.dialect
    rank = "e.n" if query.sort == "date" else "e.aired"
    return with_clause(
        dialect,
        path,
        held_as_filtered(filters),
        [
            select(event_columns(dialect, "e")),
            "FROM event AS e",
            f"WHERE {filters.condition('e')}",
            *ordered([rank], reverse=query.reverse, limit=query.limit),
        ],
    )
