"""Finding one event by what a person types: its id, the start or a part of it, or words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean, fold, slug
from timeline.model.query import Query, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

MOST_CANDIDATES = 8
"""So many events are named where a text may mean several."""


def find(chronicle: Chronicle, text: str) -> Event:
    """Return the one event that a text means.

    The first of these that any event meets decides: its id is the text; its id starts with it; its id holds it; its
    title has the same words; its title has all of the words. Neither case nor accents of a title count.
    Raises `UsageError` where no event meets any, and, with the candidates, where several meet the first.
    """
    if not fold(storable(text)):
        raise UsageError("an event needs a name: its id, the start of it, or words of its title")
    for found in _attempts(chronicle, text):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f'"{text}" may be any of {len(found)} events', _listed(found))
    raise UsageError(f'there is no event "{text}"', did_you_mean(text, sorted(chronicle.ids(("", [])))))


def _attempts(chronicle: Chronicle, text: str) -> Iterator[Sequence[Event]]:
    """Return what each way of reading the text finds, the strictest first."""
    typed = fold(text)
    ids = [(fold(event_id), event_id) for event_id in chronicle.ids(("", []))]
    yield _events(chronicle, (event_id for folded, event_id in ids if folded == typed))
    yield _events(chronicle, (event_id for folded, event_id in ids if folded.startswith(typed)))
    yield _events(chronicle, (event_id for folded, event_id in ids if typed in folded))
    words = set(slug(text).split("-")) - {""}
    if words:
        titled = [(event, slug(event.title).split("-")) for event in chronicle.ask(Query(words=tuple(words)))]
        yield [event for event, title in titled if "-".join(title) == slug(text)]
        yield [event for event, title in titled if words <= set(title)]


def _events(chronicle: Chronicle, ids: Iterable[str]) -> list[Event]:
    wanted = tuple(ids)
    return chronicle.ask(Query(ids=wanted)) if wanted else []


def _listed(events: Sequence[Event]) -> str:
    names = [f'"{event.id}"' for event in events[:MOST_CANDIDATES]]
    more = f" and {len(events) - len(names)} more" if len(events) > len(names) else ""
    return f"one of {', '.join(names)}{more}"
