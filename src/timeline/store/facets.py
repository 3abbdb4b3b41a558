"""The facets of events, by which filters select them, and the names that filters accept for each value."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from timeline.model.names import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.model.events import Event
    from timeline.source.document import Document

_MOST = 20_000
"""How many lists of names are remembered."""


class Facets:
    """The facets of all events of a document, collected in one pass."""

    def __init__(self, document: Document) -> None:
        self._world = document.world
        self._events: dict[str, dict[str, array[int]]] = {}
        """The ranks of the events that have a value of a facet."""
        self._written: dict[str, dict[str, array[int]]] = {}
        """The same ranks, by the names as events write them."""
        self._lists: dict[tuple[str, ...], tuple[array[int], ...]] = {}
        """Those of all tags or timelines of an event, of which many events have the same."""
        self._told: dict[tuple[str | None, int | None, int | None], array[int] | None] = {}
        """Those of the titles of episodes."""
        self._names: list[tuple[str, str, str]] = list(dict.fromkeys(_declared_names(document)))
        self._named = {(facet, value) for facet, value, _ in self._names}
        for event in document.events:
            self._take_names(event.rank, event)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield each facet and value with the ranks of the events that have it, as a JSON array; all are sorted."""
        for facet, values in sorted(self._events.items()):
            for value, events in sorted(values.items()):
                yield facet, value, str(events.tolist())

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Yield facet, value and a name that filters accept for it, first the name to show; an undeclared value has one."""
        return iter(self._names)

    def _take_names(self, n: int, event: Event) -> None:
        if event.show is not None:
            self._called("show", event.show).append(n)
        for events in self._all_called("timeline", event.timelines):
            events.append(n)
        if event.place is not None:
            self._called("place", event.place, fold).append(n)
        for events in self._all_called("tag", event.tags, fold):
            events.append(n)
        for person in event.people:
            events = self._called("person", person, self._world.directory.key)
            if not events or events[-1] != n:  # two names may be those of one person
                events.append(n)
        if event.episode is not None:
            told = event.show, event.season, event.episode
            if told not in self._told:
                self._told[told] = self._titled(event)
            titled = self._told[told]
            if titled is not None:
                titled.append(n)

    def _all_called(
        self, facet: str, names: tuple[str, ...], value_of: Callable[[str], str] = str
    ) -> Iterable[array[int]]:
        """Return the events of some names, those of each value once."""
        found = self._lists.get((facet, *names))
        if found is None:
            lists = {id(events): events for events in (self._called(facet, name, value_of) for name in names)}
            if len(self._lists) >= _MOST:
                self._lists.clear()
            found = self._lists[(facet, *names)] = tuple(lists.values())
        return found

    def _called(self, facet: str, written: str, value_of: Callable[[str], str] = str) -> array[int]:
        """Return the events with a value of a facet, by a name that an event writes.

        The values of shows and timelines are their ids, those of people `Directory.key`. Places and tags that differ only
        in case or accents have one value.
        """
        known = self._written.setdefault(facet, {})
        events = known.get(written)
        if events is None:
            value = value_of(written)
            self._name(facet, value, written)
            events = known[written] = self._list(facet, value)
        return events

    def _list(self, facet: str, value: str) -> array[int]:
        return self._events.setdefault(facet, {}).setdefault(value, array("q"))

    def _name(self, facet: str, value: str, written: str) -> None:
        if (facet, value) not in self._named:
            self._named.add((facet, value))
            self._names.append((facet, value, written))

    def _titled(self, event: Event) -> array[int] | None:
        """Return the events of all episodes with the title of an event's, in which words are searched."""
        episode = self._world.episode(event)
        title = " ".join(words_of(episode.title or "")) if episode else ""
        return self._list("episode", title) if title else None


def _declared_names(document: Document) -> Iterator[tuple[str, str, str]]:
    for show in document.world.shows.values():
        for name in show.names:
            yield "show", show.id, name
    for timeline in document.world.timelines.values():
        yield "timeline", timeline.id, timeline.id
        yield "timeline", timeline.id, timeline.name
    for person in document.world.people:
        for name in (person.name, *person.aliases, person.id):
            yield "person", person.id, name
    for tag in document.world.tags:
        yield "tag", fold(tag), tag
    for state in document.world.states:
        yield "office", fold(state.of), state.of
