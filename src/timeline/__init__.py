"""An explorer of alternate history: real and invented events side by side, and where they part.

import timeline

history = timeline.load("events.toml")
for event in history.events(year=1969):
    print(event.date, event.title)
for pair in timeline.diverge(history, tag="moon"):
    print(pair.status, pair.told.title)
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
        life,
        offices,
        people,
        ripple,
        seasons,
        stats,
        today,
        watch,
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
    "life",
    "load",
    "offices",
    "people",
    "ripple",
    "seasons",
    "stats",
    "today",
    "watch",
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
"""Where public names are that are no questions; those are in `timeline.library`."""


def load(*paths: DataPath, up_to: str | Iterable[str] | None = None) -> Chronicle:
    """Open the history of one or several events files; "-" is standard input, none is the bundled history.

    `up_to` is a spoiler fence, such as "fam:s2e5" or ["fam:s2", "star-city:s1"]; None is that of $TIMELINE_UP_TO.
    Raises `DataError`, with every problem of the files, where one cannot be read or is invalid, and `UsageError` for a
    fence that is empty, names no show of the data, or goes beyond its seasons and episodes.
    """
    import os

    from timeline.bundled import bundled_events
    from timeline.store.chronicle import Chronicle

    if up_to is None:
        up_to = os.environ.get("TIMELINE_UP_TO") or ()
    limits = [up_to] if isinstance(up_to, str) else list(up_to)
    return Chronicle([os.fspath(path) for path in paths] or [str(bundled_events())], up_to=limits)


def __getattr__(name: str) -> Any:
    """Import a public name where it is used: the command line needs few of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "timeline.library")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
