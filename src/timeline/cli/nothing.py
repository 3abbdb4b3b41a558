"""The note if nothing matches: the nearest words in the history, or the options for a word that has some.

These are the code of an episode, and the status of a divergence.
"""

from __future__ import annotations

from shlex import join
from typing import TYPE_CHECKING

from timeline.cli.notes import note
from timeline.model.events import options_of_code
from timeline.model.names import near_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle

SHORTEST = 2
"""The length from which a word may be mistyped; nothing is near a single character."""


def note_nearest_words(chronicle: Chronicle, query: Query) -> None:
    """Note which words of a query the history lacks, if any, each with the nearest words in it."""
    from timeline.questions.pairs import STATUSES

    counts = chronicle.vocabulary()
    words = []
    for word in query.words:
        hint = options_of_code(word)
        if word.casefold() in STATUSES and chronicle.world.alternates:
            others = [other for other in query.words if other != word]
            command = join(["timeline", "diverge", *others, "--status", word.casefold()])
            note(f"to see the events that are {word.casefold()}, write {command}")
        elif hint and words_of(word)[-1] not in counts:
            note(f"to see the events of {word}, {hint}")
        else:
            words.append(word)
    lacking = dict.fromkeys(_lacking(words, counts))
    if lacking:
        note("; ".join(_about(word, counts) for word in lacking))


def _lacking(words: Iterable[str], counts: dict[str, int]) -> Iterable[str]:
    for typed in words:
        parts = words_of(typed)
        for part in parts:
            is_start = typed.endswith("*") and part == parts[-1]
            if len(part) >= SHORTEST and not (
                any(each.startswith(part) for each in counts) if is_start else part in counts
            ):
                yield part


def _about(word: str, counts: dict[str, int]) -> str:
    near = ", ".join(f"{each} ({count})" for each, count in near_words(word, counts))
    return f'no event has the word "{word}"' + (f"; nearest: {near}" if near else "")
