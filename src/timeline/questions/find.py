"""Find one event by what a person types: its id, part of its id, or words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.events import lines_of
from timeline.model.names import MOST_LINES, ambiguous, did_you_mean, fold, has_words, starting, storable, words_of
from timeline.store.conditions import saying, with_id

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
    typed = fold(text)
    ids = [(fold(event_id), event_id) for event_id in chronicle.ids()]
    yield [event_id for _, event_id in ids if event_id == text]
    yield [event_id for folded, event_id in ids if folded == typed]
    yield starting((event_id for _, event_id in ids), text)
    yield [event_id for folded, event_id in ids if typed in folded]
    words = words_of(text)
    if words:
        events = chronicle.select(saying(words))
        yield [event.id for event in events if words_of(event.title) == words]
        yield [event.id for event in events if has_words(event.title, text)]
