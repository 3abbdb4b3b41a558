"""What a history looks like: a number of its own, and the color and the dashes that follow from it.

Our history has 0. Each alternate has a number that no other has, so that no two look the same: the first five differ in
color, and the next five, with the same colors, have dashed lines.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from timeline.questions.branches import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.world import World

ALTERNATES = 5
"""The colors of alternate histories, which take turns."""

_DASHES = (None, "9 4", "3 3", "12 3 3 3", "6 8")
"""The dashes of the lines of one round of colors after the other."""


def color_numbers(world: World, compared: Iterable[tuple[str, str]] = ()) -> dict[str, int]:
    """Return the number of every timeline, as `Palette.history` takes it. It is the same whichever timelines are shown.

    No timeline has a number with the color of its parent, or of another with which it is `compared`.
    """
    others: dict[str, set[str]] = {}
    for one, other in compared:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    found: dict[str, int] = {}
    used: set[int] = set()
    first = 1
    for timeline in in_order(world):
        kin = (world.timelines[timeline].parent, *others.get(timeline, ()))
        taken = {shade(found[each]) for each in kin if each in found}
        number = next(each for each in count(first) if each not in used and shade(each) not in taken) if found else 0
        found[timeline] = number
        used.add(number)
        while first in used:
            first += 1
    return found


def shade(number: int) -> int:
    """Return which color a number has: 0 for our history, 1 to `ALTERNATES` for others."""
    return number and (number - 1) % ALTERNATES + 1


def dashes(number: int) -> str | None:
    """Return the dashes of the line of a history, as SVG writes them; None for a line without."""
    return _DASHES[max(0, number - 1) // ALTERNATES % len(_DASHES)]
