"""Rules and findings.

A rule finds contradictions. A contradiction over the whole span of every date involved is an error. If one of these dates
is marked with `~`, `?` or `%`, it is a warning. If the spans leave room, there is no finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.checks.history import History
    from timeline.model.diagnostics import Severity
    from timeline.model.events import Event, Origin
    from timeline.model.people import Person
    from timeline.source.positions import Path


class Finding(NamedTuple):
    """One result of a rule, at a key of a table."""

    at: Origin | None
    key: Path
    """The key inside the table at `at`; empty for the table as a whole."""
    message: str
    hint: str | None = None
    certain: bool = True
    """False if a date that it depends on is uncertain or approximate."""
    about: Person | None = None
    """The person that it is about, whose `allow` covers it as well as that of the table at `at`."""


class Rule(NamedTuple):
    """One rule. Its code identifies it in output, options and exemptions."""

    code: str
    severity: Severity
    """Of a certain finding; an uncertain one is a warning."""
    help: str
    """What it finds, in one line."""
    find: Callable[[History], Iterator[Finding]]


def file_order(event: Event) -> tuple[int, int]:
    """Return a sort key for the order in the files."""
    return (event.at.file, event.at.number or 0) if event.at else (0, 0)
