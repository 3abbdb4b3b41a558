"""Histories have colors that tell them apart, and keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.exports.layout.colors import ALTERNATES, color_numbers, dashes, shade
from timeline.model.world import PARTS, Timeline, World

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY: dict[str, Any] = dict.fromkeys(PARTS)


def world_of(parents: Mapping[str, str | None]) -> World:
    timelines = {id_: Timeline(id=id_, name=id_, parent=parent) for id_, parent in parents.items()}
    return World((EMPTY | {"timelines": timelines}).__getitem__)


SIBLINGS = {"real": None} | dict.fromkeys("abcdefg", "real")
NESTED = {"real": None, "a": "real", "b": "a", "c": "a", "d": "a", "e": "d", "f": "e", "g": "e", "h": "e"}


CHAIN = {"real": None} | {f"t{n}": f"t{n - 1}" if n else "real" for n in range(20)}


def test_no_two_histories_look_the_same() -> None:
    for parents in (SIBLINGS, NESTED, CHAIN):
        numbers = color_numbers(world_of(parents))
        assert len({(shade(each), dashes(each)) for each in numbers.values()}) == len(parents)
        first = [numbers[each] for each in list(parents)[: ALTERNATES + 1]]
        assert [(shade(each), dashes(each)) for each in first] == [(n, None) for n in range(ALTERNATES + 1)]


def test_a_history_and_its_parent_never_share_a_color() -> None:
    parents = {"real": None} | {f"t{n}": "t0" if n else "real" for n in range(7)}
    numbers = color_numbers(world_of(parents))
    assert [each for each, parent in parents.items() if parent and shade(numbers[each]) == shade(numbers[parent])] == []
    assert shade(numbers["t5"]) == 2, "the first would be that of its parent"


def test_two_that_are_compared_never_share_one_and_others_keep_theirs() -> None:
    for parents in (SIBLINGS, NESTED):
        world = world_of(parents)
        alone = color_numbers(world)
        for one in parents:
            for other in parents:
                if one == other:
                    continue
                found = color_numbers(world, [(one, other)])
                colors = {each: shade(number) for each, number in found.items()}
                assert colors[one] != colors[other]
                assert [each for each, parent in parents.items() if parent and colors[each] == colors[parent]] == []
                assert shade(alone[one]) == shade(alone[other]) or found == alone
                assert len(set(found.values())) == len(parents)
                assert set(colors.values()) <= {0, *range(1, ALTERNATES + 1)}
