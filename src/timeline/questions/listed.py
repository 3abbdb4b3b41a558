"""Pairs of events in an order, read as they are needed: the first of many are there before the last are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

AT_ONCE = 250
"""How many pairs are read at once, and kept at most."""


class Ranked(Protocol):
    """A pair by the ranks of its events, of which one may be missing."""

    @property
    def base(self) -> int | None: ...
    @property
    def alt(self) -> int | None: ...
    @property
    def rank(self) -> int: ...


P = TypeVar("P", bound=Ranked)
R = TypeVar("R")


class Listed(Sequence[R], Generic[P, R]):
    """Pairs with their events, each read anew whenever it is asked for."""

    def __init__(
        self, chronicle: Chronicle, pairs: Sequence[P], row: Callable[[P, Event | None, Event | None], R]
    ) -> None:
        """`row` returns a pair with its base and its alternate event."""
        self.pairs = pairs
        """The pairs by rank."""
        self._chronicle = chronicle
        self._row = row

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[R]:
        for start in range(0, len(self.pairs), AT_ONCE):
            yield from self._read(self.pairs[start : start + AT_ONCE])

    def _read(self, pairs: Sequence[P]) -> list[R]:
        events = self._chronicle.by_rank(rank for pair in pairs for rank in (pair.base, pair.alt) if rank)
        return [self._row(pair, events.get(pair.base or 0), events.get(pair.alt or 0)) for pair in pairs]

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Listed[P, R]: ...
    def __getitem__(self, at: int | slice) -> R | Listed[P, R]:
        if isinstance(at, slice):
            return Listed(self._chronicle, self.pairs[at], self._row)
        return self._read([self.pairs[at]])[0]

    def tellings(self) -> Iterable[tuple[str | None, int | None, int | None]]:
        """Return what tells of the events that place the pairs in time, each once, without reading the events."""
        return self._chronicle.tellings(pair.rank for pair in self.pairs)


def outline(rows: Sequence[Any]) -> Sequence[Any]:
    """Return what is known of pairs before their events are read: status, rank, timelines, whether it is the POD."""
    return rows.pairs if isinstance(rows, Listed) else rows
