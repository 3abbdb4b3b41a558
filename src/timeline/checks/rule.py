"""Rules and findings.

A rule finds contradictions. A contradiction that remains for all days of the dates involved is an error, or a warning if
one of the dates is marked with `~`, `?` or `%`. If the dates agree for some days, there is no finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.checks.history import History
    from timeline.checks.reach import Reach
    from timeline.model.diagnostics import Severity
    from timeline.model.events import Event, Origin
    from timeline.model.people import Person
    from timeline.source.positions import Path


NOTHING: frozenset[str] = frozenset()
"""What a rule reads of events that looks only at shows, people, states and timelines."""

PLACE = frozenset(("date", "order"))
"""The keys that place an event in the order of time."""

TIES = frozenset((*LINKS, "because"))
"""The keys under which events name others."""


class Finding(NamedTuple):
    """One result of a rule, at a key of a table."""

    at: Origin | None
    key: Path
    """The key inside the table at `at`; empty for the table as a whole."""
    message: str
    hint: str | None = None
    certain: bool = True
    """False if it depends on an uncertain or approximate date."""
    about: Person | None = None
    """The person that the finding is about. Their `allow` may cover it, and so may that of the table at `at`."""


class Rule(NamedTuple):
    """One rule. Its code identifies it in output, options and exemptions."""

    code: str
    severity: Severity
    """The severity of a certain finding; an uncertain one is a warning."""
    help: str
    """What it finds, in one line."""
    find: Callable[[History], Iterator[Finding]]
    reads: frozenset[str] | None = None
    """The keys of events on which its findings depend; an edit of others leaves them as they are. None: all of them."""
    reach: Reach | None = None
    """How far an edit of these keys changes its findings; None: it looks at the whole history again."""


def file_order(event: Event) -> tuple[int, int]:
    """Return a sort key for the order in the files."""
    return (event.at.file, event.at.number or 0) if event.at else (0, 0)
