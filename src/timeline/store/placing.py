"""Where an edited event goes in the order of time and in that of airing, while all other events keep their ranks.

This is certain only in a history that is straight (`Document.is_straight`): places, `order` and the order of the files then
make the order of time, and no cause comes after its effect.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from timeline.model.ordering import RANK_STEP
from timeline.store import records

if TYPE_CHECKING:
    import sqlite3

    from timeline.model.events import Event


def rank_for(connection: sqlite3.Connection, n: int, event: Event) -> int | None:
    """Return the rank for an event that had rank `n` before it was edited; None if there is no room for it."""
    ranks = [each for (each,) in connection.execute("SELECT n FROM event ORDER BY n") if each != n]

    def key_of(rank: int) -> tuple[float, ...]:
        (record,) = connection.execute("SELECT record FROM event WHERE n = ?", (rank,)).fetchone()
        return _key(records.event_from_text(record))

    at = bisect_left(ranks, _key(event), key=key_of)
    before = ranks[at - 1] if at else 0
    return _between(n, before, ranks[at] if at < len(ranks) else before + 2 * RANK_STEP)


def aired_for(connection: sqlite3.Connection, n: int, event: Event) -> int | None:
    """Return the rank of an event in the order of airing, once it is in the index with its rank `n` in the order of time.

    None if there is no room for it. What one episode tells of is in the order of time.
    """
    sql = "SELECT aired FROM event WHERE "
    told = "show IS NULL" if event.show is None else "show = ? AND season IS ? AND episode IS ?"
    values = () if event.show is None else (event.show, event.season, event.episode)

    def first(condition: str, *parameters: object) -> int | None:
        found = connection.execute(f"{sql}{condition} LIMIT 1", parameters).fetchone()
        return None if found is None else int(found[0])

    (aired,) = connection.execute("SELECT aired FROM event WHERE n = ?", (n,)).fetchone()
    before = first(f"{told} AND n < ? ORDER BY n DESC", *values, n)
    if before is not None:
        after = first("aired > ? AND n <> ? ORDER BY aired", before, n)
        return _between(aired, before, before + 2 * RANK_STEP if after is None else after)
    after = first(f"{told} AND n > ? ORDER BY n", *values, n)
    if after is None:
        return int(aired)  # its episode tells of nothing else
    return _between(aired, first("aired < ? AND n <> ? ORDER BY aired DESC", after, n) or 0, after)


def _key(event: Event) -> tuple[float, ...]:
    """Return what the order of time compares, as `model.ordering.by_place` does with events in the order of the files."""
    assert event.at is not None
    return (*event.date.order_key, event.order, event.at.file, event.at.number or 0)


def _between(rank: int, before: int, after: int) -> int | None:
    """Return a rank between two others: the same as before if it is, else in the middle; None if there is none."""
    if before < rank < after:
        return rank
    middle = (before + after) // 2
    return middle if before < middle else None
