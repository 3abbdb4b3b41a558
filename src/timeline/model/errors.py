"""The exceptions of the package: wrong data, wrong usage, and texts that are not dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.diagnostics import Diagnostic


class DataError(Exception):
    """The data cannot be read or is invalid; holds every finding of its files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: Sequence[Diagnostic] = tuple(diagnostics)
        errors = [found for found in self.diagnostics if found.severity == "error"]
        self.first = first = errors[0] if errors else self.diagnostics[0]
        """The finding that the message is about."""
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        where = ":".join(str(part) for part in (first.file, first.line, first.column) if part)
        super().__init__(f"{where}: {first.sentence}{more}")


class OutputError(OSError):
    """Output, or a file that the user asked to write, cannot be written; `strerror` says why."""


class UsageError(ValueError):
    """A question that this data cannot answer: an unknown name, an invalid date."""

    def __init__(self, message: str, hint: str | None = None, listed: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.listed = tuple(listed)
        """What the hint lists, in more words: a line for each thing that may be meant."""


class DateError(ValueError):
    """A text that is not a valid date; `hint` says what to write instead, if that is known."""

    def __init__(
        self, message: str, hint: str | None = None, *, reading: str | None = None, is_unknown: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.reading = reading
        """The EDTF date that the text means, if it can be read in one way only."""
        self.is_unknown = is_unknown
        """Whether the text is neither EDTF nor a known way of writing dates."""
