"""What a shell offers on TAB: names out of the index, behind the same fence as every answer. Never an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.cli.options import DataOptions
from timeline.cli.settings import setting
from timeline.model.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer import Context

MOST = 200
"""So many names are offered at once; more are no help."""


def names(facet: str, context: Context, incomplete: str) -> list[str]:
    """Return the names of a facet that begin with what is typed so far; none where the data cannot be read."""
    from timeline.model.fence import parse_limits
    from timeline.store.chronicle import Chronicle

    try:
        paths = DataOptions(data=context.params.get("data")).paths()
        limits = parse_limits(setting("up_to", context.params.get("up_to")).values)
        if "-" in paths:
            return []  # standard input is the shell's
        found = Chronicle(paths, up_to=limits).names(facet, incomplete.strip("\"'"), MOST)
    except (DataError, UsageError, OSError):
        return []
    return _for_shell(found)


def choices(known: Iterable[str], incomplete: str) -> list[str]:
    """Return the words that begin with what is typed so far."""
    return [word for word in known if word.startswith(incomplete)]


def _for_shell(found: Iterable[str]) -> list[str]:
    """Return names as a shell takes them: bash inserts them as they are, so blanks are escaped there."""
    clean = [name for name in found if name.isprintable()]
    if os.environ.get("_TIMELINE_COMPLETE", "").endswith("bash"):
        return ["".join(f"\\{c}" if c in " '\"()&;|<>$`\\" else c for c in name) for name in clean]
    return clean
