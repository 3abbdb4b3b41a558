"""A query as text: its definitions in a WITH clause, its columns, and the events that timelines hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.sql.tables import event_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.sql.dialects import Dialect
    from timeline.sql.filters import Filter


def with_clause(dialect: Dialect, path: str, definitions: Sequence[str], body: Sequence[str]) -> str:
    """Return a whole query over the export at `path`, which ends with a semicolon and a line feed."""
    defined = [*dialect.tables(path), *definitions]
    head = ["WITH RECURSIVE", ",\n".join(f"  {each}" for each in defined)] if defined else []
    return "\n".join([*head, *body]) + ";\n"


def held(dialect: Dialect, holders: str, where: str = "TRUE") -> list[str]:
    """Return the definition of `held (holder, n, is_story)`: the events that each of the `holders` has or inherits.

    `holders` is what stands behind IN. Events that happen everywhere are left out. `is_story` is false for real events
    about the making of a show. `where` is a condition on `event`, for a query that needs no others.
    """
    shared = dialect.contains("l.shared", "h.id")
    story = f"NOT (event.kind = 'real' AND event.{dialect.column('show')} IS NOT NULL) AS is_story"
    return [
        f"home AS ({dialect.each('timelines', f'event.n, event.id, event.place_day, {story}', where)})",
        "held AS (SELECT DISTINCT l.timeline AS holder, h.n, h.is_story"
        " FROM home AS h JOIN lineage AS l ON l.ancestor = h.item"
        f" WHERE l.timeline IN {holders} AND (l.before_day IS NULL OR h.place_day < l.before_day OR {shared}))",
    ]


def held_as_filtered(filters: Filter) -> list[str]:
    """Return the definition of `held` for the timelines of a filter: only what meets the other filters; [] without any."""
    if not filters.query.timeline:
        return []
    return held(filters.dialect, filters.dialect.texts(filters.timelines), filters.of_all_timelines.condition("event"))


def event_columns(dialect: Dialect, row: str) -> list[str]:
    """Return what `-f json` has of an event as columns, in its order; `row` is the name of a row of `event`."""
    return [
        f"{dialect.first(f'{row}.timelines')} AS timeline"
        if column.name == "timeline"
        else f"{row}.{dialect.column(column.name)}"
        for column in event_keys()
    ]


def select(columns: Sequence[str]) -> str:
    """Return a SELECT of these columns, a line each."""
    return "SELECT\n" + ",\n".join(f"  {column}" for column in columns)


def ordered(columns: Sequence[str], *, reverse: bool, limit: int | None) -> list[str]:
    """Return the end of a query: its order, and its limit if it has one."""
    order = "ORDER BY " + ", ".join(f"{column} DESC" if reverse else column for column in columns)
    return [order, *([] if limit is None else [f"LIMIT {min(limit, 2**31 - 1)}"])]
