"""Bars and sparklines made of Unicode block elements. The numbers that they show are always printed beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(share: float, width: int) -> str:
    """Return a bar for a share (0 to 1) of `width` cells, precise to an eighth of a cell; never empty above 0."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def sparkline(shares: Iterable[float | None]) -> str:
    """Return one block per share (0 to 1) with its height; a blank for None, which is unknown."""
    return "".join(" " if share is None else _LEVELS[min(int(share * 8), 7)] for share in shares)
