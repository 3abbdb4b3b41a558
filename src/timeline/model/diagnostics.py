"""Errors as values: what is wrong with the data, where, and what to write instead."""

from __future__ import annotations

from typing import Literal

from timeline.model.values import Value

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
