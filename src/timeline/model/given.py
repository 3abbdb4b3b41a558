"""Checks of the values that callers of the library give."""

from __future__ import annotations

from collections.abc import Iterable
from operator import index
from typing import TYPE_CHECKING, SupportsIndex, TypeVar

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def words(value: object, read: Callable[[str], T]) -> list[T]:
    """Check one or several words and return them as a list; raises `UsageError` for anything else."""
    each = [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
    return [read(word if isinstance(word, str) else repr(word)) for word in each]


def pair(between: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return two timelines after they are checked; raises `UsageError` for anything but None and two texts."""
    if between is None or (isinstance(between, tuple | list) and [*map(type, between)] == [str, str]):
        return between
    raise UsageError(f"between takes two timelines, the base and the alternate, not {between!r:.60}")


def name(what: str, value: object) -> str:
    """Return a name after it is checked; raises `UsageError` for anything but text."""
    if isinstance(value, str):
        return value
    raise UsageError(f"{what} is named by text, not by {value!r:.60}")


def depth(value: object) -> int | None:
    """Return a depth after it is checked; raises `UsageError` for anything but None and a whole number from 0 on."""
    if value is None:
        return None
    depth = index(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else -1
    if depth < 0:
        raise UsageError(f"depth takes a whole number from 0 on, not {value!r:.60}")
    return depth
