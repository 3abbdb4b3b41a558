"""The table of all rules. To add one, write its function and its `Rule` line in the module of its family."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from timeline.checks import care, chronology, divergence, links, people, states
from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.diagnostics import Placed, Severity

_ERROR = re.compile(r"E\d{0,3}")
"""The codes of errors of reading, which are always reported."""

FAMILIES = {
    "links": "C1",
    "chronology": "C2",
    "people": "C3",
    "states": "C4",
    "divergence": "C5",
    "care": "Q1",
}
"""The families of rules by name, each with the start of its codes."""

RULES = (*links.RULES, *chronology.RULES, *people.RULES, *states.RULES, *divergence.RULES, *care.RULES)

UNUSED_EXEMPTION = "Q107"
"""The code of an exemption that covers nothing; found after all rules have run."""

READING: dict[str, tuple[Severity, str]] = {
    "W401": ("warning", "a person whom no [[person]] table declares"),
    "W402": ("warning", "a tag that the [tags] table lacks"),
    "W403": ("warning", "a pattern in `include` that no file matches"),
    UNUSED_EXEMPTION: ("warning", "an exemption that matches nothing"),
}
"""Findings that can be selected and exempted although no rule in `RULES` finds them."""

REPORTED_BY = {"C305": "W401", "C504": "C502", "Q102": "E401"}
"""Rules whose finding is left out if the other rule has one at the same place, because the mistake is the same."""


@cache
def known_codes() -> Mapping[str, tuple[Severity, str]]:
    """Return every code that `--only`, `--skip` and exemptions accept, with its severity and one line of help."""
    rules: dict[str, tuple[Severity, str]] = {rule.code: (rule.severity, rule.help) for rule in RULES}
    return dict(sorted({**rules, **READING}.items()))


def matches(code: str, pattern: str) -> bool:
    """Return whether a pattern selects a code: it is the code, the start of the code, or the name of its family."""
    return code.startswith(FAMILIES.get(pattern.casefold(), pattern.upper()))


def selected(placed: Sequence[Placed], only: Sequence[str], skip: Sequence[str]) -> list[Placed]:
    """Return the findings of the codes that `only` selects (all without it) and `skip` does not, and errors of reading."""
    codes = {each.found.code for each in placed}
    chosen = {code for code in codes if code not in known_codes() or _is_chosen(code, only, skip)}
    return [each for each in placed if each.found.code in chosen]


def _is_chosen(code: str, only: Sequence[str], skip: Sequence[str]) -> bool:
    if only and not any(matches(code, pattern) for pattern in only):
        return False
    return not any(matches(code, pattern) for pattern in skip)


def check_pattern(pattern: str) -> str:
    """Return the pattern; raises `UsageError` if it selects no code."""
    if not pattern.strip() or not (_names_a_code(pattern) or _ERROR.fullmatch(pattern.upper())):
        raise UsageError(f'there is no check "{pattern}"', did_you_mean(pattern, [*FAMILIES, *known_codes()]))
    return pattern


def _names_a_code(pattern: str) -> bool:
    return any(matches(code, pattern) for code in known_codes())


@cache
def exemption_hint(code: str) -> str:
    """Return a hint for an exemption that covers nothing."""
    if _ERROR.fullmatch(code.upper()):
        return "errors of reading cannot be allowed"
    return "take it out" if _names_a_code(code) else did_you_mean(code, known_codes()) or "there is no such code"
