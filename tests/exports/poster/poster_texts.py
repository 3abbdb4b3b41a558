"""The texts of a poster and the boxes that they take, read from its SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.joins import Box
from timeline.exports.svg.text import SANS, SANS_BOLD, SERIF, SERIF_BOLD, width

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
ROOM = 0.05
"""How much boxes may touch: coordinates are rounded to two digits."""


class Text(NamedTuple):
    """A text and the box around its letters, without what hangs below the line."""

    text: str
    box: Box


def texts(svg: str) -> list[Text]:
    """Return the texts of a poster, without the rims of those with a halo."""
    root = ElementTree.fromstring(svg.encode())
    return [_text(each) for each in root.iter(f"{SVG}text") if "stroke" not in each.attrib]


def _text(each: ElementTree.Element) -> Text:
    size = float(each.attrib["font-size"])
    is_bold = each.get("font-weight") == "bold"
    faces = (SERIF, SERIF_BOLD) if "Serif" in each.attrib["font-family"].split(",")[0] else (SANS, SANS_BOLD)
    words = "".join(each.itertext())
    long = width(words, size, faces[is_bold]) + float(each.get("letter-spacing", 0)) * len(words)
    high, low = 0.68 * size, 0.1 * size
    turned = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\) rotate\(90\)", each.get("transform", ""))
    if turned:
        x, y = map(float, turned.groups())
        return Text(words, Box(x - low + ROOM, y + ROOM, x + high - ROOM, y + long - ROOM))
    x, y = float(each.attrib["x"]), float(each.attrib["y"])
    left = x - {"start": 0.0, "middle": long / 2, "end": long}[each.get("text-anchor", "start")]
    return Text(words, Box(left + ROOM, y - high + ROOM, left + long - ROOM, y + low - ROOM))


def sheet(svg: str) -> Box:
    """Return the sheet of a poster."""
    root = ElementTree.fromstring(svg.encode())
    return Box(*map(float, root.attrib["viewBox"].split()))


def overlaps(svg: str) -> Iterator[str]:
    """Yield the texts that overlap others or leave the sheet."""
    found, whole = texts(svg), sheet(svg)
    for place, one in enumerate(found):
        if not one.box.is_within(whole):
            yield f"{one.text!r} leaves the sheet: {one.box}"
        for other in found[:place]:
            if one.text and other.text and one.box.overlaps(other.box):
                yield f"{one.text!r} overlaps {other.text!r}: {one.box}, {other.box}"
