"""What is left out of the list."""

from __future__ import annotations

from typing import NamedTuple

from timeline.model.query import EVERY_EVENT, Query


class Filter(NamedTuple):
    """What is left out."""

    words: str = ""
    """Words as they are typed; each may be the start of a word."""
    options: str = ""
    """Filters as on the command line."""
    query: Query = EVERY_EVENT
    """What the options say."""
    differing: bool = False
    """Whether only what differs is shown."""

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def whole(self) -> Query:
        """Return the options and the words as one query."""
        typed = (word.strip('"*') for word in self.words.split())
        return self.query._replace(
            words=(*self.query.words, *(f"{word}*" for word in typed if any(map(str.isalnum, word))))
        )
