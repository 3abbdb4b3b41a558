"""Colors: text can be read on every ground, and nothing hangs on the hue."""

from __future__ import annotations

import pytest

from timeline.exports.svg.palette import DARK, LIGHT, Palette

GROUNDS = ("bg", "band", "hl")
TEXTS = ("ink", "ink2", "ink3", "ours", "theirs", "move", "gone", "third", "fourth", "fifth", "sixth")


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(palette: Palette, ground: str, text: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_histories_are_about_equally_bright(palette: Palette) -> None:
    assert contrast(palette.ours, palette.theirs) < 1.35


def test_every_color_is_written_in_the_same_way() -> None:
    colors = [color for palette in (LIGHT, DARK) for color in palette]
    assert all(len(color) == 7 and color[0] == "#" and color == color.lower() for color in colors)
    assert all(int(color[1:], 16) >= 0 for color in colors)


def test_histories_have_colors_of_their_own_and_more_repeat() -> None:
    own = [LIGHT.ours, LIGHT.theirs, LIGHT.third, LIGHT.fourth, LIGHT.fifth, LIGHT.sixth]
    assert [LIGHT.history(place) for place in range(7)] == [*own, LIGHT.theirs]
    assert len(set(own)) == len(own)
