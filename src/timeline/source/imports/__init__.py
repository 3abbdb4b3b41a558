"""Files of other kinds as tables of events: what `show` writes as JSON, NDJSON and CSV is read back.

Only events travel so. What is derived (`earliest`, `reach` and the like) is ignored, and null is absent.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT
from timeline.source.imports.rows import Record, RowsError
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_DERIVED = ("earliest", "latest", "date_text", "precision", "making", "followers", "reach", "reach_years")
_ALL_TIMELINES = "timelines"
"""All timelines of an event; `timeline` is the first of them."""

_MOST = 1000
"""How many sets of keys are remembered."""

_KNOWN = {*EVENT.by_key, *_DERIVED, _ALL_TIMELINES}
_HINT = "of events, -f json, ndjson and csv are read back; -f toml keeps everything"

_NAME = r"(?:[a-z_]+|\"[a-z_]+\")"
_HEADER = re.compile(rf"{_NAME}(?:,{_NAME})+\r?(?:\n|\Z)")
_STARTS = {
    "json": re.compile(r"\s*\[\s*[{\]]"),
    "ndjson": re.compile(r"\s*\{"),
    "csv": _HEADER,
}
"""How a text of each kind begins; no TOML begins so."""


def kind_of(text: str) -> str | None:
    """Return the kind of a text that is not TOML: json, ndjson or csv."""
    return next((kind for kind, start in _STARTS.items() if start.match(text)), None)


def read_rows(kind: str, parts: Iterator[str]) -> Iterator[Record]:
    """Yield the events of a text of that kind, which comes in parts, as tables of an events file.

    Raises `RowsError` for the first problem with them.
    """
    module = import_module("timeline.source.imports." + ("csv" if kind == "csv" else "json"))
    problem = None
    are_events = False
    """Whether the first row is an event: those after it are wrong one by one."""
    own: dict[tuple[str, ...], Sequence[str]] = {}
    """The keys of rows, and those of them that an event has."""
    for values, start, end in module.read(parts):
        keys = tuple(values)
        taken = own.get(keys)
        if taken is None and problem is None:
            problem = _unknown(values, Region(start, end)) if are_events else _no_event(values)
            are_events = problem is None
            own = {} if len(own) >= _MOST else own
            taken = own[keys] = [key for key in keys if key in EVENT.by_key]
        if problem is None and end:  # the first line of CSV ends nowhere
            yield _event(values, taken or ()), start, end
    if problem is not None:
        raise RowsError(problem)


def is_about_events(text: str) -> bool:
    """Return whether the rows of a text may be events, right or wrong."""
    return (re.search(r"\bdate\b", text) is not None and re.search(r"\btitle\b", text) is not None) or not text.strip(
        "[] \r\n\t"
    )


def _no_event(record: Mapping[str, Any]) -> Problem | None:
    """Return the problem of a row that is no event, if it is none."""
    lacking = [key for key in ("date", "title") if key not in record]
    if lacking:
        named = " and ".join(f"`{key}`" for key in lacking)
        return Problem("E116", f"these rows are not events: they have no {named}", _HINT)
    return _unknown(record)


def _unknown(record: Mapping[str, Any], region: Region | None = None) -> Problem | None:
    """Return the problem of a row, in a region of the text, that has what no event has."""
    unknown = next((key for key in record if key not in _KNOWN), None)
    if unknown is None:
        return None
    said = f"these rows are not events: an event has no `{unknown}`; did another command write them?"
    return Problem("E116", said, _HINT, region=region)


def _event(record: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Turn a row into the table of an event, which has some of its keys."""
    event = {}
    for key in keys:
        value = record[key]
        if not value and (value is None or value == []):
            continue
        kind = type(value)
        if (kind is list and (None in value or type(value[0]) is not str)) or kind is dict:
            value = _without_null(value)
        event[key] = value
    timelines = record.get(_ALL_TIMELINES)
    if timelines:
        event["timeline"] = timelines
    return event


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_null(each) for each in value if each is not None]
    return value
