"""The layout of the index: one SQLite database a history.

One row an event, in the order of time, with its span as two integers; a facet row for each of its tags, people, links and
other names; FTS5 for words; the names that filters may use; the few other tables of the file as JSON, read when they are
asked for. A filtered listing reads only what it lists: spans are indexed by their order of magnitude (see `span`).
"""

from __future__ import annotations

VERSION = 5
"""To be raised whenever the layout, or what goes into it, changes: an index of another version is built anew."""

OPEN = 2**61
"""Stands for an open start (negative) or end of a span."""

LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (
    n INTEGER PRIMARY KEY,      -- rank in the order of time
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    timeline TEXT,
    season INTEGER,
    episode INTEGER,
    aired INTEGER NOT NULL,     -- rank in the order in which the shows told of it
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    magnitude INTEGER NOT NULL, -- of the span's length: see the table span
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_aired ON event (aired);
CREATE INDEX event_span ON event (magnitude, earliest, latest);
CREATE INDEX event_timeline ON event (timeline, kind, earliest);
-- The longest span of each magnitude. Events that overlap given days begin at most that long before them.
CREATE TABLE span (magnitude INTEGER PRIMARY KEY, length INTEGER NOT NULL);
CREATE TABLE facet (facet TEXT, value TEXT, event INTEGER, PRIMARY KEY (facet, value, event)) WITHOUT ROWID;
-- What filters may name: how a name is compared, how it is written, and what it stands for.
CREATE TABLE name (facet TEXT, folded TEXT, written TEXT, value TEXT, PRIMARY KEY (facet, folded)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, summary, people, place, tags, content='', tokenize="unicode61 remove_diacritics 2"
);
"""
