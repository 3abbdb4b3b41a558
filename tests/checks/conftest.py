"""What the tests of the rules share: a history in, findings out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.checks.run import check_document
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def told(write: Callable[..., Path]) -> Callable[..., list[str]]:
    """Return a function from the text of a history, and the codes to look at (else all), to what is told of it.

    Each finding is `line:column severity CODE message`.
    """

    def found(text: str, *only: str) -> list[str]:
        document = load_document([str(write(text))])
        assert not document.problems.has_errors, document.problems.diagnostics()
        return [
            f"{each.line}:{each.column} {each.severity} {each.code} {each.message}"
            for each in check_document(document, only)
        ]

    return found


@pytest.fixture
def severities(told: Callable[..., list[str]]) -> Callable[..., str]:
    """Return a function that says of a history how bad what one rule finds is: "error", "warning error" or ""."""
    return lambda text, code: " ".join(each.split()[1] for each in told(text, code))


@pytest.fixture
def case() -> Callable[[str], str]:
    """Return a function from the name of a file in tests/cases to its text."""
    return lambda name: (CASES / f"{name}.toml").read_text(encoding="utf-8")
