"""The facets of events, by which filters select them, and the names that filters accept for each value."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from timeline.model.names import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.model.events import Event
    from timeline.source.document import Document


class Facets:
    """The facets of all events of a document, collected in one pass."""

    def __init__(self, document: Document) -> None:
        self._world = document.world
        self._events: dict[str, dict[str, array[int]]] = {}
        """The ranks of the events that have a value of a facet."""
        self._written: dict[str, dict[str, array[int]]] = {}
        """The same ranks, by the names as events write them."""
        self._titles: dict[tuple[str | None, int | None, int | None], str] = {}
        self._names: list[tuple[str, str, str]] = list(dict.fromkeys(_declared_names(document)))
        self._named = {(facet, value) for facet, value, _ in self._names}
        for event in document.events:
            n = event.rank
            self._take_names(n, event)

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
            self._add("show", event.show, n)
        for timeline in event.timelines:
            self._add("timeline", timeline, n)
        if event.place is not None:
            self._add("place", event.place, n, fold)
        for tag in event.tags:
            self._add("tag", tag, n, fold)
        for person in event.people:
            self._add("person", person, n, self._world.directory.key)
        if event.episode is not None and (title := self._episode_title(event)):
            _put(self._list("episode", title), n)

    def _add(self, facet: str, written: str, n: int, value_of: Callable[[str], str] = str) -> None:
        """Note that an event has a value of a facet, under the name that it writes.

        The values of shows and timelines are their ids, those of people `Directory.key`. Places and tags that differ only
        in case or accents have one value.
        """
        known = self._written.setdefault(facet, {})
        events = known.get(written)
        if events is None:
            value = value_of(written)
            self._name(facet, value, written)
            events = known[written] = self._list(facet, value)
        _put(events, n)

    def _list(self, facet: str, value: str) -> array[int]:
        return self._events.setdefault(facet, {}).setdefault(value, array("q"))

    def _name(self, facet: str, value: str, written: str) -> None:
        if (facet, value) not in self._named:
            self._named.add((facet, value))
            self._names.append((facet, value, written))

    def _episode_title(self, event: Event) -> str:
        """Return the title of an event's episode in the form in which words are searched; empty if it has none."""
        told = event.show, event.season, event.episode
        title = self._titles.get(told)
        if title is None:
            episode = self._world.episode(event)
            title = self._titles[told] = " ".join(words_of(episode.title or "")) if episode else ""
        return title


def _put(events: array[int], n: int) -> None:
    """Add an event to a list that is in order, once."""
    if not events or events[-1] != n:
        events.append(n)


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
