"""A JSON Schema (draft 2020-12) of the events file, made from the one table of keys, so that editors check while typing.

Editors hand TOML over as JSON, and TOML's own dates as texts: a date is a whole number or a text. A schema cannot
find everything: unknown names, invalid days and reversed intervals are left to `timeline check`. The
schema refuses nothing that the decoder accepts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.model.dates import MAX_YEAR_DIGITS
from timeline.source.decode import FORMAT
from timeline.source.fields import DEFAULTS, MAX_WHOLE, ROOT, STATE, Field, Table, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def events_schema() -> Schema:
    """Return the JSON Schema of an events file, self-contained."""
    root = _table(ROOT)
    root["properties"]["format"]["const"] = FORMAT
    tables = {key: _table(table) for key, table in _tables_below(ROOT)}
    head = {"$schema": DIALECT, "title": f"An events file of timeline, format {FORMAT}"}
    rest = {key: value for key, value in root.items() if key != "title"} | {"allOf": list(_unless_by_default())}
    return head | rest | {"$defs": tables | {"date": _date()}}


def _unless_by_default() -> Iterator[Schema]:
    """Yield the conditions that each state has what it needs and what `[defaults]` may give, unless these give it."""
    for entry in STATE.fields:
        if entry.required and _has_default(STATE, entry):
            given = {"required": ["defaults"], "properties": {"defaults": {"required": [entry.key]}}}
            lacking = {"properties": {"state": {"items": {"required": [entry.key]}}}}
            yield {"if": given, "then": True, "else": lacking}


def _tables_below(table: Table) -> Iterator[tuple[str, Table]]:
    """Return every kind of table with the key that holds it, from the top of the file down."""
    for entry in table.fields:
        if entry.table is not None:
            yield entry.key, entry.table
            yield from _tables_below(entry.table)


def _table(table: Table) -> Schema:
    return {
        "title": table.name[:1].upper() + table.name[1:],
        "type": "object",
        "properties": {entry.key: {"description": entry.sentence} | _value(entry) for entry in table.fields},
        "required": [entry.key for entry in table.fields if entry.required and not _has_default(table, entry)],
        "additionalProperties": False,
    }


def _has_default(table: Table, entry: Field) -> bool:
    """Return whether the file's `[defaults]` may give a key that a table needs."""
    return table is STATE and entry.key in DEFAULTS.by_key


def _value(entry: Field) -> Schema:
    return _SCHEMAS[entry.type](entry)


def _text(entry: Field) -> Schema:
    return {"type": "string", "pattern": r"\S"}


def _texts(entry: Field) -> Schema:
    return {"type": "array", "items": _text(entry)}


def _whole(entry: Field) -> Schema:
    lowest = -MAX_WHOLE if entry.type is Type.WHOLE else 0
    return {"type": "integer", "minimum": lowest, "maximum": MAX_WHOLE}


def _of_date(entry: Field) -> Schema:
    return {"$ref": "#/$defs/date"}


def _each(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _of_table(entry: Field) -> Schema:
    return {"$ref": f"#/$defs/{entry.key}"}


_SCHEMAS: dict[Type, Callable[[Field], Schema]] = {
    Type.TEXT: _text,
    Type.ID: _text,
    Type.DATE: _of_date,
    Type.DATE_BY_TIMELINE: lambda entry: {"anyOf": [_of_date(entry), _each(_of_date(entry))]},
    Type.WHOLE: _whole,
    Type.COUNT: _whole,
    Type.COUNTS: lambda entry: {"anyOf": [_whole(entry), {"type": "array", "items": _whole(entry)}]},
    Type.CHOICE: lambda entry: {"enum": list(entry.choices)},
    Type.TEXTS: _texts,
    Type.ONE_OR_MORE: lambda entry: _text(entry) | _texts(entry) | {"type": ["string", "array"]},
    Type.FLAG: lambda entry: {"type": "boolean"},
    Type.FREE: lambda entry: {"type": "object"},
    Type.TEXT_TABLE: lambda entry: _each(_text(entry)),
    Type.TABLE: _of_table,
    Type.TABLES: lambda entry: {"type": "array", "items": _of_table(entry)},
}


def _date() -> Schema:
    beyond = 10**MAX_YEAR_DIGITS
    year = {"title": "a year", "type": "integer", "exclusiveMinimum": -beyond, "exclusiveMaximum": beyond}
    texts = [
        {"title": title, "type": "string", "pattern": f"^(?:{pattern})$"} for title, pattern in date_patterns().items()
    ]
    return {
        "title": "A date",
        "description": 'A TOML date, a year, or an EDTF date in quotes: "1969-07", "196X", "1969~", "1969/1974".',
        "anyOf": [year, *texts],
    }


def date_patterns() -> dict[str, str]:
    """Return regular expressions, as ECMA-262 and Python read them alike, of the dates that `timeline.model.dates` reads.

    They know the lengths of the months, but not leap years, nor which end of an interval comes first.
    """
    day = "(?:0[1-9]|[12][0-9])"
    days = rf"(?:02-{day}|(?:0[469]|11)-(?:{day}|30)|(?:0[13578]|1[02])-(?:{day}|3[01]))"
    months, year, mark = "(?:0[1-9]|1[0-2])", "-?[0-9]{4}", "[?~%]?"
    long_year = f"Y-?[1-9][0-9]{{4,{MAX_YEAR_DIGITS - 1}}}"
    plain = rf"(?:{long_year}|{year}(?:-(?:{months}|2[1-4]|{days}))?){mark}"
    zone = r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
    return {
        "a day, month, season or year": plain,
        "a time of a day": rf"{year}-{days}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{1,9}})?)?{zone}",
        "unspecified digits": rf"(?:-?(?:[0-9]{{3}}X|[0-9]{{2}}XX)|{year}-(?:XX(?:-XX)?|{months}-XX)){mark}",
        "an interval": rf"{plain}/(?:{plain}|\.\.)?|(?:\.\.)?/{plain}",
    }
