"""Problems of an events file: noted by the path of a key, located in the text only when they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from timeline.model.diagnostics import Diagnostic, Placed, Severity, to_tell
from timeline.model.names import slug
from timeline.source.places import Places
from timeline.source.positions import Lines, Path, Region, same_place_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.events import Origin
    from timeline.source.files import SourceFile


Hint = str | Callable[[], str | None] | None
"""What to write instead, or how to work it out, which is done only for problems that are shown."""


class Problem(NamedTuple):
    """A finding about the key or value at `path` of a file, or about an exact place of its text."""

    code: str
    message: str
    hint: Hint = None
    severity: Severity = "error"
    path: Path = ()
    on: Literal["key", "value"] = "value"
    region: Region | None = None
    is_minor: bool = False
    """Whether it is left out where another problem stands on the same line, which then says better what is wrong."""
    about: tuple[int, Path] | None = None
    """The number of the file and the path of the person that it is about, whose `allow` may cover it, too."""


Found = tuple[int, Problem]
"""The number of a file, and a problem of it."""

_WITHOUT_CONTENT = ("E108", "E113", "E115", "E116", "E117")
"""Problems of a text that tell nothing of what it says."""


@dataclass(slots=True)
class Problems:
    """The problems found so far, by file."""

    files: list[SourceFile] = field(default_factory=list)
    _noted: list[Found] = field(default_factory=list)
    _unsaid: list[Callable[[], Iterable[Found]]] = field(default_factory=list)
    _repeated: set[tuple[int, Path]] = field(default_factory=set)
    """Tables that count with an equal one of another file, about which warnings are told."""

    @property
    def found(self) -> list[Found]:
        """The problems, each with the number of its file."""
        for warnings in self._unsaid:
            self._noted += filter(self._is_first, warnings()) if self._repeated else warnings()
        self._unsaid.clear()
        return self._noted

    def add(self, file: int, problem: Problem) -> None:
        """Note a problem of the file with that number."""
        self._noted.append((file, problem))

    def warn(self, warnings: Callable[[], Iterable[Found]]) -> None:
        """Note warnings, which are put into words only if somebody reads them."""
        self._unsaid.append(warnings)

    def tell_once(self, repeated: Iterable[Origin | None]) -> None:
        """Leave out warnings about tables that count with an equal one of another file."""
        self._repeated.update(map(path_of, repeated))
        if self._repeated:
            self._noted[:] = filter(self._is_first, self._noted)

    def _is_first(self, found: Found) -> bool:
        number, problem = found
        return problem.severity == "error" or (number, problem.path[:2]) not in self._repeated

    def note(
        self,
        at: Origin | None,
        key: str | int | Path,
        code: str,
        message: str,
        hint: Hint = None,
        *,
        severity: Severity = "error",
        on: Literal["key", "value"] = "value",
    ) -> None:
        """Note a problem of a key of the table at `at`, or of the table as a whole where the key is ()."""
        number, path = path_of(at, *(key if isinstance(key, tuple) else (key,)))
        self.add(number, Problem(code, message, hint, severity, path, on))

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for _, problem in self._noted)

    def diagnostics(self) -> list[Diagnostic]:
        """Return every problem with its line, column and excerpt, in the order of the files and their lines."""
        return to_tell(self.placed(self.found))

    def placed(self, problems: Iterable[Found]) -> list[Placed]:
        """Return problems, each with the number of its file, as diagnostics in the order of files and lines."""
        files = [_Placing(source) for source in self.files]
        placed = [
            Placed(number, each.is_minor, files[number].diagnostic(each), each.path, each.on == "key", each.about)
            for number, each in problems
        ]
        return sorted(placed, key=lambda each: (each.file, each.found.sort_key))


def path_of(at: Origin | None, *key: str | int) -> tuple[int, Path]:
    """Return the number of the file, and the path in it, of a key of the table at `at`."""
    if at is None:
        return 0, key
    return at.file, (at.table, *(() if at.number is None else (at.number,)), *key)


def _of_another_kind(file: str) -> Diagnostic:
    """Return the diagnostic of a file that is not an events file, without any of its text.

    Whoever named the file, in an `include` or in a settings file, may not be who may read it.
    """
    message = "is not an events file: it tells of no event, state, show, timeline or person"
    return Diagnostic(code="E114", message=message, hint="an event starts with [[event]]", file=file, line=1, column=1)


def _subject(table: Callable[[str, int], Any], problem: Problem) -> str | None:
    """Return what a problem is about: the id of an event, or the name of another table; None if its message says so."""
    path = problem.path
    if len(path) < 2 or not isinstance(path[1], int):
        return None
    name, number = str(path[0]), path[1]
    row = table(name, number)
    if not isinstance(row, dict) or f'"{row.get("title")}"' in problem.message:
        return None
    if name == "event":
        event_id = row.get("id") or slug(str(row.get("title", "")))
        return f'"{event_id}"' if event_id else f"event {number + 1}"
    if name == "state":
        return f'state "{row.get("of", "")}: {row.get("is", "")}"'
    return f'{name} "{row.get("id") or row.get("name") or number + 1}"'


class _Placing:
    """Locates the problems of one file. Its lines and keys are scanned once, and only if there is a problem."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._source.text or "")

    @cached_property
    def _mended_lines(self) -> Lines:
        return Lines(self._source.repaired or "")

    @cached_property
    def _places(self) -> Places:
        source = self._source
        return Places(source.repaired or source.text or "", lambda: source.tables)

    def _table(self, kind: str, number: int) -> Any:
        """Return the table of a kind with a number, counted from 0; None if there is none."""
        if not self._source.is_rows:
            return self._places.table(kind, number)
        rows = self._source.tables.get(kind, ())
        return rows[number] if number < len(rows) else None

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """Return a problem as a diagnostic, with its line if the file could be read as text."""
        if self._source.is_about_events:
            return self._quoted(problem)
        if problem.code in _WITHOUT_CONTENT:
            return replace(self._quoted(problem), excerpt=None)
        return _of_another_kind(self._source.label)

    def _quoted(self, problem: Problem) -> Diagnostic:
        source, text = self._source, self._source.text
        line, column = source.bad_byte or (None, None)
        excerpt, width = None, 1
        if text is not None:
            region = self._region(problem)
            line, column = self._lines.line_column(region.start)
            line_end = text.find("\n", region.start)
            line_end = len(text) if line_end < 0 else line_end
            excerpt = text[region.start - column + 1 : line_end].rstrip("\r")
            width = max(1, min(region.end, line_end) - region.start)
        return Diagnostic(
            code=problem.code,
            message=problem.message,
            hint=problem.hint() if callable(problem.hint) else problem.hint,
            severity=problem.severity,
            file=source.label,
            line=line,
            column=column,
            excerpt=excerpt,
            width=width,
            subject=_subject(self._table, problem),
        )

    def _region(self, problem: Problem) -> Region:
        """Return the position of a problem in the original text; reading may have inserted quotes."""
        if problem.region is not None:
            return problem.region
        if self._source.is_rows:
            number = problem.path[1] if len(problem.path) > 1 else None
            return self._source.rows[number] if isinstance(number, int) else Region(0, 1)
        region = self._places.region(problem.path, key=problem.on == "key")
        if self._source.repaired is None:
            return region
        return Region(*(same_place_in(self._lines, self._mended_lines, end) for end in region))
