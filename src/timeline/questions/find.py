"""Find one event by what a person types: its id, part of its id, or words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.events import lines_of
from timeline.model.names import MOST_LINES, ambiguous, did_you_mean, fold, storable, words_of
from timeline.store.conditions import titled, with_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle


def find(chronicle: Chronicle, text: str) -> Event:
    """Return the one event that a text names.

    The first of these rules that matches any event decides: the id is the text; the id is the text without regard to case
    and accents; the id starts with it ("moon-b", or as a screen cuts it, "moon-b…"); the id contains it; the title has the
    same words; the title has all of the words.
    Raises `UsageError` if nothing matches, and, with the candidates, if the deciding rule matches several events.
    """
    if not fold(storable(text)):
        raise UsageError("the name of the event is empty", "write its id, the start of its id, or words of its title")
    for found in _attempts(chronicle, text):
        events = chronicle.select(with_id(found), limit=MOST_LINES)
        if len(found) == 1:
            return events[0]
        if found:
            raise ambiguous(text, "events", [event.id for event in events], len(found), lines_of(events))
    raise UsageError(f'there is no event "{text}"', did_you_mean(text, sorted(chronicle.ids())))


def names_in(chronicle: Chronicle, typed: Sequence[str]) -> list[str]:
    """Return the names of events in the words that are typed: all words are one name, unless each of them is one.

    Such a word is an id, or looks like one: it has a hyphen or a blank in it, or a screen has cut it.
    """
    if len(typed) > 1 and all(_is_name(word) or word in chronicle for word in typed):
        return list(typed)
    return [" ".join(typed)]


def _is_name(word: str) -> bool:
    return "-" in word.strip("-") or " " in word.strip() or word.endswith(("…", ".."))


def _attempts(chronicle: Chronicle, text: str) -> Iterator[Sequence[str]]:
    """Yield the ids of the events that each rule matches, starting with the strictest rule."""
    ids = chronicle.names_of("id")
    like = [event_id for event_id, _ in ids.like(text)]
    yield [event_id for event_id in like if event_id == text]
    yield like
    yield ids.starting(text)
    yield [event_id for event_id, _ in ids.containing([fold(text)])]
    words = words_of(text)
    if words:
        titles = chronicle.titles(titled(text))
        yield [event_id for event_id, title in titles if words_of(title) == words]
        yield [event_id for event_id, _ in titles]
