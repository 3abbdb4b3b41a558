"""Write a history as Parquet files, for engines that read many of them at once.

The folder has one folder per table. Events are in `event/timeline=…/decade=…/part-0.parquet`, as Hive lays them out: by the
first of their timelines, and by the decade in which their span lies. The same history gives the same bytes.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING, Any

from timeline.model.errors import UsageError
from timeline.sql.tables import PARTITIONS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.exports.files import ExportOptions
    from timeline.sql.tables import Column, Table
    from timeline.store.chronicle import Chronicle

NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""The value of a partition for null."""

_ESCAPED = frozenset("\"#%'*/:=?\\{}[]^")
"""What Hive escapes in a value, besides control characters."""


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the folder at `path`: the whole history, whatever the `options`.

    Raises `UsageError` if pyarrow is not installed or a name is too long for a folder.
    """
    for table in TABLES:
        rows = list(table.rows(chronicle))
        folder = os.path.join(path, table.name)
        names = [column.name for column in table.columns]
        places = [names.index(name) for name in PARTITIONS if name in names] if table.name == "event" else []
        rows.sort(key=lambda row: _key(row, places))
        for values, part in groupby(rows, key=lambda row: [row[place] for place in places]):
            parts = [f"{names[place]}={escaped(value)}" for place, value in zip(places, values, strict=True)]
            kept = [index for index in range(len(names)) if index not in places]
            _write_part(os.path.join(folder, *parts), table, kept, part)


def _key(row: Sequence[Any], places: Iterable[int]) -> list[tuple[bool, Any]]:
    return [(row[place] is None, row[place] or 0) for place in places]


def escaped(value: object) -> str:
    """Return the value of a partition as a part of the name of a folder."""
    if value is None:
        return NO_VALUE
    return "".join(f"%{ord(c):02X}" if c in _ESCAPED or not " " <= c != "\x7f" else c for c in str(value))


def _write_part(folder: str, table: Table, kept: Sequence[int], rows: Iterable[Sequence[Any]]) -> None:
    try:
        import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow", "the extra `scale` has it: pip install '.[scale]' in a clone"
        ) from None
    columns = [table.columns[index] for index in kept]
    values = list(rows)
    arrays = [pa.array([row[index] for row in values], type=_type(pa, table.columns[index])) for index in kept]
    _make_folder(folder)
    whole = pa.Table.from_arrays(arrays, names=[column.name for column in columns])
    parquet.write_table(whole, os.path.join(folder, "part-0.parquet"), compression="zstd")


def _make_folder(folder: str) -> None:
    name = max(folder.split(os.sep), key=len)
    if len(os.fsencode(name)) > 255:
        raise UsageError(f'the id of a timeline is too long for a folder: "{name[:60]}…"', "give it a shorter id")
    os.makedirs(folder, exist_ok=True)


def _type(pa: Any, column: Column) -> Any:
    types = {"text": pa.string(), "number": pa.int64(), "flag": pa.bool_(), "texts": pa.list_(pa.string())}
    return types[column.type]
