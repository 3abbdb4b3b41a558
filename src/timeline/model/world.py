"""Everything around the events of a history: timelines, shows, people, states, and the meaning of their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from timeline.model.events import REAL, Kind, Origin
from timeline.model.lineage import Lineage, Pod, lineage, parents_first
from timeline.model.people import Directory
from timeline.model.values import Value, beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.shows import Episode, Season, Show


class Timeline(Value):
    """One line of history: `real`, or an ATL that shares its parent's history up to its point of divergence."""

    id: str
    name: str
    parent: str | None = REAL
    diverges_at: str | None = None
    """The id of the declared POD; None if the earliest alt event of the timeline is the POD."""
    declared: bool = True
    """False if no table declares it and only events or shows name it."""
    at: Origin | None = beside(default=None)


class State(Value):
    """What held for a time: who held an office, which base existed."""

    of: str
    is_: str
    date: EdtfDate
    kind: Kind
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    timelines: tuple[str, ...] = ()
    """As in `Event`."""
    summary: str | None = None
    source: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    acting: bool = False
    at: Origin | None = beside(default=None)

    @property
    def timeline(self) -> str | None:
        """The first of its timelines; None for a state that holds in all of them."""
        return self.timelines[0] if self.timelines else None

    @property
    def is_everywhere(self) -> bool:
        """Whether it holds in every timeline."""
        return self.kind == "both" and not self.timelines


PARTS = (
    "name",
    "timelines",
    "pods",
    "shows",
    "people",
    "states",
    "tags",
    "known_until",
    "unwatched",
    "premise",
    "succeeded",
)
"""The names of the parts of a world."""


class _Part:
    """The attribute for a part of a world, which reads the part when it is first used.

    It holds no lock while it reads, as `cached_property` does in Python 3.11: another thread may be rebuilding the index
    that this one waits for, and needs a world for it.
    """

    def __set_name__(self, _: type[World], name: str) -> None:
        self._name = name

    def __get__(self, world: World | None, _: type[World]) -> Any:
        if world is None:
            return self
        return world.__dict__.setdefault(self._name, world._read(self._name))


def _part() -> Any:
    """Return the attribute for a part of a world."""
    return _Part()


class World:
    """Everything around the events. Its parts are read when they are first used.

    A `Document` fills one; the index stores its parts, and `Chronicle.world` reads them back.
    """

    name: str | None = _part()
    """What the history calls itself."""
    timelines: dict[str, Timeline] = _part()
    """Every timeline by its id, `real` first."""
    pods: dict[str, Pod] = _part()
    """The point of divergence of each ATL that has an event of its own."""
    shows: dict[str, Show] = _part()
    """Every show by its id, in the order of the file."""
    people: list[Person] = _part()
    """The people that the files declare."""
    states: list[State] = _part()
    """What held for a time, in the order of the file."""
    tags: dict[str, str] = _part()
    """The vocabulary of tags, with their meanings."""
    known_until: dict[str, float] = _part()
    """The last day of each timeline that a spoiler fence shows; a timeline without an entry is shown whole."""
    unwatched: list[str] = _part()
    """The ids of the shows that a spoiler fence hides entirely."""
    premise: list[str] = _part()
    """The ids of the points of divergence that a spoiler fence leaves visible although later episodes tell of them."""
    succeeded: dict[str, list[str]] = _part()
    """By timeline, the states (`terms.key_of`) that a fence shows with their true end, because it shows the successor."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        """Make a world from a function that returns each part by its name (see `PARTS`)."""
        self._read = read

    @classmethod
    def empty(cls) -> World:
        """Return a world with nothing but our own timeline, to be filled."""
        parts: dict[str, Any] = {"name": None, "people": [], "states": [], "tags": {}}
        parts |= {"known_until": {}, "unwatched": [], "premise": [], "succeeded": {}}
        real = Timeline(id=REAL, name="Real history", parent=None, declared=False)
        return cls((parts | {"timelines": {REAL: real}, "pods": {}, "shows": {}}).__getitem__)

    @property
    def alternates(self) -> list[Timeline]:
        """Every timeline but `real`."""
        return [timeline for timeline in self.timelines.values() if timeline.id != REAL]

    @cached_property
    def directory(self) -> Directory:
        """Whom the names of people mean."""
        return Directory(self.people)

    def lineage(self, timeline: str) -> Lineage:
        """Return the lineage of a timeline, named by its id."""
        known = self._lineages.get(timeline)
        return known or lineage(self.timelines, self.pods, timeline, self._lineages)

    @cached_property
    def _lineages(self) -> dict[str, Lineage]:
        return {}

    @property
    def lineages(self) -> dict[str, Lineage]:
        """The lineage of every timeline."""
        return {timeline: self.lineage(timeline) for timeline in self.timelines}

    def pod_of(self, event_id: str) -> tuple[str, ...]:
        """Return the ids of the timelines of which an event is the point of divergence."""
        return tuple(timeline for timeline, pod in self.pods.items() if pod.id == event_id)

    def holding(self, row: Event | State) -> list[str]:
        """Return the ids of the timelines in which an event happens or a state holds: `Lineage.holds` for each of them."""
        if row.is_everywhere:
            return list(self.timelines)
        held: set[str | None] = set()
        for timeline in parents_first(self.timelines):
            pod = self.pods.get(timeline.id)
            inherits = timeline.parent in held and (pod is None or pod.is_after(row))
            if inherits or timeline.id in row.timelines:
                held.add(timeline.id)
        return [timeline for timeline in self.timelines if timeline in held]

    def season(self, row: Event) -> Season | None:
        """Return the declared season that tells of an event."""
        show = self.shows.get(row.show or "")
        return show.season(row.season) if show else None

    def episode(self, row: Event) -> Episode | None:
        """Return the declared episode that tells of an event."""
        season = self.season(row)
        return season.episode(row.episode) if season else None

    def airing(self, row: Event) -> EdtfDate | None:
        """Return when the episode that tells of an event aired, else its season; None if unknown."""
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
