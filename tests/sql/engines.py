"""The engines that run printed queries in tests, and what the program itself answers, in the same form."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.exports.files import file_export_for
from timeline.model.event_json import event_record
from timeline.questions.diverge import diverge
from timeline.questions.pairs import STATUSES
from timeline.questions.ripple import ripple
from timeline.reports.diverge import COLUMNS
from timeline.sql import consequences, divergences, listing
from timeline.sql.dialects import dialect_named
from timeline.sql.filters import Filter
from timeline.sql.tables import event_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.questions.pairs import Status
    from timeline.store.chronicle import Chronicle

    Row = tuple[Any, ...]
    Run = Callable[[str, Path], Iterable[Row]]

LISTS = {column.name for column in event_keys() if column.type == "texts"}
PAIR = [column for column in COLUMNS if column.name != "drift"]
"""The columns of a pair that a query has: all that are not words."""


def run_duckdb(query: str, exported: Path) -> list[Row]:
    import duckdb

    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def run_sqlite(query: str, exported: Path) -> list[Row]:
    with closing(sqlite3.connect(exported)) as connection:
        return connection.execute(query).fetchall()


class Exported(NamedTuple):
    """An exported history, and an engine that reads it."""

    chronicle: Chronicle
    path: Path
    engine: str
    run: Run

    @classmethod
    def write(cls, chronicle: Chronicle, folder: Path, engine: str, run: Run) -> Exported:
        """Export a history into a folder in which there is no export yet."""
        path = folder / ("history.sqlite" if engine == "sqlite" else "history.parquet")
        file_export_for(str(path)).write(chronicle, str(path))
        return cls(chronicle, path, engine, run)

    def filter(self, query: Query) -> Filter:
        return Filter(query, self.chronicle.resolve_all, dialect_named(self.engine))

    def show(self, query: Query) -> list[Row]:
        found = self.run(listing.show(self.filter(query), str(self.path)), self.path)
        return [_event_row(row) for row in found]

    def ripple(self, query: Query, start: str, depth: int | None) -> list[Row]:
        found = self.run(consequences.ripple(self.filter(query), str(self.path), start, depth), self.path)
        return [(row[0], *_event_row(row[1:])) for row in found]

    def diverge(self, query: Query, statuses: Collection[Status], between: tuple[str, str] | None) -> list[Row]:
        text = divergences.diverge(self.filter(query), str(self.path), statuses, between)
        return [(*row[:-1], bool(row[-1])) for row in self.run(text, self.path)]


def _event_row(row: Row) -> Row:
    """Return the row of an event with its lists as tuples: an engine has them as lists or as JSON."""
    return tuple(
        tuple(json.loads(value) if isinstance(value, str) else value) if column.name in LISTS else value
        for column, value in zip(event_keys(), row, strict=True)
    )


def shown(chronicle: Chronicle, query: Query) -> list[Row]:
    """Return what `show` answers."""
    return [_told(event) for event in chronicle.ask(query)]


def rippled(chronicle: Chronicle, query: Query, start: str, depth: int | None) -> list[Row]:
    """Return what `ripple` answers, by distance and then by time instead of as a tree."""
    steps = ripple(chronicle, chronicle[start], query, depth).steps
    return [(step.depth, *_told(step.event)) for step in sorted(steps, key=lambda s: (s.depth, s.event.rank))]


def diverged(
    chronicle: Chronicle, query: Query, statuses: Collection[Status] = STATUSES, between: tuple[str, str] | None = None
) -> list[Row]:
    """Return what `diverge` answers."""
    return [
        tuple(column.json(pair) for column in PAIR)
        for pair in diverge(chronicle, query, between=between, statuses=statuses)
    ]


def _told(event: Event) -> Row:
    record = event_record(event)
    record["x"] = None if event.x is None else json.dumps(record["x"], ensure_ascii=False)
    return tuple(tuple(value) if isinstance(value, list) else value for value in map(record.get, _names()))


def _names() -> list[str]:
    return [column.name for column in event_keys()]
