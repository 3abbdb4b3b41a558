"""A document as the rules ask it: events by id, what each timeline holds, who lives when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.dates import EdtfDate, parse_date
from timeline.model.events import REAL, Event
from timeline.model.lineage import NEVER, Lineage, lineage
from timeline.model.names import fold

if TYPE_CHECKING:
    from timeline.model.world import Person, Season, Show, State
    from timeline.source.document import Document


class Held(NamedTuple):
    """A stretch of time by its two ends, each of which may be known to a year or a month only."""

    start: EdtfDate | None
    end: EdtfDate | None

    @property
    def surely_from(self) -> float:
        """The first day on which it holds for certain."""
        return NEVER if self.start is None or self.start.latest is None else self.start.latest

    @property
    def surely_to(self) -> float:
        """The last day on which it holds for certain."""
        return float("inf") if self.end is None or self.end.earliest is None else self.end.earliest

    def surely_overlaps(self, other: Held) -> bool:
        """Tell whether both hold at once for longer than the day of a handover."""
        return max(self.surely_from, other.surely_from) < min(self.surely_to, other.surely_to)


def held(date: EdtfDate) -> Held:
    """Return the two ends of a date: of an interval as they are written, of any other the date itself twice."""
    start, slash, end = date.text.partition("/")
    if not slash:
        return Held(date, date)
    return Held(*(None if part in ("", "..") else parse_date(part) for part in (start, end)))


class World:
    """Answers about a document, each worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The first event of each id."""
        return {event.id: event for event in reversed(self.document.events)}

    @cached_property
    def lineages(self) -> Mapping[str, Lineage]:
        """What every timeline inherits."""
        days = {
            id_: NEVER if pod.date.earliest is None else pod.date.earliest for id_, pod in self.document.pods.items()
        }
        return {id_: lineage(self.document.timelines, days, id_) for id_ in self.document.timelines}

    def holding(self, event: Event) -> list[str]:
        """Return the ids of the timelines in which an event happens."""
        return [id_ for id_, line in self.lineages.items() if line.holds(event)]

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {fold(name): person for person in self.document.people for name in person.names}

    def person(self, name: str) -> Person | None:
        """Return the person of that name, id or alias."""
        return self._people.get(fold(name))

    def acts(self) -> list[tuple[Event, int, Person]]:
        """Return every (event, index in its people, person) of a declared person."""
        found = []
        for event in self.document.events:
            for index, name in enumerate(event.people):
                person = self.person(name)
                if person is not None:
                    found.append((event, index, person))
        return found

    def death(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person dies in a timeline: as told for it, or for an ancestor before the two part."""
        if not isinstance(person.died, Mapping):
            return person.died
        for segment in self.lineages[timeline].segments:
            died = person.died.get(segment.timeline)
            if died is not None and (died.earliest is None or died.earliest < segment.before):
                return died
        return None

    def show(self, event: Event | State) -> Show | None:
        return self.document.shows.get(event.show) if event.show is not None else None

    def season(self, event: Event) -> Season | None:
        """Return the declared season that tells of an event."""
        show = self.show(event)
        return next((s for s in show.seasons if s.number == event.season), None) if show else None

    def home(self, event: Event) -> str:
        """Return the timeline that an event itself belongs to, `real` for a `both` that names none."""
        return event.timeline or REAL
