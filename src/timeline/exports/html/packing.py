"""What the page keeps compressed: bodies of events, and of a long history everything that its list would say."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from timeline.exports.html.items import sources_of
from timeline.model.cleaning import one_line
from timeline.model.date_text import date_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event

QUICK, SMALL = 6, 9
"""How hard zlib tries: 9 takes three times as long as 6 for a percent of the bytes, which a long history does without."""


def packed(content: object, effort: int = SMALL) -> str:
    """Return content as compressed JSON in Base64, as the script unpacks it (deflate without a header)."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    squeezer = zlib.compressobj(effort, zlib.DEFLATED, -15)
    return b64encode(squeezer.compress(text) + squeezer.flush()).decode()


def body(event: Event, *, whole: bool) -> list[object]:
    """Return what the script unpacks of an event: its sources and, if `whole`, its summary and its place."""
    sources = [list(source) for source in sources_of(event)]
    if not whole:
        return [sources]
    return [sources, one_line(event.summary) if event.summary else None, one_line(event.place or "")]


def texts(events: Sequence[Event]) -> dict[str, Any]:
    """Return what the list of a long history would say of each event at once, as columns."""
    return {
        "ids": [event.id for event in events],
        "titles": [one_line(event.title) for event in events],
        "dates": [date_text(event.date) for event in events],
    }
