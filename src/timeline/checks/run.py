"""Run the rules over a document and leave out the findings that its author allows."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from timeline.checks.history import History
from timeline.checks.registry import (
    REPORTED_BY,
    RULES,
    UNUSED_EXEMPTION,
    exemption_hint,
    known_codes,
    matches,
    selected,
)
from timeline.model.diagnostics import to_tell
from timeline.source.collector import no_collector
from timeline.source.problems import Problem, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.checks.rule import Finding, Rule
    from timeline.model.diagnostics import Diagnostic, Placed
    from timeline.model.events import Event, Origin
    from timeline.model.people import Person
    from timeline.model.world import State
    from timeline.source.document import Document
    from timeline.source.positions import Path


def check_document(document: Document, only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with a document: problems of reading it, and findings of the rules.

    `only` and `skip` select findings by code or family. Errors of reading are always included.
    """
    return to_tell(selected(all_findings(document), only, skip))


@no_collector()
def all_findings(document: Document) -> list[Placed]:
    """Return everything that is wrong with a document, whatever is to be told of it, in the order of files and lines."""
    return document.problems.placed(_noted_problems(document))


def _noted_problems(document: Document) -> list[tuple[int, Problem]]:
    """Return the problems of reading and the findings of the rules, without those that the files allow."""
    problems = document.problems
    exemptions = _Exemptions(document)
    noted = [(number, problem) for number, problem in problems.found if not exemptions.cover(number, problem)]
    reported = {(number, problem.path, problem.code) for number, problem in noted}
    for number, problem, about in _findings(document):
        is_reported = (number, problem.path, REPORTED_BY.get(problem.code)) in reported
        if not is_reported and not exemptions.cover(number, problem, about):
            noted.append((number, problem))
            reported.add((number, problem.path, problem.code))
    noted += exemptions.unused()
    return noted


def _findings(document: Document) -> Iterator[tuple[int, Problem, Origin | None]]:
    """Yield the findings of all rules: the number of the file, the problem, and the table of the person it is about."""
    history = History(document)
    for rule in RULES:
        for finding in rule.find(history):
            yield *_problem(rule, finding), finding.about.at if finding.about else None


def _problem(rule: Rule, finding: Finding) -> tuple[int, Problem]:
    number, path = path_of(finding.at, *finding.key)
    severity = rule.severity if finding.certain else "warning"
    return number, Problem(rule.code, finding.message, finding.hint, severity, path, "value" if finding.key else "key")


class _Exemption(NamedTuple):
    """A code that a file allows, and its place: the number of the file and the path of the code in it."""

    place: tuple[int, Path]
    code: str


def _listed(table: tuple[int, Path], key: str, codes: Sequence[str]) -> list[_Exemption]:
    """Return the exemptions under a key of a table."""
    file, path = table
    return [_Exemption((file, (*path, key, index)), code) for index, code in enumerate(codes)]


class _Exemptions:
    """The findings that a file allows: `allow` on an event, a state or a person, `[check] off` for a file."""

    def __init__(self, document: Document) -> None:
        rows: list[Event | State | Person] = [*document.events, *document.world.states, *document.world.people]
        self._allowed = {path_of(row.at): self._of_row(document, row) for row in rows if row.at and row.allow}
        """By the place of a table; where its `allow` is written may be in the defaults of its file."""
        off = (_listed((file, ("check",)), "off", codes) for file, codes in document.check_off.items())
        self._off = list(chain.from_iterable(off))
        self._used: set[tuple[int, Path]] = set()

    @staticmethod
    def _of_row(document: Document, row: Event | State | Person) -> list[_Exemption]:
        assert row.at is not None
        file, table = path_of(row.at)
        return _listed((file, _written(document, file, table)), "allow", row.allow)

    def cover(self, file: int, problem: Problem, about: Origin | None = None) -> bool:
        """Return whether a problem is allowed, and remember the exemptions that cover it; `about` is a second table."""
        if problem.code not in known_codes():
            return False
        exempting = self._exempting(file, problem.path, about)
        covering = [each.place for each in exempting if matches(problem.code, each.code)]
        self._used.update(covering)
        return bool(covering)

    def _exempting(self, file: int, path: Path, about: Origin | None = None) -> list[_Exemption]:
        """Return the exemptions that apply at a path. What the `[check]` of one file switches off is off in all files."""
        tables = [(file, path[:2])] + ([path_of(about)] if about else [])
        return self._off + [each for table in dict.fromkeys(tables) for each in self._allowed.get(table, ())]

    def unused(self) -> Iterable[tuple[int, Problem]]:
        """Yield a problem for each exemption that covered nothing; one in the defaults of a file counts once."""
        for (file, path), code in dict.fromkeys([*self._off, *chain.from_iterable(self._allowed.values())]):
            exempting = [code, *(other.code for other in self._exempting(file, path))]
            is_exempt = any(matches(UNUSED_EXEMPTION, each) for each in exempting)
            if (file, path) not in self._used and not is_exempt:
                message = f'"{code}" exempts nothing here'
                yield file, Problem(UNUSED_EXEMPTION, message, exemption_hint(code), "warning", path)


def _written(document: Document, file: int, table: Path) -> Path:
    """Return the table that gives a table its `allow`: the defaults of its file where it has none of its own."""
    kind, index = table
    contents = document.contents.get(file)
    if kind not in ("event", "state") or (contents and contents.rest and "allow" not in json.loads(contents.defaults)):
        return table  # the file need not be parsed again to tell
    tables = document.files[file].tables
    if "allow" not in tables.get("defaults", {}):
        return table
    return table if "allow" in tables[str(kind)][index] else ("defaults",)
