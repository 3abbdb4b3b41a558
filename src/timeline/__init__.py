"""An explorer of alternate history: real and invented events side by side, and where they part.

import timeline

history = timeline.load("events.toml")
for event in history.events(year=1969):
    print(event.date, event.title)
for pair in timeline.diverge(history, tag="moon"):
    print(pair.status, pair.event.title)
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.library import (
        branches,
        cast,
        compare,
        diverge,
        drift,
        event,
        farthest,
        find,
        graph,
        hinges,
        life,
        offices,
        people,
        ripple,
        seasons,
        stats,
        today,
        watch,
        whatif,
        who,
        why,
    )
    from timeline.model.dates import EdtfDate
    from timeline.model.diagnostics import Diagnostic
    from timeline.model.errors import DataError, UsageError
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.questions.diverge import Divergence
    from timeline.store.chronicle import Chronicle, DataPath

__version__ = "0.1.0"

__all__ = [
    "Chronicle",
    "DataError",
    "Diagnostic",
    "Divergence",
    "EdtfDate",
    "Event",
    "Query",
    "UsageError",
    "branches",
    "cast",
    "compare",
    "diverge",
    "drift",
    "event",
    "farthest",
    "find",
    "graph",
    "hinges",
    "life",
    "load",
    "offices",
    "people",
    "ripple",
    "seasons",
    "stats",
    "today",
    "watch",
    "whatif",
    "who",
    "why",
]

_HOMES = {
    "Chronicle": "timeline.store.chronicle",
    "DataError": "timeline.model.errors",
    "Diagnostic": "timeline.model.diagnostics",
    "Divergence": "timeline.questions.diverge",
    "EdtfDate": "timeline.model.dates",
    "Event": "timeline.model.events",
    "Query": "timeline.model.query",
    "UsageError": "timeline.model.errors",
}
"""The modules of the public names that are not questions; the questions are in `timeline.library`."""


def load(*paths: DataPath, up_to: str | Iterable[str] | None = None) -> Chronicle:
    """Open the history in some events files, by default the bundled one; "-" is standard input.

    `up_to` is a spoiler fence, such as "fam:s2e5" or ["fam:s2", "star-city:s1"]; by default, it is $TIMELINE_UP_TO.
    Raises `DataError`, which lists every problem, if a file cannot be read or is invalid. Raises `UsageError` if the fence
    is empty, names a show that is not in the data, or goes beyond the seasons and episodes of a show.
    """
    import os

    from timeline.bundled import bundled_events
    from timeline.store.chronicle import Chronicle

    if up_to is None:
        up_to = os.environ.get("TIMELINE_UP_TO") or ()
    limits = [up_to] if isinstance(up_to, str) else list(up_to)
    return Chronicle([os.fspath(path) for path in paths] or [str(bundled_events())], up_to=limits)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, because the command line needs few of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "timeline.library")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
