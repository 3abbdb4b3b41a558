"""The pairs of two timelines by rank: which event stands against which, before an event is read.

Each side is the set of events that a timeline holds. An event that only the alternate holds is paired with each event that
it links to and that the base holds; without such a link, it is `added`. An event that only the base holds and that no link
names is `untold`. A `both` event after the two part is `kept`. Events that both share before they part are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import FUTURE
from timeline.store.conditions import (
    ABOUT_A_SHOW,
    EVERYTHING,
    FEW,
    IN_SEVERAL,
    IS_EVERYWHERE,
    Condition,
    before,
    held_by,
    held_in,
    linked_from,
    linked_to,
    own_of,
    ranked,
    with_facet,
    with_id,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from timeline.model.events import Link
    from timeline.model.lineage import Lineage
    from timeline.store.chronicle import Chronicle

    Linked = Mapping[int, list[tuple[Link, int]]]
    """The links of each event in its order, to the ranks of others."""

Status = Literal["moved", "replaced", "averted", "added", "kept", "untold"]


STATUSES: tuple[Status, ...] = get_args(Status)


STATUS_OF_LINK: dict[Link, Status] = {"moves": "moved", "replaces": "replaced", "averts": "averted"}


class Pair(NamedTuple):
    """The ranks of a pair of events, one of the base and one of the alternate timeline. One may be missing."""

    status: Status
    base: int | None
    alt: int | None
    base_timeline: str = ""
    timeline: str = ""
    is_pod: bool = False
    """Whether one of the events is the point at which the two timelines part."""

    @property
    def rank(self) -> int:
        """The rank of the event that places the pair in time: of the alternate one if there is one."""
        return self.alt or self.base or 0


def only_in(chronicle: Chronicle, alt: Lineage, base: Lineage) -> Condition:
    """Return the condition that a timeline holds an event of the story and another does not."""
    own = alt.since(base)
    if own is not None:  # it has more than the other in these segments only
        more = held_in(own, is_little=_is_divided(chronicle))
    elif base.since(alt) is not None:  # it has more than the other after this one left it
        pods = base.pods_since(alt)
        first = min((pod.date.place for pod in pods), default=FUTURE)
        more = held_in([*alt.reaching(first)], is_little=_is_divided(chronicle)) & ~before(pods)
    else:
        return held_by(alt) & ~held_by(base) & ~ABOUT_A_SHOW
    if not _is_divided(chronicle) or chronicle.count(more & IN_SEVERAL):
        more &= ~(IN_SEVERAL & held_by(base))
    return more & ~ABOUT_A_SHOW


def kept_by(chronicle: Chronicle, alt: Lineage, base: Lineage, alone: Condition) -> Condition:
    """Return the condition that both timelines hold an event as their own after they part, and that no link names it.

    `alone` is met by the events that only the alternate holds.
    """
    parting = alt.parting(base)
    own, other = (_own_of(chronicle, line.id) for line in (base, alt))
    return own & other & ~before([parting] if parting else []) & ~linked_from(alone)


def _own_of(chronicle: Chronicle, timeline: str) -> Condition:
    if _is_divided(chronicle):
        return ranked(chronicle.everywhere) | with_facet("timeline", [timeline])
    return own_of(timeline)


def _is_divided(chronicle: Chronicle) -> bool:
    """Return whether there are so many timelines that each is better found by its name than by a look at all events."""
    return len(chronicle.world.timelines) > FEW


def compared(
    chronicle: Chronicle, base: Lineage, alt: Lineage, fits: Condition, wanted: Collection[Status]
) -> Iterator[Pair]:
    """Yield the pairs of one comparison that have a wanted status and an event that fits, in no particular order."""
    alone = only_in(chronicle, alt, base)
    if alt.common_ancestor(base) in (alt.id, base.id):
        pairs, answered = list(_pairs(chronicle, base, alone, fits)), linked_from(alone)
    else:
        pairs, ranks = _siblings(chronicle, base, alone, only_in(chronicle, base, alt))
        answered = ranked(ranks)
    if "untold" in wanted:
        untold = only_in(chronicle, base, alt) & ~answered & fits
        pairs += [Pair("untold", rank, None) for rank in chronicle.ranks(untold)]
    if "kept" in wanted:
        pairs += [Pair("kept", rank, rank) for rank in chronicle.ranks(kept_by(chronicle, alt, base, alone) & fits)]
    fitting = None if fits == EVERYTHING else set(chronicle.ranks(fits))
    parting = alt.parting(base)
    pods = chronicle.ranks(with_id([parting.id])) if parting else []
    sides = base.id, alt.id
    for status, theirs, own, *_ in pairs:
        if status in wanted and (fitting is None or theirs in fitting or own in fitting):
            yield Pair(status, theirs, own, *sides, theirs in pods or own in pods)


def _pairs(chronicle: Chronicle, base: Lineage, alone: Condition, fits: Condition) -> Iterator[Pair]:
    """Yield the pairs of events that only the alternate holds and that may match `fits`."""
    ranks = chronicle.ranks(alone & (fits | linked_to(fits)))
    links = _links(chronicle, ranks)
    targets = _targets(chronicle, base, links)
    for rank in ranks:
        if rank in links:
            yield from _pairs_of(rank, links, targets) or [Pair("added", None, rank)]
        else:
            yield Pair("added", None, rank)


def _siblings(chronicle: Chronicle, base: Lineage, alone: Condition, other: Condition) -> tuple[list[Pair], set[int]]:
    """Return the pairs of two timelines neither of which descends from the other, and the base's events in them.

    Two events are paired if they link to the same event of the common past: if both move or replace it, they are one pair,
    however many such events there are; if both avert it, there is no divergence.
    """
    ranks = chronicle.ranks(alone)
    links = _links(chronicle, ranks)
    targets = _targets(chronicle, base, links)
    others = _links(chronicle, chronicle.ranks(other))
    theirs: dict[int, list[tuple[Link, int]]] = {}
    for their in sorted(others):
        for link, target in others[their]:
            theirs.setdefault(target, []).append((link, their))
    pairs: list[Pair] = []
    answered: set[int] = set()
    for rank in ranks:
        own = _pairs_of(rank, links, targets)
        counterparts = dict.fromkeys(
            (link == "averts", link == their_link == "moves", their)
            for link, target in links.get(rank, ())
            if target not in targets
            for their_link, their in theirs.get(target, ())
            if (link == "averts") == (their_link == "averts")
        )
        paired: set[int] = set()
        for averts, both_move, their in sorted(counterparts, key=lambda each: not each[1]):
            if not averts and their not in paired:
                paired.add(their)
                own.append(Pair("moved" if both_move else "replaced", their, rank))
        answered |= {their for _, _, their in counterparts}
        pairs += own or ([] if counterparts else [Pair("added", None, rank)])
    return pairs, answered | {pair.base for pair in pairs if pair.base}


def _links(chronicle: Chronicle, ranks: Iterable[int]) -> Linked:
    found: dict[int, list[tuple[Link, int]]] = {}
    for source, link, target in chronicle.links(ranks):
        found.setdefault(source, []).append((link, target))
    return found


def _targets(chronicle: Chronicle, base: Lineage, links: Linked) -> set[int]:
    """Return the events, by rank, that some events link to and that the base holds."""
    linked = {target for found in links.values() for _, target in found}
    if not linked:
        return set()
    homes = chronicle.homes(linked) if _is_divided(chronicle) else None
    held = held_by(base) if homes is None else IS_EVERYWHERE | held_in([*base.among(homes)])
    return set(chronicle.ranks(ranked(linked) & held))


def _pairs_of(rank: int, links: Linked, targets: Collection[int]) -> list[Pair]:
    """Return a pair for each link to an event that the base holds."""
    return [Pair(STATUS_OF_LINK[link], target, rank) for link, target in links.get(rank, ()) if target in targets]
