"""What a rule is, and the three answers that uncertain dates allow.

A rule finds what *cannot* be. Where that holds over the whole span of every date involved it is an error; where it would
hold if `~`, `?` and `%` were taken at their word it is a warning; where the spans leave room there is no finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.checks.history import History
    from timeline.model.diagnostics import Severity
    from timeline.model.events import Event, Origin
    from timeline.source.positions import Path


class Finding(NamedTuple):
    """One thing that a rule found, at a key of a table."""

    at: Origin | None
    key: Path
    """The key inside the table at `at`; empty for the table as a whole."""
    message: str
    hint: str | None = None
    certain: bool = True
    """False where a date that it rests on is in doubt."""


class Rule(NamedTuple):
    """One rule, with the code that it is known, chosen and exempted by."""

    code: str
    severity: Severity
    """Of a certain finding; an uncertain one is a warning."""
    help: str
    """One line: what it finds."""
    find: Callable[[History], Iterator[Finding]]


def file_order(event: Event) -> tuple[int, int]:
    """Order events as the files have them."""
    return (event.at.file, event.at.number or 0) if event.at else (0, 0)
