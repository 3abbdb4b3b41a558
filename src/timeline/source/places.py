"""Places of what problems are about, found by reading only the tables that have problems.

A large history may have a finding about one event in ten. The others are neither scanned nor parsed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from timeline.source.pieces import UnclearError, is_clear, split
from timeline.source.positions import Path, Position, Positions, Region, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from timeline.source.pieces import Pieces

T = TypeVar("T")

_REMEMBERED = 256
"""How many events are kept as they were read: problems of one event mostly come one after another."""


class _EventScan:
    """The positions in one event, scanned as far as they are asked for: most problems are about one of its first keys."""

    def __init__(self, entries: Iterator[tuple[Path, Position]]) -> None:
        self._entries = entries
        self._found: dict[Path, Position] = {}

    def position(self, path: Path) -> Position | None:
        """Return the position of a header, key or value; None if there is none, or if the event is not whole."""
        if path in self._found:
            return self._found[path]
        try:
            for each, position in self._entries:
                self._found[each] = position
                if each == path:
                    return position
        except (RecursionError, ValueError):
            pass
        return None


class Places:
    """Finds the tables of one TOML text and where they stand."""

    def __init__(self, text: str, tables: Callable[[], Mapping[str, Any]]) -> None:
        """Prepare to look into a text; `tables` parses all of it and is called where its events cannot be told apart."""
        self._text = text
        self._tables = tables
        self._scans: dict[int, _EventScan] = {}  # no `lru_cache`: one of a bound method keeps its object, and the text
        self._events: dict[int, dict[str, Any]] = {}

    def region(self, path: Path, *, key: bool = False) -> Region:
        """Return where the value (or the key) at `path` stands. If there is no such path, return the nearest parent."""
        if not path:
            return Region(0, 0)
        found = None
        if path[0] == "event" and self._has_event(_number(path)):
            found = self._scan(_number(path)).position(path)
        if found is None:
            return self._positions(path).region(path, key=key)
        return found.key if key else found.value

    def table(self, kind: str, number: int) -> Any:
        """Return the table of a kind with a number, counted from 0; None if there is none."""
        try:
            if kind == "event" and self._has_event(number):
                return self._event(number)
            rows = self._others.get(kind)
        except (ValueError, LookupError):  # a piece that is not whole
            rows = self._tables().get(kind)
        return rows[number] if isinstance(rows, list) and number < len(rows) else None

    @cached_property
    def _pieces(self) -> Pieces | None:
        """The events of the text; None if they cannot be told apart, or there are none."""
        try:
            pieces = split(self._text) if is_clear(self._text) else None
        except UnclearError:
            return None
        return pieces if pieces and pieces.runs else None

    @cached_property
    def _whole(self) -> Positions:
        return Positions(self._text)

    def _has_event(self, number: int) -> bool:
        return self._pieces is not None and number < len(self._pieces.starts)

    def _positions(self, path: Path) -> Positions:
        """Return the positions that have a path, if it is there at all."""
        if self._pieces is None:
            return self._whole
        if path[0] != "event":
            return self._beside_events or self._whole
        number = _number(path)
        if not self._has_event(number):
            return self._whole
        positions = Positions(self._text, [self._part(number)], {("event",): number})
        return positions if path[:1] in positions else self._whole

    def _part(self, number: int) -> Region:
        assert self._pieces is not None
        return Region(self._pieces.starts[number], self._pieces.ends[number])

    def _scan(self, number: int) -> _EventScan:
        if number not in self._scans:
            _make_room(self._scans)
            self._scans[number] = _EventScan(entries(self._text, self._part(number), {("event",): number}))
        return self._scans[number]

    def _event(self, number: int) -> dict[str, Any]:
        if number not in self._events:
            start, end = self._part(number)
            (event,) = tomli.loads(self._text[start:end])["event"]
            _make_room(self._events)
            self._events[number] = event
        return self._events[number]

    @cached_property
    def _beside_events(self) -> Positions | None:
        """The positions of all but the events; None if nothing is there."""
        assert self._pieces is not None
        starts = [0, *self._pieces.ends]
        ends = [*self._pieces.starts, len(self._text)]
        positions = Positions(
            self._text, [Region(*part) for part in zip(starts, ends, strict=True) if part[0] < part[1]]
        )
        return positions if positions.paths() else None

    @cached_property
    def _others(self) -> Mapping[str, Any]:
        """The tables of all but the events."""
        return self._tables() if self._pieces is None else tomli.loads(self._pieces.rest)


def _make_room(remembered: dict[int, T]) -> None:
    """Forget the event that has been remembered for the longest time, if there are as many as may be."""
    if len(remembered) == _REMEMBERED:
        del remembered[next(iter(remembered))]


def _number(path: Path) -> int:
    """Return the number of the event that a path leads into; the first one stands for all."""
    return next((part for part in path[1:2] if isinstance(part, int)), 0)
