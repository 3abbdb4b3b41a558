"""All of two histories side by side, by rank: the lines of `compare` before an event is read.

A screen that can be scrolled needs to know of every line at once, but only of a few what they say. So the index is asked
once about all events, with the conditions that `timeline.questions.pairs` combines, and the answer is columns of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.events import LINKS
from timeline.questions.pairs import STATUS_OF_LINK, STATUSES, Status, compared
from timeline.store.conditions import ABOUT_A_SHOW, EVERYTHING, before, held_by, own_of, with_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.model.lineage import Lineage
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition
    from timeline.store.window import Windows

LineKind = Literal[Status, "shared"]
"""The status of a pair, or that of an event which both histories share from before they part."""

KINDS: tuple[LineKind, ...] = get_args(LineKind)
"""In an overview, a line has the number of its kind in this list."""

MOVED, REPLACED, AVERTED, ADDED, KEPT, UNTOLD, SHARED = range(7)

NO_LINE = 255
"""Stands for the kind of an event that has no line."""

Triple = tuple[int, int, int]
"""The rank of the event that places a line, the rank of the base event beside it or 0, and the number of the kind."""


class Overview(NamedTuple):
    """The lines of a comparison, by the rank of the event that places a line: the alternate one, else that of the base."""

    kinds: bytes
    """For each rank from 0 on, the number in `KINDS` of the kind of its line, or `NO_LINE`."""
    links: Mapping[int, list[tuple[int, int]]]
    """The base events that an event stands against, each with the kind of its line. The first has the kind of the event."""

    def triples(self) -> Iterator[Triple]:
        """Yield the lines one by one, in the order of time."""
        for rank, kind in enumerate(self.kinds):
            if rank in self.links:
                yield from ((rank, base, each) for base, each in self.links[rank])
            elif kind != NO_LINE:
                yield rank, 0, kind


def overview(chronicle: Chronicle, windows: Windows, base: str, alt: str) -> Overview:
    """Return the lines of two timelines: those of `compare`, in its order."""
    sides = chronicle.world.lineage(base), chronicle.world.lineage(alt)
    if sides[1].common_ancestor(sides[0]) in (base, alt):
        return _of_lineage(chronicle, windows, *sides)
    return _of_siblings(chronicle, windows, *sides)


def asked_of(chronicle: Chronicle, base: str, alt: str) -> tuple[Condition, ...]:
    """Return the conditions from which an overview follows; `Windows.learn` asks for those of several at once."""
    return _conditions(chronicle.world.lineage(base), chronicle.world.lineage(alt))


_ALT, _BASE, _MAKING, _BASE_OWN, _ALT_OWN, _EARLIER, _BEFORE = (1 << bit for bit in range(7))
"""What the mark of an event says: which side holds it, whether it is about the making of a show, whose own it is, and
whether it comes before all points at which the two part, and before the first."""


def _conditions(base: Lineage, alt: Lineage) -> tuple[Condition, ...]:
    parting = alt.parting(base)
    return (
        held_by(alt),
        held_by(base),
        ABOUT_A_SHOW,
        own_of(base.id),
        own_of(alt.id),
        before(alt.pods_since(base)),
        before([parting] if parting else []),
    )


def _kind(mark: int) -> int:
    """Return the kind of the line of an event with this mark, as if there were no links; the terms are those of `pairs`."""
    if mark & (_ALT | _BASE) in (_ALT, _BASE) and not mark & _MAKING:
        return ADDED if mark & _ALT else UNTOLD
    if mark & _BASE_OWN and mark & _ALT_OWN and not mark & _BEFORE:
        return KEPT
    return SHARED if mark & _ALT and mark & _BASE and mark & _EARLIER else NO_LINE


_KIND_OF_MARKS = bytes(map(_kind, range(256)))


def _of_lineage(chronicle: Chronicle, windows: Windows, base: Lineage, alt: Lineage) -> Overview:
    """Return the lines of two timelines one of which descends from the other.

    What holds for most events is done for all of them at once: what their marks mean, and leaving out what is no line.
    """
    parting = alt.parting(base)
    marks = windows.marks(_conditions(base, alt))
    alone = marks.translate(_KIND_OF_MARKS)
    kinds = bytearray(alone)
    links: dict[int, list[tuple[int, int]]] = {}
    for source, link, target in windows.links():
        if alone[source] == ADDED:
            if kinds[target] in (UNTOLD, KEPT):
                kinds[target] = NO_LINE
            if marks[target] & _BASE:
                links.setdefault(source, []).append((target, _KIND_OF_LINK[link]))
                if kinds[target] == SHARED:
                    kinds[target] = NO_LINE
    pods = windows.counted(chronicle.ranks(with_id([parting.id]))) if parting else []
    for source, own in links.items():
        if len(own) > 1:
            own.sort(key=lambda link: (link[0] not in pods, link[1]))  # as `diverge` sorts the pairs of an event
        kinds[source] = own[0][1]
    return Overview(bytes(kinds), links)


_KIND_OF_LINK: dict[str, int] = {link: STATUSES.index(STATUS_OF_LINK[link]) for link in LINKS}
"""The number of the status that a link gives; links are told in this order."""


def _of_siblings(chronicle: Chronicle, windows: Windows, base: Lineage, alt: Lineage) -> Overview:
    """Return the lines of two timelines neither of which descends from the other."""
    lines: list[Triple] = []
    paired = set()
    pairs = compared(chronicle, base, alt, EVERYTHING, STATUSES)
    for pair in sorted(pairs, key=lambda pair: not pair.is_pod):  # of the pairs of one event, that of a POD comes first
        is_pair = pair.base is not None and pair.alt is not None and pair.base != pair.alt
        lines.append((pair.rank, pair.base or 0 if is_pair else 0, STATUSES.index(pair.status)))
        paired.add(pair.base)
    past = held_by(base) & held_by(alt) & before(alt.pods_since(base))
    lines += [(rank, 0, SHARED) for rank in chronicle.ranks(past) if rank not in paired]
    return _by_rank(windows, lines)


def _by_rank(windows: Windows, lines: Iterable[Triple]) -> Overview:
    ranks, bases, found = zip(*lines, strict=True) if lines else ((), (), ())
    kinds = bytearray([NO_LINE]) * windows.size
    links: dict[int, list[tuple[int, int]]] = {}
    for rank, base, kind in zip(windows.counted(ranks), windows.counted(bases), found, strict=True):
        if base:
            links.setdefault(rank, []).append((base, kind))
        kinds[rank] = kind if kinds[rank] == NO_LINE else kinds[rank]
    return Overview(bytes(kinds), links)
