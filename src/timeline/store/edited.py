"""Which events of a file have been edited, added or removed, if nothing else of it has changed."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.events import REAL
from timeline.source.contents import parsed_events, parsed_rest
from timeline.source.decode import Decoder
from timeline.source.fields import DEFAULTS
from timeline.source.files import read_file
from timeline.source.kept import BATCH, events_from_text, values_from_text, values_in, values_to_text
from timeline.source.pieces import HASH_BYTES, Pieces, hash_of, split
from timeline.source.problems import Problems
from timeline.store.alignment import Gaps, Run, runs_of
from timeline.store.kept import key_of, tables_to_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from timeline.model.stamps import Stamp
    from timeline.source.row import Row

MOST = 1000
"""More events than these are not replaced one by one."""

MOST_OTHERS = 100
"""More events than these are not added, moved or removed one by one, which takes longer than replacing them."""

_HOME = ("show", "kind", "timeline")
"""The keys that decide where an event belongs."""


class NoPatchError(Exception):
    """The index has to be built anew."""


def require(condition: object) -> None:
    """Raise `NoPatchError` unless a condition is met."""
    if not condition:
        raise NoPatchError


class Like(NamedTuple):
    """Another event of the same file that stays, and names the same show, kind and timelines."""

    number: int
    """As it was before the edit."""
    is_before: bool
    """Whether it comes first in the file."""


class Edit(NamedTuple):
    """An event that has changed: its row as it was (None: it is new) and as it is (None: it is gone)."""

    old: Row | None
    new: Row | None
    has_moved: bool = False
    """Whether it stands before or behind other events than before."""
    like: Like | None = None
    """Looked up for an event that has come, gone or moved."""


class EditedFile(NamedTuple):
    """A file in which only events have changed, and comments or empty lines beside them."""

    number: int
    stamp: Stamp
    rest: str
    """The hash of its text without its events."""
    hashes: bytes
    runs: list[Run]
    """The events that have not changed."""
    batches: dict[int, list[Row]]
    """What the batches that have changed hold now, by number (see `timeline.source.kept`)."""
    edits: list[Edit]


def edited_file(connection: sqlite3.Connection, number: int, path: str, *, is_root: bool) -> EditedFile:
    """Return how the events of a file have changed; raises `NoPatchError` if anything else may have."""
    sql = "SELECT rest, tables, defaults, hashes FROM file WHERE path = ? AND NOT is_rows AND rest <> ''"
    kept = connection.execute(sql, (key_of(path),)).fetchone()
    source = read_file(path, path, regular=not is_root)
    require(kept and source.problem is None and source.stamp)
    rest, tables, defaults, old_hashes = kept
    assert source.text is not None
    assert source.stamp is not None
    try:
        pieces = split(source.text)
        rest_now = hash_of(pieces.rest).hex()
        require(rest_now == rest or _beside(pieces, number) == (tables, defaults))
        hashes = pieces.hashes(source.text)
        gaps = Gaps(runs_of(old_hashes, hashes), len(old_hashes) // HASH_BYTES, len(hashes) // HASH_BYTES)
        require(len(gaps.come) <= MOST and len(gaps.gone) <= MOST)
        problems = Problems()
        decoder = Decoder(number, problems)
        decoder.defaults = values_from_text(defaults, number, DEFAULTS)
        texts = {n: source.text[pieces.starts[n] : pieces.ends[n]] for n in gaps.come}
        new = {n: row for n, text in texts.items() for row in decoder.events(parsed_events([text]), n)}
        require(not problems.found and len(new) == len(gaps.come))
    except (ValueError, RecursionError):  # a mistake, or not clear where the events are
        raise NoPatchError from None
    changes = _Changes(_Rows(connection, number, path), gaps, new)
    require(changes.others <= MOST_OTHERS)
    return EditedFile(number, source.stamp, rest_now, hashes, gaps.runs, changes.batches(), changes.edits())


def _beside(pieces: Pieces, number: int) -> tuple[str, str]:
    """Return what stands beside the events of a file, and its defaults, as the index keeps them."""
    problems = Problems()
    decoder = Decoder(number, problems)
    values = decoder.root(parsed_rest(pieces))
    require(not problems.found)
    return tables_to_text(values), values_to_text(decoder.defaults, DEFAULTS)


class _Rows:
    """The events of a file as they were, which are kept in batches."""

    def __init__(self, connection: sqlite3.Connection, number: int, path: str) -> None:
        sql = "SELECT n, events, size FROM batch WHERE path = ? ORDER BY n"
        rows = connection.execute(sql, (key_of(path),)).fetchall()
        self._number = number
        self.batches = [n for n, _, _ in rows]
        self.texts = [text for _, text, _ in rows]
        self.starts = list(accumulate((size for _, _, size in rows), initial=0))
        self._decoded: dict[int, list[Row]] = {}
        self._names: dict[int, list[tuple[object, ...]]] = {}

    def row(self, number: int) -> Row:
        """Return the event with a number."""
        at = self.at(number)
        start = self.starts[at]
        if at not in self._decoded:
            self._decoded[at] = events_from_text(self.texts[at], self._number, start)
        row: Row = self._decoded[at][number - start]
        return row

    def naming(self, at: int, named: tuple[object, ...]) -> Iterator[int]:
        """Yield the numbers, the last first, of the events of a batch that name a show, a kind and timelines."""
        if at not in self._names:
            self._names[at] = [_named(names) for names in values_in(self.texts[at], _HOME)]
        names = self._names[at]
        return (self.starts[at] + n for n in range(len(names) - 1, -1, -1) if names[n] == named)

    def at(self, number: int) -> int:
        """Return which batch has the event with a number."""
        return bisect_right(self.starts, number) - 1


class _Changes:
    """What has become of the events that are in no run."""

    def __init__(self, rows: _Rows, gaps: Gaps, new: Mapping[int, Row]) -> None:
        self._rows, self._gaps, self._new = rows, gaps, new
        self._old_of = self._paired()
        """By the number of an event as it is: the number that it had, if it is an earlier one, edited."""
        self._moved: set[int] = set()
        for gone, come in gaps.gaps:
            of_gap = {n: self._old_of[n] for n in come if n in self._old_of}
            if list(of_gap.values()) != sorted(of_gap.values()) or not all(old in gone for old in of_gap.values()):
                self._moved.update(of_gap)
        stay = {old for n, old in self._old_of.items() if n not in self._moved}
        self._lost = set(gaps.gone) - stay

    @property
    def others(self) -> int:
        """How many events have come, gone or moved."""
        return len(self._new) + len(self._gaps.gone) - 2 * len(self._old_of) + len(self._moved)

    def _paired(self) -> dict[int, int]:
        """Return which event was which: that with the same id, or else title and date, or else the one in its place."""
        known = {_key(self._rows.row(old)): old for old in self._gaps.gone}
        paired = {n: known.pop(key) for n, row in self._new.items() if (key := _key(row)) in known}
        left = set(known.values())
        for gone, come in self._gaps.gaps:
            old, new = [each for each in gone if each in left], [each for each in come if each not in paired]
            if len(old) == len(new):
                pairs = zip(new, old, strict=True)
                paired |= {n: each for n, each in pairs if _may_be_one(self._rows.row(each), self._new[n])}
        return paired

    def edits(self) -> list[Edit]:
        """Return what has changed, each event once."""
        found = []
        for n, row in self._new.items():
            old, behind = self._old_of.get(n), self._gaps.behind(n)
            if old is None:
                found.append(Edit(None, row, like=self._like(row, behind)))
            elif n in self._moved:
                found.append(Edit(self._rows.row(old), row, has_moved=True, like=self._like(row, min(old, behind))))
            else:
                found.append(Edit(self._rows.row(old), row))
        paired = set(self._old_of.values())
        gone = ((old, self._rows.row(old)) for old in self._gaps.gone if old not in paired)
        return found + [Edit(row, None, like=self._like(row, old)) for old, row in gone]

    def _like(self, row: Row, number: int) -> Like | None:
        """Return an event that belongs where another does, best one before a number."""
        named = _named(tuple(row.values.get(key) for key in _HOME))
        start = self._rows.at(number)
        nearest = [*range(min(start, len(self._rows.texts) - 1), -1, -1), *range(start + 1, len(self._rows.texts))]
        after = None
        for at in nearest:
            for old in self._rows.naming(at, named):
                if old not in self._lost and old < number:
                    return Like(old, is_before=True)
                after = old if old not in self._lost else after
        return None if after is None else Like(after, is_before=False)

    def batches(self) -> dict[int, list[Row]]:
        """Return the batches that have changed, by their number."""
        starts, found = self._rows.starts, {}
        for number, start, end in zip(self._rows.batches, starts, starts[1:], strict=False):
            begin, stop = self._gaps.boundary(start) if start else 0, self._gaps.boundary(end)
            is_same = any(run.old <= start and end <= run.old + run.length for run in self._gaps.runs)
            if not is_same or stop - begin != end - start:
                require(stop - begin <= 2 * BATCH)
                found[number] = list(self._rows_now(begin, stop))
        return found

    def _rows_now(self, begin: int, stop: int) -> Iterator[Row]:
        for n in range(begin, stop):
            old = self._gaps.old_of(n)
            yield self._new[n] if old is None else self._rows.row(old)


def _named(names: tuple[Any, ...]) -> tuple[object, ...]:
    """Return the show, the kind and the timelines that an event names; without any, it is of the kind `real`."""
    show, kind, timelines = names
    if show is None and timelines is None:
        kind = kind or REAL
    return show, kind, None if timelines is None else tuple(timelines)


def _key(row: Row) -> tuple[str, ...]:
    """Return what tells an event from the others of its file."""
    values = row.values
    return (values["id"],) if "id" in values else (values["title"], values["date"].text)


def _may_be_one(old: Row, new: Row) -> bool:
    """Return whether an event may have become another: with another id, or another date."""
    one, other = old.values, new.values
    return ("id" in one and "id" in other) or ("id" not in one and "id" not in other and one["title"] == other["title"])
