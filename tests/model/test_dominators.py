"""Immediate dominators against their definition: a node dominates another if without it, nothing leads there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.model.dominators import immediate_dominators


def reached(edges: list[list[int]], without: int = -1) -> set[int]:
    found = {0} - {without}
    waiting = list(found)
    while waiting:
        for other in edges[waiting.pop()]:
            if other != without and other not in found:
                found.add(other)
                waiting.append(other)
    return found


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    size = draw(st.integers(1, 12))
    return draw(st.lists(st.lists(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size))


@given(graphs())
def test_the_nearest_of_all_that_a_node_cannot_be_reached_without(edges: list[list[int]]) -> None:
    whole = reached(edges)
    above = {each: {other for other in whole - {each} if each not in reached(edges, other)} for each in whole}
    for each, nearest in enumerate(immediate_dominators(edges)):
        if each == 0 or each not in whole:
            assert nearest == -1
        else:
            assert nearest in above[each]
            assert above[each] == above[nearest] | {nearest}


def test_the_example_of_lengauer_and_tarjan() -> None:
    """Figure 1 of their paper, with R as node 0 and A to L as 1 to 12; figure 2 has its dominator tree."""
    names = "RABCDEFGHIJKL"
    graph = "R:ABC A:D B:ADE C:FG D:L E:H F:I G:IJ H:EK I:K J:I K:IR L:H"
    edges = [[names.index(other) for other in each.partition(":")[2]] for each in graph.split()]
    nearest = immediate_dominators(edges)
    assert "".join(names[each] for each in nearest[1:]) == "RRRRRCCRRGRD"


def test_a_long_chain_and_a_long_ladder() -> None:
    size = 30_000
    assert immediate_dominators([[min(each + 1, size - 1)] for each in range(size)]) == list(range(-1, size - 1))
    ladder = [[other for other in (each + 1, each + 2) if other < size] for each in range(size)]
    assert immediate_dominators(ladder) == [-1, 0, *[0] * (size - 2)]
    back = [[other for other in (each + 1, each - 1) if 0 <= other < size] for each in range(size)]
    assert immediate_dominators(back) == list(range(-1, size - 1))
