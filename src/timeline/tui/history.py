"""The history that is explored: its index, which timelines stand beside each other, and what the rows of a screen say.

All that is remembered of an index is in one object. Behind another spoiler fence, or after an edit, a new one takes its
place, so that nothing of the old one can stay.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.questions.overview import asked_of, overview
from timeline.questions.tally import years_in_order
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import held_by, with_id
from timeline.store.watching import WatchedFiles
from timeline.tui.joining import Compared, rows_of
from timeline.tui.lines import Told, told
from timeline.tui.rows import MOST_LANES, Rows, rows_of_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from timeline.model.events import Event
    from timeline.model.query import Query


class Choice(NamedTuple):
    """Which timelines to compare, as the user named them; empty for those that a history begins with."""

    base: str = ""
    alt: str = ""
    more: tuple[str, ...] | None = None
    """Further lanes; None for the next branch, where there is room for one."""


class History:
    """One state of a history behind one fence."""

    def __init__(
        self,
        paths: Sequence[str],
        up_to: Sequence[str] = (),
        choice: Choice = Choice(),  # noqa: B008 - a value
        compiling: Callable[[], AbstractContextManager[None]] | None = None,
    ) -> None:
        """Open it. Raises `DataError` for files that cannot be read, `UsageError` for a limit or name it does not have."""
        self.paths = tuple(paths)
        self.up_to = tuple(up_to)
        read_at_ns = time.time_ns()
        self.chronicle = Chronicle(paths, up_to=up_to, **({"compiling": compiling} if compiling else {}))
        self.files = WatchedFiles.of_chronicle(self.chronicle, read_at_ns)
        """The files as they were read; None if only a document of them knows (`WatchedFiles.of_paths`)."""
        self.windows = self.chronicle.windows()
        self.world = self.chronicle.world
        self.base, self.alt, self._more = self._chosen(choice)
        self._rows: dict[tuple[str, ...], Rows] = {}

    def close(self) -> None:
        """Close the index."""
        self.chronicle.close()

    @cached_property
    def total(self) -> int:
        """How many events there are."""
        return len(self.chronicle)

    @cached_property
    def pods(self) -> set[str]:
        """The ids of all points of divergence."""
        return {pod.id for pod in self.world.pods.values()}

    @cached_property
    def _years(self) -> Sequence[int]:
        return array("q", [0]) + years_in_order(self.windows.days()[1:])

    def _chosen(self, choice: Choice) -> tuple[str, str, tuple[str, ...] | None]:
        if choice.alt:
            alt = self.chronicle.resolve("timeline", choice.alt)
            base = (
                self.chronicle.resolve("timeline", choice.base)
                if choice.base
                else (self.world.timelines[alt].parent or "")
            )
            if not base:
                raise UsageError(f'"{alt}" has no parent to compare it with', "name two timelines with --between")
            if base == alt:
                raise UsageError(f'"{alt}" is not compared with itself')
            more = choice.more
            return base, alt, more and tuple(self.chronicle.resolve("timeline", each) for each in more)
        first = next(iter(self.world.alternates), None)
        return ((first.parent or REAL), first.id, None) if first else (REAL, "", None)

    def choose(self, choice: Choice) -> None:
        """Compare other timelines; raises `UsageError` for a name that is not there."""
        self.base, self.alt, self._more = self._chosen(choice)

    @property
    def choice(self) -> Choice:
        """What is compared."""
        return Choice(self.base, self.alt, self._more)

    def lanes(self, most: int) -> tuple[str, ...]:
        """Return the timelines beside each other where there is room for `most` of them."""
        if not self.alt:
            return (self.base,)
        more = self._more
        if more is None:
            others = [each.id for each in self.world.alternates if each.id not in (self.base, self.alt)]
            branches = [each for each in others if self.world.timelines[each].parent == self.alt]
            more = tuple((branches or others)[:1])
        extra = [each for each in dict.fromkeys(more) if each not in (self.base, self.alt)]
        return (self.base, self.alt, *extra)[: min(max(most, 2), MOST_LANES)]

    def rows(self, lanes: tuple[str, ...]) -> Rows:
        """Return all rows of these timelines."""
        if lanes not in self._rows:
            self._rows[lanes] = self._compared(lanes)
        return self._rows[lanes]

    def _compared(self, lanes: tuple[str, ...]) -> Rows:
        if len(lanes) == 1:
            held = self.windows.counted(self.chronicle.ranks(held_by(self.world.lineage(lanes[0]))))
            return rows_of_one(lanes[0], held, self._years)
        against = [self._against(lanes, number) for number in range(1, len(lanes))]
        pairs = dict.fromkeys(
            (lanes[of], lane) for each, lane in zip(against, lanes[1:], strict=True) for of in (each, 0)
        )
        self.windows.learn(condition for pair in pairs for condition in asked_of(self.chronicle, *pair))
        found = {pair: overview(self.chronicle, self.windows, *pair) for pair in pairs}
        compared = []
        for each, lane in zip(against, lanes[1:], strict=True):
            parting = self.world.lineage(lane).parting(self.world.lineage(lanes[each]))
            begins = (self.rank(parting.id) if parting else None) or 0
            from_first = found[lanes[0], lane] if each else None
            compared.append(Compared(each, begins, found[lanes[each], lane], from_first))
        return rows_of(lanes, compared, self._years)

    def _against(self, lanes: Sequence[str], number: int) -> int:
        """Return the number of the earlier lane that a lane is compared with: the nearest one that it descends from."""
        above = (line.id for line in self.world.lineage(lanes[number]).path)
        return next((lanes.index(each) for each in above if each in lanes[:number]), 0)

    def start(self, rows: Rows) -> int:
        """Return the row to begin with: that in which the first two timelines part."""
        return rows.at_rank(rows.begins[1]) if len(rows.lanes) > 1 and len(rows) else 0

    def fitting(self, query: Query) -> set[int]:
        """Return the ranks of the events that match a query; raises `UsageError` for a name that is not in the data."""
        return set(self.windows.ranks(query._replace(timeline=())))

    def told(self, rows: Rows, row: int) -> Told:
        """Return what a row says."""
        rank, base = rows.told[row], rows.base[row]
        events = self.windows.read([rank, base] if base else [rank])
        return told(events[rank], events[base] if base else None, rows.kinds[row], self.pods)._replace(
            is_alone=len(rows.lanes) == 1
        )

    def prefetch(self, rows: Rows, wanted: Iterable[int]) -> None:
        """Read the events of some rows at once."""
        ranks = {rank for row in wanted for rank in (rows.told[row], rows.base[row]) if rank}
        self.windows.read(sorted(ranks))

    def rank(self, event_id: str) -> int | None:
        """Return the rank of an event by its id; None if it is not there, or not to be seen."""
        return next(iter(self.windows.counted(self.chronicle.ranks(with_id([event_id])))), None)

    def rank_at(self, place: float) -> int:
        """Return the rank of the first event at a day or later, or one behind the last event."""
        return bisect_left(self.windows.days(), place, 1)

    def event(self, event_id: str) -> Event:
        """Return an event by its id; raises `KeyError` if it is not there."""
        return self.chronicle[event_id]
