"""Write a history as one SQLite file with the tables of an export. Lists are JSON arrays, flags 0 or 1."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from timeline.sql.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.exports.files import ExportOptions
    from timeline.sql.tables import Table
    from timeline.store.chronicle import Chronicle

_KINDS = {"text": "TEXT", "number": "INTEGER", "flag": "INTEGER", "texts": "TEXT"}


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the file at `path`: the whole history, whatever the `options`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in TABLES:
            connection.execute(_created(table))
            marks = ", ".join("?" for _ in table.columns)
            rows = (_stored(row) for row in table.rows(chronicle))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
        connection.execute("CREATE UNIQUE INDEX event_id ON event (id)")


def _created(table: Table) -> str:
    columns = [
        f'"{column.name}" {_KINDS[column.type]}{" PRIMARY KEY" if column.name == "n" else ""}'
        for column in table.columns
    ]
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _stored(row: Sequence[Any]) -> list[Any]:
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for value in row]
