"""A history by ranks, for a screen that shows a part of it at a time: what is not on the screen is not read.

Here a rank is the place of an event in the order of time, from 1 and without a gap, unlike the ranks of the index
(`counted`). What is told of all events is told by rank, in as few statements as can be, and an event is read when it is
shown. The events read last are kept.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from timeline.store import records
from timeline.store.conditions import ranked
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.conditions import Condition

KEPT = 4096
"""How many events are kept at most."""

MOST_MARKS = 8
"""How many conditions the mark of an event can tell apart: a byte."""

MOST_ASKED = 51
"""How many conditions one pass over the events can tell apart: three in a digit of a number of 64 bits."""


class Windows:
    """The events of a history by their ranks. `Chronicle.windows` returns it."""

    def __init__(self, rows: Callable[..., list[tuple[object, ...]]], where: Callable[[Query], Condition]) -> None:
        """`rows` runs a statement, `where` returns the filters of a query as a condition."""
        self._rows = rows
        self._where = where
        self._kept: dict[int, Event] = {}
        self._of_index = self._days = array("q")
        """The ranks of the index and the days, by rank; item 0 stands for no event. Without items until they are read."""
        self._links: tuple[array[int], list[str], array[int]] | None = None
        self._met: dict[Condition, int] = {}
        """Which events meet a condition: a number with a byte for each rank, which is 1 or 0."""

    def learn(self, conditions: Iterable[Condition] = ()) -> None:
        """Ask which events meet conditions, all at once: to ask for them one by one takes several times as long.

        It is one pass over the events that returns a few long texts, so that other threads run meanwhile.
        """
        asked = [each for each in dict.fromkeys(conditions) if each not in self._met]
        for first in range(0, len(asked), MOST_ASKED):
            self._ask(asked[first : first + MOST_ASKED])
        if not self._of_index:
            self._ask(())

    def _ask(self, conditions: Sequence[Condition]) -> None:
        # A decimal number of one length for each event: each of its digits says which of three conditions are met.
        weights = [
            f"(CASE WHEN {condition.sql} THEN {_weight(number)} ELSE 0 END)"
            for number, condition in enumerate(conditions)
        ]
        digits = 1 + -(-len(weights) // 3)
        marks = " + ".join([str(10 ** (digits - 1)), *weights])
        numbers = "" if self._of_index else ", json_group_array(n), json_group_array(day)"
        each = f"SELECT {marks} AS mark, n, {_DAY} AS day FROM event ORDER BY n"
        sql = f"SELECT group_concat(mark, ''){numbers} FROM ({each})"
        parameters = [value for condition in conditions for value in condition.parameters]
        ((text, *lists),) = self._rows(sql, parameters, tuple)
        written = str(text or "").encode("ascii")
        for number, condition in enumerate(conditions):
            column = written[digits - 1 - number // 3 :: digits].translate(_DIGITS[number % 3])
            self._met[condition] = int.from_bytes(b"\0" + column, "little")
        if lists:
            self._of_index, self._days = (array("q", [0, *json.loads(str(each))]) for each in lists)

    @property
    def size(self) -> int:
        """How many ranks there are, with 0 for no event."""
        if not self._of_index:
            self.learn()
        return len(self._of_index)

    def counted(self, ranks: Iterable[int]) -> list[int]:
        """Return the ranks without gaps that belong to ranks of the index."""
        end, of_index = self.size, self._of_index
        return [bisect_left(of_index, rank, 1, end) if rank else 0 for rank in ranks]

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
            end, of_index = self.size, self._of_index
            condition = ranked(of_index[rank] for rank in wanted if 0 < rank < end)
            sql = f"SELECT n, record FROM event WHERE {condition.sql}"
            self._kept.update(self._rows(sql, condition.parameters, self._event))  # type: ignore[arg-type]
        return self._kept

    def _event(self, row: tuple[int, str]) -> tuple[int, Event]:
        return bisect_left(self._of_index, row[0], 1), records.event_from_text(row[1])

    def marks(self, conditions: Sequence[Condition]) -> bytes:
        """Return which of at most `MOST_MARKS` conditions each event meets, by rank: bit 0 for the first one, and so on.

        Item 0 stands for no event.
        """
        assert len(conditions) <= MOST_MARKS
        self.learn(conditions)
        marks = 0
        for bit, condition in enumerate(conditions):
            marks |= self._met[condition] << bit
        return marks.to_bytes(self.size, "little")

    def days(self) -> array[int]:
        """Return by rank the day at which each event stands: its last day if its start is open. Item 0 is of no event."""
        if not self._days:
            self.learn()
        return self._days

    def links(self) -> Iterator[tuple[int, str, int]]:
        """Yield all links by ranks: that of the event, the link, and that of the event that it names."""
        if self._links is None:
            each = "SELECT source, key, target FROM tie WHERE key <> 'because' ORDER BY source, key, place"
            sql = f"SELECT json_group_array(source), json_group_array(key), json_group_array(target) FROM ({each})"
            (lists,) = self._rows(sql, (), lambda row: [json.loads(text) for text in row])
            sources, keys, targets = cast("tuple[list[int], list[str], list[int]]", lists)
            self._links = (
                array("q", self.counted(sources)),
                list(map(sys.intern, keys)),
                array("q", self.counted(targets)),
            )
        return zip(*self._links, strict=True)


_DAY = f"CASE WHEN place = {-OPEN} THEN latest ELSE place END"

_DIGITS = [bytes((code - ord("0")) >> bit & 1 if code >= ord("0") else 0 for code in range(256)) for bit in range(3)]
"""For each bit of a digit, 1 where it is set."""


def _weight(number: int) -> int:
    """Return what a condition adds to the number of an event that meets it."""
    return (1 << number % 3) * int(10 ** (number // 3))
