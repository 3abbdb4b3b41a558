"""Values of the model as JSON, and back: how the index keeps events and the world around them.

The declared type of a field decides how it is written, so a new field of a dataclass needs no line here. Fields that have
their default are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from timeline.model.dates import EdtfDate, Precision
from timeline.model.events import Event, Origin
from timeline.model.values import REQUIRED, Value

V = TypeVar("V", bound=Value)

_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring

Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""To JSON and back."""


_Plan = tuple[str, Callable[[Any], Any] | None, Callable[[Any], Any] | None, object]
"""How one field is written: its name, to JSON and back (None if JSON keeps the value as it is), and its default."""


_APART: Mapping[object, tuple[str, ...]] = {Event: ("at",)}
"""What records leave out. The places of events are numbers that change when others come and go (`store.numbers`)."""

_Written = tuple[str, Callable[[Any], str], object]
"""How one field is written as JSON text: its key, its value, and its default, with which it is left out.

A field that is always written has the default None, to which nothing is compared.
"""


def to_text(value: object) -> str:
    """Return a value of the model as JSON text: `to_record`, written at once, because an index has many events."""
    kind: Any = type(value)
    items, plans = _items(kind)
    parts = [
        key + write(item)
        for item, (key, write, default) in zip(items(value), plans, strict=True)
        if item is not default and (default is None or item != default)
    ]
    return f"{{{','.join(parts)}}}"


def event_from_text(text: str) -> Event:
    """Return the event that `to_text` wrote, without its place."""
    return from_record(Event, json.loads(text))


def event_at(text: str, place: Origin) -> Event:
    """Return the event that `to_text` wrote, with a place in a file."""
    return from_record(Event, {**json.loads(text), "at": place})


def all_from_texts(kind: type[V], texts: Iterable[str]) -> list[V]:
    """Return the values of one kind that `to_text` wrote; they are parsed at once, which is faster than one by one."""
    return [from_record(kind, record) for record in json.loads(f"[{','.join(texts)}]")]


def date_from_text(text: str) -> EdtfDate:
    """Return the date that is part of what `to_text` wrote."""
    return _date_from(json.loads(text))


def to_record(value: object) -> dict[str, Any]:
    """Return a value of the model as a JSON object."""
    record = {}
    kind: Any = type(value)
    for name, encode, _, default in _kept(kind):
        item = getattr(value, name)
        if item != default:
            record[name] = encode(item) if encode else item
    return record


def from_record(kind: type[V], record: dict[str, Any]) -> V:
    """Return the value of the model that `to_record` wrote; the record is used up.

    Raises `TypeError` if it is not a record of such a value.
    """
    made = kind.__new__(kind)
    taken = record.pop
    for name, put, decode, default in _steps(kind):  # in one pass, because an answer may have many events
        item = taken(name, default)
        if item is default:
            if item is REQUIRED:
                raise TypeError(f"{kind.__name__} needs `{name}`")
        elif decode is not None:
            item = decode(item)
        put(made, item)
    if record:
        raise TypeError(f"{kind.__name__} has no {', '.join(record)}")
    return made


@cache
def _steps(kind: Any) -> tuple[tuple[str, Callable[[object, object], None], Callable[[Any], Any] | None, object], ...]:
    """Return how each field is read: its name, its setter, from JSON, and its default."""
    return tuple(
        (name, put, decode, default)
        for (name, put, _), (_, _, decode, default) in zip(kind.parts, _plan(kind), strict=True)
    )


@cache
def _items(kind: Any) -> tuple[Callable[[object], tuple[Any, ...]], list[_Written]]:
    """Return a function that gives the values of all fields that are written, and how each is."""
    kept = _kept(kind)
    written = [
        (
            f'"{name}":',
            _WRITERS.get(_type_of(kind, name)) or _writer(encode),
            None if default is REQUIRED else default,
        )
        for name, encode, _, default in kept
    ]
    return attrgetter(*(name for name, *_ in kept)), written


@cache
def _kept(kind: Any) -> tuple[_Plan, ...]:
    """Return how each field is written, but for those that are kept apart."""
    return tuple(plan for plan in _plan(kind) if plan[0] not in _APART.get(kind, ()))


def _writer(encode: Callable[[Any], Any] | None) -> Callable[[Any], str]:
    return lambda item: _json(encode(item) if encode else item)


@cache
def _plan(kind: Any) -> tuple[_Plan, ...]:
    return tuple(_planned(kind, name, default) for name, _, default in kind.parts)


def _planned(kind: type[Any], name: str, default: object) -> _Plan:
    text = _type_of(kind, name)
    item = text.removeprefix("tuple[").removesuffix(", ...]")
    if text in _PLAIN:
        encode = decode = None
    elif text in _CODECS:
        encode, decode = _CODECS[text]
    elif item != text:  # a tuple of other dataclasses of the same module
        encode, decode = _several(getattr(__import__(kind.__module__, fromlist=[item]), item))
    else:
        raise TypeError(f"{kind.__name__}.{name}: the index cannot keep a {text}")
    return name, encode, decode, default


def _type_of(kind: type[Any], name: str) -> str:
    """Return the declared type of a field, without `| None`."""
    return str(kind.__annotations__[name]).removesuffix(" | None")


def _several(kind: type[Any]) -> Codec:
    return (
        lambda values: [to_record(value) for value in values],
        lambda records: tuple(from_record(kind, record) for record in records),
    )


def _date_to(date: EdtfDate) -> list[Any]:
    return [date.text, date.earliest, date.latest, date.certain, date.precision, date.second]


def _date_from(parts: list[Any]) -> EdtfDate:
    text, earliest, latest, certain, precision, second = parts
    return EdtfDate.filled((text, earliest, latest, certain, Precision(precision), second))


def _dates_to(dates: EdtfDate | Mapping[str, EdtfDate]) -> Any:
    return _date_to(dates) if isinstance(dates, EdtfDate) else {key: _date_to(date) for key, date in dates.items()}


def _dates_from(parts: Any) -> EdtfDate | dict[str, EdtfDate]:
    return _date_from(parts) if isinstance(parts, list) else {key: _date_from(date) for key, date in parts.items()}


def _date_text(date: EdtfDate) -> str:
    """Return a date as JSON text. Many events have one date, whose text tells the rest of it."""
    text = _DATES.get(date.text)
    if text is None:
        if len(_DATES) >= _MOST:
            _DATES.clear()
        text = _DATES[date.text] = _text_of_date(date)
    return text


_DATES: dict[str, str] = {}
_MOST = 20_000
"""How many dates are remembered."""


def _text_of_date(date: EdtfDate) -> str:
    second = "null" if date.second is None else _json(date.second)
    certain = "true" if date.certain else "false"
    return (
        f"[{_quoted(date.text)},{_number(date.earliest)},{_number(date.latest)},{certain},{date.precision:d},{second}]"
    )


def _texts_text(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return f"[{_quoted(texts[0])}]"
    if len(texts) == 2:  # as most lists of people, tags and causes
        return f"[{_quoted(texts[0])},{_quoted(texts[1])}]"
    return f"[{','.join(map(_quoted, texts))}]"


def _origin_text(at: Origin) -> str:
    file, table, number = at
    return f"[{file},{_quoted(table)},{'null' if number is None else number}]"


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


def _free_to(table: Mapping[str, object]) -> object:
    from timeline.model.free import tagged  # few events have such a table

    return tagged(table)


def _free_from(record: Any) -> Any:
    from timeline.model.free import untagged

    return untagged(record)


_PLAIN = ("str", "int", "bool", "Kind")
_CODECS: dict[str, Codec] = {
    "EdtfDate": (_date_to, _date_from),
    "EdtfDate | Mapping[str, EdtfDate]": (_dates_to, _dates_from),
    "tuple[str, ...]": (list, tuple),
    "tuple[int, ...]": (list, tuple),
    "Mapping[str, object]": (_free_to, _free_from),
    "Origin": (list, lambda parts: Origin(*parts)),
}
"""By the text of the declared type, without `| None`."""
_WRITERS: dict[str, Callable[[Any], str]] = {
    "str": _quoted,
    "Kind": _quoted,
    "int": str,
    "EdtfDate": _date_text,
    "Origin": _origin_text,
    "tuple[str, ...]": _texts_text,
}
"""What the codecs give as JSON text, for the types that most fields of an event have."""
