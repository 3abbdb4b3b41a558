"""Values as TOML spells them, for hints that can be copied into a file."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

import tomli

from timeline.source.fields import ROOT, Field, Table, Type

if TYPE_CHECKING:
    from collections.abc import Iterator


def quoted(text: str) -> str:
    """Return a text in quotes; in single quotes if it has double quotes or backslashes and nothing that forbids them."""
    if re.search(r'["\\]', text) and not re.search(r"['\x00-\x1f\x7f]", text):
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def spelled(value: object) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(spelled, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {spelled(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def is_toml(text: str) -> bool:
    """Return whether a text is TOML by itself."""
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _fields(table: Table) -> Iterator[Field]:
    for entry in table.fields:
        yield entry
        if entry.table is not None:
            yield from _fields(entry.table)


FIELDS = {entry.key: entry for entry in _fields(ROOT) if entry.type not in (Type.TABLES, Type.TABLE, Type.TEXT_TABLE)}
"""The keys that hold values, by name. A key takes the same values in every table that has it."""


def brackets(name: str) -> tuple[str, str] | None:
    """Return the brackets around the header of a table, by its dotted name: `[[` if there may be many; None if unknown."""
    table: Table | None = ROOT
    for part in name.split("."):
        entry = table.by_key.get(part) if table else None
        if entry is None or entry.type not in (Type.TABLES, Type.TABLE, Type.TEXT_TABLE):
            return None
        table = entry.table
    return ("[[", "]]") if entry and entry.type is Type.TABLES else ("[", "]")


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "a text"),
    (int, "a number"),
    (float, "a number with a point"),
    (list, "a list"),
    (dict, "a table"),
    (datetime.date, "a date"),
    (datetime.time, "a time of day"),
)
"""What a value of TOML is called. `bool` comes before `int`, because it is a subclass of it."""


def kind_of(value: object) -> str:
    """Return what a value of TOML is called in a message."""
    return next(name for kind, name in _KINDS if isinstance(value, kind))


_EXAMPLES = {
    Type.TEXT: '{} = "..."',
    Type.ID: '{} = "some-id"',
    Type.DATE: '{} = 1969-07-20, {} = 1969 or {} = "1969-07"',
    Type.DATE_BY_TIMELINE: '{} = 1969-07-20 or {} = {{ real = 1969, fam = "1974" }}',
    Type.WHOLE: "{} = 1",
    Type.COUNT: "{} = 1",
    Type.COUNTS: "{} = 1 or {} = [1, 2]",
    Type.TEXTS: '{} = ["...", "..."]',
    Type.ONE_OR_MORE: '{} = "..." or {} = ["...", "..."]',
    Type.FLAG: "{} = true",
    Type.FREE: "{} = {{ key = 1 }}",
    Type.TEXT_TABLE: 'a table [{}] of lines such as moon = "On the Moon"',
    Type.TABLE: "a table [{}]",
}


def example(entry: Field) -> str:
    """Return a hint that shows what a key may hold."""
    if entry.type is Type.CHOICE:
        return "write " + " or ".join(f'{entry.key} = "{choice}"' for choice in entry.choices)
    template = _EXAMPLES[entry.type]
    return "such as " + template.format(*[entry.key] * template.count("{}"))
