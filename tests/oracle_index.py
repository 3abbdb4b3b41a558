"""What an index has to hold, worked out for one event and one table at a time: the rows of each table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS
from timeline.model.names import fold, words_of
from timeline.model.telling import Telling
from timeline.store import records
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from timeline.model.events import Event
    from timeline.source.document import Document

Rows = list[tuple[Any, ...]]


def rows_of(document: Document) -> dict[str, Rows]:
    """Return the rows of the tables of the index of a document, each in its order."""
    events = numbered(document)
    return {
        "event": [_event(n, _rank_aired(document, n), event) for n, event in events],
        "facet": sorted({(facet, value, n) for n, event in events for facet, value, _ in _facets(document, event)}),
        "tie": sorted(_ties(document)),
        "name": [(facet, fold(name), name, value) for facet, value, name in _names(document)],
        "instance": _words(document),
    }


def numbered(document: Document) -> list[tuple[int, Event]]:
    """Return all events with their ranks, which are 64, 128, 192 and so on."""
    return [(64 * place, event) for place, event in enumerate(document.events, start=1)]


def _event(n: int, aired: int, event: Event) -> tuple[Any, ...]:
    earliest = -OPEN if event.date.earliest is None else event.date.earliest
    latest = OPEN if event.date.latest is None else event.date.latest
    told = (event.show, event.season, event.episode, aired)
    named = (event.id, event.kind, event.timeline, len(event.timelines) > 1, *told)
    record = json.dumps(records.to_record(event), ensure_ascii=False, separators=(",", ":"))
    day = int(max(event.date.place, -OPEN))
    return (n, *named, earliest, latest, (latest - earliest).bit_length(), day, record)


def _rank_aired(document: Document, n: int) -> int:
    telling = Telling(document.world.shows.values())
    events = numbered(document)
    keys = sorted((telling.key(event.show, event.season, event.episode), rank) for rank, event in events)
    return 64 * ([rank for _, rank in keys].index(n) + 1)


def _facets(document: Document, event: Event) -> Iterator[tuple[str, str, str | None]]:
    """Yield facet, value and the name as written; None if filters accept no name."""
    if event.show is not None:
        yield "show", event.show, event.show
    yield from (("timeline", timeline, timeline) for timeline in event.timelines)
    if event.place is not None:
        yield "place", fold(event.place), event.place
    yield from (("tag", fold(tag), tag) for tag in event.tags)
    yield from (("person", document.world.directory.key(person), person) for person in event.people)
    episode = document.world.episode(event)
    if episode and words_of(episode.title or ""):
        yield "episode", " ".join(words_of(episode.title or "")), None


def _ties(document: Document) -> Iterator[tuple[int, str, int, int]]:
    """Yield who names whom under which key, and the place in the list of the first mention."""
    ids = [event.id for event in document.events]
    for n, event in numbered(document):
        for key in (*LINKS, "because"):
            targets = getattr(event, key)
            for target in set(targets) & set(ids) - {event.id}:
                yield n, key, 64 * (ids.index(target) + 1), targets.index(target)


def _names(document: Document) -> list[tuple[str, str, str]]:
    world = document.world
    names = [("show", show.id, name) for show in world.shows.values() for name in show.names]
    names += [("timeline", line.id, name) for line in world.timelines.values() for name in (line.id, line.name)]
    names += [("person", p.id, name) for p in world.people for name in (p.name, *p.aliases, p.id)]
    names += [("tag", fold(tag), tag) for tag in world.tags]
    names += [("office", fold(state.of), state.of) for state in world.states]
    names = list(dict.fromkeys(names))
    seen = {(facet, value) for facet, value, _ in names}
    for event in document.events:
        for facet, value, written in _facets(document, event):
            if written is not None and (facet, value) not in seen:
                seen.add((facet, value))
                names.append((facet, value, written))
    return names + [("id", event.id, event.id) for event in document.events]


def _words(document: Document) -> Rows:
    """Return where each word stands: the word, the event, the column, and its place in the column's text."""
    found = []
    for n, event in numbered(document):
        texts = {"title": event.title, "summary": event.summary or "", "place": event.place or ""}
        texts |= {"people": "\n".join(event.people), "tags": "\n".join(event.tags)}
        found += [(word, n, column, at) for column, text in texts.items() for at, word in enumerate(words_of(text))]
    return sorted(found)


def rows_in(connection: sqlite3.Connection) -> dict[str, Rows]:
    """Return the rows of the same tables of an index that was built."""
    connection.execute("CREATE VIRTUAL TABLE temp.instance USING fts5vocab (main, words, instance)")
    queries = {
        "event": "SELECT * FROM event ORDER BY n",
        "facet": "SELECT * FROM facet ORDER BY facet, value, event",
        "tie": "SELECT * FROM tie ORDER BY source, key, target",
        "name": "SELECT facet, folded, written, value FROM name ORDER BY rowid",
        "instance": "SELECT term, doc, col, offset FROM instance",
    }
    found = {table: connection.execute(sql).fetchall() for table, sql in queries.items()}
    return {table: sorted(rows) if table in ("facet", "instance") else rows for table, rows in found.items()}
