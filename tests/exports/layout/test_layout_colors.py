"""Histories have colors that tell them apart, and keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.exports.layout.colors import ALTERNATES, color_numbers
from timeline.model.world import PARTS, Timeline, World

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY: dict[str, Any] = dict.fromkeys(PARTS)


def world_of(parents: Mapping[str, str | None]) -> World:
    timelines = {id_: Timeline(id=id_, name=id_, parent=parent) for id_, parent in parents.items()}
    return World((EMPTY | {"timelines": timelines}).__getitem__)


SIBLINGS = {"real": None} | dict.fromkeys("abcdefg", "real")
NESTED = {"real": None, "a": "real", "b": "a", "c": "a", "d": "a", "e": "d", "f": "e", "g": "e", "h": "e"}


def test_three_colors_take_turns() -> None:
    assert color_numbers(world_of(SIBLINGS)) == dict(zip(SIBLINGS, (0, 1, 2, 3, 1, 2, 3, 1), strict=True))


def test_a_history_and_its_parent_never_share_one() -> None:
    colors = color_numbers(world_of(NESTED))
    assert [each for each, parent in NESTED.items() if parent and colors[each] == colors[parent]] == []
    assert colors["d"] == 2, "the fourth would have that of its parent"


def test_two_that_are_compared_never_share_one_and_others_keep_theirs() -> None:
    for parents in (SIBLINGS, NESTED):
        world = world_of(parents)
        alone = color_numbers(world)
        for one in parents:
            for other in parents:
                if one == other:
                    continue
                colors = color_numbers(world, [(one, other)])
                assert colors[one] != colors[other]
                assert [each for each, parent in parents.items() if parent and colors[each] == colors[parent]] == []
                assert alone[one] == alone[other] or colors == alone
                assert set(colors.values()) <= {0, *range(1, ALTERNATES + 1)}
