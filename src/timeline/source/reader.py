"""From paths to decoded tables: events files, and what they include."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.model.stamps import STDIN, Lookup
from timeline.source.contents import Contents, contents_kept, contents_of, contents_of_rows, parser_of
from timeline.source.files import SourceFile, file_of_text, read_file
from timeline.source.imports.rows import RowsError
from timeline.source.includes import Named, is_pattern
from timeline.source.kept import Kept, KeptFile, Nothing
from timeline.source.problems import Hint, Problem, Problems
from timeline.source.purpose import is_about_events
from timeline.source.streaming import NoTextError, is_streamed, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_DEPTH = 50
"""How many files may include one another, one inside the next."""


@dataclass(slots=True)
class ReadFile:
    """What one file holds, and which of the `--data` files brought it in."""

    number: int
    """Its place in `Problems.files`."""
    root: int
    """The number of the `--data` file that names it, directly or through includes."""
    contents: Contents


def read(
    paths: Sequence[str], problems: Problems, texts: Mapping[str, str], kept: Kept | None = None
) -> list[ReadFile]:
    """Read events files and all that they include, each file once, and note what is wrong with them.

    `texts` are read in the place of files, by their real paths; what is `kept` of a file that has not changed, too.
    """
    read_files: list[ReadFile] = []
    read_paths: set[str] = set()
    named = Named()
    for root, path in enumerate(paths):
        absolute = STDIN if path == STDIN else os.path.abspath(path)
        label = "<stdin>" if path == STDIN else path
        if _real(absolute) not in read_paths:
            reader = _Reader(problems, read_files, root, read_paths, texts, kept or Nothing(), named)
            source = reader.read(label, absolute, ())
            if source.stamp is not None:
                source.lookups.append(Lookup("", absolute, (_real(absolute),)))
    return read_files


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
    read_files: list[ReadFile]
    root: int
    read_paths: set[str]
    """The real paths of all that has been read."""
    texts: Mapping[str, str]
    """What is read in the place of files, by their real paths."""
    kept: Kept
    named: Named

    def read(self, label: str, path: str, including: tuple[str, ...]) -> SourceFile:
        """Read a file and then its includes, depth first; `including` are the real paths of the files on the way here."""
        real = _real(path)
        self.read_paths.add(real)
        text = self.texts.get(real)
        if text is not None:
            return self.take_in(file_of_text(label, path, text), including)
        kept = self.kept.unchanged(path)
        if kept is not None:
            return self.take_in_kept(label, path, kept, including)
        if is_streamed(path):
            source = SourceFile(label, path)
            if self.take_in_parts(source, including):
                return source
        return self.take_in(read_file(label, path, regular=bool(including)), including)

    def take_in(self, source: SourceFile, including: tuple[str, ...]) -> SourceFile:
        """Decode what was read of a file, and read its includes."""
        number = self._add(source, including)
        if source.problem is not None:
            source.is_about_events = source.text is None or is_about_events(source.text, {})
            if not (including and source.text is None):
                self.problems.add(number, source.problem)
            return source
        contents = contents_of(source, number, self.problems, self.kept.known(source.path))
        return self._go_on(source, ReadFile(number, self.root, contents), including)

    def take_in_parts(self, source: SourceFile, including: tuple[str, ...]) -> bool:
        """Take in a large file of rows; return whether that is possible."""
        number, found = self._add(source, including), len(self.problems.found)
        try:
            contents = contents_of_rows(source, parts_of(source), number, self.problems)
        except (RowsError, NoTextError, UnicodeDecodeError, OSError):  # reading it as a whole says what is wrong
            self.problems.files.pop()
            del self.problems.found[found:]
            return False
        self.read_files.append(ReadFile(number, self.root, contents))
        return True

    def take_in_kept(self, label: str, path: str, kept: KeptFile, including: tuple[str, ...]) -> SourceFile:
        """Take in a file that is still as it was when it was kept, and read its includes."""
        source = SourceFile(label, path, stamp=kept.stamp, is_rows=kept.is_rows, parse=parser_of(kept))
        source.is_about_events = kept.is_about_events
        number = self._add(source, including)
        return self._go_on(source, ReadFile(number, self.root, contents_kept(kept, number)), including)

    def _add(self, source: SourceFile, including: tuple[str, ...]) -> int:
        source.is_included = bool(including)
        self.problems.files.append(source)
        return len(self.problems.files) - 1

    def _go_on(self, source: SourceFile, read_file: ReadFile, including: tuple[str, ...]) -> SourceFile:
        """Read the includes of a file."""
        self.read_files.append(read_file)
        for index, name in read_file.contents.includes:
            self._include(source, read_file.number, index, name, (*including, _real(source.path)))
        return source

    def _include(self, source: SourceFile, number: int, index: int, name: str, including: tuple[str, ...]) -> None:
        """Read the files that one name in `include` stands for."""
        if source.path == STDIN:
            hint = "read the file with --data"
            return self._note(number, index, "E112", "standard input has no folder to include files from", hint)
        folder = os.path.dirname(including[-1])  # a real path, as all of them
        is_new = not self.named.knows(folder, name)
        try:
            paths, real_paths = self.named.files(folder, name)
        except (OSError, ValueError) as error:
            return self._note(number, index, "E103", f'"{name}" cannot be read: {error}')
        if is_new:
            source.lookups.append(Lookup(folder, name, real_paths))
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

    def _note(self, number: int, index: int, code: str, message: str, hint: Hint = None) -> None:
        self.problems.add(number, Problem(code, message, hint, path=("include", index)))
