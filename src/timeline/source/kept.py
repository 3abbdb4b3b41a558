"""What a compilation keeps of each file for the next one: its decoded tables as JSON, and the hashes of its events.

What is kept is data: JSON of plain values, which `timeline.source.fields` gives back their types.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

from timeline.model.dates import parse_date
from timeline.model.events import Origin
from timeline.model.free import tagged, untagged
from timeline.source.fields import EVENT, ROOT, Table, Type
from timeline.source.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.stamps import Stamp

BATCH = 500
"""How many events are parsed at once, and kept in one text."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is kept of one file."""

    stamp: Stamp
    is_rows: bool
    """Whether it is of rows (JSON, NDJSON, CSV) and no TOML."""
    is_about_events: bool
    rest: str
    """The hash of its text without its events; empty if they could not be told apart."""
    values: str
    """What stands beside the events, decoded."""
    defaults: str
    """The defaults of the file, on which the events depend."""
    hashes: bytes
    """The hashes of the events, one after another; empty if they could not be told apart."""
    events: Sequence[str]
    """The decoded events, some `BATCH` in a text."""
    starts: Sequence[int]
    """The number of the first event of each of these texts."""


class Kept(Protocol):
    """The files that an earlier compilation of the same history has read."""

    def unchanged(self, path: str) -> KeptFile | None:
        """Return what is kept of the file at an absolute path if it is still as it was read."""

    def known(self, path: str) -> KeptFile | None:
        """Return what is kept of the file at an absolute path, whether it has changed or not."""


class Nothing:
    """Nothing is kept: every file is read."""

    def unchanged(self, path: str) -> KeptFile | None:
        return None

    def known(self, path: str) -> KeptFile | None:
        return None


def values_to_text(values: Mapping[str, Any], table: Table = ROOT) -> str:
    """Return the decoded values of a table as JSON."""
    return _text(_plain_values(values, table))


def values_from_text(text: str, file: int, table: Table = ROOT) -> dict[str, Any]:
    """Return the values that `values_to_text` wrote, for the file of that number."""
    return _values(json.loads(text), file, table)


def events_to_text(rows: Iterable[Row]) -> str:
    """Return decoded events as JSON: the shapes that they have, and of each event the number of its shape and its values.

    A shape is the keys of an event, and which of them the defaults of its file fill in.
    """
    shapes: dict[tuple[tuple[str, ...], frozenset[str]], int] = {}
    events = []
    for row in rows:
        values = _plain_values(row.values, EVENT)
        number = shapes.setdefault((tuple(values), row.defaults), len(shapes))
        events.append([number, *values.values()])
    return _text([[[keys, sorted(defaults)] for keys, defaults in shapes], events])


def events_from_text(text: str, file: int, first: int) -> list[Row]:
    """Return the events that `events_to_text` wrote, for the file of that number, numbered from `first`."""
    plain, events = json.loads(text)
    shapes = [(keys, frozenset(defaults)) for keys, defaults in plain]
    rows = []
    for n, (number, *items) in enumerate(events, first):
        keys, defaults = shapes[number]
        values = dict(zip(keys, items, strict=True))
        rows.append(Row(_values(values, file, EVENT), Origin(file, "event", n), defaults))
    return rows


def values_in(text: str, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return what each event in a text of `events_to_text` has under some keys, as JSON has it; None for a missing one."""
    plain, events = json.loads(text)
    places = [[own.index(key) + 1 if key in own else None for key in keys] for own, _ in plain]
    return [tuple(None if at is None else event[at] for at in places[event[0]]) for event in events]


_text_of_date = attrgetter("text")
"""A date is all that JSON has no form for; its text tells the rest."""

_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_text_of_date).encode


def _plain_row(row: Row, table: Table) -> object:
    """Return a row as its values, in a list with the keys that the defaults of its file fill in if there are any."""
    values = _plain_values(row.values, table)
    return [values, sorted(row.defaults)] if row.defaults else values


def _plain_values(values: Mapping[str, Any], table: Table) -> Mapping[str, Any]:
    inner = _inner(table)
    if inner.isdisjoint(values):
        return values
    return {key: _plain_value(value, table, key) if key in inner else value for key, value in values.items()}


def _plain_value(value: Any, table: Table, key: str) -> object:
    entry = table.by_key[key]
    if entry.type is Type.FREE:
        return tagged(value)
    assert entry.table is not None
    if entry.type is Type.TABLE:
        return _plain_values(value, entry.table)
    return [_plain_row(row, entry.table) for row in value]


def _inner(table: Table) -> frozenset[str]:
    """Return the keys whose values are more than texts, numbers, dates and lists of them."""
    found = _INNER.get(table.name)
    if found is None:
        kinds = (Type.FREE, Type.TABLE, Type.TABLES)
        found = _INNER[table.name] = frozenset(entry.key for entry in table.fields if entry.type in kinds)
    return found


_INNER: dict[str, frozenset[str]] = {}


def _row(plain: Any, file: int, table: Table, at: Origin) -> Row:
    values, filled = plain if isinstance(plain, list) else (plain, ())
    return Row(_values(values, file, table), at, frozenset(filled))


def _values(values: dict[str, Any], file: int, table: Table) -> dict[str, Any]:
    """Give values of JSON their types, in place."""
    for key, typed in _typed(table):
        if key in values:
            values[key] = typed(values[key], file)
    return values


def _typed(table: Table) -> Sequence[tuple[str, Callable[[Any, int], Any]]]:
    """Return the keys of a table whose values JSON has in another type, each with what returns it."""
    found = _TYPED.get(table.name)
    if found is None:
        found = _TYPED[table.name] = [
            (entry.key, typed) for entry in table.fields if (typed := _typing(entry.key, entry.type, entry.table))
        ]
    return found


_TYPED: dict[str, Sequence[tuple[str, Callable[[Any, int], Any]]]] = {}


def _typing(key: str, kind: Type, table: Table | None) -> Callable[[Any, int], Any] | None:
    if kind is Type.TABLES and table is not None:
        return lambda plain, file: [
            _row(each, file, table, Origin(file, key, index)) for index, each in enumerate(plain)
        ]
    if kind is Type.TABLE and table is not None:
        return lambda plain, file: _values(plain, file, table)
    return _BY_TYPE.get(kind)


def _date(text: str, file: int = 0) -> EdtfDate:
    return parse_date(text)


def _dates(plain: Any, file: int) -> EdtfDate | dict[str, EdtfDate]:
    return parse_date(plain) if isinstance(plain, str) else {key: parse_date(text) for key, text in plain.items()}


_BY_TYPE: dict[Type, Callable[[Any, int], Any]] = {
    Type.DATE: _date,
    Type.DATE_BY_TIMELINE: _dates,
    Type.COUNTS: lambda plain, _: tuple(plain),
    Type.TEXTS: lambda plain, _: tuple(plain),
    Type.ONE_OR_MORE: lambda plain, _: tuple(plain),
    Type.FREE: lambda plain, _: untagged(plain),
}
