"""`timeline sql ripple`: what follows from an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.sql.queries import event_columns, held_as_filtered, ordered, select, with_clause

if TYPE_CHECKING:
    from timeline.sql.filters import Filter


def ripple(filters: Filter, path: str, start: str, depth: int | None = None) -> str:
    """Return the query for what follows from the event with the id `start`, over at most `depth` links, itself first.

    Rows are in the order of their distance from it, then in the order of time. Raises `UsageError` for an order or a limit,
    which are about the branches of a tree.
    """
    query, dialect = filters.query, filters.dialect
    if query.limit is not None or query.reverse or query.sort != "date":
        hint = "--depth limits how far to follow; order and cut the rows in your own query around this one"
        raise UsageError("sql ripple takes no --limit, --reverse and --sort: its rows are no tree", hint)
    edges = (
        f"edge AS {dialect.kept}(SELECT c.n AS cause, b.n AS effect"
        f" FROM ({dialect.each('because', 'event.n')}) AS b JOIN event AS c ON c.id = b.item WHERE c.n <> b.n)"
    )
    return with_clause(
        dialect,
        path,
        [edges, *dialect.walk(start, depth), *held_as_filtered(filters)],
        [
            select(["r.depth", *event_columns(dialect, "e")]),
            "FROM reached AS r JOIN event AS e ON e.n = r.n",
            f"WHERE r.depth = 0 OR {filters.condition('e')}",
            *ordered(["r.depth", "e.n"], reverse=False, limit=None),
        ],
    )
