"""Files of other kinds as tables of events: what `show` writes as JSON, NDJSON and CSV is read back.

Only events travel so. What is derived (`earliest`, `latest`, `date_text`) is ignored, and null is absent.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT
from timeline.source.imports.rows import Rows
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_DERIVED = ("earliest", "latest", "date_text")
_ALL_TIMELINES = "timelines"
"""All timelines of an event; `timeline` is the first of them."""

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


def read_rows(kind: str, text: str) -> tuple[Rows, Problem | None]:
    """Return the events of a text of that kind as tables of an events file, and the first problem with them."""
    module = import_module("timeline.source.imports." + ("csv" if kind == "csv" else "json"))
    rows, problem = module.read(text)
    if problem is None:
        keyed = [dict.fromkeys(rows.columns)] if rows.columns else []
        problem = next((found for row in (*keyed, *rows.records) if (found := _no_event(row))), None)
    if problem is not None:
        return Rows([], []), problem
    return Rows([_event(record) for record in rows.records], rows.regions), None


def is_about_events(text: str) -> bool:
    """Return whether the rows of a text may be events, right or wrong."""
    return (re.search(r"\bdate\b", text) is not None and re.search(r"\btitle\b", text) is not None) or not text.strip(
        "[] \r\n\t"
    )


def _no_event(record: Mapping[str, Any]) -> Problem | None:
    """Return the problem of a row that is no event."""
    lacking = [key for key in ("date", "title") if key not in record]
    if lacking:
        named = " and ".join(f"`{key}`" for key in lacking)
        return Problem("E116", f"these rows are not events: they have no {named}", _HINT)
    unknown = next((key for key in record if key not in _KNOWN), None)
    if unknown is None:
        return None
    return Problem(
        "E116", f"these rows are not events: an event has no `{unknown}`; did another command write them?", _HINT
    )


def _event(record: Mapping[str, Any]) -> dict[str, Any]:
    event = {
        key: _without_null(value) for key, value in record.items() if key in EVENT.by_key and value not in (None, [])
    }
    if record.get(_ALL_TIMELINES):
        event["timeline"] = record[_ALL_TIMELINES]
    return event


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_null(each) for each in value if each is not None]
    return value
