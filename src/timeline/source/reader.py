"""From paths to tables: events files, what they include, and their TOML."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import tomli

from timeline.model.stamps import STDIN, Lookup
from timeline.source.files import SourceFile, file_of_text, read_file
from timeline.source.imports import is_about_events as rows_are_events
from timeline.source.imports import kind_of, read_rows
from timeline.source.includes import files_named, is_pattern
from timeline.source.mistakes import mistake_in
from timeline.source.positions import Region, same_place
from timeline.source.problems import Problem, Problems
from timeline.source.purpose import is_about_events

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_DEPTH = 50
"""How many files may include one another, one inside the next."""

_MAX_REPAIRS = 50
"""How many mistakes of syntax are reported at once."""


@dataclass(slots=True)
class Parsed:
    """One file's tables, and which of the `--data` files brought it in."""

    number: int
    """Its place in `Problems.files`."""
    root: int
    """The number of the `--data` file that names it, directly or through includes."""
    tables: dict[str, Any] = field(default_factory=dict)


def read(paths: Sequence[str], problems: Problems, texts: Mapping[str, str]) -> list[Parsed]:
    """Read events files and all that they include, each file once, and note what is wrong with them.

    `texts` are read in the place of files, by their real paths.
    """
    parsed: list[Parsed] = []
    read_paths: set[str] = set()
    for root, path in enumerate(paths):
        absolute = STDIN if path == STDIN else os.path.abspath(path)
        label = "<stdin>" if path == STDIN else path
        if _real(absolute) not in read_paths:
            source = _Reader(problems, parsed, root, read_paths, texts).read(label, absolute, ())
            if source.stamp is not None:
                source.lookups.append(Lookup("", absolute, (_real(absolute),)))
    return parsed


def _real(path: str) -> str:
    """Return the real path of a file; a path that cannot be one as it is, which reading it will say."""
    if path == STDIN:
        return path
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


@dataclass(slots=True)
class _Reader:
    problems: Problems
    parsed: list[Parsed]
    root: int
    read_paths: set[str]
    """The real paths of all that has been read."""
    texts: Mapping[str, str]
    """What is read in the place of files, by their real paths."""

    def read(self, label: str, path: str, including: tuple[str, ...]) -> SourceFile:
        """Read a file and then its includes, depth first; `including` are the real paths of the files on the way here."""
        text = self.texts.get(_real(path))
        if text is not None:
            return self.take_in(file_of_text(label, path, text), including)
        return self.take_in(read_file(label, path, regular=bool(including)), including)

    def take_in(self, source: SourceFile, including: tuple[str, ...]) -> SourceFile:
        """Parse what was read of a file, and read its includes."""
        number = len(self.problems.files)
        source.is_included = bool(including)
        self.problems.files.append(source)
        self.read_paths.add(_real(source.path))
        if source.problem is not None:
            source.is_about_events = source.text is None or is_about_events(source.text, {})
            if not (including and source.text is None):
                self.problems.add(number, source.problem)
            return source
        assert source.text is not None
        kind = kind_of(source.text)
        if kind is not None:
            parsed = Parsed(number, self.root, _rows(source, kind, source.text, number, self.problems))
        else:
            parsed = Parsed(number, self.root, _tables(source, source.text, number, self.problems))
            source.is_about_events = is_about_events(source.text, parsed.tables)
        source.tables = parsed.tables
        self.parsed.append(parsed)
        self._includes(source, parsed, (*including, _real(source.path)))
        return source

    def _includes(self, source: SourceFile, parsed: Parsed, including: tuple[str, ...]) -> None:
        names = parsed.tables.get("include")
        if not isinstance(names, list):
            return  # a value of another type is reported by the decoder
        for index, name in enumerate(names):
            if isinstance(name, str) and name.strip():
                self._include(source, parsed.number, index, name, including)

    def _include(self, source: SourceFile, number: int, index: int, name: str, including: tuple[str, ...]) -> None:
        """Read the files that one name in `include` stands for."""
        if source.path == STDIN:
            hint = "read the file with --data"
            return self._note(number, index, "E112", "standard input has no folder to include files from", hint)
        folder = os.path.realpath(os.path.dirname(including[-1]))
        try:
            paths = files_named(folder, name)
            real_paths = [os.path.realpath(path) for path in paths]
        except (OSError, ValueError) as error:
            return self._note(number, index, "E103", f'"{name}" cannot be read: {error}')
        source.lookups.append(Lookup(folder, name, tuple(real_paths)))
        if not paths:
            problem = Problem("W403", f'no file matches "{name}"', "check the pattern", "warning", ("include", index))
            self.problems.add(number, problem)
        for path, real_path in zip(paths, real_paths, strict=True):
            if not (is_pattern(name) and real_path in including):  # a pattern may match the file that it stands in
                called = path.removeprefix(folder.rstrip(os.sep) + os.sep)
                self._include_file(source, (number, index), called, real_path, including)
        return None

    def _include_file(
        self, source: SourceFile, place: tuple[int, int], name: str, path: str, including: tuple[str, ...]
    ) -> None:
        """Read one included file, at its real path; `place` is the file and the index of the name in its `include`."""
        folder = os.path.dirname(including[-1])
        if not path.startswith(folder.rstrip(os.sep) + os.sep):
            return self._note(
                *place, "E110", f'"{name}" lies outside the folder of this file', "includes stay inside it"
            )
        if path in including:
            return self._note(*place, "E111", f'"{name}" includes itself in the end', "take one of the includes out")
        if len(including) > _MAX_DEPTH:
            message = f'"{name}" is included by a chain of more than {_MAX_DEPTH} files'
            return self._note(*place, "E113", message, "include it earlier")
        if path in self.read_paths:
            return None  # two files may share a third
        included = self.read(os.path.join(os.path.dirname(source.label), name), path, including)
        if included.problem is not None and included.text is None:
            problem = included.problem
            hint = None if problem.code == "E101" else problem.hint
            return self._note(*place, problem.code, f'"{name}": {problem.message}', hint)
        return None

    def _note(self, number: int, index: int, code: str, message: str, hint: str | None = None) -> None:
        self.problems.add(number, Problem(code, message, hint, path=("include", index)))


def _rows(source: SourceFile, kind: str, text: str, number: int, problems: Problems) -> dict[str, Any]:
    """Parse rows of events."""
    rows, problem = read_rows(kind, text)
    source.rows = rows.regions
    source.is_about_events = rows_are_events(text)
    if problem is not None:
        problems.add(number, problem)
    return {"event": rows.records} if rows.records else {}


def _tables(source: SourceFile, text: str, number: int, problems: Problems) -> dict[str, Any]:
    """Parse TOML. A mistake whose mending is known is reported and read as mended, so that the rest is seen."""
    tried = text
    for _ in range(_MAX_REPAIRS):
        try:
            return tomli.loads(tried)
        except RecursionError:
            problems.add(number, Problem("E113", "tables or lists are nested too deeply", region=Region(0, 1)))
            return {}
        except ValueError as error:
            mistake = mistake_in(tried, error)
            region = Region(*(same_place(text, tried, end) for end in mistake.problem.region or (0, 0)))
            problems.add(number, replace(mistake.problem, region=region))
            if mistake.mended is None:
                return {}
            source.repaired = tried = mistake.mended
    return {}
