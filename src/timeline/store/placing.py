"""Where an event goes in the order of time and in that of airing, while all other events keep their ranks.

An event without causes that is no cause comes right behind all that its place, its `order` and the order of the files put
before it, whatever the causes of others do to these. So does any event of a history that is straight
(`Document.is_straight`), as long as that stays straight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.ordering import RANK_STEP
from timeline.model.telling import Telling
from timeline.store import records
from timeline.store.edited import require
from timeline.store.layout import OPEN
from timeline.store.required import stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from timeline.model.events import Event
    from timeline.model.world import World


def rank_for(connection: sqlite3.Connection, event: Event, place_of: Callable[[int], tuple[int, int]]) -> int:
    """Return the rank for an event, which has the one that it had before, or 0; raises `NoPatchError` without room for it.

    `place_of` returns the file and the number of the event with a rank.
    """
    assert event.at is not None
    own, place = event.rank, int(max(event.date.place, -OPEN))
    is_straight = stored(connection, "is_straight")
    before = (_straight_before if is_straight else _before)(connection, place, own)
    key, at = (*event.date.order_key, event.order), (event.at.file, event.at.number or 0)
    sql = "SELECT n, place, record FROM event WHERE n > ? AND n <> ? ORDER BY n"
    for rank, other_place, text in connection.execute(sql, (before, own)):
        if other_place > place and is_straight:
            break
        if other_place == place:
            other = records.event_from_text(text)
            other_key = (*other.date.order_key, other.order)
            if other_key < key or (other_key == key and place_of(rank) < at):
                before = rank
    after = _first(connection, "SELECT n FROM event WHERE n > ? AND n <> ? ORDER BY n", before, own)
    return between(own, before, before + 2 * RANK_STEP if after is None else after)


def _before(connection: sqlite3.Connection, place: int, own: int) -> int:
    """Return the last rank of all events at an earlier place, but for one with its own rank."""
    return _first(connection, "SELECT n FROM event WHERE place < ? AND n <> ? ORDER BY n DESC", place, own) or 0


def _straight_before(connection: sqlite3.Connection, place: int, own: int) -> int:
    """Return the same for a history in which the ranks of all events, but for this one, grow with their places."""
    low, high = 0, (_first(connection, "SELECT n FROM event ORDER BY n DESC") or 0) + 1
    sql = "SELECT n, place FROM event WHERE n >= ? AND n <> ? ORDER BY n LIMIT 1"
    while low < high:  # what has a rank before `low` comes first, nothing from `high` on does
        middle = (low + high) // 2
        found = connection.execute(sql, (middle, own)).fetchone()
        if found and found[1] < place:
            low = found[0] + 1
        else:
            high = middle
    return _first(connection, "SELECT n FROM event WHERE n < ? AND n <> ? ORDER BY n DESC", low, own) or 0


def aired_for(connection: sqlite3.Connection, n: int, event: Event, world: World) -> int:
    """Return the rank of an event in the order of airing, once it is in the index with its rank `n` in the order of time.

    Raises `NoPatchError` if there is no room for it. What one episode tells of is in the order of time.
    """
    own = _first(connection, "SELECT aired FROM event WHERE n = ?", n) or 0
    told = "show IS NULL" if event.show is None else "show = ? AND season IS ? AND episode IS ?"
    values = () if event.show is None else (event.show, event.season, event.episode)
    sql = f"SELECT aired FROM event WHERE {told} AND n"
    before = _first(connection, f"{sql} < ? ORDER BY n DESC", *values, n)
    if before is None:
        later = _first(connection, f"{sql} > ? ORDER BY n", *values, n)
        if later is not None:
            before = _first(
                connection, "SELECT aired FROM event WHERE aired < ? AND n <> ? ORDER BY aired DESC", later, n
            )
        elif own:
            return own  # its episode tells of nothing else
        else:
            before = _aired_before(connection, event, world)
    before = before or 0
    after = _first(connection, "SELECT aired FROM event WHERE aired > ? AND n <> ? ORDER BY aired", before, n)
    return between(own, before, before + 2 * RANK_STEP if after is None else after)


def _aired_before(connection: sqlite3.Connection, event: Event, world: World) -> int | None:
    """Return the last rank in the order of airing of what aired before an episode of which no other event tells."""
    telling = Telling(world.shows.values())
    key = telling.key(event.show, event.season, event.episode)
    episodes = connection.execute("SELECT show, season, episode, max(aired) FROM event GROUP BY show, season, episode")
    return max((aired for *episode, aired in episodes if telling.key(*episode) < key), default=None)


def _first(connection: sqlite3.Connection, sql: str, *parameters: object) -> int | None:
    found = connection.execute(f"{sql} LIMIT 1", parameters).fetchone()
    return None if found is None else int(found[0])


def between(rank: int, before: int, after: int) -> int:
    """Return a rank between two others: the same as before if it is, else in the middle, if there is one."""
    if before < rank < after:
        return rank
    middle = (before + after) // 2
    require(before < middle)
    return middle
