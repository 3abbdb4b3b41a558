"""Which events of a file have been edited, if nothing else of it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.source.contents import parsed_events
from timeline.source.decode import Decoder
from timeline.source.fields import DEFAULTS
from timeline.source.files import read_file
from timeline.source.kept import BATCH, events_from_text, events_to_text, values_from_text
from timeline.source.pieces import HASH_BYTES, hash_of, split
from timeline.source.problems import Problems
from timeline.store.kept import key_of

if TYPE_CHECKING:
    import sqlite3

    from timeline.model.stamps import Stamp
    from timeline.source.row import Row

MOST = 1000
"""More events than these are not replaced one by one."""


class NoPatchError(Exception):
    """The index has to be built anew."""


def require(condition: object) -> None:
    """Raise `NoPatchError` unless a condition is met."""
    if not condition:
        raise NoPatchError


class Edit(NamedTuple):
    """An event whose text has changed: its row as it was, and as it is."""

    old: Row
    new: Row


class EditedFile(NamedTuple):
    """A file in which only events have changed, and none has come, gone or moved."""

    stamp: Stamp
    hashes: bytes
    batches: dict[int, str]
    """The texts of the batches that have changed, by number (see `timeline.source.kept`)."""
    edits: list[Edit]


def edited_file(connection: sqlite3.Connection, number: int, path: str, *, is_root: bool) -> EditedFile:
    """Return how the events of a file have changed; raises `NoPatchError` if anything else may have."""
    sql = "SELECT rest, defaults, hashes FROM file WHERE path = ? AND NOT is_rows"
    kept = connection.execute(sql, (key_of(path),)).fetchone()
    source = read_file(path, path, regular=not is_root)
    require(kept and source.problem is None and source.stamp)
    rest, defaults, old_hashes = kept
    assert source.text is not None
    assert source.stamp is not None
    try:
        pieces = split(source.text)
        require(len(pieces.starts) * HASH_BYTES == len(old_hashes) and hash_of(pieces.rest).hex() == rest)
        hashes = pieces.hashes(source.text)
        steps = range(0, len(hashes), HASH_BYTES) if hashes != old_hashes else ()
        changed = [at // HASH_BYTES for at in steps if hashes[at : at + HASH_BYTES] != old_hashes[at : at + HASH_BYTES]]
        require(len(changed) <= MOST)
        problems = Problems()
        decoder = Decoder(number, problems)
        decoder.defaults = values_from_text(defaults, number, DEFAULTS)
        texts = {n: source.text[pieces.starts[n] : pieces.ends[n]] for n in changed}
        new = {n: row for n, text in texts.items() for row in decoder.events(parsed_events([text]), n)}
        require(not problems.found and len(new) == len(changed))
    except (ValueError, RecursionError):  # a mistake, or not clear where the events are
        raise NoPatchError from None
    batches, edits = {}, []
    for n in sorted({each // BATCH for each in changed}):
        (text,) = connection.execute("SELECT events FROM batch WHERE path = ? AND n = ?", (key_of(path), n)).fetchone()
        old = events_from_text(text, number, n * BATCH)
        rows = [new.get(at, row) for at, row in enumerate(old, n * BATCH)]
        edits += [Edit(before, after) for before, after in zip(old, rows, strict=True) if before is not after]
        batches[n] = events_to_text(rows)
    require(len(edits) == len(changed))
    return EditedFile(source.stamp, hashes, batches, edits)
