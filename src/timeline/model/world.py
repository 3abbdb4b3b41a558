"""Everything around the events of a history: timelines, shows, people, states, and what their names mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.model.events import REAL, Kind, Origin
from timeline.model.lineage import Lineage, Pod, lineage
from timeline.model.people import Directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.shows import Episode, Season, Show


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One line of history: `real`, or an ATL that shares its parent's history up to its point of divergence."""

    id: str
    name: str
    parent: str | None = REAL
    diverges_at: str | None = None
    """The id of the POD as declared; None where it is the timeline's earliest alt event."""
    declared: bool = True
    """False where the events' use of the name implies the table."""
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What held over a stretch of time: who held an office, which base stood."""

    of: str
    is_: str
    date: EdtfDate
    kind: Kind
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    timelines: tuple[str, ...] = ()
    """As of an event."""
    summary: str | None = None
    source: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    acting: bool = False
    at: Origin | None = field(default=None, compare=False)

    @property
    def timeline(self) -> str | None:
        """The first of its timelines; None for what holds in all of them."""
        return self.timelines[0] if self.timelines else None

    @property
    def is_everywhere(self) -> bool:
        """Whether it holds in every timeline."""
        return self.kind == "both" and not self.timelines


PARTS = ("name", "timelines", "pods", "shows", "people", "states", "tags", "known_until", "unwatched", "premise")
"""What a world consists of."""


class World:
    """Everything around the events. Its parts are read when they are first asked for.

    A `Document` fills one; the index stores its parts, and `Chronicle.world` reads them back.
    """

    def __init__(self, part: Callable[[str], Any]) -> None:
        """Make a world whose parts, by the names in `PARTS`, `part` returns."""
        self._part = part

    @classmethod
    def empty(cls) -> World:
        """Return a world that holds nothing but our own timeline, to be filled."""
        parts: dict[str, Any] = {"name": None, "people": [], "states": [], "tags": {}}
        parts |= {"known_until": {}, "unwatched": [], "premise": []}
        real = Timeline(id=REAL, name="Real history", parent=None, declared=False)
        return cls((parts | {"timelines": {REAL: real}, "pods": {}, "shows": {}}).__getitem__)

    @cached_property
    def name(self) -> str | None:
        """What the history calls itself."""
        name: str | None = self._part("name")
        return name

    @cached_property
    def timelines(self) -> dict[str, Timeline]:
        """Every timeline by its id, `real` first."""
        timelines: dict[str, Timeline] = self._part("timelines")
        return timelines

    @cached_property
    def pods(self) -> dict[str, Pod]:
        """The point of divergence of each ATL that has an event of its own."""
        pods: dict[str, Pod] = self._part("pods")
        return pods

    @cached_property
    def shows(self) -> dict[str, Show]:
        """Every show by its id, in the order of the file."""
        shows: dict[str, Show] = self._part("shows")
        return shows

    @cached_property
    def people(self) -> list[Person]:
        """The people that the files declare."""
        people: list[Person] = self._part("people")
        return people

    @cached_property
    def states(self) -> list[State]:
        """What held over a stretch of time, in the order of the file."""
        states: list[State] = self._part("states")
        return states

    @cached_property
    def tags(self) -> dict[str, str]:
        """The vocabulary of tags, with their meanings."""
        tags: dict[str, str] = self._part("tags")
        return tags

    @cached_property
    def known_until(self) -> dict[str, float]:
        """The last day up to which a spoiler fence lets a timeline be known; without an entry, it is known whole."""
        days: dict[str, float] = self._part("known_until")
        return days

    @cached_property
    def unwatched(self) -> list[str]:
        """The ids of the shows that a spoiler fence leaves out altogether."""
        shows: list[str] = self._part("unwatched")
        return shows

    @cached_property
    def premise(self) -> list[str]:
        """The ids of the points of divergence that a spoiler fence leaves visible although later episodes tell of them."""
        events: list[str] = self._part("premise")
        return events

    @property
    def alternates(self) -> list[Timeline]:
        """Every timeline but `real`."""
        return [timeline for timeline in self.timelines.values() if timeline.id != REAL]

    @cached_property
    def directory(self) -> Directory:
        """Who the names of people stand for."""
        return Directory(self.people)

    def lineage(self, timeline: str) -> Lineage:
        """Return what a timeline, named by its id, inherits and from whom."""
        return self.lineages[timeline]

    @cached_property
    def lineages(self) -> dict[str, Lineage]:
        """The lineage of every timeline."""
        return {timeline: lineage(self.timelines, self.pods, timeline) for timeline in self.timelines}

    def pod_of(self, event_id: str) -> tuple[str, ...]:
        """Return the ids of the timelines of which an event is the point of divergence."""
        return tuple(timeline for timeline, pod in self.pods.items() if pod.id == event_id)

    def holding(self, row: Event | State) -> list[str]:
        """Return the ids of the timelines in which an event happens or a state holds."""
        return [timeline for timeline, line in self.lineages.items() if line.holds(row)]

    def season(self, row: Event) -> Season | None:
        """Return the declared season that tells of an event."""
        show = self.shows.get(row.show or "")
        return show.season(row.season) if show else None

    def episode(self, row: Event) -> Episode | None:
        """Return the declared episode that tells of an event."""
        season = self.season(row)
        return season.episode(row.episode) if season else None

    def airing(self, row: Event) -> EdtfDate | None:
        """Return when the episode that tells of an event aired, else its season; None where unknown."""
        show = self.shows.get(row.show or "")
        return show.airing(row.season, row.episode) if show else None

    def birth(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person is born in a timeline: as declared for it, or for an ancestor certainly before they part."""
        return self._date_in(timeline, person.born)

    def death(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person dies in a timeline: as declared for it, or for an ancestor certainly before they part."""
        return self._date_in(timeline, person.died)

    def _date_in(self, timeline: str, dates: EdtfDate | Mapping[str, EdtfDate] | None) -> EdtfDate | None:
        if not isinstance(dates, Mapping):
            return dates
        declared = self.lineage(timeline).declared_for(dates)
        return dates[declared] if declared else None

    def death_declared_for(self, person: Person, timeline: str) -> str | None:
        """Return the timeline, itself or an ancestor, whose declared death of a person counts in a timeline."""
        if not isinstance(person.died, Mapping):
            return None
        return self.lineage(timeline).declared_for(person.died)
