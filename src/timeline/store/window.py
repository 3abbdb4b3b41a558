"""A history by ranks, for a screen that shows a part of it at a time: what is not on the screen is not read.

Here a rank is the place of an event in the order of time, from 1 and without a gap, unlike the ranks of the index
(`counted`). What is told of all events is told by rank, in as few statements as can be, and an event is read when it is
shown. The events read last are kept.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.store import records
from timeline.store.conditions import ranked
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.conditions import Condition

KEPT = 4096
"""How many events are kept at most."""

MOST_MARKS = 6
"""How many conditions one pass over the events can tell apart."""

_FIRST_MARK = 48
"""The character for no mark, "0": with six marks, all characters are ASCII."""


class Windows:
    """The events of a history by their ranks. `Chronicle.windows` returns it."""

    def __init__(self, rows: Callable[..., list[tuple[object, ...]]], where: Callable[[Query], Condition]) -> None:
        """`rows` runs a statement, `where` returns the filters of a query as a condition."""
        self._rows = rows
        self._where = where
        self._kept: dict[int, Event] = {}

    @cached_property
    def _of_index(self) -> list[int]:
        """The ranks of the index, in one text, so that other threads run meanwhile; item 0 stands for no event."""
        ((text,),) = self._rows("SELECT group_concat(n) FROM (SELECT n FROM event ORDER BY n)", (), tuple)
        return [0, *(map(int, str(text).split(",")) if text is not None else ())]

    @cached_property
    def _counted(self) -> Mapping[int, int]:
        return {rank: place for place, rank in enumerate(self._of_index)}

    def counted(self, ranks: Iterable[int]) -> list[int]:
        """Return the ranks without gaps that belong to ranks of the index."""
        counted = self._counted
        return [counted[rank] for rank in ranks]

    def ranks(self, query: Query) -> list[int]:
        """Return the ranks of the events that match a query, in the order of time; raises `UsageError` for its names."""
        condition = self._where(query)
        rows = self._rows(f"SELECT n FROM event WHERE {condition.sql} ORDER BY n", condition.parameters)
        return self.counted(rows)  # type: ignore[arg-type]

    def window(self, first: int, count: int) -> list[Event]:
        """Return the events with the ranks from `first` on, `count` of them or as many as there are."""
        found = self.read(range(first, first + count))
        return [found[rank] for rank in range(first, first + count) if rank in found]

    def read(self, ranks: Iterable[int]) -> Mapping[int, Event]:
        """Return events by their ranks; those that do not exist are left out."""
        asked = list(ranks)
        wanted = [rank for rank in asked if rank not in self._kept]
        if wanted:
            if len(self._kept) + len(wanted) > KEPT:
                self._kept, wanted = {}, asked
            of_index = self._of_index
            condition = ranked(of_index[rank] for rank in wanted if 0 < rank < len(of_index))
            sql = f"SELECT n, record FROM event WHERE {condition.sql}"
            self._kept.update(self._rows(sql, condition.parameters, self._event))  # type: ignore[arg-type]
        return self._kept

    def marks(self, conditions: Sequence[Condition]) -> bytes:
        """Return which of at most `MOST_MARKS` conditions each event meets, by rank: bit 0 for the first one, and so on.

        Item 0 stands for no event. It is one statement that returns one text, so that other threads run meanwhile.
        """
        assert len(conditions) <= MOST_MARKS
        # With CASE, SQLite does not look at the rest of a condition that is decided.
        weights = (f"CASE WHEN {condition.sql} THEN {1 << bit} ELSE 0 END" for bit, condition in enumerate(conditions))
        mark = f"char({_FIRST_MARK} + {' + '.join(weights)})"
        parameters = [value for condition in conditions for value in condition.parameters]
        sql = f"SELECT group_concat(mark, '') FROM (SELECT {mark} AS mark FROM event ORDER BY n)"
        ((text,),) = self._rows(sql, parameters, tuple)
        return bytes(1) + str(text or "").encode("ascii").translate(_MARKS)

    def places(self) -> list[tuple[int, int]]:
        """Return the rank of each event and the day at which it stands, in the order of time.

        That is its last day if its start is open. As `Chronicle.places`, in one text, so that other threads run meanwhile.
        """
        place = f"CASE WHEN place = {-OPEN} THEN latest ELSE place END"
        sql = f"SELECT group_concat(day) FROM (SELECT {place} AS day FROM event ORDER BY n)"
        ((text,),) = self._rows(sql, (), tuple)
        return list(enumerate(map(int, str(text).split(",")), start=1)) if text is not None else []

    def links(self) -> list[tuple[int, str, int]]:
        """Return all links by ranks: that of the event, the link, and that of the event that it names."""
        sql = "SELECT source, key, target FROM tie WHERE key <> 'because' ORDER BY source, key, place"
        counted = self._counted
        return self._rows(sql, (), lambda row: (counted[row[0]], row[1], counted[row[2]]))  # type: ignore[return-value]

    def _event(self, row: tuple[int, str]) -> tuple[int, Event]:
        return self._counted[row[0]], records.event_from_text(row[1])


_MARKS = bytes(max(code - _FIRST_MARK, 0) for code in range(256))
