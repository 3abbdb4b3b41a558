"""How far a rule looks: which findings an edit of some events may change, and what has to be known to find them again.

A rule without a reach is run over the whole history again. With one, it is run over a part of the history: events that it
may tell something else of than before, and events that it has to see for that. `tests/cli/test_check_again.py` edits drawn
histories in every way, and compares what is found again with what all rules find.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from timeline.model.events import LINKS, Event, Origin

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.model.world import World
    from timeline.source.document import Document
    from timeline.source.positions import Path

MOST = 400
"""If more events than these are to be looked at, the rule is run over the whole history."""


class TooFarError(Exception):
    """An edit may change findings anywhere."""


class Surroundings(Protocol):
    """What an index knows about the events around a few (see `timeline.store.surroundings`), in the order of time."""

    world: World

    def with_ids(self, ids: Iterable[str]) -> Iterable[Event]: ...
    def with_names(self, facet: str, names: Iterable[str]) -> Iterable[Event]: ...
    def undeclared_people(self) -> Iterable[str]: ...
    def called(self, folded: Iterable[str]) -> Iterable[Event]: ...
    def naming(self, ids: Iterable[str], keys: Collection[str]) -> Iterable[Event]: ...
    def at_once(self, date: EdtfDate) -> Iterable[Event]: ...
    def on_day(self, day: int, people: Iterable[str]) -> Iterable[Event]: ...
    def with_causes(self, timeline: str) -> Iterable[Event]: ...
    def with_key(self, key: str) -> Iterable[Event]: ...


class Change(NamedTuple):
    """An event that has been edited, as it was (None: it is new) and as it is (None: it is gone)."""

    old: Event | None
    new: Event | None

    def of(self, key: Literal["because", "people", "source"]) -> list[tuple[str, ...]]:
        """Return the list under a key as it was and as it is; empty where there is no event."""
        return [getattr(event, key) if event else () for event in self]


class Edit(NamedTuple):
    """All that has been edited since the findings were kept."""

    changes: Sequence[Change]
    keys: Collection[str]
    """The keys of events that have changed."""
    around: Surroundings
    tag_origins: dict[str, Origin]
    """Where each tag of the vocabulary is declared."""
    is_one_group: bool
    """Whether all files belong to one `--data` file, whose tables are complete for all (see `timeline.source.groups`)."""

    @property
    def new(self) -> list[Event]:
        """The events as they are, new ones among them."""
        return [change.new for change in self.changes if change.new]

    @property
    def gone(self) -> list[Event]:
        """The events that are gone, as they were; they have no place."""
        return [change.old for change in self.changes if change.old and not change.new]

    @property
    def both(self) -> list[Event]:
        """The events as they were and as they are."""
        return [event for change in self.changes for event in change if event]

    def others(self, events: Iterable[Event]) -> Iterable[Event]:
        """Yield those of some events that have not been edited."""
        edited = {event.at for event in self.new}
        return (event for event in events if event.at not in edited)


class Part:
    """A part of a history over which rules run again."""

    def __init__(self, edit: Edit) -> None:
        """Begin with the points of divergence, on which everything may depend."""
        self._edit = edit
        self._events: dict[int, Event] = {}
        """By rank."""
        self.told: list[Event] = []
        """The events of which findings may have changed."""
        self.about: set[tuple[int, Path]] = set()
        """What is to be found again: all findings about these tables, or keys of a table."""
        self.see(edit.around.with_ids(pod.id for pod in edit.around.world.pods.values()))

    def see(self, events: Iterable[Event]) -> list[Event]:
        """Take in events that have to be known, and return those that are new here."""
        added = []
        for event in events:
            if event.rank not in self._events:
                self._events[event.rank] = event
                added.append(event)
                if len(self._events) > MOST:
                    raise TooFarError
        return added

    def tell(self, events: Iterable[Event]) -> list[Event]:
        """Take in events of which findings may have changed, and return those of which this is new."""
        told = [event for event in events if self.ask(event.at)]
        self.told += told
        self.see(told)
        return told

    def ask(self, at: Origin | None, *key: str) -> bool:
        """Have all findings about a table, or a key of it, found again; return whether this is new."""
        from timeline.source.problems import path_of  # a choice among kept findings needs the rules, but no source

        place = path_of(at, *key)
        is_new = place not in self.about
        self.about.add(place)
        return is_new

    def document(self) -> Document:
        """Return the part as a document for rules."""
        from timeline.source.document import Document

        events = [self._events[rank] for rank in sorted(self._events)]
        return Document(self._edit.around.world, events, tag_origins=self._edit.tag_origins)


Reach = Callable[[Edit], Part]
"""Returns the part of a history over which a rule has to run after an edit; raises `TooFarError` if it is too large."""


def own(edit: Edit) -> Part:
    """Reach of a rule whose findings about an event depend on that event and on the world around it."""
    part = Part(edit)
    part.tell(edit.new)
    return part


def named(edit: Edit) -> Part:
    """Reach of a rule whose findings about an event also depend on the events that it names, as causes or by links."""
    part = own(edit)
    told = [*edit.new, *part.tell(edit.around.naming(_ids(edit.new), (*LINKS, "because")))]
    part.see(edit.around.with_ids(target for event in told for target in (*event.because, *targets_of([event]))))
    return part


def linked(edit: Edit) -> Part:
    """Reach of a rule whose findings about an event also depend on other events that link to what it links to."""
    part, naming = own(edit), edit.around.naming
    told = [*edit.new, *part.tell(naming([*_ids(edit.new), *targets_of(edit.both)], LINKS))]
    targets = targets_of(told)
    part.see(edit.around.with_ids(targets))
    part.see(naming(targets, LINKS))
    return part


def targets_of(events: Iterable[Event]) -> list[str]:
    """Return the ids to which events link, each once."""
    return list(dict.fromkeys(target for event in events for _, target in event.links))


def _ids(events: Iterable[Event]) -> list[str]:
    return [event.id for event in events]
