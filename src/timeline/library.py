"""The questions as functions: they take the history, then what the question needs, then filters by name.

The filters are those of `Chronicle.events`. Instead of filters, a function also takes a `Query` (see `Query.of`). The
package `timeline` exports these functions under the same names.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Unpack

from timeline.model import given
from timeline.model.errors import UsageError
from timeline.model.events import Event
from timeline.model.query import Filters, OneOrMore, Query, takes_filters
from timeline.model.some_filters import CAST, SEASONS, TERMS, CastFilters, SeasonFilters, TermFilters
from timeline.questions import branches as _branches
from timeline.questions import cast as _cast
from timeline.questions import compare as _compare
from timeline.questions import diverge as _diverge
from timeline.questions import drift as _drift
from timeline.questions import event as _event
from timeline.questions import find as _find
from timeline.questions import graph as _graph
from timeline.questions import life as _life
from timeline.questions import pairs as _pairs
from timeline.questions import people as _people
from timeline.questions import ripple as _ripple
from timeline.questions import seasons as _seasons
from timeline.questions import stats as _stats
from timeline.questions import today as _today
from timeline.questions import watch as _watch
from timeline.questions import whatif as _whatif
from timeline.questions import who as _who
from timeline.questions import why as _why

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline.model.causality import Reach
    from timeline.model.terms import Term
    from timeline.questions.living import Living
    from timeline.questions.parts import Detail
    from timeline.store.chronicle import Chronicle


def _query(query: Query | None, filters: Mapping[str, object], among: Collection[str] | None = None) -> Query:
    """Return the given query, or one made of the filters; raises `TypeError` if both are given."""
    if query is None:
        return Query.of(filters, *([] if among is None else [among]))  # type: ignore[arg-type]
    if filters:
        raise TypeError("a query and filters cannot be given together")
    return query


def _found(history: Chronicle, event: Event | str) -> Event:
    if isinstance(event, Event):
        return event
    if not isinstance(event, str):
        raise UsageError(f"an event is named by its id or by words of its title, not by {event!r:.60}")
    return _find.find(history, event)


@takes_filters()
def diverge(
    history: Chronicle,
    query: Query | None = None,
    *,
    between: tuple[str, str] | None = None,
    statuses: OneOrMore[_pairs.Status] = _diverge.DIVERGENT,
    **filters: Unpack[Filters],
) -> list[_diverge.Divergence]:
    """Return the divergences of ATLs from their parents, or between any two timelines (base, alternate).

    `statuses` selects pairs by their status: by default moved, replaced, averted and added, but not kept and untold.
    Each ATL's point of divergence comes first.
    """
    wanted = given.words(statuses, _diverge.parse_status)
    return _diverge.diverge(history, _query(query, filters), between=given.pair(between), statuses=wanted)


@takes_filters()
def compare(
    history: Chronicle,
    query: Query | None = None,
    *,
    between: tuple[str, str] | None = None,
    **filters: Unpack[Filters],
) -> _compare.Comparison | None:
    """Return two timelines side by side, their shared past first; None if there is no ATL."""
    return _compare.compare(history, _query(query, filters), between=given.pair(between))


@takes_filters()
def drift(
    history: Chronicle,
    query: Query | None = None,
    *,
    between: tuple[str, str] | None = None,
    by: _drift.Unit = "year",
    **filters: Unpack[Filters],
) -> list[_drift.DriftPeriod]:
    """Return how far timelines have moved apart, by year, decade or season."""
    (unit,) = given.words(by, _drift.parse_unit)
    return _drift.drift(history, _query(query, filters), between=given.pair(between), by=unit)


@takes_filters()
def graph(
    history: Chronicle,
    query: Query | None = None,
    *,
    detail: Detail = "brief",
    statuses: OneOrMore[_pairs.Status] = _pairs.STATUSES,
    **filters: Unpack[Filters],
) -> _graph.Graph:
    """Return all timelines as a graph, or those that are named with all that they descend from: lanes, forks and joins.

    `detail` says what is folded: "brief" most of what a branch adds, "pairs" all of that, "full" none of it; "all" has the
    events that a branch keeps or leaves untold as well. `statuses` are those of the pairs to draw.
    """
    (chosen,) = given.words(detail, _graph.parse_detail)
    wanted = given.words(statuses, _diverge.parse_status)
    return _graph.graph(history, _query(query, filters), chosen, wanted)


def find(history: Chronicle, text: str) -> Event:
    """Return the one event that a text names: by its id, part of the id, or words of its title."""
    return _found(history, text)


def event(history: Chronicle, event: Event | str) -> _event.EventAnswer:
    """Return everything that a history says about one event, given as an `Event` or as a text for `find`."""
    return _event.event(history, _found(history, event))


@takes_filters()
def why(
    history: Chronicle,
    event: Event | str,
    query: Query | None = None,
    *,
    depth: int | None = None,
    **filters: Unpack[Filters],
) -> _why.Chain:
    """Return what led to an event, the event first; `depth` is the longest chain of causes to follow."""
    return _why.why(history, _found(history, event), _query(query, filters), given.depth(depth))


@takes_filters()
def ripple(
    history: Chronicle,
    event: Event | str,
    query: Query | None = None,
    *,
    depth: int | None = None,
    **filters: Unpack[Filters],
) -> _why.Chain:
    """Return all that follows from an event, the event first; `depth` is the longest chain of causes to follow."""
    return _ripple.ripple(history, _found(history, event), _query(query, filters), given.depth(depth))


@takes_filters()
def farthest(history: Chronicle, query: Query | None = None, **filters: Unpack[Filters]) -> list[Reach]:
    """Return the events that have consequences, with their number and years; those with the most come first."""
    return _ripple.farthest(history, _query(query, filters))


@takes_filters()
def whatif(
    history: Chronicle, event: Event | str, query: Query | None = None, **filters: Unpack[Filters]
) -> _whatif.WhatIf:
    """Return what would fall without an event, the event first, what would stand again, and what would be weakened."""
    return _whatif.whatif(history, _found(history, event), _query(query, filters))


@takes_filters()
def hinges(history: Chronicle, query: Query | None = None, **filters: Unpack[Filters]) -> list[_whatif.Hinge]:
    """Return the events without which others would fall, the one without which the most would fall first."""
    return _whatif.hinges(history, _query(query, filters))


@takes_filters(TERMS)
def who(history: Chronicle, office: str, query: Query | None = None, **filters: Unpack[TermFilters]) -> list[Term]:
    """Return who held an office, or every office that has these words, in the order of time."""
    return _who.who(history, given.name("an office", office), _query(query, filters, TERMS))


@takes_filters(TERMS)
def offices(history: Chronicle, query: Query | None = None, **filters: Unpack[TermFilters]) -> list[_who.Office]:
    """Return every office that somebody held, with its holders."""
    return _who.offices(history, _query(query, filters, TERMS))


@takes_filters()
def people(
    history: Chronicle,
    query: Query | None = None,
    *,
    name: str | None = None,
    in_all: bool = False,
    **filters: Unpack[Filters],
) -> list[Living]:
    """Return everybody, or one person; with a year, dates or a season, those who may live then, and their ages.

    `in_all` keeps those whom events of all these times name.
    """
    wanted = None if name is None else given.name("a person", name)
    return _people.people(history, _query(query, filters), wanted, in_all=in_all)


@takes_filters()
def life(history: Chronicle, name: str, query: Query | None = None, **filters: Unpack[Filters]) -> list[_life.Step]:
    """Return the steps of a person's life: the birth, every event that names them, and their deaths by timeline."""
    return _life.life(history, given.name("a person", name), _query(query, filters))


@takes_filters(SEASONS)
def seasons(
    history: Chronicle, query: Query | None = None, **filters: Unpack[SeasonFilters]
) -> list[_seasons.ShowSeason]:
    """Return the seasons of shows: when they were aired, and when they are set."""
    asked = _query(query, filters, SEASONS)
    return _seasons.seasons(history, asked.show, asked.season)


@takes_filters(CAST)
def cast(history: Chronicle, query: Query | None = None, **filters: Unpack[CastFilters]) -> list[_cast.Character]:
    """Return the characters of shows, each with what is known of them in every season: their age, their actor, the gap."""
    return _cast.cast(history, _query(query, filters, CAST))


def branches(history: Chronicle) -> list[_branches.Branch]:
    """Return every timeline, each followed by those that branch off it, with their points of divergence and counts."""
    return _branches.branches(history)


@takes_filters(SEASONS)
def watch(
    history: Chronicle, query: Query | None = None, *, chronological: bool = False, **filters: Unpack[SeasonFilters]
) -> list[_watch.ShowEpisode]:
    """Return episodes to watch in the order of release, or in the order of the story if `chronological`."""
    asked = _query(query, filters, SEASONS)
    return _watch.watch(history, asked.show, asked.season, chronological=chronological)


@takes_filters()
def stats(
    history: Chronicle,
    query: Query | None = None,
    *,
    by: OneOrMore[_stats.Measure] = _stats.MEASURES,
    **filters: Unpack[Filters],
) -> list[_stats.Count]:
    """Return how many events have each value of some measures: decade, kind, show, canon, tag, person."""
    return _stats.stats(history, _query(query, filters), given.words(by, _stats.parse_measure))


@takes_filters()
def today(
    history: Chronicle,
    query: Query | None = None,
    *,
    day: datetime.date | None = None,
    **filters: Unpack[Filters],
) -> list[_today.Anniversary]:
    """Return the events on a day of the year, by default today, with how many years ago they were."""
    day = datetime.date.today() if day is None else day
    if not isinstance(day, datetime.date):
        raise UsageError(f"day takes a datetime.date, not {day!r:.60}")
    return _today.today(history, _today.DayOfYear(day.month, day.day, day.year), _query(query, filters))
