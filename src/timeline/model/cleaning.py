"""Make text from a file safe to show: a title could move the cursor, fill the clipboard or reverse the text direction."""

from __future__ import annotations

import re
from functools import cache


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of spaces that end or break a line, and of controls; compiled for the first text with either.

    Controls are those of C0 and C1, bidirectional marks and overrides, and characters without width (Unicode's category
    Cf). The joiners U+200C and U+200D stay: several scripts, and emoji, cannot be written without them.
    """
    return re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+"), re.compile(
        r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    )


def one_line(text: str) -> str:
    """Return the text on one line, with every control and invisible character made visible."""
    if text.isprintable():  # then it has neither, in any version of Unicode
        return text
    space, control = _patterns()
    return control.sub(_visible, space.sub(" ", text))


def _visible(match: re.Match[str]) -> str:
    """Return the Unicode picture of a C0 control or DEL (U+241B for ESC), and the replacement character for the rest."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
