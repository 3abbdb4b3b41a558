"""The elements of an SVG picture, and the picture as a whole.

Pictures are put on wikis, whose servers draw them with librsvg: presentation attributes only, no style sheet, no
variables, no `paint-order`. So a text with a halo is two texts, the lower one with a thick edge (`halo`). All texts may
come from a file that nobody trusts: they are cleaned and escaped here, and only the elements and attributes of plain
drawings are possible. Numbers are written with at most two digits behind the point, so that the same drawing has the
same bytes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.text import SANS, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.exports.svg.text import Face

Value = str | float
"""The value of an attribute: a text or a number."""

GENERATOR = "<!-- generator timeline -->"
"""The line of every picture that says which program made it."""

_SHAPES = ("g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc")
_DEFINITIONS = ("defs", "linearGradient", "stop", "pattern", "clipPath")
_TAGS = frozenset((*_SHAPES, *_DEFINITIONS))
_COLORED = ("fill", "stroke", "stop-color")
_FORBIDDEN = frozenset(("style", "class", "href", "xlink:href", "paint-order"))


def number(value: float) -> str:
    """Return a number as a picture has it: at most two digits behind the point, without needless zeros.

    Raises `ValueError` for what is no finite number.
    """
    if not math.isfinite(value):
        raise ValueError(f"a picture cannot have {value}")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Element(NamedTuple):
    """One element; make it with `element` or one of the functions below."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]

    def lines(self) -> Iterator[str]:
        """Yield its text: a group or a list of definitions has a line for each child, anything else is one line."""
        if self.tag in ("g", "defs") and self.children:
            yield f"{self._start()}>"
            for child in self.children:
                if isinstance(child, Element):
                    yield from child.lines()
            yield f"</{self.tag}>"
        else:
            yield str(self)

    def __str__(self) -> str:
        if not self.children:
            return f"{self._start()}/>"
        inner = "".join(str(child) if isinstance(child, Element) else _escaped(child) for child in self.children)
        return f"{self._start()}>{inner}</{self.tag}>"

    def recolored(self, colors: Mapping[str, str]) -> Element:
        """Return the same element, and what is in it, with other colors; texts stay as they are."""
        attributes = tuple(
            (name, colors.get(value, value) if name in _COLORED else value) for name, value in self.attributes
        )
        children = (child.recolored(colors) if isinstance(child, Element) else child for child in self.children)
        return Element(self.tag, attributes, tuple(children))

    def _start(self) -> str:
        return f"<{self.tag}" + "".join(f' {name}="{_escaped(value)}"' for name, value in self.attributes)


def _escaped(text: str) -> str:
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def element(tag: str, *children: Element | str, **attributes: Value | None) -> Element:
    """Return an element. In names of attributes, `_` stands for `-`; an attribute that is None is left out.

    Raises `ValueError` for elements and attributes that no picture may have.
    """
    if tag not in _TAGS:
        raise ValueError(f"no picture has <{tag}>")
    made = []
    for key, value in attributes.items():
        name = key.replace("_", "-")
        if name in _FORBIDDEN or name.startswith("on"):
            raise ValueError(f'no picture has the attribute "{name}"')
        if value is not None:
            made.append((name, value if isinstance(value, str) else number(value)))
    return Element(tag, tuple(made), children)


def group(*children: Element, **attributes: Value | None) -> Element:
    """Return elements as a group, whose attributes are those of each that has none of its own."""
    return element("g", *children, **attributes)


def trace(*parts: Value) -> str:
    """Return the value of a path's `d`: letters of commands, and numbers. `trace("M", 0, 5, "H", 9)` is "M0 5H9"."""
    made = ""
    for part in parts:
        if isinstance(part, str):
            made += part
        else:
            made += (" " if made[-1:].isdigit() else "") + number(part)
    return made


def path(*parts: Value, fill: str = "none", **attributes: Value | None) -> Element:
    """Return a path from the commands of `trace`."""
    return element("path", d=trace(*parts), fill=fill, **attributes)


def rect(x: float, y: float, width: float, height: float, fill: str, **attributes: Value | None) -> Element:
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def circle(x: float, y: float, radius: float, fill: str, **attributes: Value | None) -> Element:
    return element("circle", cx=x, cy=y, r=radius, fill=fill, **attributes)


def tooltip(shape: Element, text: str) -> Element:
    """Return a shape with a text that a browser shows when the pointer rests on it."""
    title = element("title", text)
    if shape.tag == "text":  # the title would be part of the text for programs that know no titles
        return group(title, shape)
    return shape._replace(children=(title, *shape.children))


def label(
    x: float,
    y: float,
    text: str,
    size: float,
    fill: str,
    face: Face = SANS,
    *,
    anchor: str = "start",
    **attributes: Value | None,
) -> Element:
    """Return a text. `y` is its baseline; `anchor` says what of it is at `x`: start, middle or end."""
    return element(
        "text",
        text,
        x=x,
        y=y,
        font_family=face.family,
        font_size=size,
        font_weight="bold" if face.is_bold else None,
        text_anchor=None if anchor == "start" else anchor,
        fill=fill,
        **attributes,
    )


def halo(lettering: Element, ground: str, thickness: float = 4) -> Element:
    """Return a text with a rim in the color of the ground, so that it can be read across lines."""
    kept = tuple((name, value) for name, value in lettering.attributes if name != "fill")
    rim = element(
        "text", *lettering.children, fill=ground, stroke=ground, stroke_width=thickness, stroke_linejoin="round"
    )
    return group(rim._replace(attributes=(*kept, *rim.attributes)), lettering)


class Picture:
    """A picture that grows by what is added: the first is below the others."""

    def __init__(self, width: float, height: float, title: str, description: str, *, ground: str, name: str) -> None:
        """Begin with an empty picture.

        `title` and `description` are what a screen reader says. `name` makes the ids of this picture differ from those of
        others on the same page; `ground` is the color of its background.
        """
        self.width, self.height = width, height
        self._head = (title, description)
        self._ground = ground
        self._name = name
        self._definitions: list[Element] = []
        self._elements: list[Element] = []

    def add(self, *elements: Element) -> None:
        """Draw on top of what is there."""
        self._elements += elements

    def define(self, definition: Element) -> str:
        """Keep a gradient, pattern or clip path; return what `fill`, `stroke` or `clip_path` takes to use it."""
        name = f"{self._name}-{len(self._definitions) + 1}"
        self._definitions.append(definition._replace(attributes=(("id", name), *definition.attributes)))
        return f"url(#{name})"

    def recolored(self, colors: Mapping[str, str]) -> Picture:
        """Return the same picture with other colors; those that are not in `colors` stay."""
        ground = colors.get(self._ground, self._ground)
        made = Picture(self.width, self.height, *self._head, ground=ground, name=self._name)
        made._definitions = [each.recolored(colors) for each in self._definitions]
        made._elements = [each.recolored(colors) for each in self._elements]
        return made

    def render(self, *, width: str | None = None, height: str | None = None) -> str:
        """Return the SVG document. `width` and `height` are its size on paper, such as "297mm"; by default, pixels."""
        wide, high = number(self.width), number(self.height)
        title, description = (
            f'<{tag} id="{self._name}-{tag}">{_escaped(text)}</{tag}>'
            for tag, text in zip(("title", "desc"), self._head, strict=True)
        )
        ids = f"{self._name}-title {self._name}-desc"
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            GENERATOR,
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{width or wide}" '
            f'height="{height or high}" role="img" aria-labelledby="{ids}">',
            title,
            description,
        ]
        if self._definitions:
            lines += element("defs", *self._definitions).lines()
        lines.append(str(rect(0, 0, self.width, self.height, self._ground)))
        for each in self._elements:
            lines += each.lines()
        return "\n".join([*lines, "</svg>", ""])
