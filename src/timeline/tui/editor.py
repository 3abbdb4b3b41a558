"""Where an event is written, and how to open an editor there."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.source.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT = "vi"


class Place(NamedTuple):
    """A line of a file."""

    path: str
    line: int


def place_of(paths: Sequence[str], event_id: str) -> Place:
    """Return where an event begins in the files of a history. Raises `UsageError` if it is nowhere, and `DataError`."""
    from timeline.store.compiling import document_of

    document = document_of(paths)
    event = next((each for each in document.events if each.id == event_id), None)
    if event is None or event.at is None:
        raise UsageError(f'the files have no event "{event_id}"')
    source, number = document.files[event.at.file], event.at.number or 0
    text = source.text or ""
    if source.is_rows:
        start = source.rows[number].start if number < len(source.rows) else 0
    else:
        from timeline.source.places import Places

        start = Places(source.repaired or text, lambda: source.tables).region((event.at.table, number), key=True).start
    return Place(source.path, Lines(text).line_column(start)[0])


def command_for(place: Place) -> list[str]:
    """Return the command that opens $EDITOR at a line. No shell reads it; raises `UsageError` for an unclosed quote."""
    editor = os.environ.get("EDITOR", "").strip() or DEFAULT
    try:
        words = shlex.split(editor)
    except ValueError:
        raise UsageError(f"$EDITOR cannot be read: {editor}") from None
    return [*words, f"+{place.line}", place.path]
