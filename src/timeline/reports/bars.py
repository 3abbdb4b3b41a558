"""Bars and sparklines out of Unicode's block elements, for screens: every number that they show stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(share: float, width: int) -> str:
    """Return a bar as long as this share (0 to 1) of `width` columns, to an eighth of one; never empty above 0."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def sparkline(shares: Iterable[float | None]) -> str:
    """Return a block a share (0 to 1), as high as it is; a blank for None, of which nothing is known."""
    return "".join(" " if share is None else _LEVELS[min(int(share * 8), 7)] for share in shares)
