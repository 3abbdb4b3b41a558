"""Run the rules over a document and leave out the findings that its author allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.history import History
from timeline.checks.registry import RULES, TOLD_BY, UNUSED_EXEMPTION, exemption_hint, known_codes, matches
from timeline.source.problems import Problem, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.checks.rule import Finding, Rule
    from timeline.model.diagnostics import Diagnostic
    from timeline.model.events import Event, Origin
    from timeline.model.people import Person
    from timeline.model.world import State
    from timeline.source.document import Document
    from timeline.source.positions import Path


def check_document(document: Document, only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[Diagnostic]:
    """Return everything that is wrong with a document: the problems of reading it, then the findings of the rules.

    `only` and `skip` select findings by code or family. Errors of reading are always included.
    """
    problems = document.problems
    exemptions = _Exemptions(document)
    noted = [(number, problem) for number, problem in problems.found if not exemptions.cover(number, problem)]
    told = {(number, problem.path, problem.code) for number, problem in noted}
    for number, problem, about in _findings(document):
        is_told = (number, problem.path, TOLD_BY.get(problem.code)) in told
        if not is_told and not exemptions.cover(number, problem, about):
            noted.append((number, problem))
            told.add((number, problem.path, problem.code))
    noted += exemptions.unused()
    chosen = [(number, problem) for number, problem in noted if _is_chosen(problem.code, only, skip)]
    return problems.placed(chosen)


def _is_chosen(code: str, only: Sequence[str], skip: Sequence[str]) -> bool:
    if code not in known_codes():
        return True
    if only and not any(matches(code, pattern) for pattern in only):
        return False
    return not any(matches(code, pattern) for pattern in skip)


def _findings(document: Document) -> Iterator[tuple[int, Problem, Origin | None]]:
    """Yield the findings of all rules: the number of the file, the problem, and where the person it is about stands."""
    history = History(document)
    for rule in RULES:
        for finding in rule.find(history):
            yield *_noted(rule, finding), finding.about.at if finding.about else None


def _noted(rule: Rule, finding: Finding) -> tuple[int, Problem]:
    number, path = path_of(finding.at, *finding.key)
    severity = rule.severity if finding.certain else "warning"
    return number, Problem(rule.code, finding.message, finding.hint, severity, path, "value" if finding.key else "key")


class _Exemptions:
    """The allowed findings: `allow` on an event, a state or a person, `[check] off` for a file."""

    def __init__(self, document: Document) -> None:
        rows: list[Event | State | Person] = [*document.events, *document.world.states, *document.world.people]
        self._allowed = {path_of(row.at): row.allow for row in rows if row.at and row.allow}
        self._written = {(file, table): _written(document, file, table) for file, table in self._allowed}
        """By the place of a table: where its `allow` is written, in the table itself or in the defaults of its file."""
        self._off = document.check_off
        self._used: set[tuple[int, Path]] = set()

    def cover(self, file: int, problem: Problem, about: Origin | None = None) -> bool:
        """Tell whether a problem is allowed, and remember which exemptions cover it; `about` is a further table."""
        exempting = self._exempting(file, problem.path, about)
        covering = [(number, path) for number, path, code in exempting if matches(problem.code, code)]
        if problem.code not in known_codes():
            return False
        self._used.update(covering)
        return bool(covering)

    def _exempting(self, file: int, path: Path, about: Origin | None = None) -> Iterator[tuple[int, Path, str]]:
        """Yield the file, the place and the code of each exemption that applies at a path.

        What the `[check]` of one file switches off is off in all files.
        """
        for number, codes in self._off.items():
            for index, code in enumerate(codes):
                yield number, ("check", "off", index), code
        tables = [(file, path[:2])] + ([path_of(about)] if about else [])
        for number, table in dict.fromkeys(tables):
            for index, code in enumerate(self._allowed.get((number, table), ())):
                yield number, (*self._written[number, table], "allow", index), code

    def unused(self) -> Iterable[tuple[int, Problem]]:
        """Yield a problem for each exemption that covered nothing."""
        every: dict[tuple[int, Path, str], None] = {}  # in order; the defaults of a file count once
        for file, codes in self._off.items():
            every |= {(file, ("check", "off", index), code): None for index, code in enumerate(codes)}
        for place, codes in self._allowed.items():
            path = (*self._written[place], "allow")
            every |= {(place[0], (*path, index), code): None for index, code in enumerate(codes)}
        for file, path, code in every:
            exempt_itself = matches(UNUSED_EXEMPTION, code) or any(
                matches(UNUSED_EXEMPTION, other) for *_, other in self._exempting(file, path)
            )
            if (file, path) not in self._used and not exempt_itself:
                message = f'"{code}" exempts nothing here'
                yield file, Problem(UNUSED_EXEMPTION, message, exemption_hint(code), "warning", path)


def _written(document: Document, file: int, table: Path) -> Path:
    """Return the table that gives a table its `allow`: the defaults of its file where it has none of its own."""
    tables = document.files[file].tables
    kind, index = table
    if kind not in ("event", "state") or "allow" not in tables.get("defaults", {}):
        return table
    return table if "allow" in tables[str(kind)][index] else ("defaults",)
