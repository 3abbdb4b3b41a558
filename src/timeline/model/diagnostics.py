"""Errors as values: what is wrong with the data, where, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["error", "warning"]


class Diagnostic(Value):
    """One finding in the data, with its place in a file."""

    code: str
    """A stable code such as E302; `docs/errors.md` lists all codes."""
    message: str
    hint: str | None = None
    """What to write instead."""
    severity: Severity = "error"
    file: str = ""
    line: int | None = None
    """Counted from 1; None if the finding is about the whole file."""
    column: int | None = None
    """Counted from 1, in characters."""
    excerpt: str | None = None
    """The line of the file, without its end."""
    width: int = 1
    """The number of characters, from `column` on, that the finding is about."""
    subject: str | None = None
    """What the finding is about: `"apollo-11"` for an event, `person "ed-baldwin"` for another table."""

    @property
    def sentence(self) -> str:
        """The message, after its subject unless it names the subject itself."""
        return self.message if not self.subject or self.subject in self.message else f"{self.subject}: {self.message}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return self.file, self.line or 0, self.column or 0, self.code, self.message


class Placed(NamedTuple):
    """A diagnostic as a part of all that is wrong with a history."""

    file: int
    """The number of its file."""
    is_minor: bool
    """Whether it is left out where another one stands on the same line, which then says better what is wrong."""
    found: Diagnostic
    path: tuple[str | int, ...] = ()
    """The path in the file of what it is about, so that its place can be found again."""
    is_on_key: bool = False
    """Whether it is about the key at that path; otherwise about its value."""
    about: tuple[int, tuple[str | int, ...]] | None = None
    """The number of the file and the path of the person that it is about, whose `allow` may cover it, too."""


def to_tell(placed: Sequence[Placed]) -> list[Diagnostic]:
    """Return the diagnostics to tell, each once: no minor ones where a line has others."""
    major = {(each.file, each.found.line) for each in placed if not each.is_minor}
    kept = (each.found for each in placed if not each.is_minor or (each.file, each.found.line) not in major)
    return list(dict.fromkeys(kept))
