"""A document without what later episodes tell: not hidden but absent, so that nothing made from it can give it away.

What is known of a show is what its episodes up to the limit have told. A show that is not named has not been watched. What
no show tells, in our history or another, stays. Of the rest only that is left which a visible event leads to:

- people, tags and timelines that a visible event names; links and causes that lead to visible events;
- a death in an alternate timeline where a visible event with that person falls on its date;
- seasons and episodes up to the limit;
- states of alternate timelines that begin by the time to which the story has been told, without their ends after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.model.dates import is_date, parse_date
from timeline.model.errors import UsageError
from timeline.model.events import LINKS, REAL, Event, Origin
from timeline.model.lineage import ancestors
from timeline.model.names import did_you_mean, fold
from timeline.model.world import World
from timeline.source.document import Document
from timeline.source.problems import Problems
from timeline.source.references import points_of_divergence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.dates import EdtfDate
    from timeline.model.fence import Limit
    from timeline.model.people import Casting, Person
    from timeline.model.shows import Season, Show
    from timeline.model.world import State, Timeline


def fenced(document: Document, limits: Sequence[Limit]) -> Document:
    """Return a document without what lies beyond the limits; the document itself where there are none.

    Raises `UsageError` for a limit on a show that is not there.
    """
    return _Fence(document, limits).document() if limits else document


class _Fence:
    def __init__(self, document: Document, limits: Sequence[Limit]) -> None:
        self._whole = document
        self._world = document.world
        self._limits = self._by_show(limits)
        self._events = [event for event in document.events if self._is_told(event)]
        self._ids = {event.id for event in self._events}
        self._told_until = self._story_so_far()

    def _by_show(self, limits: Sequence[Limit]) -> Mapping[str, tuple[int, int | None]]:
        """Return the last season and episode watched of each show; of several limits on one the furthest."""
        found: dict[str, tuple[int, int | None]] = {}
        for limit in limits:
            shows = [show for show in self._world.shows.values() if limit.show is None or _is_named(show, limit.show)]
            if limit.show is not None and not shows:
                known = [name for show in self._world.shows.values() for name in show.names]
                raise UsageError(f'there is no show "{limit.show}"', did_you_mean(limit.show, known))
            for show in shows:
                reached = (limit.season, limit.episode)
                found[show.id] = max(found.get(show.id, reached), reached, key=_reach)
        return found

    def _story_so_far(self) -> float:
        """Return the last day to which the shows have told: the end of the settings, else the last alternate event.

        A look ahead, such as the last scene of a season, is not told time; an open setting tells of its first day only.
        """
        settings = [
            season.setting
            for show in self._world.shows.values()
            for season in show.seasons
            if season.setting is not None and season.number <= self._limits.get(show.id, (-1, None))[0]
        ]
        ends = [setting.earliest if setting.latest is None else setting.latest for setting in settings]
        begins = [event.date.earliest for event in self._events if event.kind == "alt"]
        return max((day for day in ends or begins if day is not None), default=float("-inf"))

    def _is_told(self, event: Event) -> bool:
        """Tell whether an event has been told by the limits, or is told by no show."""
        if event.show is None:
            return True
        if event.kind == "real" and event.season is None:
            return True  # about the show itself
        reached = self._limits.get(event.show)
        return reached is not None and event.season is not None and self._is_within(event, event.season, reached)

    def _is_within(self, event: Event, number: int, reached: tuple[int, int | None]) -> bool:
        if number != reached[0] or reached[1] is None:
            return number <= reached[0]
        if event.episode is not None:
            return event.episode <= reached[1]
        show = self._world.shows[event.show or ""]
        season = next((season for season in show.seasons if season.number == number), None)
        episodes = [episode.number for episode in season.episodes] if season else []
        return bool(episodes) and reached[1] >= max(episodes)  # told somewhere in a season that is seen to its end

    def document(self) -> Document:
        """Return what is left."""
        whole, world = self._whole, self._world
        used_tags = {fold(tag) for event in self._events for tag in event.tags}
        parts: dict[str, Any] = {
            "name": world.name,
            "timelines": self._timelines(),
            "pods": {},
            "shows": {show.id: self._show(show) for show in world.shows.values()},
            "people": self._people(),
            "states": [state for each in world.states if (state := self._state(each)) is not None],
            "tags": {tag: meaning for tag, meaning in world.tags.items() if fold(tag) in used_tags},
        }
        left = Document(
            world=World(parts.__getitem__),
            events=[self._event(event) for event in self._events],
            tag_origins={tag: origin for tag, origin in whole.tag_origins.items() if fold(tag) in used_tags},
            check_off=whole.check_off,
            problems=self._problems(),
        )
        left.world.pods.update(points_of_divergence(left.world, left.events))
        return left

    def _problems(self) -> Problems:
        """Return the problems without warnings about what is beyond the fence; an error has to be told."""
        beyond: set[Origin | None] = {event.at for event in self._whole.events if event.id not in self._ids}
        beyond |= {state.at for state in self._world.states if self._state(state) is None}
        kept = [
            (number, problem)
            for number, problem in self._whole.problems.found
            if problem.severity == "error" or Origin(number, *problem.path[:2]) not in beyond  # type: ignore[arg-type]
        ]
        return Problems(self._whole.problems.files, kept)

    def _event(self, event: Event) -> Event:
        """Return an event without its links and causes beyond the fence."""
        kept: dict[str, Any] = {
            key: tuple(target for target in getattr(event, key) if target in self._ids) for key in ("because", *LINKS)
        }
        return replace(event, **kept)

    def _timelines(self) -> dict[str, Timeline]:
        whole = self._world.timelines
        used = {timeline for event in self._events for timeline in event.timelines} | {REAL}
        used |= {ancestor for timeline in list(used) for ancestor in ancestors(whole, timeline)}
        return {
            id_: timeline if timeline.diverges_at in self._ids else replace(timeline, diverges_at=None)
            for id_, timeline in whole.items()
            if id_ in used
        }

    def _show(self, show: Show) -> Show:
        last, episode = self._limits.get(show.id, (-1, None))
        seasons = (self._season(season, last, episode) for season in show.seasons if season.number <= last)
        return replace(show, seasons=tuple(seasons))

    def _season(self, season: Season, last: int, episode: int | None) -> Season:
        """Return a season without the episodes beyond the limit, nor the time to which they go on."""
        if season.number < last or episode is None or all(each.number <= episode for each in season.episodes):
            return season
        return replace(
            season, episodes=tuple(e for e in season.episodes if e.number <= episode), setting=None, aired=None
        )

    def _people(self) -> list[Person]:
        acts: dict[str, list[Event]] = {}
        for event in self._events:
            for name in event.people:
                acts.setdefault(fold(name), []).append(event)
        left = []
        for person in self._world.people:
            events = [event for name in person.names for event in acts.get(fold(name), ())]
            if events:
                born, played_by = self._born(person), tuple(self._castings(person))
                left.append(replace(person, born=born, died=self._died(person, events), played_by=played_by))
        return left

    def _born(self, person: Person) -> EdtfDate | Mapping[str, EdtfDate] | None:
        """Return the births in timelines in which a visible event happens."""
        if not isinstance(person.born, Mapping):
            return person.born
        known = self._timelines()
        return {timeline: date for timeline, date in person.born.items() if timeline in known} or None

    def _castings(self, person: Person) -> Iterator[Casting]:
        """Yield who plays a person up to the limits: an entry that names seasons, with those of them that were watched."""
        for casting in person.played_by:
            shows = [show for show in self._limits if casting.show in (None, show)]
            seen = tuple(n for n in casting.season if any(n <= self._limits[show][0] for show in shows))
            if seen or (not casting.season and (shows or casting.show is None)):
                yield replace(casting, season=seen)

    def _died(self, person: Person, events: list[Event]) -> EdtfDate | Mapping[str, EdtfDate] | None:
        """Return of a person's deaths those in our own history, and those that an event with the person tells of."""
        if not isinstance(person.died, Mapping):
            return person.died if person.died and _is_shown(person.died, events) else None
        kept = {id_: date for id_, date in person.died.items() if id_ == REAL or _is_shown(date, events)}
        return kept or None

    def _state(self, state: State) -> State | None:
        """Return a state as far as it is told: without an end beyond that, None where it begins beyond it."""
        if state.kind != "alt":
            return state
        if state.show is not None and state.show not in self._limits:
            return None
        if state.date.first > self._told_until:
            return None
        if state.date.latest is None or state.date.last <= self._told_until:
            return state
        open_end = f"{state.date.text.partition('/')[0]}/.."
        return replace(state, date=parse_date(open_end)) if is_date(open_end) else None


def _is_named(show: Show, name: str) -> bool:
    return any(fold(each) == fold(name) for each in show.names)


def _reach(limit: tuple[int, int | None]) -> tuple[int, float]:
    return limit[0], float("inf") if limit[1] is None else limit[1]


def _is_shown(died: EdtfDate, events: list[Event]) -> bool:
    """Tell whether one of the events falls on a date of death."""
    return any(event.date.overlaps(died) for event in events)
