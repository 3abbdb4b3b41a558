"""The index: a checked history compiled into one SQLite database, to be asked many times.

One row an event, in the order of time, with its span as two integers; a facet row for each of its tags, people, links and
other names; FTS5 for words; the names that filters may use; the few other tables of the file as JSON, read when they are asked
for. A filtered listing reads only what it lists: spans are indexed by their order of magnitude (see `span`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.model.events import Event
from timeline.model.names import fold
from timeline.source.document import Document
from timeline.store import records

VERSION = 1
"""To be raised whenever the layout, or what goes into it, changes: an index of another version is built anew."""

OPEN = 2**61
"""Stands for an open start (negative) or end of a span."""

_LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (
    n INTEGER PRIMARY KEY,      -- rank in the order of time
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    timeline TEXT,
    season INTEGER,
    episode INTEGER,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    magnitude INTEGER NOT NULL, -- of the span's length: see the table span
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_span ON event (magnitude, earliest, latest);
CREATE INDEX event_timeline ON event (timeline, kind, earliest);
-- The longest span of each magnitude. Events that overlap given days begin at most that long before them.
CREATE TABLE span (magnitude INTEGER PRIMARY KEY, length INTEGER NOT NULL);
CREATE TABLE facet (facet TEXT, value TEXT, event INTEGER, PRIMARY KEY (facet, value, event)) WITHOUT ROWID;
CREATE TABLE name (facet TEXT, folded TEXT, value TEXT, PRIMARY KEY (facet, folded)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, summary, people, place, tags, content='', tokenize="unicode61 remove_diacritics 2"
);
"""


def build(connection: sqlite3.Connection, document: Document, meta: dict[str, str]) -> None:
    """Write a valid document into an empty database, with `meta` beside it."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_LAYOUT)
    with connection:
        for sql, rows in _rows(document, meta):
            connection.executemany(sql, rows)
        connection.execute("INSERT INTO span SELECT magnitude, max(latest - earliest) FROM event GROUP BY magnitude")


def _rows(document: Document, meta: dict[str, str]) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    events = list(enumerate(document.events, start=1))
    yield "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (_event(n, event) for n, event in events)
    people = {fold(name): person.name for person in document.people for name in person.names}
    yield "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)", (
        (facet, fold(value), n) for n, event in events for facet, value in _facets(event, people)
    )
    yield "INSERT OR IGNORE INTO facet VALUES ('link', ?, ?)", (
        (target, n) for n, event in events for _, target in event.links
    )
    yield "INSERT INTO words (rowid, title, summary, people, place, tags) VALUES (?, ?, ?, ?, ?, ?)", (
        (n, e.title, e.summary, "\n".join(e.people), e.place, "\n".join(e.tags)) for n, e in events
    )
    yield "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (
        (facet, fold(name), value) for facet, name, value in _names(document, people)
    )
    yield "INSERT INTO meta VALUES (?, ?)", [*meta.items(), *_tables(document)]


def _event(n: int, event: Event) -> tuple[Any, ...]:
    earliest = -OPEN if event.date.earliest is None else event.date.earliest
    latest = OPEN if event.date.latest is None else event.date.latest
    magnitude = (latest - earliest).bit_length()
    record = records.event_to_text(event)
    return n, event.id, event.kind, event.timeline, event.season, event.episode, earliest, latest, magnitude, record


def _facets(event: Event, people: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Return the names that an event is found by; a person under the one name, whichever alias the event uses."""
    if event.show is not None:
        yield "show", event.show
    if event.place is not None:
        yield "place", event.place
    for tag in event.tags:
        yield "tag", tag
    for person in event.people:
        yield "person", people.get(fold(person), person)


def _names(document: Document, people: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Return (facet, a name that a filter may use, the name that it stands for)."""
    for show in document.shows.values():
        for name in show.names:
            yield "show", name, show.id
    for timeline in document.timelines.values():
        yield "timeline", timeline.id, timeline.id
        yield "timeline", timeline.name, timeline.id
    for name, person in people.items():
        yield "person", name, person
    for tag in document.tags:
        yield "tag", tag, tag
    for event in document.events:
        yield "id", event.id, event.id
        for facet, value in _facets(event, people):
            yield facet, value, value


def _tables(document: Document) -> Iterator[tuple[str, str]]:
    timelines = document.timelines.values()
    yield "name", json.dumps(document.name)
    yield "timelines", json.dumps([records.timeline_to_record(timeline) for timeline in timelines])
    yield "pods", json.dumps({timeline: [pod.id, pod.date.earliest] for timeline, pod in document.pods.items()})
    yield "shows", json.dumps([records.show_to_record(show) for show in document.shows.values()])
    yield "people", json.dumps([records.person_to_record(person) for person in document.people])
    yield "states", json.dumps([records.state_to_record(state) for state in document.states])
    yield "tags", json.dumps(document.tags)
    yield "check_off", json.dumps(document.check_off)
