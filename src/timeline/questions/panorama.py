"""A whole history to be looked at: every event once, each comparison of two timelines, and what stands beside them.

The page and the poster draw this answer. It has no drawing in it: events are in the order of time, and everything else
names them by their index in that list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.model.lineage import with_ancestors
from timeline.model.query import EVERY_EVENT, Query
from timeline.questions.branches import Branch, branches
from timeline.questions.diverge import chosen_alternates
from timeline.questions.panorama_sides import Comparison, Comparisons, found_pairs
from timeline.questions.panorama_steps import Story, story
from timeline.questions.reach import extents
from timeline.questions.seasons import WantedSeasons, known_seasons
from timeline.questions.who import Office, offices
from timeline.store.conditions import held_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.model.causality import Links
    from timeline.model.events import Event
    from timeline.model.shows import Show
    from timeline.store.chronicle import Chronicle


_HEADS = re.compile(
    r"(president|prime minister|premier|chancellor|general secretary|emperor|king|queen)\b", re.IGNORECASE
)
"""How offices begin that a reader of history looks for first."""


class SeasonBar(NamedTuple):
    """The time that a season covers in the story, or a show without seasons."""

    show: Show
    number: int | None
    """None for a show without seasons."""
    title: str | None
    timeline: str
    """The id of the timeline that it tells of."""
    first: int
    """Its first day, a day number of `timeline.model.calendar`."""
    last: int


class Panorama(NamedTuple):
    """Everything that a page or a poster shows."""

    title: str
    """As given, else the name of the history, else those of its timelines."""
    events: Sequence[Event]
    """In the order of time."""
    timelines: Sequence[Branch]
    """Those that are shown, each followed by those that branch off it; `real` is the first."""
    comparisons: Sequence[Comparison]
    """Those that can be opened, never empty; the first is open. Each is worked out when it is first looked at."""
    causes: Sequence[tuple[int, ...]]
    """Of each event, the events named under `because`, by their index; those that are not shown are left out."""
    reach: Sequence[int]
    """How many events follow from each, directly or not, shown or not."""
    story: Story
    """The episodes, and from which on each event is told."""
    seasons: Sequence[SeasonBar]
    offices: Sequence[Office]
    """Those with a holder in a shown timeline: first those held in the most timelines, of these the heads of states."""


def panorama(
    chronicle: Chronicle,
    query: Query = EVERY_EVENT,
    *,
    between: tuple[str, str] | None = None,
    title: str | None = None,
) -> Panorama:
    """Return everything to be shown of a history.

    The query's timelines choose the ATLs; without any, all are shown. Each is compared with its parent, and `between` adds
    a comparison of any two timelines (base, alternate) before the others. An event is shown if it matches the other filters
    and happens in one of the timelines, or if it stands in a pair with one that does.
    Raises `UsageError` for an unknown name, for `real` among the query's timelines, and for an order or a limit.
    """
    if (query.sort, query.reverse, query.limit) != (EVERY_EVENT.sort, EVERY_EVENT.reverse, EVERY_EVENT.limit):
        raise UsageError("a picture has every event in the order of time", "leave out --sort, --reverse and --limit")
    sides = _sides(chronicle, query, between)
    fits = chronicle.where(query._replace(timeline=()))
    shown = _shown(chronicle, query, sides)
    held = held_by(*(chronicle.world.lineage(timeline) for timeline in shown))
    fitting = set(chronicle.ranks(held & fits))
    pairs = [found_pairs(chronicle, base, alt, fits) for base, alt in sides]
    events = chronicle.by_rank(fitting.union(*(found.ranks for found in pairs)))
    ranks = list(events)
    effects = _effects(chronicle)
    reach = extents(chronicle, effects, ranks)
    timelines = [branch for branch in branches(chronicle) if branch.timeline.id in shown]
    return Panorama(
        title=title or chronicle.world.name or " and ".join(branch.timeline.name for branch in timelines[:2]),
        events=list(events.values()),
        timelines=timelines,
        comparisons=Comparisons(chronicle, pairs, events, fitting),
        causes=_causes(chronicle, ranks),
        reach=[reach[rank][0] for rank in ranks],
        story=story(chronicle, list(events.values())),
        seasons=list(_bars(chronicle, query, shown)),
        offices=_offices(chronicle, shown),
    )


def _sides(chronicle: Chronicle, query: Query, between: tuple[str, str] | None) -> list[tuple[str, str]]:
    """Return the base and the alternate of each comparison; our own history against itself if there is no other."""
    if between is not None and query.timeline:
        raise UsageError("--timeline and --between cannot be used together")
    chosen = chosen_alternates(chronicle, query.timeline)
    timelines = chronicle.world.timelines
    sides = [(timelines[timeline].parent or REAL, timeline) for timeline in chosen]
    if between is not None:
        base, alt = (chronicle.resolve("timeline", name) for name in between)
        sides.insert(0, (base, alt))
    return list(dict.fromkeys(sides)) or [(REAL, REAL)]


def _shown(chronicle: Chronicle, query: Query, sides: Sequence[tuple[str, str]]) -> list[str]:
    """Return the timelines that are shown: those chosen with what they descend from, or all."""
    timelines = chronicle.world.timelines
    if not query.timeline:
        return list(timelines)
    wanted = with_ancestors(timelines, (alt for _, alt in sides))
    return [timeline for timeline in timelines if timeline in wanted]


def _effects(chronicle: Chronicle) -> Links:
    effects: Links = {}
    for effect, _, cause in chronicle.ties("because"):
        effects.setdefault(cause, []).append(effect)
    return effects


def _causes(chronicle: Chronicle, ranks: Sequence[int]) -> list[tuple[int, ...]]:
    index = {rank: number for number, rank in enumerate(ranks)}
    causes = chronicle.causes(ranks)
    return [tuple(index[cause] for cause in causes.get(rank, ()) if cause in index) for rank in ranks]


def _bars(chronicle: Chronicle, query: Query, shown: Sequence[str]) -> Iterator[SeasonBar]:
    """Yield the seasons of the shown timelines, or those that the query names, that are set in a known time."""
    wanted = WantedSeasons.of(chronicle, query.show, query.season)
    for season in known_seasons(chronicle):
        first, last = season.days
        if first is None or last is None or season.timeline not in shown or not wanted.has(season.show, season.number):
            continue
        yield SeasonBar(season.show, season.number, season.table.title, season.timeline, first, last)


def _offices(chronicle: Chronicle, shown: Sequence[str]) -> list[Office]:
    found = offices(chronicle, Query(timeline=tuple(shown)))
    return sorted(
        found, key=lambda office: (-len(office.timelines), not _HEADS.match(office.name), -len(office.holders))
    )
