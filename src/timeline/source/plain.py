"""Read tables in which every value is as it should be, which most are. Whatever is in doubt is left to `decode`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.dates import parse_date
from timeline.model.errors import DateError
from timeline.source.fields import MAX_WHOLE, Type
from timeline.source.values import date_of_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.dates import EdtfDate
    from timeline.source.fields import Table


def plain_values(table: Table, tables: dict[str, Any]) -> dict[str, Any] | None:
    """Return the values of a table as `decode` would; None if a key or a value needs a closer look or is missing."""
    readers, required = _plan(table)
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


class _Plan(NamedTuple):
    """How to read a table: a function for each key, which returns None for a value that it does not take.

    With it comes the key itself, which all rows share: the parser makes a text of its own for each key that it reads.
    """

    readers: dict[str, tuple[str, Callable[[Any], Any]]]
    required: frozenset[str]


_PLANS: dict[str, _Plan] = {}
"""By the name of the table."""


def _plan(table: Table) -> _Plan:
    plan = _PLANS.get(table.name)
    if plan is None:
        by_key = {entry.key: _READERS[entry.type] for entry in table.fields if entry.type in _READERS}
        by_key |= {entry.key: _choice(entry.choices) for entry in table.fields if entry.type is Type.CHOICE}
        readers = {key: (key, reader) for key, reader in by_key.items()}
        required = frozenset(entry.key for entry in table.fields if entry.required)
        plan = _PLANS[table.name] = _Plan(readers, required)
    return plan


def _text(value: Any) -> str | None:
    return value if type(value) is str and value.strip() else None


def _texts(value: Any) -> tuple[str, ...] | None:
    if type(value) is not list:
        return None
    for item in value:
        if type(item) is not str or not item.strip():
            return None
    return tuple(value)


def _one_or_more(value: Any) -> tuple[str, ...] | None:
    if type(value) is str:
        return (value,) if value.strip() else None
    return _texts(value)


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= MAX_WHOLE else None


def _whole(value: Any) -> int | None:
    return value if type(value) is int and -MAX_WHOLE <= value <= MAX_WHOLE else None


def _date(value: Any) -> EdtfDate | None:
    if type(value) is datetime.date:
        return date_of_day(value)
    if type(value) is not str:
        return None
    try:
        return parse_date(value)
    except DateError:
        return None


def _flag(value: Any) -> bool | None:
    return value if type(value) is bool else None


def _free(value: Any) -> dict[str, Any] | None:
    return value if type(value) is dict else None


def _choice(choices: tuple[str, ...]) -> Callable[[Any], str | None]:
    return lambda value: value if type(value) is str and value in choices else None


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
