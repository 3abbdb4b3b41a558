"""Read tables in which every value is as it should be, which most are. Whatever is in doubt is left to `decode`."""

from __future__ import annotations

import datetime
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.dates import parse_date, year_date
from timeline.model.errors import DateError
from timeline.source.fields import MAX_WHOLE, Type
from timeline.source.values import date_of_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.dates import EdtfDate
    from timeline.source.fields import Field, Table


def plain_values(table: Table, tables: dict[str, Any]) -> dict[str, Any] | None:
    """Return the values of a table as `decode` would; None if a key or a value needs a closer look or is missing."""
    readers, required = plan(table)
    values = {}
    for key, value in tables.items():
        found = readers.get(key)
        if found is None:
            return None
        own_key, reader = found
        read = reader(value)
        if read is None:
            return None
        values[own_key] = read
    return values if required <= values.keys() else None


class Plan(NamedTuple):
    """How to read a table: a function for each key, which returns None for a value that it does not take.

    With it comes the key itself, which all rows share: the parser makes a text of its own for each key that it reads.
    """

    readers: dict[str, tuple[str, Callable[[Any], Any]]]
    required: frozenset[str]


_PLANS: dict[str, Plan] = {}
"""By the name of the table."""


def plan(table: Table) -> Plan:
    """Return how to read the plain values of a table."""
    found = _PLANS.get(table.name)
    if found is None:
        readers = {entry.key: (entry.key, reader) for entry in table.fields if (reader := _reader_of(entry))}
        required = frozenset(entry.key for entry in table.fields if entry.required)
        found = _PLANS[table.name] = Plan(readers, required)
    return found


def _reader_of(entry: Field) -> Callable[[Any], Any] | None:
    if entry.type is Type.CHOICE:
        return _choice(entry.choices)
    return (_SHARED if entry.key in _REPEATED else _READERS).get(entry.type)


def _text(value: Any) -> str | None:
    return value if type(value) is str and value.strip() else None


def _shared_text(value: Any) -> str | None:
    return intern(value) if type(value) is str and value.strip() else None


def _texts(value: Any) -> tuple[str, ...] | None:
    if type(value) is not list:
        return None
    try:
        return tuple(value) if all(map(str.strip, value)) else None
    except TypeError:  # not all of them are texts
        return None


def _shared_texts(value: Any) -> tuple[str, ...] | None:
    if type(value) is not list:
        return None
    try:
        return tuple(map(intern, value)) if all(map(str.strip, value)) else None
    except TypeError:
        return None


def _one_or_more(value: Any) -> tuple[str, ...] | None:
    return _texts([value] if type(value) is str else value)


def _shared_one_or_more(value: Any) -> tuple[str, ...] | None:
    return _shared_texts([value] if type(value) is str else value)


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= MAX_WHOLE else None


def _whole(value: Any) -> int | None:
    return value if type(value) is int and -MAX_WHOLE <= value <= MAX_WHOLE else None


def _date(value: Any) -> EdtfDate | None:
    if type(value) is datetime.date:
        return date_of_day(value)
    try:
        if type(value) is str:
            return parse_date(value)
        return year_date(value) if type(value) is int else None
    except DateError:
        return None


def _flag(value: Any) -> bool | None:
    return value if type(value) is bool else None


def _free(value: Any) -> dict[str, Any] | None:
    return value if type(value) is dict else None


def _choice(choices: tuple[str, ...]) -> Callable[[Any], str | None]:
    known = {choice: choice for choice in choices}
    return lambda value: known.get(value) if type(value) is str else None


_READERS: dict[Type, Callable[[Any], Any]] = {
    Type.TEXT: _text,
    Type.ID: _text,
    Type.DATE: _date,
    Type.DATE_BY_TIMELINE: _date,
    Type.WHOLE: _whole,
    Type.COUNT: _count,
    Type.TEXTS: _texts,
    Type.ONE_OR_MORE: _one_or_more,
    Type.FLAG: _flag,
    Type.FREE: _free,
}

_SHARED: dict[Type, Callable[[Any], Any]] = {
    Type.TEXT: _shared_text,
    Type.TEXTS: _shared_texts,
    Type.ONE_OR_MORE: _shared_one_or_more,
}

_REPEATED = ("show", "place", "timeline", "people", "tags")
"""Keys that have the same texts in many events: what they have in common is in memory once."""
