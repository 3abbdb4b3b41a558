"""Run the rules over a document and leave out the findings that its author allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.checks.exemptions import Exemptions
from timeline.checks.history import History
from timeline.checks.registry import REPORTED_BY, RULES, selected
from timeline.model.diagnostics import to_tell
from timeline.source.collector import no_collector
from timeline.source.problems import Problem, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.checks.rule import Finding, Rule
    from timeline.model.diagnostics import Diagnostic, Placed
    from timeline.source.document import Document

Found = tuple[int, Problem]
"""The number of a file, and what is wrong in it."""


class Noted(NamedTuple):
    """What is wrong with a history."""

    told: list[Found]
    """What is to be reported, with the exemptions that exempt nothing."""
    untold: list[Found]
    """What is allowed, or reported by another rule."""


def check_document(document: Document, only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with a document: problems of reading it, and findings of the rules.

    `only` and `skip` select findings by code or family. Errors of reading are always included.
    """
    return to_tell(selected(all_findings(document), only, skip))


@no_collector()
def all_findings(document: Document) -> list[Placed]:
    """Return everything that is wrong with a document, whatever is to be told of it, in the order of files and lines."""
    return document.problems.placed(checked(document, Exemptions.of(document)).told)


@no_collector()
def checked(document: Document, exemptions: Exemptions) -> Noted:
    """Return everything that is wrong with a document, given what its files allow."""
    history = History(document)
    found = (each for rule in RULES for each in findings_of(rule, history))
    return noted([*document.problems.found, *found], exemptions)


def findings_of(rule: Rule, history: History) -> Iterator[Found]:
    """Yield what a rule finds in a history."""
    for finding in rule.find(history):
        yield _problem(rule, finding)


def _problem(rule: Rule, finding: Finding) -> Found:
    number, path = path_of(finding.at, *finding.key)
    severity = rule.severity if finding.certain else "warning"
    on: Literal["key", "value"] = "value" if finding.key else "key"
    about = path_of(finding.about.at) if finding.about and finding.about.at else None
    return number, Problem(rule.code, finding.message, finding.hint, severity, path, on, about=about)


def noted(found: Iterable[Found], exemptions: Exemptions) -> Noted:
    """Return all that is wrong, problems of reading first, without what is allowed and what is said already."""
    told: list[Found] = []
    untold: list[Found] = []
    reported: set[tuple[int, object, str | None]] = set()
    for number, problem in found:
        is_reported = (number, problem.path, REPORTED_BY.get(problem.code)) in reported
        if is_reported or exemptions.cover(number, problem):
            untold.append((number, problem))
        else:
            told.append((number, problem))
            reported.add((number, problem.path, problem.code))
    return Noted([*told, *exemptions.unused()], untold)
