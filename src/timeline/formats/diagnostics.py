"""Diagnostics as text: `file:line:column: error[CODE]: message`, the line with a caret, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.diagnostics import Diagnostic

_EXCERPT = 100
"""How many characters of a longer line to show around the finding."""


def diagnostic_text(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as lines of text, safe for a terminal, without a final line feed."""
    return "\n".join(_lines(diagnostic))


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    parts = (diagnostic.file, diagnostic.line, diagnostic.column)
    where = ":".join(one_line(str(part)) for part in parts if part is not None)
    yield f"{where}: {diagnostic.severity}[{diagnostic.code}]: {one_line(diagnostic.sentence)}"
    if diagnostic.excerpt is not None and diagnostic.column is not None:
        number = str(diagnostic.line)
        excerpt, caret = _marked(diagnostic.excerpt, diagnostic.column - 1, diagnostic.width)
        yield f"  {number} | {excerpt}"
        yield f"  {' ' * len(number)} | {caret}"
    if diagnostic.hint:
        yield f"  help: {one_line(diagnostic.hint)}"


def _marked(line: str, column: int, width: int) -> tuple[str, str]:
    """Return the line, cut if it is long, and the line of carets below the finding."""
    start = max(0, min(column - _EXCERPT // 3, len(line) - _EXCERPT))
    end = min(len(line), start + _EXCERPT)
    before, marked = line[start:column], line[column : min(column + width, end)]
    prefix, suffix = "..." if start else "", "..." if end < len(line) else ""
    shown = prefix + _shown(line[start:end]) + suffix
    carets = "^" * max(1, cells(_shown(marked)))
    return shown, " " * (len(prefix) + cells(_shown(before))) + carets


def _shown(text: str) -> str:
    """Return a part of a line as it is shown: each character by itself, so that carets stand below it."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one_line(character) for character in text)
