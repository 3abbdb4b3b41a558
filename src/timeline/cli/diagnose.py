"""Print diagnostics to standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from timeline.formats.diagnostics import diagnostic_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.diagnostics import Diagnostic


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print every diagnostic, with its position, the line of the file and a hint."""
    for diagnostic in diagnostics:
        print(diagnostic_text(diagnostic), file=sys.stderr)
