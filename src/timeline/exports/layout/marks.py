"""How a fate looks, as data: shape for the fate, filling for certainty, color and side for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Shape = Literal["disc", "diamond", "square", "cross", "ring"]
Ink = Literal["history", "ink3", "gone", "move", "both"]
"""A color of the palette; `history` stands for that of the timeline, `both` for the way from one to the other."""


class Look(NamedTuple):
    """How an event looks."""

    shape: Shape
    ink: Ink = "history"
    size: float = 1.0
    """Against the radius of others."""
    is_struck: bool = False
    """Whether its title is struck out."""


class Stroke(NamedTuple):
    """How a line looks."""

    ink: Ink
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    has_cap: bool = False
    """Whether it ends in a bar before it reaches the base event."""


DISC = Look("disc")
LOOKS: Mapping[str, tuple[Look, Look]] = {
    "shared": (DISC, DISC),
    "moved": (Look("diamond"), Look("diamond")),
    "replaced": (Look("square"), Look("square")),
    "averted": (Look("cross", "gone", is_struck=True), DISC),
    "added": (DISC, DISC),
    "kept": (DISC, DISC),
    "alike": (DISC, DISC),
    "untold": (Look("disc", "ink3", 0.8), Look("disc", "ink3", 0.8)),
    "making": (Look("ring", "ink3", 0.8), Look("ring", "ink3", 0.8)),
    "aside": (DISC, DISC),
}
"""The looks of each fate on the left and on the right."""

STROKES: Mapping[str, Stroke] = {
    "moved": Stroke("move", 2.2),
    "replaced": Stroke("both", 1.4, 0.75),
    "averted": Stroke("gone", 1.3, 1.0, (4, 3), has_cap=True),
    "kept": Stroke("ink3", 0.9),
}
"""The lines between the two events of a pair."""


def look(fate: str, side: int) -> Look:
    """Return how an event looks on the left (0) or on the right (1)."""
    return LOOKS[fate][side]
