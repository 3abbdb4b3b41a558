"""Which color a history has: a number, as in `Palette.history`. Our history has the first; the alternates share three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.questions.branches import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.world import World

ALTERNATES = 3
"""The colors of alternate histories, which take turns."""


def color_numbers(world: World, compared: Iterable[tuple[str, str]] = ()) -> dict[str, int]:
    """Return the number of the color of every timeline, by its place among all: whatever is shown, it keeps its color.

    A timeline whose parent has that color takes the next, and so does one that is `compared` with another that has it.
    """
    others: dict[str, set[str]] = {}
    for one, other in compared:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    found: dict[str, int] = {}
    for place, timeline in enumerate(in_order(world)):
        turns = [(place + turn - 1) % ALTERNATES + 1 for turn in range(ALTERNATES)] if place else [0]
        taken = {found.get(each) for each in (world.timelines[timeline].parent, *others.get(timeline, ())) if each}
        found[timeline] = next((turn for turn in turns if turn not in taken), turns[0])
    return found
