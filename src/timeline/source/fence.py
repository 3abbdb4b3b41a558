"""Leave out what later episodes tell: it is not hidden but absent, so that nothing made from the document can reveal it.

What is known of a show is what its episodes up to the limit tell. A show without a limit has not been watched. What no
show tells, in our history or another, stays, and so does the premise: the point of divergence of every timeline in which
a visible event happens, and those of its ancestors. Of the rest, only what a visible event leads to is left:

- people, tags and timelines that a visible event names; links and causes that lead to visible events;
- seasons and episodes up to the limit; of a season that has not been watched to its end, no end;
- deaths and states of an alternate timeline up to the day up to which it is known (`source.reach`), without later ends.

No fact that stays is changed: the order of time, what each timeline inherits and the points of divergence are those of the
whole history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS, REAL, Event, Origin
from timeline.model.fence import read_limits
from timeline.model.lineage import parents_first
from timeline.model.names import fold
from timeline.model.spans import without_end
from timeline.model.telling import Telling
from timeline.model.terms import key_of, successions
from timeline.model.world import World
from timeline.source.document import Document
from timeline.source.problems import Problems
from timeline.source.reach import known_until, seasons_of, shows_by_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.dates import EdtfDate
    from timeline.model.people import Casting, Person
    from timeline.model.shows import Season, Show
    from timeline.model.terms import Term
    from timeline.model.world import State


def fenced(document: Document, limits: Sequence[str]) -> Document:
    """Return a document without what lies beyond the limits, such as "fam:s2e5"; the document itself without limits.

    Raises `UsageError` for a limit that cannot be read, names no show, or goes beyond the show's seasons and episodes.
    """
    return _Fence(document, limits).document() if limits else document


def _all_terms(world: World, timeline: str) -> list[Term]:
    return [term for terms in successions(world, timeline).values() for term in terms]


class _Fence:
    def __init__(self, document: Document, limits: Sequence[str]) -> None:
        self._whole = document
        self._world = document.world
        self._seasons = seasons_of(document)
        self._limits = read_limits(limits, self._world.shows, self._seasons)
        self._shows = shows_by_timeline(document)
        told = [event for event in document.events if self._is_told(event)]
        self._timelines, premise = self._premise(told)
        self._told = {event.id for event in told}
        self._ids = self._told | premise
        self._events = [event for event in document.events if event.id in self._ids]
        self._until = known_until(self._world, self._shows, self._limits, self._events)

    def _is_told(self, row: Event | State) -> bool:
        """Return whether the watched episodes tell of an event or a state, or no show does."""
        if row.show is None:
            return True
        return row.show in self._limits and self._limits[row.show].includes(row.season, row.episode)

    def _premise(self, told: Sequence[Event]) -> tuple[set[str], set[str]]:
        """Return the ids of the visible timelines and of their PODs, which are always visible.

        Visible is a timeline in which a visible event happens, its ancestors, and one that no show tells of unless it
        descends from one that is not visible.
        """
        world = self._world
        by_id = {event.id: event for event in self._whole.events}
        timelines, pods = {REAL}, set()
        waiting = [timeline for event in told for timeline in event.timelines]
        while waiting:
            timeline = waiting.pop()
            if timeline in timelines or timeline not in world.timelines:
                continue
            timelines.add(timeline)
            waiting.append(world.timelines[timeline].parent or REAL)
            if timeline in world.pods:
                pods.add(world.pods[timeline].id)
                waiting += by_id[world.pods[timeline].id].timelines
        stays = timelines | {timeline for timeline, shows in self._shows.items() if not shows}
        visible: set[str] = set()
        for each in parents_first(world.timelines):
            if each.id in stays and (each.parent is None or each.parent in visible):
                visible.add(each.id)
        return visible, pods

    def document(self) -> Document:
        """Return what is left."""
        whole, world = self._whole, self._world
        used_tags = {fold(tag) for event in self._events for tag in event.tags}
        states = [state for each in world.states if (state := self._state(each)) is not None]
        parts: dict[str, Any] = {
            "name": world.name,
            "timelines": {id_: each for id_, each in world.timelines.items() if id_ in self._timelines},
            "pods": {
                id_: replace(pod, shared=self._visible(pod.shared))
                for id_, pod in world.pods.items()
                if id_ in self._timelines
            },
            "shows": {show.id: self._show(show) for show in world.shows.values()},
            "people": self._people(states),
            "states": states,
            "tags": {tag: meaning for tag, meaning in world.tags.items() if fold(tag) in used_tags},
            "unwatched": [show for show in world.shows if show not in self._limits],
            "premise": [event.id for event in self._events if event.id not in self._told],
            "known_until": {id_: day for id_, day in self._until.items() if id_ in self._timelines},
        }
        parts["succeeded"] = self._succeeded(parts)
        return Document(
            world=World(parts.__getitem__),
            events=[self._event(event) for event in self._events],
            telling=whole.telling or Telling(world.shows.values()),
            tag_origins={tag: origin for tag, origin in whole.tag_origins.items() if fold(tag) in used_tags},
            check_off=whole.check_off,
            dropped_links=whole.dropped_links,
            problems=self._problems(),
        )

    def _succeeded(self, parts: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the states that a visible successor ends in a timeline as it does in the whole history."""
        open_parts: dict[str, Any] = {**parts, "known_until": {}, "succeeded": {}}
        seen = World(open_parts.__getitem__)
        found: dict[str, list[str]] = {}
        for timeline in parts["known_until"] if seen.states else ():
            ends = {key_of(term.state): term.date for term in _all_terms(self._world, timeline)}
            for term in _all_terms(seen, timeline):
                if term.is_inherited and term.date != term.state.date and ends.get(key_of(term.state)) == term.date:
                    found.setdefault(timeline, []).append(key_of(term.state))
        return found

    def _problems(self) -> Problems:
        """Return the problems without the warnings about what is beyond the fence. Errors all stay."""
        beyond: set[Origin | None] = {event.at for event in self._whole.events if event.id not in self._ids}
        beyond |= {state.at for state in self._world.states if self._state(state) is None}
        kept = [
            (number, problem)
            for number, problem in self._whole.problems.found
            if problem.severity == "error" or Origin(number, *problem.path[:2]) not in beyond  # type: ignore[arg-type]
        ]
        return Problems(self._whole.problems.files, kept)

    def _visible(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in ids if each in self._ids)

    def _event(self, event: Event) -> Event:
        """Return an event without its links and causes beyond the fence."""
        kept: dict[str, Any] = {key: self._visible(getattr(event, key)) for key in ("because", *LINKS)}
        return replace(event, **kept)

    def _show(self, show: Show) -> Show:
        """Return a show without its seasons beyond the limit; one that has not been watched has no air date."""
        limit = self._limits.get(show.id)
        if limit is None:
            return replace(show, seasons=(), aired=None)
        if limit.season is None:
            return show
        seen = (season for season in show.seasons if season.number <= (limit.season or 0))
        return replace(
            show, seasons=tuple(s if limit.includes(s.number, None) else self._begun(s, limit.episode) for s in seen)
        )

    def _begun(self, season: Season, episode: int | None) -> Season:
        """Return a season without the episodes after a number, and without the end of its setting and of its airing."""
        kept = tuple(each for each in season.episodes if each.number <= (episode or 0))
        setting, aired = (None if date is None else without_end(date) for date in (season.setting, season.aired))
        return replace(season, episodes=kept, setting=setting, aired=aired)

    @cached_property
    def _real_people(self) -> set[str]:
        """The people of our own history, by `Directory.key`: those named by an event or a state that is real or both."""
        key = self._world.directory.key
        acting = {key(name) for event in self._whole.events if event.kind != "alt" for name in event.people}
        return acting | {key(state.is_) for state in self._world.states if state.kind != "alt"}

    def _people(self, states: Sequence[State]) -> list[Person]:
        """Return the people whom a visible event or state names."""
        key = self._world.directory.key
        acts: dict[str, list[Event]] = {key(state.is_): [] for state in states}
        for event in self._events:
            for name in event.people:
                acts.setdefault(key(name), []).append(event)
        return [
            replace(
                person,
                born=self._born(person),
                died=self._died(person, acts[key(person.name)]),
                played_by=tuple(self._castings(person)),
            )
            for person in self._world.people
            if key(person.name) in acts
        ]

    def _born(self, person: Person) -> EdtfDate | Mapping[str, EdtfDate] | None:
        """Return the births in visible timelines."""
        if not isinstance(person.born, Mapping):
            return person.born
        return {timeline: date for timeline, date in person.born.items() if timeline in self._timelines} or None

    def _castings(self, person: Person) -> Iterator[Casting]:
        """Yield who plays a person up to the limits. An entry that names seasons keeps those that were watched."""
        for casting in person.played_by:
            shows = [show for show in self._limits if casting.show in (None, show)]
            seen = tuple(n for n in casting.season if any(self._limits[show].begins(n) for show in shows))
            if seen or (not casting.season and (shows or casting.show is None)):
                yield replace(casting, season=seen)

    def _died(self, person: Person, acts: Sequence[Event]) -> EdtfDate | Mapping[str, EdtfDate] | None:
        """Return the deaths of a person in our own history, and those in other timelines that are known.

        A death without a timeline is one of our own history if that knows the person.
        """
        if isinstance(person.died, Mapping):
            counts = {id_: self._world.death_declared_for(person, id_) for id_ in self._told_timelines}
            kept = {
                id_: date
                for id_, date in person.died.items()
                if id_ == REAL or self._is_known(date, [id_, *(each for each in counts if counts[each] == id_)], acts)
            }
            return kept or None
        if person.died is None or self._world.directory.key(person.name) in self._real_people:
            return person.died
        timelines = {timeline for event in acts for timeline in event.timelines}
        return person.died if self._is_known(person.died, timelines, acts) else None

    def _is_known(self, died: EdtfDate, timelines: Iterable[str], acts: Sequence[Event]) -> bool:
        """Return whether a death is known.

        It certainly falls into the days that are known, or it may fall into them and an event of the person overlaps it.
        """
        until = max((self._day(timeline) for timeline in timelines), default=float("-inf"))
        return died.last <= until or (died.first <= until and any(event.date.overlaps(died) for event in acts))

    @cached_property
    def _told_timelines(self) -> set[str]:
        """The visible timelines that shows tell of. Whoever watches those shows learns what the timelines inherit."""
        return {timeline for timeline in self._timelines if self._shows.get(timeline)}

    def _day(self, timeline: str) -> float:
        """Return the last day up to which a timeline is known; minus infinity for one that is not visible."""
        return self._until.get(timeline, float("inf")) if timeline in self._timelines else float("-inf")

    def _state(self, state: State) -> State | None:
        """Return a state as far as it is known, without an end that is not; None if it is not known at all."""
        if not self._is_told(state) and (state.season is not None or (state.kind == "alt" and self._is_unseen(state))):
            return None
        timelines = tuple(timeline for timeline in state.timelines if timeline in self._timelines)
        if len(timelines) < len(state.timelines):
            state = replace(state, timelines=timelines)
        if state.kind != "alt" or not timelines:
            return state if timelines or state.is_everywhere else None
        until = max(
            self._day(timeline)
            for timeline in (*timelines, *self._told_timelines.intersection(self._world.holding(state)))
        )
        is_told = state.show is not None and self._is_told(state)
        if state.date.first > until and not is_told:
            return None
        if state.date.last <= until or "/" not in state.date.text:
            return state
        if state.show is not None and self._limits[state.show].season is None:
            return state
        date = without_end(state.date)
        return replace(state, date=date) if date else None

    def _is_unseen(self, state: State) -> bool:
        return state.show is not None and state.show not in self._limits
