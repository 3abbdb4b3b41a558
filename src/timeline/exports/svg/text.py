"""How wide text is in a picture, without a font at hand, and how to make it fit.

A picture names fonts with well-known metrics (`metrics`), so its layout needs no font file. Widths are those of the letters
side by side; kerning, which can only make text narrower, is left out. For characters that these fonts lack, a width is
assumed that is rather too large: 1 for wide ones (Chinese, Japanese, Korean, emoji), 0.7 for others.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from timeline.exports.svg import metrics
from timeline.model.cleaning import one_line

ELLIPSIS = "…"
_WIDE, _UNKNOWN = 1000, 700


class Face(NamedTuple):
    """One cut of one font."""

    family: str
    """The value of `font-family`: fonts that look alike, the best first."""
    is_bold: bool
    widths: str
    """The widths of `metrics.CHARACTERS`."""


_SANS_FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
_SERIF_FAMILY = "Liberation Serif, Georgia, Times New Roman, serif"

SANS = Face(_SANS_FAMILY, is_bold=False, widths=metrics.SANS)
SANS_BOLD = Face(_SANS_FAMILY, is_bold=True, widths=metrics.SANS_BOLD)
SERIF = Face(_SERIF_FAMILY, is_bold=False, widths=metrics.SERIF)
SERIF_BOLD = Face(_SERIF_FAMILY, is_bold=True, widths=metrics.SERIF_BOLD)


def clean(text: str) -> str:
    """Return any text on one line, with only characters that XML allows and that do not change what is beside them.

    Controls become visible as in a table on the screen. What XML 1.0 forbids beyond these (lone surrogates, U+FFFE and
    U+FFFF) becomes the replacement character.
    """
    shown = one_line(text)
    if shown.isascii():
        return shown
    return "".join(
        "\ufffd" if 0xD800 <= ord(each) <= 0xDFFF or ord(each) & 0xFFFE == 0xFFFE else each for each in shown
    )


def width(text: str, size: float, face: Face = SANS) -> float:
    """Return how wide a text is, in the unit of `size`."""
    table = _table(face)
    return sum(map(table.__getitem__, clean(text))) * size / 1000


def shortened(text: str, room: float, size: float, face: Face = SANS) -> str:
    """Return a text that is at most `room` wide: the text itself, or its beginning and an ellipsis.

    The result is empty if there is not even room for the ellipsis. It never ends between a letter and its accents.
    """
    text = clean(text)
    table = _table(face)
    left = room * 1000 / size
    if sum(map(table.__getitem__, text)) <= left:
        return text
    left -= table[ELLIPSIS]
    if left < 0:
        return ""
    end = 0
    for end, each in enumerate(text):  # noqa: B007
        left -= table[each]
        if left < 0:
            break
    while end and (_is_joined(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def wrapped(text: str, room: float, size: float, face: Face = SANS, *, lines: int = 0) -> list[str]:
    """Return a text as lines of words that are at most `room` wide; a word that is wider is shortened.

    With `lines`, there are at most that many, and the last ends with an ellipsis if more would follow.
    """
    made: list[str] = []
    words = clean(text).split()
    for at, word in enumerate(words):
        longer = f"{made[-1]} {word}" if made else word
        if made and width(longer, size, face) <= room:
            made[-1] = longer
        elif lines and len(made) == lines:
            made[-1] = shortened(" ".join([made[-1], *words[at:]]), room, size, face)
            break
        else:
            made.append(word)
    return [shortened(line, room, size, face) for line in made]


def _is_joined(character: str) -> bool:
    """Return whether a character belongs to the one before it."""
    return bool(unicodedata.combining(character)) or unicodedata.category(character) in ("Mn", "Me", "Cf")


class _Widths(dict[str, int]):
    """The width of every character, worked out when it is asked for the first time."""

    def __missing__(self, character: str) -> int:
        base = unicodedata.normalize("NFD", character)[0]
        if _is_joined(character):
            found = 0
        elif base != character and base in self:
            found = self[base]
        elif unicodedata.east_asian_width(character) in "WF":
            found = _WIDE
        else:
            found = _UNKNOWN
        self[character] = found
        return found


@cache
def _table(face: Face) -> _Widths:
    return _Widths(zip(metrics.CHARACTERS, map(int, face.widths.split()), strict=True))
