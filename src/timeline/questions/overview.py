"""All of two histories side by side, by rank: the lines of `compare` before an event is read.

A screen that can be scrolled needs to know of every line at once, but only of a few what they say. So the index is asked
once about all events, with the conditions of `timeline.questions.pairs`, and the lines are three columns of numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.events import LINKS
from timeline.questions.pairs import STATUS_OF_LINK, STATUSES, Status, compared, only_in
from timeline.store.conditions import EVERYTHING, before, held_by, own_of, with_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.model.lineage import Lineage
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition
    from timeline.store.window import Windows

LineKind = Literal[Status, "shared"]
"""The status of a pair, or that of an event which both histories share from before they part."""

KINDS: tuple[LineKind, ...] = get_args(LineKind)
"""In an overview, a line has the number of its kind in this list."""

MOVED, REPLACED, AVERTED, ADDED, KEPT, UNTOLD, SHARED = range(7)

Triple = tuple[int, int, int]
"""The rank of the event that places a line, the rank of the base event beside it or 0, and the number of the kind."""


class Overview(NamedTuple):
    """The lines of a comparison in the order of time, as columns."""

    told: array[int]
    """The rank of the event that places each line: of the alternate one if there is one, else of the base one."""
    base: array[int]
    """The rank of the base event that an alternate one stands against; 0 without one, or if both are the same."""
    kinds: bytearray
    """The number of each line's kind in `KINDS`."""

    @classmethod
    def of(cls, lines: Iterable[Triple]) -> Overview:
        """Return lines, which are in the order of time, as columns."""
        found = cls(array("q"), array("q"), bytearray())
        told, base, kinds = found.told.append, found.base.append, found.kinds.append
        for rank, beside, kind in lines:
            told(rank)
            base(beside)
            kinds(kind)
        return found

    def triples(self) -> Iterator[Triple]:
        """Yield the lines one by one."""
        return zip(self.told, self.base, self.kinds, strict=True)


def overview(chronicle: Chronicle, windows: Windows, base: str, alt: str) -> Overview:
    """Return the lines of two timelines: those of `compare`, in its order."""
    sides = chronicle.world.lineage(base), chronicle.world.lineage(alt)
    if sides[1].common_ancestor(sides[0]) in (base, alt):
        return _of_lineage(chronicle, windows, *sides)
    return Overview.of(_of_siblings(chronicle, windows, *sides))


def _past(base: Lineage, alt: Lineage) -> Condition:
    """Return the condition that both timelines hold an event from before they part."""
    return held_by(base) & held_by(alt) & before(alt.pods_since(base))


def _of_lineage(chronicle: Chronicle, windows: Windows, base: Lineage, alt: Lineage) -> Overview:
    """Return the lines of two timelines one of which descends from the other.

    What holds for most events is done for all of them at once: what their marks mean, and leaving out what is no line.
    """
    parting = alt.parting(base)
    own = own_of(base.id) & own_of(alt.id) & ~before([parting] if parting else [])
    marks = windows.marks((only_in(alt, base), only_in(base, alt), own, _past(base, alt), held_by(base)))
    kinds = bytearray(marks.translate(_KIND_OF_MARKS))
    links: dict[int, list[tuple[int, int]]] = {}
    for source, link, target in windows.links():
        if marks[source] & _ALONE:
            if kinds[target] in (UNTOLD, KEPT):
                kinds[target] = _NO_LINE
            if marks[target] & _HELD:
                links.setdefault(source, []).append((_ORDER[link], target))
                if kinds[target] == SHARED:
                    kinds[target] = _NO_LINE
    pods = windows.counted(chronicle.ranks(with_id([parting.id]))) if parting else []
    further: list[Triple] = []
    for source, own_links in links.items():
        own_links.sort(key=lambda link: (link[1] not in pods, link[0]))  # as `diverge` sorts the pairs of an event
        kinds[source] = own_links[0][0]
        further += [(source, target, kind) for kind, target in own_links[1:]]
    told = array("q", compress(range(len(kinds)), kinds.translate(_IS_LINE)))
    found = Overview(told, array("q", bytes(8 * len(told))), kinds.translate(None, bytes([_NO_LINE])))
    for source, own_links in links.items():
        found.base[bisect_left(told, source)] = own_links[0][1]
    return found if not further else Overview.of(sorted([*found.triples(), *further], key=_rank))


_ALONE, _OTHER, _BOTH, _PAST, _HELD = (1 << bit for bit in range(5))
"""The marks of an event: held by the alternate timeline only, by the base only, by both, by both before, by the base."""

_NO_LINE = 255

_KIND_OF_MARKS = bytes(
    ADDED if mark & _ALONE
    else UNTOLD if mark & _OTHER
    else KEPT if mark & _BOTH
    else SHARED if mark & _PAST
    else _NO_LINE
    for mark in range(256)
)  # fmt: skip
"""The kind of a line by the marks of its event, as if there were no links."""

_IS_LINE = bytes(kind != _NO_LINE for kind in range(256))


def _rank(line: Triple) -> int:
    return line[0]


_ORDER: dict[str, int] = {link: STATUSES.index(STATUS_OF_LINK[link]) for link in LINKS}
"""The number of the status that a link gives; links are told in this order."""


def _of_siblings(chronicle: Chronicle, windows: Windows, base: Lineage, alt: Lineage) -> list[Triple]:
    """Return the lines of two timelines neither of which descends from the other."""
    found: list[Triple] = []
    paired = set()
    pairs = compared(chronicle, base, alt, EVERYTHING, STATUSES)
    for pair in sorted(pairs, key=lambda pair: not pair.is_pod):  # of the pairs of one event, that of a POD comes first
        is_pair = pair.base is not None and pair.alt is not None and pair.base != pair.alt
        found.append((pair.rank, pair.base or 0 if is_pair else 0, STATUSES.index(pair.status)))
        paired.add(pair.base)
    found += [(rank, 0, SHARED) for rank in chronicle.ranks(_past(base, alt)) if rank not in paired]
    found.sort(key=_rank)
    ranks, bases, kinds = zip(*found, strict=True) if found else ((), (), ())
    return list(zip(windows.counted(ranks), windows.counted(bases), kinds, strict=True))
