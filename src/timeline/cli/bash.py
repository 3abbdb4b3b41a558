"""Command lines of bash: split one with quotes and backslashes into words, and quote a word to be inserted.

zsh and fish pass words without their quotes, and quote what they insert. Bash does neither: it inserts a text as it is,
in place of the part of the word after its last break (`COMP_WORDBREAKS`) or its open quote.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BREAKS = " \t\n<>|&;()"
_SPECIAL = re.compile(r"(?![\w@%+=:,./-])[ -~]")
"""A character with a special meaning in bash."""


class BashLine(NamedTuple):
    """The words of a command line without their quotes, split at the cursor."""

    before: list[str]
    """The words before the one at the cursor, without the name of the program."""
    current: str
    """The word at the cursor, up to the cursor."""
    after: list[str]
    kept: str
    """The start of this word, which bash does not replace."""
    quote: str
    """The quote that is open at the place of insertion: ', " or empty."""
    is_redirection: bool
    """Whether the word is the file of a redirection."""

    def quoted(self, word: str) -> str | None:
        """Return the text to insert so that bash reads this word; None if there is none.

        There is none if the word does not begin with `kept`, or if it would have to leave the open quote, which bash then
        does not close.
        """
        if not word.startswith(self.kept):
            return None
        rest = word[len(self.kept) :]
        if self.quote == "'":
            return None if "'" in rest else rest
        if self.quote:
            return None if '"' in rest or "!" in rest else re.sub(r"[\\$`]", r"\\\g<0>", rest)
        return _SPECIAL.sub(r"\\\g<0>", rest)


def read_line(text: str, point: int, replaced: str) -> BashLine:
    """Split a command line at the cursor; bash will replace the text `replaced` before it.

    Raises `ValueError` if it is not clear how bash would read it.
    """
    left = text[:point]
    if not left.endswith(replaced):
        raise ValueError("the text to replace is not before the cursor")
    start = point - len(replaced)
    scan, whole = _Scan(left), _Scan(text)
    if scan.quote and scan.quoted_from > start:
        raise ValueError("a quote opens within the text to replace")
    current = scan.unfinished or []
    words = [*whole.words, *([whole.unfinished] if whole.unfinished is not None else [])]
    return BashLine(
        before=[_text(word) for word in scan.words[1:]],
        current=_text(current),
        after=[_text(word) for word in words[len(scan.words) + (scan.unfinished is not None) :]],
        kept="".join(character for place, character in current if place < start),
        quote=scan.quote,
        is_redirection=scan.is_redirection,
    )


def start_of_word(left: str) -> int:
    """Return the place at which the unfinished word at the end of a line begins, or its open quote."""
    scan = _Scan(left)
    if scan.quote:
        return scan.quoted_from
    return scan.unfinished[0][0] if scan.unfinished else len(left)


_Word = list[tuple[int, str]]


def _text(word: _Word) -> str:
    return "".join(character for _, character in word)


class _Scan:
    """The words of a text, each as its characters with their positions."""

    def __init__(self, text: str) -> None:
        self.words: list[_Word] = []
        """The complete words."""
        self.unfinished: _Word | None = None
        """The word at the end of the text; None after a blank."""
        self.quote = ""
        """The quote that is open at the end."""
        self.quoted_from = 0
        """The position after that quote."""
        self.is_redirection = False
        """Whether the unfinished word follows a redirection."""
        place = 0
        while place < len(text):
            place = self._in_quote(text, place) if self.quote else self._outside(text, place)

    def _outside(self, text: str, place: int) -> int:
        character = text[place]
        if character in _BREAKS:
            self._end_word()
            self.is_redirection = self.is_redirection or character in "<>"
            return place + 1
        word = self.unfinished = self.unfinished or []
        if character == "\\":
            word += [(place, text[place + 1])] if place + 1 < len(text) else []
            return place + 2
        if character in "'\"":
            if text[place - 1 : place] == "$":
                raise ValueError("a quote that only bash has")
            self.quote, self.quoted_from = character, place + 1
        else:
            word.append((place, character))
        return place + 1

    def _in_quote(self, text: str, place: int) -> int:
        word = self.unfinished
        assert word is not None
        character, following = text[place], text[place + 1 : place + 2]
        if character == self.quote:
            self.quote = ""
        elif character == "\\" and self.quote == '"' and following and following in '\\$`"':
            word.append((place, following))
            return place + 2
        else:
            word.append((place, character))
        return place + 1

    def _end_word(self) -> None:
        if self.unfinished is None:
            return
        if not self.is_redirection:
            self.words.append(self.unfinished)
        self.unfinished, self.is_redirection = None, False
