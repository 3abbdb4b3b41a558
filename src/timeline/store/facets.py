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
        self._names: list[tuple[str, str, str]] = list(dict.fromkeys(_declared_names(document)))
        self._named = {(facet, value) for facet, value, _ in self._names}
        self._collect_names(document.events)
        self._collect_titles(document.events)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield each facet and value with the ranks of the events that have it, as a JSON array; all are sorted."""
        for facet, values in sorted(self._events.items()):
            for value, events in sorted(values.items()):
                yield facet, value, str(events.tolist())

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Yield facet, value and a name that filters accept for it, first the name to show; an undeclared value has one."""
        return iter(self._names)

    def _collect_names(self, events: Iterable[Event]) -> None:
        """Take in the names of events.

        The values of shows and timelines are their ids, those of people `Directory.key`. Places and tags that differ only
        in case or accents have one value.
        """
        shows, places = _Written(self, "show", str), _Written(self, "place", fold)
        people = _Written(self, "person", self._world.directory.key)
        timelines, tags = _Together(_Written(self, "timeline", str)), _Together(_Written(self, "tag", fold))
        for event in events:
            n = event.rank
            if event.show is not None:
                shows[event.show].append(n)
            for ranks in timelines[event.timelines]:
                ranks.append(n)
            if event.place is not None:
                places[event.place].append(n)
            for ranks in tags[event.tags]:
                ranks.append(n)
            for person in event.people:
                ranks = people[person]
                if not ranks or ranks[-1] != n:  # two names may be those of one person
                    ranks.append(n)

    def _collect_titles(self, events: Iterable[Event]) -> None:
        """Take in the titles of the episodes that tell of events."""
        told: dict[tuple[str | None, int | None, int | None], array[int] | None] = {}
        for event in events:
            if event.episode is None:
                continue
            episode = event.show, event.season, event.episode
            if episode not in told:
                told[episode] = self._titled(event)
            titled = told[episode]
            if titled is not None:
                titled.append(event.rank)

    def called(self, facet: str, value: str, written: str) -> array[int]:
        """Return the list for a value of a facet, which has this name if it has no other."""
        if (facet, value) not in self._named:
            self._named.add((facet, value))
            self._names.append((facet, value, written))
        return self._list(facet, value)

    def _list(self, facet: str, value: str) -> array[int]:
        return self._events.setdefault(facet, {}).setdefault(value, array("q"))

    def _titled(self, event: Event) -> array[int] | None:
        """Return the events of all episodes with the title of an event's, in which words are searched."""
        episode = self._world.episode(event)
        title = " ".join(words_of(episode.title or "")) if episode else ""
        return self._list("episode", title) if title else None


class _Written(dict[str, "array[int]"]):
    """The lists of a facet by the names that events write; the value of a name is worked out once."""

    def __init__(self, facets: Facets, facet: str, value_of: Callable[[str], str]) -> None:
        self._facets = facets
        self._facet = facet
        self._value_of = value_of

    def __missing__(self, written: str) -> array[int]:
        found = self[written] = self._facets.called(self._facet, self._value_of(written), written)
        return found


class _Together(dict[tuple[str, ...], tuple["array[int]", ...]]):
    """The lists of all tags or timelines of an event, which many events share; that of each value once."""

    def __init__(self, written: _Written) -> None:
        self._written = written

    def __missing__(self, names: tuple[str, ...]) -> tuple[array[int], ...]:
        if len(self) >= _MOST:
            self.clear()
        lists = {id(events): events for events in map(self._written.__getitem__, names)}
        found = self[names] = tuple(lists.values())
        return found


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
