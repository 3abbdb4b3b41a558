"""The layout of the index: one SQLite database per history.

It has one row per event, in the order of time, with the span of its date as two integers; one facet row per tag, person
and other name of an event; one row per link and cause, found from both of its events; an FTS5 table for words; one row per
declared person; the names that filters accept; and the rest of the file as JSON. A filtered query reads only the rows that
it returns, because spans are indexed by order of magnitude (see the table `span`).
"""

from __future__ import annotations

OPEN = 2**61
"""The last day of a span with an open end; negated, the first day of a span with an open start."""

NAME_STEP = 64
"""How far the rows of other names are apart, so that one can be written between two others."""

NAME_OF_ID = 2**40
"""The row of the name of an event's id is its rank and this: behind all other names, in the order of time."""

TABLES = """
CREATE TABLE event (
    n INTEGER PRIMARY KEY,      -- rank in the order of time, with gaps (RANK_STEP), so that an edited event can move
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    timeline TEXT,              -- the first of its timelines
    several INTEGER NOT NULL,   -- whether it has more than one
    show TEXT,
    season INTEGER,
    episode INTEGER,
    aired INTEGER NOT NULL,     -- rank in the order in which the shows tell of it
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    magnitude INTEGER NOT NULL, -- of the span's length: see the table span
    place INTEGER NOT NULL,     -- the day that places it in the order of time
    record TEXT NOT NULL
);
-- The longest span of each magnitude. Events that overlap given days begin at most that long before them.
CREATE TABLE span (magnitude INTEGER PRIMARY KEY, length INTEGER NOT NULL);
CREATE TABLE facet (facet TEXT, value TEXT, event INTEGER, PRIMARY KEY (facet, value, event)) WITHOUT ROWID;
-- Who names whom: the events by rank, and the key (a link or `because`). An event that names itself is left out.
CREATE TABLE tie (
    source INTEGER,
    key TEXT,
    target INTEGER,
    place INTEGER NOT NULL,     -- in the list of the key
    PRIMARY KEY (source, key, target)
) WITHOUT ROWID;
-- The people that the files declare, in their order. What their names are is in the table name.
CREATE TABLE person (n INTEGER PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL);
-- The names that filters accept, in the order of the files: folded, as written, and the value that they mean.
-- The first name of a value is the one to show. Ids are behind all others, in rows with a number of their own (NAME_OF_ID).
CREATE TABLE name (facet TEXT, folded TEXT, written TEXT, value TEXT);
-- Texts as `timeline.model.names.words_of` splits them, so the tokenizer only has to split at spaces. ASCII texts are as
-- written: the tokenizer splits and folds them in the same way. Nothing is ranked by how long texts are (columnsize).
CREATE VIRTUAL TABLE words USING fts5 (title, summary, people, place, tags, content='', columnsize=0, tokenize='ascii');
INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);  -- of words in memory, so that fewer parts are merged
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row');
"""

INDEXES = (
    "CREATE UNIQUE INDEX event_id ON event (id)",
    "CREATE INDEX event_aired ON event (aired)",
    "CREATE INDEX event_span ON event (magnitude, earliest, latest)",
    "CREATE INDEX event_told ON event (show, season, episode) WHERE show IS NOT NULL",
    "CREATE INDEX tie_target ON tie (target, key, source)",
    "CREATE INDEX person_id ON person (id)",
    "CREATE INDEX name_folded ON name (facet, folded)",
)
"""Made when all events are there."""

META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
"""Made last, because it is read first: it is at the end of the file, so that a file that was cut off is noticed."""
