"""Problems of an events file: noted by the path of the key they are about, placed in the text once they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from timeline.model.diagnostics import Diagnostic, Severity
from timeline.source.positions import Path, Positions, Region, line_column, same_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.events import Origin
    from timeline.source.files import SourceFile


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about the key or value at `path` of a file, or about an exact place of its text."""

    code: str
    message: str
    hint: str | None = None
    severity: Severity = "error"
    path: Path = ()
    on: Literal["key", "value"] = "value"
    region: Region | None = None


@dataclass(slots=True)
class Problems:
    """The problems found so far, by file."""

    files: list[SourceFile] = field(default_factory=list)
    found: list[tuple[int, Problem]] = field(default_factory=list)

    def add(self, file: int, problem: Problem) -> None:
        """Note a problem of the file with that number."""
        self.found.append((file, problem))

    def note(
        self,
        at: Origin | None,
        key: str | int | Path,
        code: str,
        message: str,
        hint: str | None = None,
        *,
        severity: Severity = "error",
        on: Literal["key", "value"] = "value",
    ) -> None:
        """Note a problem of a key of the table at `at`, or of the table as a whole where the key is ()."""
        number, path = path_of(at, *(key if isinstance(key, tuple) else (key,)))
        self.add(number, Problem(code, message, hint, severity, path, on))

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for _, problem in self.found)

    def diagnostics(self) -> list[Diagnostic]:
        """Return every problem with its line, column and excerpt, in the order of the files and their lines."""
        return self.placed(self.found)

    def placed(self, problems: Iterable[tuple[int, Problem]]) -> list[Diagnostic]:
        """Return problems, each with the number of its file, as diagnostics in the order of files and lines."""
        positions: dict[int, Positions] = {}
        placed = []
        for number, problem in problems:
            source = self.files[number]
            if source.text is not None and problem.region is None and number not in positions:
                positions[number] = Positions(source.repaired or source.text)
            placed.append((number, _placed(source, problem, positions.get(number))))
        placed.sort(key=lambda pair: (pair[0], pair[1].sort_key))
        return list(dict.fromkeys(diagnostic for _, diagnostic in placed))


def path_of(at: Origin | None, *key: str | int) -> tuple[int, Path]:
    """Return the number of the file, and the path in it, of a key of the table at `at`."""
    if at is None:
        return 0, key
    return at.file, (at.table, *(() if at.number is None else (at.number,)), *key)


def _placed(source: SourceFile, problem: Problem, positions: Positions | None) -> Diagnostic:
    """Return a problem as a diagnostic, with the line that it stands on where the file could be read as text."""
    line, column = source.bad_byte or (None, None)
    excerpt, width = None, 1
    if source.text is not None:
        region = _region(source, source.text, problem, positions)
        line, column = line_column(source.text, region.start)
        line_end = source.text.find("\n", region.start)
        line_end = len(source.text) if line_end < 0 else line_end
        excerpt = source.text[region.start - column + 1 : line_end].rstrip("\r")
        width = max(1, min(region.end, line_end) - region.start)
    return Diagnostic(
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        severity=problem.severity,
        file=source.label,
        line=line,
        column=column,
        excerpt=excerpt,
        width=width,
    )


def _region(source: SourceFile, text: str, problem: Problem, positions: Positions | None) -> Region:
    """Return where a problem stands in the text of the file as it is, which quotes may have been put into to read it."""
    if problem.region is not None:
        return problem.region
    assert positions is not None
    region = positions.region(problem.path, key=problem.on == "key")
    if source.repaired is None:
        return region
    return Region(*(same_place(text, source.repaired, end) for end in region))
