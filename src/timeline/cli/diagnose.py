"""Diagnostics go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from timeline.model.diagnostics import Diagnostic
from timeline.views.diagnostics import diagnostic_text


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print every diagnostic, the most important line of each first."""
    for diagnostic in diagnostics:
        print(diagnostic_text(diagnostic), file=sys.stderr)
