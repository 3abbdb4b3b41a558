"""Findings of `check` as text, JSON, GitHub workflow commands, or SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.formats.json import dumped
from timeline.model.cleaning import one_line
from timeline.model.names import pick

if TYPE_CHECKING:
    from timeline.model.diagnostics import Diagnostic

Rules = Callable[[], Mapping[str, str]]
"""Returns a line about each rule by its code; called only where the format describes rules."""

Render = Callable[[Sequence["Diagnostic"], Rules], str]
"""Turns findings into text."""


def findings_format(name: str) -> Render:
    """Return the renderer with this name; raises `UsageError` if there is none."""
    return _FORMATS[pick(name, _FORMATS, f'there is no format "{name}" for findings')]


def as_text(found: Sequence[Diagnostic], rules: Rules) -> str:
    if not found:
        return ""
    from timeline.formats.diagnostics import diagnostic_text

    return "".join(diagnostic_text(diagnostic) + "\n" for diagnostic in found)


def as_json(found: Sequence[Diagnostic], rules: Rules) -> str:
    """Return one array of objects; line and column are null for a finding about a whole file."""
    keys = ("code", "severity", "message", "hint", "file", "line", "column")
    objects = [{key: getattr(diagnostic, key) for key in keys} for diagnostic in found]
    return "[\n  " + ",\n  ".join(dumped(each) for each in objects) + "\n]\n" if objects else "[]\n"


def as_github(found: Sequence[Diagnostic], rules: Rules) -> str:
    """Return one workflow command per line, which GitHub Actions shows beside the changed lines."""
    return "".join(_github(diagnostic) + "\n" for diagnostic in found)


def _github(diagnostic: Diagnostic) -> str:
    places = (
        ("file", diagnostic.file),
        ("line", diagnostic.line),
        ("col", diagnostic.column),
        ("title", diagnostic.code),
    )
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in places if value is not None)
    text = f"{diagnostic.sentence}; {diagnostic.hint}" if diagnostic.hint else diagnostic.sentence
    return f"::{diagnostic.severity} {properties}::{one_line(text).replace('%', '%25')}"


def _property(text: str) -> str:
    return one_line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def as_sarif(found: Sequence[Diagnostic], rules: Rules) -> str:
    """Return a SARIF log with one run and the rules that found something."""
    from timeline import __version__

    codes = sorted({diagnostic.code for diagnostic in found})
    described = rules() if codes else {}
    driver = {"name": "timeline", "version": __version__, "rules": [_rule(code, described) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(d, codes) for d in found]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return dumped(log) + "\n"


def _rule(code: str, rules: Mapping[str, str]) -> dict[str, Any]:
    """Return a rule of the tool. Errors of reading have no description: their message differs each time."""
    return {"id": code, "shortDescription": {"text": rules[code]}} if code in rules else {"id": code}


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    from urllib.parse import quote

    location: dict[str, Any] = {"artifactLocation": {"uri": quote(diagnostic.file)}}
    if diagnostic.line is not None:
        start = diagnostic.column or 1
        location["region"] = {
            "startLine": diagnostic.line,
            "startColumn": start,
            "endColumn": start + diagnostic.width,
        }
    text = f"{diagnostic.sentence} ({diagnostic.hint})" if diagnostic.hint else diagnostic.sentence
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


_FORMATS: dict[str, Render] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
