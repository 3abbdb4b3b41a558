"""The elements of pictures: what they look like as text, and that nothing from a file gets out of its place."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.layout.marks import Shape
from timeline.exports.svg.drawing import (
    Picture,
    circle,
    element,
    group,
    halo,
    label,
    number,
    path,
    rect,
    tooltip,
    trace,
)
from timeline.exports.svg.marks import mark
from timeline.exports.svg.text import SANS_BOLD

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '</text><script>alert("x")</script>',
    "\"quotes\" & 'more' <b>",
    "nul \x00 esc \x1b[31m bell \x07 line\nbreak \x85 \u2028",
    "lone \ud800 surrogate \udfff",
    "not a character \ufffe \uffff \U0001fffe",
    "\u202eover\u202c \u2066isolated\u2069 \u200f",
    "]]> <!-- --> <?x?> &amp; &#0;",
    "x" * 300,
]


def picture(*elements: object, **keywords: str) -> str:
    made = Picture(100, 50, keywords.get("title", "T"), "D", ground="#ffffff", name="p")
    made.add(*elements)
    return made.render()


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0, "0"), (-0.001, "0"), (1.0, "1"), (1.5, "1.5"), (2 / 3, "0.67"), (100, "100"), (1e6, "1000000")],
)
def test_numbers_are_short_and_never_scientific(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="a picture cannot have"):
        number(value)


def test_an_element_has_its_attributes_and_children() -> None:
    assert str(element("rect", x=1, stroke_width=2.5, fill=None, rx="3")) == '<rect x="1" stroke-width="2.5" rx="3"/>'
    assert str(group(circle(1, 2, 3, "#abc"), fill="#fff")) == (
        '<g fill="#fff"><circle cx="1" cy="2" r="3" fill="#abc"/></g>'
    )
    assert str(path("M", 0, 5, "H", 9, stroke="#000")) == '<path d="M0 5H9" fill="none" stroke="#000"/>'
    assert trace("M", 1.5, -2, "C", 1, 2, 3, 4, 5.25, 6, "z") == "M1.5 -2C1 2 3 4 5.25 6z"


def test_a_text_says_its_font_and_where_it_is_held() -> None:
    made = str(label(1, 2, "A & B", 13, "#000", SANS_BOLD, anchor="end"))
    assert made == (
        '<text x="1" y="2" font-family="Liberation Sans, Arial, Helvetica, sans-serif" font-size="13"'
        ' font-weight="bold" text-anchor="end" fill="#000">A &amp; B</text>'
    )


def test_a_halo_is_a_second_text_below() -> None:
    below, above = ET.fromstring(str(halo(label(1, 2, "x", 12, "#111111", anchor="middle"), "#fbfaf7", 5)))
    assert (below.get("stroke"), below.get("fill"), below.get("stroke-width")) == ("#fbfaf7", "#fbfaf7", "5")
    assert (above.get("stroke"), above.get("fill")) == (None, "#111111")
    assert below.text == above.text == "x"
    assert below.get("text-anchor") == above.get("text-anchor") == "middle"


@pytest.mark.parametrize("tag", ["script", "foreignObject", "image", "a", "use", "style", "animate", "set", "svg"])
def test_a_picture_has_no_elements_that_act(tag: str) -> None:
    with pytest.raises(ValueError, match="no picture has"):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "onload", "style", "class", "href", "xlink:href", "paint_order"])
def test_a_picture_has_no_attributes_that_act_or_that_librsvg_does_not_know(name: str) -> None:
    with pytest.raises(ValueError, match="no picture has"):
        element("rect", **{name: "x"})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_one_text_everywhere(text: str) -> None:
    shapes = label(0, 0, text, 12, "#000"), tooltip(rect(0, 0, 1, 1, "#000"), text), rect(0, 0, 1, 1, text)
    made = picture(*shapes, title=text)
    root = ET.fromstring(made.encode("utf-8"))
    kinds = [each.tag.removeprefix(SVG) for each in root.iter()]
    assert kinds == ["svg", "title", "desc", "rect", "text", "rect", "title", "rect"]
    shown = {root[0].text, root[3].text, root[4][0].text, root[5].get("fill")}
    assert len(shown) == 1
    assert not any(code in made for code in "\x00\x1b\x07\ufffe\uffff\u202e\u2066\u200f")
    assert made.count("\n") == 10


@given(st.text(alphabet=st.characters()))
def test_any_text_is_well_formed_and_comes_back_as_it_is_shown(text: str) -> None:
    from timeline.exports.svg.text import clean

    root = ET.fromstring(picture(label(0, 0, text, 12, "#000")).encode("utf-8"))
    assert (root[3].text or "") == clean(text)


def test_a_picture_names_itself_for_a_screen_reader() -> None:
    made = Picture(10.5, 20, "Terms", "Two rows.", ground="#fbfaf7", name="terms")
    assert made.render().splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!-- generator timeline -->",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10.5 20" width="10.5" height="20" role="img"'
        ' aria-labelledby="terms-title terms-desc">',
        '<title id="terms-title">Terms</title>',
        '<desc id="terms-desc">Two rows.</desc>',
        '<rect x="0" y="0" width="10.5" height="20" fill="#fbfaf7"/>',
        "</svg>",
    ]
    assert ' width="297mm" height="420mm" ' in made.render(width="297mm", height="420mm")


def test_definitions_have_ids_of_their_picture() -> None:
    made = Picture(1, 1, "T", "D", ground="#fff", name="p")
    first = made.define(
        element("linearGradient", element("stop", offset=0, stop_color="#000"), gradientUnits="userSpaceOnUse")
    )
    second = made.define(element("pattern", width=4, height=4, patternUnits="userSpaceOnUse"))
    assert (first, second) == ("url(#p-1)", "url(#p-2)")
    assert (
        '<linearGradient id="p-1" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#000"/>' in made.render()
    )


def test_marks_differ_in_shape_and_in_being_filled() -> None:
    shapes = get_args(Shape)
    made = {
        str(mark(shape, 5, 5, 4, "#111111", ground="#eeeeee", is_filled=is_filled))  # type: ignore[arg-type]
        for shape in shapes
        for is_filled in (True, False)
    }
    assert len(made) == 7  # a cross has no inside, and a ring is a hollow disc
    assert {text.split()[0] for text in made} == {"<path", "<rect", "<circle"}
