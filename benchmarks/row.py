"""A row of the report: a name to ask for it, what it is about, and the function that measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.bench import Bench


class Row(NamedTuple):
    """Something that is measured. It adds figures to the bench; how many is its own affair."""

    name: str
    """What `--only` takes."""
    title: str
    explanation: str
    """For readers of the page: what is measured, and against what."""
    measure: Callable[[Bench], None]
