"""A report: typed columns and rows, which every format renders in its own way."""

# Without `from __future__ import annotations`, the fields of tuples need not be evaluated: every start reads them.

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from timeline.model.dates import EdtfDate
from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean

if TYPE_CHECKING:
    from timeline.formats.grid import Grid
    from timeline.formats.lines import Line, Screen
    from timeline.model.events import Event

R = TypeVar("R")
S = TypeVar("S")
Value = str | int | float | bool | EdtfDate | tuple[str, ...] | Mapping[str, EdtfDate] | None


class Column(NamedTuple, Generic[R]):
    """One column of a report."""

    name: str
    value: Callable[[R], Value]
    brief: bool = False
    """Whether md, and a table without its own layout, show it."""
    signed: bool = False
    """Whether its text may start with a sign, such as an ISO date before the year 1, which CSV must not escape."""
    digits: int = 3
    """Decimal places of a float."""
    header: str = ""
    """The header on a screen; by default the name in words."""
    shown: Callable[[R], str] | None = None
    """What a screen shows instead of the value."""

    def text(self, row: R) -> str:
        """Return the value for a row as text: yes or no for a bool, "" for None.

        Several values are joined with ";", which is doubled within a value.
        """
        return self.text_of(self.value(row))

    def text_of(self, value: Value) -> str:
        """Return one of its values as text."""
        return _joined(value) if isinstance(value, tuple) else _text(value, self.digits, ";")

    def json(self, row: R) -> object:
        """Return the value for a row as JSON: numbers stay numbers, dates become text, tuples become lists."""
        value = self.value(row)
        if isinstance(value, EdtfDate):
            return value.text
        if isinstance(value, tuple):
            return list(value)
        if isinstance(value, Mapping):
            return {key: date.text for key, date in value.items()}
        return round(value, self.digits) if isinstance(value, float) else value

    def on_screen(self, row: R) -> str:
        """Return the value for a row as people read it: values and thousands separated by commas."""
        if self.shown is not None:
            return self.shown(row)
        value = self.value(row)
        return f"{value:,}" if type(value) is int else _text(value, self.digits, ", ")

    def of(self, inner: Callable[[S], R]) -> "Column[S]":
        """Return this column for other rows; `inner` returns the row that it takes from one of those."""
        value, shown = self.value, self.shown
        return Column(
            self.name,
            lambda row: value(inner(row)),
            self.brief,
            self.signed,
            self.digits,
            self.header,
            shown and (lambda row: shown(inner(row))),
        )


def texts_of(columns: Sequence[Column[R]], row: R) -> list[str]:
    """Return a row as texts, one for each column."""
    texts = []
    for column in columns:
        value = column.value(row)
        if type(value) is str:
            texts.append(value)
        elif type(value) is EdtfDate:
            texts.append(value.text)
        else:
            texts.append("" if value is None or value == () else column.text_of(value))
    return texts


def _joined(values: Sequence[str]) -> str:
    """Join values with ";", doubled within a value; a space keeps one that starts a later value from its separator."""
    joined = ";".join(values)
    if joined.count(";") == len(values) - 1:  # there is none within a value
        return joined
    texts = [value.replace(";", ";;") for value in values]
    return ";".join(f" {text}" if index and text.startswith(";") else text for index, text in enumerate(texts))


def _text(value: Value, digits: int, separator: str) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{digits}f}"
    if isinstance(value, tuple):
        return separator.join(value)
    if isinstance(value, Mapping):
        return separator.join(f"{key} {date.text}" for key, date in value.items())
    return str(value)


class Report(NamedTuple, Generic[R]):
    """An answer, ready to be rendered."""

    columns: Sequence[Column[R]]
    rows: Sequence[R]
    record: Callable[[R], Mapping[str, object]] | None = None
    """Returns the JSON object of a row; by default all columns by name."""
    grid: Callable[[Sequence[R], "Screen"], "Grid"] | None = None
    """Lays out rows for a screen; by default a table of the brief columns."""
    events: Sequence["Event"] | None = None
    """The events that an export writes, in the order of time; None where the rows are not about events."""
    lines: Callable[[Sequence[R], "Screen"], Iterable["Line"]] | None = None
    """Lays out rows as lines, in place of a grid."""
    headline: Callable[[Sequence[R]], str] | None = None
    """Returns what stands above a grid: the answer in numbers."""
    is_chosen: bool = False
    """Whether its columns are those that the user asked for."""
    extra: Sequence[Column[R]] = ()
    """Columns that are not in a table of all columns: for --columns, and for JSON where it has no `record`."""

    def with_columns(self, names: Sequence[str]) -> "Report[R]":
        """Return this report with only these columns, in this order; raises `UsageError` for one that it does not have."""
        known = {column.name: column for column in (*self.columns, *self.extra)}
        for name in names:
            if name not in known:
                near = did_you_mean(name, known, few=0)
                all_ = f"the columns are {', '.join(known)}"
                raise UsageError(f'there is no column "{name}"', f"{near} {all_}" if near else all_)
        columns = [known[name]._replace(brief=True) for name in names]
        return Report(columns, self.rows, events=self.events, is_chosen=True)

    def json(self, row: R) -> Mapping[str, object]:
        """Return the JSON object of a row."""
        return self.record(row) if self.record else record_of((*self.columns, *self.extra), row)


def record_of(columns: Sequence[Column[R]], row: R) -> dict[str, object]:
    """Return a row's JSON object: the columns by name."""
    return {column.name: column.json(row) for column in columns}
