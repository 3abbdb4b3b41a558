"""Which events of a file are the same as before: those with the same text, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from timeline.source.pieces import HASH_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Run(NamedTuple):
    """Events that follow one another before and after an edit, all unchanged."""

    old: int
    """The number of the first of them as it was."""
    new: int
    """The number of the first of them as it is."""
    length: int


def runs_of(old: bytes, new: bytes) -> list[Run]:
    """Return the runs of events that are the same, given the hashes of all events before and after, in their order."""
    count = min(len(old), len(new)) // HASH_BYTES
    start = _same(count, lambda n: old[: n * HASH_BYTES] == new[: n * HASH_BYTES])
    end = _same(count - start, lambda n: old[len(old) - n * HASH_BYTES :] == new[len(new) - n * HASH_BYTES :])
    before, after = len(old) // HASH_BYTES, len(new) // HASH_BYTES
    pairs = _pairs(_hashes(old, start, before - end), _hashes(new, start, after - end))
    found = [Run(0, 0, start), *(Run(start + one, start + other, 1) for one, other in pairs)]
    return joined([*found, Run(before - end, after - end, end)])


def number_now(runs: Iterable[Sequence[int]], number: int) -> int | None:
    """Return the number that an event of a run has after the edit; None for one that is in no run."""
    return next((new + number - old for old, new, length in runs if old <= number < old + length), None)


class Gaps:
    """What is between the runs of events that are the same: the numbers of those that are gone, and that have come."""

    def __init__(self, runs: list[Run], before: int, after: int) -> None:
        self.runs = runs
        self.before, self.after = before, after
        ends = [Run(0, 0, 0), *runs, Run(before, after, 0)]
        self.gaps = [
            (range(one.old + one.length, two.old), range(one.new + one.length, two.new)) for one, two in pairwise(ends)
        ]
        self.gone = list(chain.from_iterable(old for old, _ in self.gaps))
        self.come = list(chain.from_iterable(new for _, new in self.gaps))

    def boundary(self, old: int) -> int:
        """Return where the events from a number on begin now; those that have come right before these do not count."""
        now = number_now(self.runs, old)
        return next((run.new for run in self.runs if run.old > old), self.after) if now is None else now

    def old_of(self, new: int) -> int | None:
        """Return the number that an event of a run had."""
        return number_now(((run.new, run.old, run.length) for run in self.runs), new)

    def behind(self, new: int) -> int:
        """Return the first number, before the edit, behind the runs that are before an event."""
        return max((run.old + run.length for run in self.runs if run.new < new), default=0)


def _same(count: int, are_same: Callable[[int], bool]) -> int:
    """Return up to which number something is the same."""
    return bisect_left(range(1, count + 1), True, key=lambda n: not are_same(n))


def _hashes(hashes: bytes, start: int, end: int) -> list[bytes]:
    return [hashes[at : at + HASH_BYTES] for at in range(start * HASH_BYTES, end * HASH_BYTES, HASH_BYTES)]


def _pairs(old: list[bytes], new: list[bytes]) -> list[tuple[int, int]]:
    """Return the places of hashes that are in both lists: as many as have the same order in both."""
    places = {each: place for place, each in enumerate(old)}
    common = [(places[each], place) for place, each in enumerate(new) if each in places]
    tails: list[int] = []
    """By length: the place in the old list at which a sequence of so many ends, the first possible."""
    lengths = []
    for one, _ in common:
        length = bisect_left(tails, one)
        tails[length : length + 1] = [one]
        lengths.append(length)
    found, wanted, limit = [], len(tails) - 1, len(old)
    for (one, other), length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and one < limit:
            found.append((one, other))
            wanted, limit = wanted - 1, one
    return found[::-1]


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs, in their order, with those made one that follow one another before and after."""
    found: list[Run] = []
    for run in runs:
        if found and (found[-1].old + found[-1].length, found[-1].new + found[-1].length) == run[:2]:
            found[-1] = found[-1]._replace(length=found[-1].length + run.length)
        elif run.length:
            found.append(run)
    return found
