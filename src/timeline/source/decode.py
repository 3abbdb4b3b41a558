"""From TOML tables to rows of checked values, by the field table; every problem is noted, at the key it is about.

A row that lacks something it needs is left out, and its problem stops the load; nothing is ever guessed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.model.date_hints import DateError
from timeline.model.dates import EdtfDate, parse_date, year_date
from timeline.model.events import Place
from timeline.model.names import did_you_mean
from timeline.source.fields import EVENT, ROOT, Field, Table, Type
from timeline.source.positions import Path
from timeline.source.problems import Problem, Problems

FORMAT = 1
"""The version of the events file that this program reads and writes."""

MAX_WHOLE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one table, by key, and where it stands; keys that the file leaves out are absent."""

    values: dict[str, Any]
    at: Place


class Decoder:
    """Decodes the tables of one file."""

    def __init__(self, file: int, problems: Problems) -> None:
        self._file = file
        self._problems = problems

    def root(self, tables: dict[str, Any]) -> dict[str, Any]:
        """Decode a whole file: plain values under their keys, and lists of `Row` under the names of tables."""
        values = self._table(ROOT, tables, ())
        version = values.get("format", FORMAT)
        if version != FORMAT:
            hint = "a newer version of timeline may read it" if version > FORMAT else "write format = 1"
            self._note("E207", f"format {version} is not known here, only format {FORMAT}", hint, ("format",))
        return values

    def _table(self, table: Table, tables: dict[str, Any], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in tables.items():
            entry = table.by_key.get(key)
            if entry is None:
                hint = did_you_mean(key, table.by_key) or f"{table.name} takes " + ", ".join(table.by_key)
                if table is ROOT and key in EVENT.by_key:
                    hint = f"`{key}` belongs below an [[event]]"
                self._note("E201", f'{table.name} has no key "{key}"', hint, (*path, key), on_key=True)
                continue
            decoded = self._value(entry, value, (*path, key))
            if decoded is not None:
                values[key] = decoded
        for entry in table.fields:
            if entry.required and entry.key not in tables:
                self._note("E202", f"{table.name} needs `{entry.key}`: {entry.help}", _example(entry), path, on_key=True)
        return values

    def _value(self, entry: Field, value: object, path: Path) -> Any:
        """Return a key's value in the model's type, None where it is wrong (which is noted)."""
        return _DECODERS[entry.type](self, entry, value, path)

    def _note(self, code: str, message: str, hint: str | None, path: Path, *, on_key: bool = False) -> None:
        problem = Problem(code, message, hint, path=path, on="key" if on_key else "value")
        self._problems.add(self._file, problem)

    def _wrong_type(self, entry: Field, value: object, path: Path) -> None:
        message = f"`{entry.key}` takes {entry.type.value}, not {_kind_of(value)}"
        self._note("E203", message, _example(entry), path)

    def _text(self, entry: Field, value: object, path: Path) -> str | None:
        if not isinstance(value, str):
            return self._wrong_type(entry, value, path)
        if not value.strip():
            return self._note("E204", f"`{entry.key}` is empty", "leave the key out, or fill it in", path)
        return value

    def _whole(self, entry: Field, value: object, path: Path) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return self._wrong_type(entry, value, path)
        lowest = 0 if entry.type is Type.COUNT else -MAX_WHOLE
        if not lowest <= value <= MAX_WHOLE:
            return self._note("E206", f"`{entry.key}` is out of range", f"from {lowest} to {MAX_WHOLE}", path)
        return value

    def _choice(self, entry: Field, value: object, path: Path) -> str | None:
        text = self._text(entry, value, path)
        if text is not None and text not in entry.choices:
            hint = "one of " + ", ".join(f'"{choice}"' for choice in entry.choices)
            return self._note("E205", f'"{text}" is not a `{entry.key}`', did_you_mean(text, entry.choices) or hint, path)
        return text

    def _texts(self, entry: Field, value: object, path: Path) -> tuple[str, ...] | None:
        if isinstance(value, str) and entry.type is Type.ONE_OR_MORE:
            text = self._text(entry, value, path)
            return None if text is None else (text,)
        if not isinstance(value, list):
            return self._wrong_type(entry, value, path)
        texts = [self._text(entry, item, (*path, index)) for index, item in enumerate(value)]
        return tuple(text for text in texts if text is not None)

    def _date(self, entry: Field, value: object, path: Path) -> EdtfDate | None:
        try:
            date = _as_date(value)
        except DateError as error:
            return self._note("E301", error.message, error.hint, path)
        return self._wrong_type(entry, value, path) if date is None else date

    def _dates(self, entry: Field, value: object, path: Path) -> EdtfDate | dict[str, EdtfDate] | None:
        if not isinstance(value, dict):
            return self._date(entry, value, path)
        dates = {timeline: self._date(entry, date, (*path, timeline)) for timeline, date in value.items()}
        return {timeline: date for timeline, date in dates.items() if date is not None}

    def _free(self, entry: Field, value: object, path: Path) -> dict[str, Any] | None:
        return value if isinstance(value, dict) else self._wrong_type(entry, value, path)

    def _text_table(self, entry: Field, value: object, path: Path) -> dict[str, str] | None:
        if not isinstance(value, dict):
            return self._wrong_type(entry, value, path)
        meaning = Field(entry.key, Type.TEXT, entry.help)
        texts = {key: self._text(meaning, text, (*path, key)) for key, text in value.items()}
        return {key: text for key, text in texts.items() if text is not None}

    def _one_table(self, entry: Field, value: object, path: Path) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            return self._wrong_type(entry, value, path)
        assert entry.table is not None
        return self._table(entry.table, value, path)

    def _tables(self, entry: Field, value: object, path: Path) -> list[Row] | None:
        assert entry.table is not None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            hint = f"write [[{'.'.join(str(part) for part in path if isinstance(part, str))}]] above each"
            return self._note("E203", f"`{entry.key}` takes tables, not {_kind_of(value)}", hint, path, on_key=True)
        return list(self._rows(entry, entry.table, value, path))

    def _rows(self, entry: Field, table: Table, tables: list[dict[str, Any]], path: Path) -> Iterator[Row]:
        needed = [field.key for field in table.fields if field.required]
        for index, item in enumerate(tables):
            values = self._table(table, item, (*path, index))
            if all(key in values for key in needed):
                yield Row(values, Place(self._file, entry.key, index))


def _as_date(value: object) -> EdtfDate | None:
    """Return a TOML date, date-time, integer year or EDTF string as a date; None for any other type."""
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, datetime.datetime):
        return parse_date(value.isoformat().replace("+00:00", "Z"))
    if isinstance(value, datetime.date):
        return parse_date(value.isoformat())
    if isinstance(value, int) and not isinstance(value, bool):
        return year_date(value)
    return None


def _kind_of(value: object) -> str:
    kinds = ((bool, "true or false"), (str, "a text"), (int, "a number"), (float, "a number with a point"), (list, "a list"))
    kinds += ((dict, "a table"), (datetime.date, "a date"), (datetime.time, "a time of day"))
    return next(name for kind, name in kinds if isinstance(value, kind))


_EXAMPLES = {
    Type.TEXT: '{} = "..."',
    Type.ID: '{} = "some-id"',
    Type.DATE: '{} = 1969-07-20, {} = 1969 or {} = "1969-07"',
    Type.DATE_BY_TIMELINE: '{} = 1969-07-20 or {} = {{ real = 1969, fam = "1974" }}',
    Type.WHOLE: "{} = 1",
    Type.COUNT: "{} = 1",
    Type.TEXTS: '{} = ["...", "..."]',
    Type.ONE_OR_MORE: '{} = "..." or {} = ["...", "..."]',
    Type.FREE: "{} = {{ key = 1 }}",
    Type.TEXT_TABLE: 'a table [{}] of lines such as moon = "On the Moon"',
    Type.TABLE: "a table [{}]",
}


def _example(entry: Field) -> str:
    if entry.type is Type.CHOICE:
        return "write " + " or ".join(f'{entry.key} = "{choice}"' for choice in entry.choices)
    template = _EXAMPLES[entry.type]
    return "write " + template.format(*[entry.key] * template.count("{}"))


_DECODERS: dict[Type, Callable[[Decoder, Field, object, Path], Any]] = {
    Type.TEXT: Decoder._text,
    Type.ID: Decoder._text,
    Type.DATE: Decoder._date,
    Type.DATE_BY_TIMELINE: Decoder._dates,
    Type.WHOLE: Decoder._whole,
    Type.COUNT: Decoder._whole,
    Type.CHOICE: Decoder._choice,
    Type.TEXTS: Decoder._texts,
    Type.ONE_OR_MORE: Decoder._texts,
    Type.FREE: Decoder._free,
    Type.TEXT_TABLE: Decoder._text_table,
    Type.TABLE: Decoder._one_table,
    Type.TABLES: Decoder._tables,
}
