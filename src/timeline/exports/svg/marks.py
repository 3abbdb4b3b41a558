"""The marks of events as elements; `exports.layout.marks` says which mark is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.svg.drawing import Element, circle, path, rect

if TYPE_CHECKING:
    from timeline.exports.layout.marks import Shape

MEANINGS = {
    "moved": "the same thing, at another time",
    "replaced": "something else in its place",
    "averted": "it never happens",
    "added": "only in theirs",
    "kept": "the same in both",
    "untold": "theirs does not say",
}
"""Each status in a few words, from the side of the alternate history."""


def mark(
    shape: Shape, x: float, y: float, radius: float, color: str, *, ground: str, is_filled: bool = True, edge: float = 2
) -> Element:
    """Return a mark with its middle at (x, y), filled, or hollow on the color of the ground as a ring always is."""
    fill = color if is_filled and shape != "ring" else ground
    if shape == "cross":
        double = 2 * radius
        strokes = ("M", x - radius, y - radius, "l", double, double, "m", 0, -double, "l", -double, double)
        return path(*strokes, stroke=color, stroke_width=edge)
    if shape == "diamond":
        reach = radius * 1.4
        parts = ("M", x, y - reach, "l", reach, reach, "l", -reach, reach, "l", -reach, -reach, "z")
        return path(*parts, fill=fill, stroke=color, stroke_width=edge)
    if shape == "square":
        return rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, stroke=color, stroke_width=edge)
    return circle(x, y, radius, fill, stroke=color, stroke_width=edge)
