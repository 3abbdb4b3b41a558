"""The numbers of events in their files: an index keeps for each file the ranks of its events, in their order."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from timeline.model.events import Origin
from timeline.store.kept import key_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from timeline.store.alignment import Run


class Numbers:
    """Which event has which number, in all files of a history."""

    def __init__(self, connection: sqlite3.Connection, paths: Sequence[str]) -> None:
        """Take an index and the absolute paths of its files, in their order."""
        self._connection = connection
        self._paths = paths
        self._ranks: dict[int, array[int]] = {}

    def ranks(self, file: int) -> array[int]:
        """Return the ranks of the events of a file, by their numbers; 0 for one that has no rank of its own."""
        if file not in self._ranks:
            sql = "SELECT ranks FROM file WHERE path = ?"
            (ranks,) = self._connection.execute(sql, (key_of(self._paths[file]),)).fetchone()
            self._ranks[file] = array("q", ranks)
        return self._ranks[file]

    def rank(self, at: Origin) -> int:
        """Return the rank of the event at a place."""
        assert at.number is not None
        return self.ranks(at.file)[at.number]

    def place(self, rank: int) -> tuple[int, int]:
        """Return the file and the number of the event with a rank; raises `ValueError` if there is none."""
        for file in range(len(self._paths)):
            try:
                return file, self.ranks(file).index(rank)
            except ValueError:
                pass
        raise ValueError(rank)

    def places(self) -> dict[int, Origin]:
        """Return the places of all events by their ranks."""
        files = range(len(self._paths))
        return {rank: Origin(file, "event", n) for file in files for n, rank in enumerate(self.ranks(file))}

    def follow(self, file: int, runs: Iterable[Run], count: int) -> None:
        """Give the events of a file new numbers: those of some runs; the others have no rank yet."""
        old, new = self.ranks(file), array("q", [0]) * count
        for run in runs:
            new[run.new : run.new + run.length] = old[run.old : run.old + run.length]
        self._ranks[file] = new

    def put(self, at: Origin, rank: int) -> None:
        """Note the rank of the event at a place."""
        assert at.number is not None
        self.ranks(at.file)[at.number] = rank

    def text(self, file: int) -> bytes:
        """Return the numbers of a file as the index has them."""
        return self.ranks(file).tobytes()
