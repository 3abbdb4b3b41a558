"""The index: a valid history, compiled into one SQLite database that answers many queries.

Rows are written in the order of their keys, and indexes are made when all rows are there: both keep SQLite from moving
what it has written.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import is_dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS
from timeline.model.names import fold, words_of
from timeline.model.ordering import RANK_STEP
from timeline.model.telling import Telling
from timeline.model.world import PARTS
from timeline.source.collector import no_collector
from timeline.store import records
from timeline.store.facets import Facets
from timeline.store.layout import INDEXES, META, NAME_OF_ID, NAME_STEP, OPEN, TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.source.document import Document

TIES = (*LINKS, "because")
"""The keys of an event that name others."""

_named = attrgetter(*TIES)

PARTS_IN_META = tuple(name for name in PARTS if name != "people")
"""The parts of the world that are kept as one text each."""


@no_collector()
def build(connection: sqlite3.Connection, document: Document, meta: dict[str, str]) -> None:
    """Write a valid document into an empty database, with `meta` beside it."""
    connection.executescript(TABLES)
    with connection:
        for sql, rows in _rows(document):
            connection.executemany(sql, rows)
        connection.execute("INSERT INTO span SELECT magnitude, max(latest - earliest) FROM event GROUP BY magnitude")
        for sql in INDEXES:
            connection.execute(sql)
        connection.execute(META)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [*meta.items(), *_parts(document)])


def _rows(document: Document) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    events, aired = document.events, _ranks_aired(document)
    yield (
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(columns_of, (event.rank for event in events), aired, events),
    )
    yield (
        "INSERT INTO words (rowid, title, summary, people, place, tags) VALUES (?, ?, ?, ?, ?, ?)",
        ((event.rank, *searched(event)) for event in events),
    )
    people = enumerate(document.world.people, start=1)
    yield "INSERT INTO person VALUES (?, ?, ?)", ((n, each.id, records.to_text(each)) for n, each in people)
    facets = Facets(document)
    yield "INSERT INTO facet SELECT ?, ?, value FROM json_each(?)", facets.rows()
    yield "INSERT OR IGNORE INTO tie VALUES (?, ?, ?, ?)", _ties(events)
    yield (
        "INSERT INTO name (rowid, facet, folded, written, value) VALUES (?, ?, ?, ?, ?)",
        (
            (NAME_STEP * n, facet, fold(name), name, value)
            for n, (facet, value, name) in enumerate(facets.names(), start=1)
        ),
    )
    yield (
        "INSERT INTO name (rowid, facet, folded, written, value) VALUES (?, 'id', ?, ?, ?)",
        ((NAME_OF_ID + event.rank, fold(event.id), event.id, event.id) for event in events),
    )


def _ranks_aired(document: Document) -> Sequence[int]:
    """Return the ranks of all events in the order in which the shows tell of them."""
    telling = document.telling or Telling(document.world.shows.values())
    told: dict[tuple[str | None, int | None, int | None], array[int]] = {}
    by_key: dict[tuple[float, ...], array[int]] = {}
    for n, event in enumerate(document.events):
        episode = event.show, event.season, event.episode
        events = told.get(episode)
        if events is None:
            events = told[episode] = by_key.setdefault(telling.key(*episode), array("q"))
        events.append(n)
    ranks = array("q", [0]) * len(document.events)
    for number, n in enumerate(chain.from_iterable(by_key[key] for key in sorted(by_key)), start=1):
        ranks[n] = RANK_STEP * number
    return ranks


def columns_of(n: int, aired: int, event: Event) -> tuple[Any, ...]:
    """Return the row of an event in the table `event`; `n` and `aired` are its ranks."""
    timelines, date = event.timelines, event.date
    return (
        n,
        event.id,
        event.kind,
        timelines[0] if timelines else None,
        len(timelines) > 1,
        event.show,
        event.season,
        event.episode,
        aired,
        *span_of(date),
        int(max(date.place, -OPEN)),
        records.to_text(event),
    )


def span_of(date: EdtfDate) -> tuple[int, int, int]:
    """Return the first and the last day of a date and the magnitude of their distance, as the table `event` has them."""
    earliest = -OPEN if date.earliest is None else date.earliest
    latest = OPEN if date.latest is None else date.latest
    return earliest, latest, (latest - earliest).bit_length()


def _ties(events: Sequence[Event]) -> Iterator[tuple[int, str, int, int]]:
    ranks = {event.id: event.rank for event in events}
    for event in events:
        if event.because or event.moves or event.replaces or event.averts:
            yield from ties_of(event.rank, event, ranks)


def ties_of(n: int, event: Event, ranks: Mapping[str, int]) -> Iterator[tuple[int, str, int, int]]:
    """Yield whom an event names, as the table `tie` has it; `ranks` has those of all events, or of all that it names."""
    for key, targets in zip(TIES, _named(event), strict=True):
        if targets:
            for place, target in enumerate(targets):
                if ranks.get(target, n) != n:
                    yield n, key, ranks[target], place


def searched(event: Event) -> tuple[str, ...]:
    """Return the texts in which words are searched, as the table `words` has them."""
    texts = event.title, event.summary or "", "\n".join(event.people), event.place or "", "\n".join(event.tags)
    if "".join(texts).isascii():
        return texts
    return tuple(text if text.isascii() else " ".join(words_of(text)) for text in texts)


def _parts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what a `Chronicle` reads of a document besides its events, each part of the world in a row of its own."""
    for name in PARTS_IN_META:
        yield name, json.dumps(_plain(getattr(document.world, name)), ensure_ascii=False)
    yield "check_off", json.dumps(list(dict.fromkeys(code for codes in document.check_off.values() for code in codes)))
    yield "dropped_links", json.dumps(document.dropped_links)
    yield "is_straight", json.dumps(document.is_straight)
    yield "revisions", "[]"


def _plain(part: Any) -> Any:
    """Return a part of a world as JSON has it."""
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_plain(value) for value in part]
    return records.to_record(part) if is_dataclass(part) and not isinstance(part, type) else part
