"""What an event stands against in all timelines: its pairs, from as few comparisons as tell all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import LINKS, REAL
from timeline.model.lineage import parents_first
from timeline.model.query import Query
from timeline.questions.diverge import Divergence, diverge
from timeline.questions.pairs import STATUSES
from timeline.store.conditions import ranked

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from timeline.model.events import Event
    from timeline.model.lineage import Pod
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle


class _Comparison(NamedTuple):
    """Two timelines, and the POD at which they part."""

    base: str
    alt: str
    parting: Pod | None


def counterparts(chronicle: Chronicle, event: Event, ranks: Sequence[int]) -> list[Divergence]:
    """Return the divergences of every ATL from its parent and from real history that include an event, each once.

    `ranks` has the rank of the event. If it has a counterpart in one comparison, a pair in which it is `added` is left out.
    """
    query = Query(id=(event.id,))
    found = [
        pair
        for base, alt in _telling(chronicle, event, ranks)
        for pair in diverge(chronicle, query, between=(base, alt), statuses=STATUSES)
    ]
    once = {(pair.status, pair.base and pair.base.id, pair.alt and pair.alt.id): pair for pair in reversed(found)}
    pairs = list(once.values())[::-1]
    has_counterpart = any(pair.base and pair.alt is not None and pair.alt.id == event.id for pair in pairs)
    return [pair for pair in pairs if not (has_counterpart and pair.status == "added")]


def _telling(chronicle: Chronicle, event: Event, ranks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the timelines of those comparisons that have to be made for an event.

    Two comparisons say the same of an event if both sides hold the same of it and of the events that it is linked with. Of
    those that do, the first one is made, and the last one, by whose place the pairs are in order.
    """
    world = chronicle.world
    comparisons = _comparisons(world)
    if len(comparisons) <= 2:
        yield from (each[:2] for each in comparisons)
        return
    linked = [source for source, _ in chronicle.ties_to(ranks, *LINKS)]
    linked += [target for _, target in chronicle.ties_from(ranks, *LINKS)]
    known = [event, *chronicle.select(ranked(linked))]
    ids = {each.id for each in known}
    holding = [set(world.holding(each)) for each in known]
    own = set(world.timelines if event.is_everywhere else event.timelines)

    def said(comparison: _Comparison) -> Hashable:
        base, alt, pod = comparison
        is_kept = {base, alt} <= own and pod is not None and not pod.is_after(event)
        parting = pod.id if pod and pod.id in ids else None
        return is_kept, parting, tuple((base in each, alt in each) for each in holding)

    first: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for number, comparison in enumerate(comparisons):
        says = said(comparison)
        first.setdefault(says, number)
        last[says] = number
    for number in sorted({*first.values(), *last.values()}):
        yield comparisons[number][:2]


def _comparisons(world: World) -> list[_Comparison]:
    """Return the comparisons of every ATL with its parent, then those of nested ones with real history."""
    parted: dict[str, Pod | None] = {REAL: None}
    for timeline in parents_first(world.timelines):
        if timeline.parent is not None:
            pods = [pod for pod in (world.pods.get(timeline.id), parted[timeline.parent]) if pod]
            parted[timeline.id] = min(pods, key=lambda pod: pod.rank, default=None)
    direct = [_Comparison(each.parent or REAL, each.id, world.pods.get(each.id)) for each in world.alternates]
    return direct + [_Comparison(REAL, each.id, parted[each.id]) for each in world.alternates if each.parent != REAL]
