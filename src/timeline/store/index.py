"""The index: a valid history, compiled into one SQLite database that answers many queries."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS
from timeline.model.names import fold, words_of
from timeline.model.telling import Telling
from timeline.model.world import PARTS
from timeline.store import records
from timeline.store.layout import LAYOUT, OPEN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.events import Event
    from timeline.model.people import Directory
    from timeline.model.world import World
    from timeline.source.document import Document

TIES = (*LINKS, "because")
"""The keys of an event that name others."""


def build(connection: sqlite3.Connection, document: Document, meta: dict[str, str]) -> None:
    """Write a valid document into an empty database, with `meta` beside it."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(LAYOUT)
    with connection:
        for sql, rows in _rows(document, meta):
            connection.executemany(sql, rows)
        connection.execute("INSERT INTO span SELECT magnitude, max(latest - earliest) FROM event GROUP BY magnitude")


def _rows(document: Document, meta: dict[str, str]) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    check_off = json.dumps(list(dict.fromkeys(code for codes in document.check_off.values() for code in codes)))
    events = list(enumerate(document.events, start=1))
    aired = _ranks_aired(document)
    yield (
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_event(n, aired[n], e) for n, e in events),
    )
    directory = document.world.directory
    yield (
        "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
        ((facet, value, n) for n, event in events for facet, value, _ in _facets(event, directory)),
    )
    yield (
        "INSERT OR IGNORE INTO facet VALUES ('episode', ?, ?)",
        ((title, n) for n, event in events if (title := _episode_title(event, document.world))),
    )
    yield "INSERT OR IGNORE INTO tie VALUES (?, ?, ?, ?)", _ties(events)
    yield (
        "INSERT INTO words (rowid, title, summary, people, place, tags) VALUES (?, ?, ?, ?, ?, ?)",
        ((n, *searched(event)) for n, event in events),
    )
    yield (
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        ((facet, fold(name), name, value) for facet, value, name in _names(document, directory)),
    )
    yield (
        "INSERT INTO meta VALUES (?, ?)",
        [
            *meta.items(),
            *_parts(document.world),
            ("check_off", check_off),
            ("dropped_links", json.dumps(document.dropped_links)),
        ],
    )


def _ranks_aired(document: Document) -> dict[int, int]:
    """Return the rank of each event in the order in which the shows tell of it, by its rank in the order of time."""
    telling = document.telling or Telling(document.world.shows.values())
    events = enumerate(document.events, start=1)
    ordered = sorted(events, key=lambda item: telling.key(item[1].show, item[1].season, item[1].episode))
    return {n: rank for rank, (n, _) in enumerate(ordered, start=1)}


def _event(n: int, aired: int, event: Event) -> tuple[Any, ...]:
    earliest = -OPEN if event.date.earliest is None else event.date.earliest
    latest = OPEN if event.date.latest is None else event.date.latest
    magnitude = (latest - earliest).bit_length()
    told = (event.show, event.season, event.episode, aired)
    named = (event.id, event.kind, event.timeline, len(event.timelines) > 1, *told)
    day = int(max(event.date.place, -OPEN))
    return n, *named, earliest, latest, magnitude, day, records.to_text(event)


def _ties(events: Sequence[tuple[int, Event]]) -> Iterator[tuple[int, str, int, int]]:
    ranks = {event.id: n for n, event in events}
    for n, event in events:
        for key in TIES:
            for place, target in enumerate(getattr(event, key)):
                if ranks.get(target, n) != n:
                    yield n, key, ranks[target], place


def searched(event: Event) -> tuple[str, ...]:
    """Return the texts in which words are searched, as the table `words` has them."""
    texts = event.title, event.summary or "", "\n".join(event.people), event.place or "", "\n".join(event.tags)
    return tuple(" ".join(words_of(text)) for text in texts)


def _episode_title(event: Event, world: World) -> str:
    """Return the title of an event's episode in the form in which words are searched; empty if it has none."""
    episode = world.episode(event)
    return " ".join(words_of(episode.title or "")) if episode else ""


def _facets(event: Event, directory: Directory) -> Iterator[tuple[str, str, str]]:
    """Yield (facet, the value that filters compare, the name as written).

    The values of shows and timelines are their ids, those of people `Directory.key`. Places and tags that differ only in
    case or accents have one value.
    """
    if event.show is not None:
        yield "show", event.show, event.show
    for timeline in event.timelines:
        yield "timeline", timeline, timeline
    if event.place is not None:
        yield "place", fold(event.place), event.place
    for tag in event.tags:
        yield "tag", fold(tag), tag
    for person in event.people:
        yield "person", directory.key(person), person


def _names(document: Document, directory: Directory) -> Iterator[tuple[str, str, str]]:
    """Yield (facet, value, a name that filters accept for it), first the name to show; undeclared values have one name."""
    declared = dict.fromkeys(_declared_names(document))
    yield from declared
    seen = {(facet, value) for facet, value, _ in declared}
    for event in document.events:
        for facet, value, written in (("id", event.id, event.id), *_facets(event, directory)):
            if (facet, value) not in seen:
                seen.add((facet, value))
                yield facet, value, written


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


def _parts(world: World) -> Iterator[tuple[str, str]]:
    """Yield the parts of a world as `Chronicle.world` reads them, each in a row of its own."""
    for name in PARTS:
        yield name, json.dumps(_plain(getattr(world, name)), ensure_ascii=False)


def _plain(part: Any) -> Any:
    """Return a part of a world as JSON has it."""
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_plain(value) for value in part]
    return records.to_record(part) if is_dataclass(part) and not isinstance(part, type) else part
