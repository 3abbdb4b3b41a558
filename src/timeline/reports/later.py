"""Rows that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


class Later(Sequence[T]):
    """Rows that are made when they are asked for, so that the first are written before the last are read."""

    def __init__(self, number: int, make: Callable[[], Iterable[T]]) -> None:
        self._number, self._make = number, make

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[T]:
        return iter(self._make())

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index] if isinstance(index, slice) or index < 0 else next(islice(self, index, None))
