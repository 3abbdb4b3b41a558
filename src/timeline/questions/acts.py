"""What events say of the people whom they name, by `Directory.key`: asked of the index, which reads no event for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.calendar import FUTURE, PAST
from timeline.store.conditions import EVERYTHING, held_by, of_kind, overlapping, with_facet
from timeline.store.mentions import Named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition
    from timeline.store.mentions import Told

NOTHING = Named(0, FUTURE, PAST, {})
"""What events say of somebody whom none names."""


class Acts:
    """What the events of a history say of all people, or of some. Each part is asked for when it is first needed."""

    def __init__(self, chronicle: Chronicle, among: Sequence[str] | None = None) -> None:
        self._chronicle = chronicle
        self._among = among
        self._at: dict[tuple[float, float, str], Collection[str]] = {}

    @cached_property
    def numbers(self) -> Mapping[str, Named]:
        """How many events name each person, and when these are; those whom none names are left out."""
        held = {timeline: held_by(line) for timeline, line in self._chronicle.world.lineages.items()}
        return self._chronicle.mentions().numbers(held, self._among)

    @cached_property
    def told(self) -> Told:
        """How many events of each season name each person, without those of our own history, and the last day of these."""
        return self._chronicle.mentions().told(of_kind(["alt"]), self._among)

    def at(self, on: EdtfDate, timeline: str = "") -> Collection[str]:
        """Return whom an event names that may fall in a time; in a timeline, if it is declared for that one."""
        asked = on.first, on.last, timeline
        if asked not in self._at:
            own = with_facet("timeline", [timeline]) if timeline else EVERYTHING
            self._at[asked] = self.counts(overlapping([(on.earliest, on.latest)]) & own)
        return self._at[asked]

    def counts(self, condition: Condition) -> Mapping[str, int]:
        """Return how many events that meet a condition name each person; those whom none names are left out."""
        return self._chronicle.mentions().counts(condition, self._among)

    def of(self, key: str) -> Sequence[Event]:
        """Return the events that name somebody, in the order of time."""
        return self._chronicle.select(with_facet("person", [key]))
