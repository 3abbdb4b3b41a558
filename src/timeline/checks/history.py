"""A history for the rules: its events and world, and answers that several rules need."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.causality import Cause, circles, effects_by_cause
from timeline.model.dates import EdtfDate, certain
from timeline.model.events import REAL, Event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.events import Link
    from timeline.model.people import Person
    from timeline.model.world import State
    from timeline.source.document import Document


class History:
    """A document's events and world, and answers about them, each computed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.world = document.world
        self.events: Sequence[Event] = document.events
        self._births: dict[tuple[int, str], EdtfDate | None] = {}
        self._deaths: dict[tuple[int, str], EdtfDate | None] = {}
        """By the identity of a person, and timeline."""

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The first event of each id."""
        return {event.id: event for event in reversed(self.events)}

    def homes(self, row: Event | State) -> tuple[str, ...]:
        """Return the timelines that an event or a state is declared for; `real` if it belongs to all."""
        return row.timelines or (REAL,)

    def belongs_to(self, event: Event) -> Sequence[str]:
        """Return the timelines in which an event has to make sense: an alt event's own, else all that hold it."""
        return event.timelines if event.kind == "alt" else self.world.holding(event)

    def pods_between(self, timeline: str, ancestor: str) -> list[EdtfDate]:
        """Return the dates of the PODs by which a timeline left an ancestor; empty if it does not descend from it."""
        segment = self.world.lineage(timeline).segment(ancestor)
        return [pod.date for pod in segment.pods] if segment else []

    def may_cause(self, cause: Event, effect: Event) -> bool:
        """Return whether a cause happens in a timeline in which its effect does."""
        return any(self.world.lineage(timeline).holds(cause) for timeline in self.belongs_to(effect))

    @cached_property
    def linked(self) -> Sequence[tuple[Event, Link, int, Event]]:
        """Every (alt event, link, index in the list, target)."""
        return [
            (event, link, getattr(event, link).index(target_id), target)
            for event in self.events
            if event.kind == "alt"
            for link, target_id in event.links
            if (target := self.by_id.get(target_id)) is not None
        ]

    @cached_property
    def effects(self) -> Mapping[str, list[str]]:
        """The ids of the direct effects of each cause."""
        return effects_by_cause(self.events)

    @cached_property
    def circles(self) -> list[list[Cause]]:
        """Causes that run in a circle."""
        return circles(self.events, self.by_id)

    @cached_property
    def acts(self) -> list[tuple[Event, int, Person]]:
        """Every (event, index in its people, person) of a declared person."""
        person = self.world.directory.person
        return [
            (event, index, found)
            for event in self.events
            for index, name in enumerate(event.people)
            if (found := person(name)) is not None
        ]

    def birth(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person is born in a timeline."""
        key = id(person), timeline
        if key not in self._births:
            self._births[key] = self.world.birth(person, timeline)
        return self._births[key]

    def death(self, person: Person, timeline: str) -> EdtfDate | None:
        """Return when a person dies in a timeline; an inherited death is only as certain as the PODs in between.

        None also if the dates of the person contradict each other, which C307 reports once, for the person.
        """
        key = id(person), timeline
        if key not in self._deaths:
            self._deaths[key] = self._death(person, timeline)
        return self._deaths[key]

    def _death(self, person: Person, timeline: str) -> EdtfDate | None:
        born, died = self.birth(person, timeline), self.world.death(person, timeline)
        if died is None or (born and died.is_before(born)):
            return None
        declared_for = self.world.death_declared_for(person, timeline)
        pods = self.pods_between(timeline, declared_for) if declared_for else []
        return replace(died, certain=certain(died, *pods)) if pods else died
