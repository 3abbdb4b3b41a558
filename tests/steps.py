"""How much work something takes, in steps of this program, which are the same on every machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def steps_of(work: Callable[[], object]) -> int:
    """Return how many lines of this program run, each pass of a loop counted by itself."""
    steps = 0

    def trace(frame: Any, what: str, _: object) -> Any:
        nonlocal steps
        if "timeline" not in frame.f_globals.get("__name__", ""):
            return None
        steps += what == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps
