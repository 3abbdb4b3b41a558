"""All of two histories side by side, by rank: the lines of `compare` before an event is read.

A screen that can be scrolled needs to know of every line at once, but only of a few what they say. So the index is asked
once about all events, with the conditions of `timeline.questions.pairs`, and the lines are three columns of numbers.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.events import LINKS
from timeline.questions.pairs import STATUS_OF_LINK, STATUSES, Status, compared, only_in
from timeline.store.conditions import EVERYTHING, before, held_by, own_of

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
        return Overview.of(_of_lineage(windows, *sides))
    return Overview.of(_of_siblings(chronicle, *sides))


def _past(base: Lineage, alt: Lineage) -> Condition:
    """Return the condition that both timelines hold an event from before they part."""
    return held_by(base) & held_by(alt) & before(alt.pods_since(base))


def _of_lineage(windows: Windows, base: Lineage, alt: Lineage) -> Iterator[Triple]:
    """Yield the lines of two timelines one of which descends from the other."""
    parting = alt.parting(base)
    own = own_of(base.id) & own_of(alt.id) & ~before([parting] if parting else [])
    asked = (only_in(alt, base), only_in(base, alt), own, _past(base, alt), held_by(base))
    alone, other, both, past, held = (1 << bit for bit in range(len(asked)))
    marks = windows.marks(asked)
    links: dict[int, list[tuple[int, int]]] = {}
    named, paired = set(), set()
    for source, link, target in windows.links():
        if marks[source] & alone:
            named.add(target)
            if marks[target] & held:
                paired.add(target)
                links.setdefault(source, []).append((_ORDER[link], target))
    for rank, mark in enumerate(marks):
        if mark & alone:
            yield from _told_anew(rank, links.get(rank))
        elif mark & (other | both) and rank not in named:
            yield rank, 0, UNTOLD if mark & other else KEPT
        elif mark & past and rank not in paired:
            yield rank, 0, SHARED


def _told_anew(rank: int, links: list[tuple[int, int]] | None) -> Iterable[Triple]:
    """Return a line for each base event that an alternate one stands for, or one without."""
    if links is None:
        return ((rank, 0, ADDED),)
    return ((rank, target, kind) for kind, target in sorted(links, key=_kind))


_ORDER: dict[str, int] = {link: STATUSES.index(STATUS_OF_LINK[link]) for link in LINKS}
"""The number of the status that a link gives; links are told in this order."""


def _kind(link: tuple[int, int]) -> int:
    return link[0]


def _of_siblings(chronicle: Chronicle, base: Lineage, alt: Lineage) -> list[Triple]:
    """Return the lines of two timelines neither of which descends from the other."""
    found: list[Triple] = []
    paired = set()
    for pair in compared(chronicle, base, alt, EVERYTHING, STATUSES):
        is_pair = pair.base is not None and pair.alt is not None and pair.base != pair.alt
        found.append((pair.rank, pair.base or 0 if is_pair else 0, STATUSES.index(pair.status)))
        paired.add(pair.base)
    found += [(rank, 0, SHARED) for rank in chronicle.ranks(_past(base, alt)) if rank not in paired]
    return sorted(found, key=lambda line: line[0])
