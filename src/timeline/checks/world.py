"""A document as the rules ask it: events by id, what each timeline holds, who lives when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.causality import Cause, circles, effects_by_cause
from timeline.model.dates import EdtfDate, certain
from timeline.model.events import REAL, Event
from timeline.model.lineage import NEVER, Lineage, death_in, lineage
from timeline.model.names import fold

if TYPE_CHECKING:
    from timeline.model.world import Person, Season, Show, State
    from timeline.source.document import Document


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

    def home(self, event: Event) -> str:
        """Return the timeline that an event belongs to, `real` for a `both`."""
        return event.timeline or REAL if event.kind == "alt" else REAL

    def homes(self, row: Event | State) -> list[str]:
        """Return the timelines that an event or a state is told for, before any inherits it."""
        homes = [row.timeline or REAL] if row.kind != "both" else [REAL, row.timeline or REAL]
        return list(dict.fromkeys(homes))

    def pods_between(self, timeline: str, ancestor: str) -> list[EdtfDate]:
        """Return the dates of the PODs by which a timeline left an ancestor; none where it does not descend from it."""
        path = [segment.timeline for segment in self.lineages[timeline].segments]
        below = path[: path.index(ancestor)] if ancestor in path else []
        return [self.document.pods[id_].date for id_ in below if id_ in self.document.pods]

    def may_cause(self, cause: Event, effect: Event) -> bool:
        """Tell whether a cause happens, or may, in a timeline in which its effect does."""
        timelines = self.holding(effect) if effect.kind == "both" else [self.home(effect)]
        return any(self._may_hold(timeline, cause) for timeline in timelines)

    def _may_hold(self, timeline: str, event: Event) -> bool:
        """Tell whether a timeline holds an event, or may: the event and a POD may lie on one day."""
        line = self.lineages[timeline]
        return line.holds(event) or any(
            line.before(home) != NEVER
            and not any(pod.is_before(event.date) for pod in self.pods_between(timeline, home))
            for home in self.homes(event)
        )

    @cached_property
    def effects(self) -> Mapping[str, list[str]]:
        """The ids of the direct effects of each cause."""
        return effects_by_cause(self.document.events)

    @cached_property
    def circles(self) -> list[list[Cause]]:
        """Causes that run in a circle."""
        return circles(self.document.events, self.by_id)

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {fold(name): person for person in self.document.people for name in person.names}

    def person(self, name: str) -> Person | None:
        """Return the person of that name, id or alias."""
        return self._people.get(fold(name))

    @cached_property
    def acts(self) -> list[tuple[Event, int, Person]]:
        """Every (event, index in its people, person) of a declared person."""
        found = []
        for event in self.document.events:
            for index, name in enumerate(event.people):
                person = self.person(name)
                if person is not None:
                    found.append((event, index, person))
        return found

    def death(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person dies in a timeline: as told for it, or for an ancestor surely before the two part.

        None, too, where the dates of the person contradict each other: that is told once, of the person.
        """
        died = self._inherited_death(person.died, timeline) if isinstance(person.died, Mapping) else person.died
        return None if died and person.born and died.is_before(person.born) else died

    def _inherited_death(self, deaths: Mapping[str, EdtfDate], timeline: str) -> EdtfDate | None:
        found = death_in(deaths, self.lineages[timeline])
        if found is None:
            return None
        teller, died = found
        return replace(died, certain=certain(died, *self.pods_between(timeline, teller)))

    def show(self, event: Event | State) -> Show | None:
        return self.document.shows.get(event.show) if event.show is not None else None

    def season(self, event: Event) -> Season | None:
        """Return the declared season that tells of an event."""
        show = self.show(event)
        return next((s for s in show.seasons if s.number == event.season), None) if show else None

    def aired(self, event: Event) -> EdtfDate | None:
        """Return when the declared episode, else the season, that tells of an event was shown."""
        season = self.season(event)
        if season is None:
            return None
        episode = next((e for e in season.episodes if e.number == event.episode), None)
        return (episode and episode.aired) or season.aired
