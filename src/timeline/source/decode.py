"""Decode TOML tables to rows of checked values, by the table of keys. Every problem is noted at its key.

A row that lacks something it needs is left out, and its problem stops the load; nothing is ever guessed.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from itertools import repeat
from typing import TYPE_CHECKING, Any

from timeline.model.errors import DateError
from timeline.model.events import Origin
from timeline.model.names import did_you_mean, slug
from timeline.source.defaults import taken
from timeline.source.fields import DEFAULTS, EVENT, MAX_WHOLE, ROOT, STATE, Field, Table, Type
from timeline.source.keys import Unknown, unknown_key
from timeline.source.plain import plain_values
from timeline.source.problems import Problem, Problems
from timeline.source.row import Row
from timeline.source.spelling import example, kind_of, spelled
from timeline.source.values import as_date, date_in_parts, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.source.positions import Path

Values = dict[str, Any] | None
"""The values of a table if all are plain (`timeline.source.plain`)."""
Read = tuple[dict[str, Any], Values]
"""A table with them."""

FORMAT = 1
"""The version of the events file that this program reads and writes."""


class Decoder:
    """Decodes the tables of one file."""

    def __init__(self, file: int, problems: Problems) -> None:
        self.file = file
        self._problems = problems
        self.left_out: list[tuple[str, dict[str, Any]]] = []
        """The tables that lack something they need, each with the name of its kind."""
        self.defaults: dict[str, Any] = {}
        """What `[defaults]` of the file holds."""

    def root(self, tables: dict[str, Any]) -> dict[str, Any]:
        """Decode a whole file: plain values under their keys, and lists of `Row` under the names of tables."""
        defaults = tables.get("defaults")
        if isinstance(defaults, dict):  # decoded before the tables that they fill in
            self.defaults = self._table(DEFAULTS, defaults, ("defaults",))
            tables = {key: value for key, value in tables.items() if key != "defaults"}
        values = self._table(ROOT, tables, ())
        version = values.get("format", FORMAT)
        if version != FORMAT:
            hint = "a newer version of timeline may read it" if version > FORMAT else "write format = 1"
            self._note("E207", f"format {version} is not known here, only format {FORMAT}", hint, ("format",))
        return values

    def events(self, tables: Sequence[dict[str, Any]], first: int, plain: Sequence[Values] | None = None) -> list[Row]:
        """Decode some of the events of a file whose other tables are decoded; they are numbered from `first`.

        `plain` are the plain values of each, where they are known already.
        """
        known = plain or repeat(None, len(tables))
        read = [(table, values or plain_values(EVENT, table)) for table, values in zip(tables, known, strict=True)]
        return list(self._rows(ROOT.by_key["event"], EVENT, read, ("event",), first))

    def ids_left_out(self) -> Iterator[str]:
        """Yield the ids of the events that are left out because of a mistake of their own."""
        for name, table in self.left_out:
            if name == "event":
                own, title = table.get("id"), table.get("title")
                yield own if isinstance(own, str) else slug(title) if isinstance(title, str) else ""

    def _table(self, table: Table, tables: dict[str, Any], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        parts = date_in_parts(tables) if "date" in table.by_key else None
        if parts is not None:
            keys, text = parts
            first = next(key for key in keys if key != "date")
            message = f"{table.name} says when it happened in `date` alone"
            rest = ", ".join(f"`{key}`" for key in keys if key != "date")
            self._note("E201", message, f'write date = "{text}" and take out {rest}', (*path, first), on_key=True)
            tables = {key: value for key, value in tables.items() if key not in keys} | {"date": text}
        for key, value in tables.items():
            entry, at = table.by_key.get(key), (*path, key)
            if entry is None:
                found = self._unknown(table, key, tables, at)
                if found.instead is None:
                    continue
                entry, value = table.by_key[found.instead], found.value
            decoded = self._value(entry, value, at)
            if decoded is not None:
                values[entry.key] = decoded
        given = set(tables) | set(values)
        for entry in table.fields:
            if entry.required and entry.key not in given and not (table is STATE and entry.key in self.defaults):
                message = f"{self._called(table, tables, path)} has no `{entry.key}`: {entry.help}"
                shown = example(entry).removeprefix("such as ").removeprefix("write ")
                self._note("E202", message, f"add {shown}", path, on_key=True)
        return values

    def _unknown(self, table: Table, key: str, tables: dict[str, Any], path: Path) -> Unknown:
        """Note a key that a table does not have; return what was meant, to read the value under it."""
        found = unknown_key(table, key, tables)
        if (
            found.hint.startswith("write [[event]] above")
            and next(k for k in tables if k in EVENT.by_key and k not in ROOT.by_key) != key
        ):
            return found  # the keys of one event without its header are one mistake
        places = [path]
        if isinstance(tables[key], list) and found.hint.startswith("write [["):
            places = [(*path, index) for index in range(len(tables[key]))] or places
        for place in places:
            self._note("E201", f'{table.name} has no key "{key}"', found.hint, place, on_key=True)
        return found

    def _called(self, table: Table, tables: dict[str, Any], path: Path) -> str:
        """Return a table by its id, title or name, or else by its number among the tables of its kind."""
        noun = table.name.partition(" ")[2]
        name = next((tables[key] for key in ("id", "title", "name", "of") if isinstance(tables.get(key), str)), "")
        if name.strip():
            return f'the {noun} "{name}"'
        return f"{noun} {path[-1] + 1}" if path and isinstance(path[-1], int) else table.name

    def _value(self, entry: Field, value: object, path: Path) -> Any:
        """Return the value of a key in the model's type; None if it is wrong, which is noted, and not clear."""
        try:
            return _DECODERS[entry.type](self, entry, value, path)
        except _RefusedError as refused:
            hint, decoded = refused.hint, None
            instead = refused.instead if refused.instead is not None else meant(entry, value)
            if instead is not None and refused.code in ("E203", "E205", "E301"):
                with suppress(_RefusedError):
                    decoded = _DECODERS[entry.type](self, entry, instead, path)
                    hint = f"write {path[-1]} = {spelled(instead)}" if isinstance(path[-1], str) else hint
            self._note(refused.code, refused.message, hint, path, on_key=refused.on_key)
            return decoded

    def _note(self, code: str, message: str, hint: str | None, path: Path, *, on_key: bool = False) -> None:
        problem = Problem(code, message, hint, path=path, on="key" if on_key else "value")
        self._problems.add(self.file, problem)

    def _text(self, entry: Field, value: object, path: Path) -> str:
        if not isinstance(value, str):
            raise _wrong_type(entry, value)
        if not value.strip():
            hint = "fill it in" if entry.required else "leave the key out, or fill it in"
            raise _RefusedError("E204", f"`{entry.key}` is empty", hint)
        return value

    def _whole(self, entry: Field, value: object, path: Path) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _wrong_type(entry, value)
        lowest = -MAX_WHOLE if entry.type is Type.WHOLE else 0
        if not lowest <= value <= MAX_WHOLE:
            raise _RefusedError("E206", f"`{entry.key}` is out of range", f"from {lowest} to {MAX_WHOLE}")
        return value

    def _counts(self, entry: Field, value: object, path: Path) -> tuple[int, ...]:
        if not isinstance(value, list):
            return (self._whole(entry, value, path),)
        numbers = (
            self._value(Field(entry.key, Type.COUNT, entry.help), item, (*path, n)) for n, item in enumerate(value)
        )
        return tuple(number for number in numbers if number is not None)

    def _flag(self, entry: Field, value: object, path: Path) -> bool:
        if not isinstance(value, bool):
            raise _wrong_type(entry, value)
        return value

    def _choice(self, entry: Field, value: object, path: Path) -> str:
        text = self._text(entry, value, path)
        if text not in entry.choices:
            raise _RefusedError("E205", f'"{text}" is not a `{entry.key}`', did_you_mean(text, entry.choices))
        return text

    def _texts(self, entry: Field, value: object, path: Path) -> tuple[str, ...]:
        if isinstance(value, str) and entry.type is Type.ONE_OR_MORE:
            return (self._text(entry, value, path),)
        if not isinstance(value, list):
            raise _wrong_type(entry, value)
        for index, item in enumerate(value):
            if not isinstance(item, str):
                message = f"`{entry.key}` takes texts, not {kind_of(item)}"
                is_plain = isinstance(item, int | float | datetime.date) and not isinstance(item, bool)
                hint = f"write {spelled(str(item))}" if is_plain else example(entry)
                self._note("E203", message, hint, (*path, index))
            elif not item.strip():
                self._note("E204", f"an empty text in `{entry.key}`", "take it out", (*path, index))
        return tuple(item for item in value if isinstance(item, str) and item.strip())

    def _date(self, entry: Field, value: object, path: Path) -> EdtfDate:
        try:
            date = as_date(value)
        except DateError as error:
            raise _RefusedError("E301", error.message, error.hint, instead=error.reading) from None
        if date is None:
            raise _wrong_type(entry, value)
        return date

    def _dates(self, entry: Field, value: object, path: Path) -> EdtfDate | dict[str, EdtfDate]:
        if not isinstance(value, dict) or (value and set(value) <= {"year", "month", "day"}):
            return self._date(entry, value, path)
        return self._each(Field(entry.key, Type.DATE, entry.help), value, path)

    def _free(self, entry: Field, value: object, path: Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong_type(entry, value)
        return value

    def _text_table(self, entry: Field, value: object, path: Path) -> dict[str, str]:
        if not isinstance(value, dict):
            raise _wrong_type(entry, value)
        return self._each(Field(entry.key, Type.TEXT, entry.help), value, path)

    def _each(self, entry: Field, table: dict[str, Any], path: Path) -> dict[str, Any]:
        """Decode the values of a table whose keys are free, leaving out those that are wrong."""
        values = {key: self._value(entry, value, (*path, key)) for key, value in table.items()}
        return {key: value for key, value in values.items() if value is not None}

    def _one_table(self, entry: Field, value: object, path: Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong_type(entry, value)
        assert entry.table is not None
        return self._table(entry.table, value, path)

    def _tables(self, entry: Field, value: object, path: Path) -> list[Row]:
        assert entry.table is not None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            header = ".".join(str(part) for part in path if isinstance(part, str))
            message = f"`{entry.key}` takes tables, not {kind_of(value)}"
            hint = f"write [[{header}]]" if isinstance(value, dict) else f"write [[{header}]] above each"
            if len(path) == 1 and entry.key in DEFAULTS.by_key and isinstance(value, str | int):
                hint = f"write [defaults] above {entry.key} = {spelled(value)}, for every event of the file"
            raise _RefusedError("E203", message, hint, on_key=True)
        found = ((item, plain_values(entry.table, item)) for item in value)
        return list(self._rows(entry, entry.table, found, path))

    def _rows(self, entry: Field, table: Table, tables: Iterable[Read], path: Path, first: int = 0) -> Iterator[Row]:
        needed = [field.key for field in table.fields if field.required]
        has_defaults = bool(self.defaults) and table in (EVENT, STATE)
        for index, (item, plain) in enumerate(tables, first):
            if plain is not None and not has_defaults:
                yield Row(plain, Origin(self.file, entry.key, index))
                continue
            values = self._table(table, item, (*path, index)) if plain is None else plain
            filled = taken(table, item | values, self.defaults) if has_defaults else {}
            if not all(key in values or key in filled for key in needed):
                self.left_out.append((entry.key, item))
            else:
                yield Row(filled | values, Origin(self.file, entry.key, index), frozenset(filled))


class _RefusedError(Exception):
    """A value that its key does not take."""

    def __init__(
        self, code: str, message: str, hint: str | None, *, on_key: bool = False, instead: str | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.on_key = code, message, hint, on_key
        self.instead = instead
        """The value that was meant, where that is known from the value alone."""


def _wrong_type(entry: Field, value: object) -> _RefusedError:
    message = f"`{entry.key}` takes {entry.type.value}, not {kind_of(value)}"
    return _RefusedError("E203", message, example(entry))


_DECODERS: dict[Type, Callable[[Decoder, Field, object, Path], Any]] = {
    Type.TEXT: Decoder._text,
    Type.ID: Decoder._text,
    Type.DATE: Decoder._date,
    Type.DATE_BY_TIMELINE: Decoder._dates,
    Type.WHOLE: Decoder._whole,
    Type.COUNT: Decoder._whole,
    Type.COUNTS: Decoder._counts,
    Type.CHOICE: Decoder._choice,
    Type.TEXTS: Decoder._texts,
    Type.ONE_OR_MORE: Decoder._texts,
    Type.FLAG: Decoder._flag,
    Type.FREE: Decoder._free,
    Type.TEXT_TABLE: Decoder._text_table,
    Type.TABLE: Decoder._one_table,
    Type.TABLES: Decoder._tables,
}
