"""Small events files for the tests of reading: tables from a few values, loaded as so many files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.source.document import Document


def event(title: str, kind: str = "alt", year: int = 1969, **values: str) -> str:
    """Return an event's table; values are written in quotes."""
    lines = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    return f'[[event]]\ndate = {year}\ntitle = "{title}"\nkind = "{kind}"\n{lines}'


def timeline(timeline_id: str, **values: str) -> str:
    lines = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    return f'[[timeline]]\nid = "{timeline_id}"\n{lines}'


def load(*texts: str) -> Document:
    """Load texts as so many `--data` files, a.toml and on."""
    names = [f"{letter}.toml" for letter, _ in zip("abc", texts, strict=False)]
    for name, text in zip(names, texts, strict=True):
        Path(name).write_text(text, encoding="utf-8")
    return load_document(names)


def findings(*texts: str) -> list[tuple[str, int | None, int | None, str]]:
    found = load(*texts).problems.diagnostics()
    return [(problem.file, problem.line, problem.column, problem.code) for problem in found]


def history(*texts: str) -> Document:
    """Load texts that have no problem."""
    document = load(*texts)
    assert document.problems.diagnostics() == []
    return document
