"""The signs of tables on a screen, one for each meaning, in Unicode and in ASCII. A color only repeats what a sign says."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """One set of signs."""

    real: str = "○"
    """Of our own history, or of the base of a comparison."""
    alt: str = "●"
    """Of an alternate history; in a comparison, added."""
    both: str = "◎"
    kept: str = "═"
    replaced: str = "◆"
    averted: str = "\u00d7"
    earlier: str = "▲"
    later: str = "▼"
    untold: str = "·"
    lane: str = "│"
    branch: str = "├"
    turn: str = "╮"
    """Where a branch leaves to the right."""
    join: str = "╯"
    """Where a lane comes from the right."""
    cross: str = "┼"
    folded: str = "┊"
    line: str = "─"
    to: str = "…"
    """Between the ends of a date, and where a text is cut."""
    dies: str = "†"
    dash: str = "–"


UNICODE = Signs()

ASCII = Signs(
    real="o",
    alt="*",
    both="@",
    kept="=",
    replaced="#",
    averted="x",
    earlier="^",
    later="v",
    untold=".",
    lane="|",
    branch="|",
    turn=".",
    join="'",
    cross="+",
    folded=":",
    line="-",
    to="..",
    dies="+",
    dash="-",
)


_BLOCKS = str.maketrans(
    {
        "─": "-",
        "│": "|",
        "├": "|",
        "┼": "+",
        "●": "*",
        "▸": ">",
        **dict.fromkeys("█▉▊▋▌▐", "#"),
        **dict.fromkeys("▍▎▏", "|"),
    }
)
"""What bars and trees are drawn with."""


def in_ascii(text: str) -> str:
    """Return a text with the signs of bars and trees in ASCII; each keeps its width."""
    return text.translate(_BLOCKS)


def signs_for(encoding: str | None) -> Signs:
    """Return the signs that an encoding can write: Unicode if it has them all."""
    try:
        "".join(UNICODE).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
