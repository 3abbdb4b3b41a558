"""Dominators of a flow graph: through which node every path to another one leads.

The algorithm is the simple version of Lengauer and Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph"
(1979), which takes O(m log n) for n nodes and m edges. Nothing in it recurses, so that a chain may have any length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Search(NamedTuple):
    """A depth-first search from node 0. Nodes go by the numbers that it gives them, from 0 on."""

    nodes: list[int]
    """The node with each number."""
    parents: list[int]
    """The number of the node from which each one was reached."""
    before: list[list[int]]
    """The numbers of the nodes with an edge to each one."""


def immediate_dominators(edges: Sequence[Sequence[int]]) -> list[int]:
    """Return the nearest node that all paths from node 0 to each node lead through; -1 for 0 and what it cannot reach.

    `edges` has the nodes to which each node leads.
    """
    nodes, parents, before = _search(edges)
    forest = _Forest(len(nodes))
    nearest = [0] * len(nodes)
    waiting: list[list[int]] = [[] for _ in nodes]
    semi = forest.semi
    for number in range(len(nodes) - 1, 0, -1):
        semi[number] = min(semi[forest.best(each)] for each in before[number])
        waiting[semi[number]].append(number)
        above = forest.parents[number] = parents[number]
        for each in waiting[above]:
            best = forest.best(each)
            nearest[each] = best if semi[best] < semi[each] else above
        waiting[above] = []
    found = [-1] * len(edges)
    for number in range(1, len(nodes)):
        if nearest[number] != semi[number]:
            nearest[number] = nearest[nearest[number]]
        found[nodes[number]] = nodes[nearest[number]]
    return found


def _search(edges: Sequence[Sequence[int]]) -> _Search:
    numbers = [-1] * len(edges)
    search = _Search([], [], [])
    stack = [(0, 0)]
    while stack:
        node, parent = stack.pop()
        if numbers[node] < 0:
            number = numbers[node] = len(search.nodes)
            search.nodes.append(node)
            search.parents.append(parent)
            stack += [(other, number) for other in edges[node] if numbers[other] < 0]
    search.before.extend([] for _ in search.nodes)
    for number, node in enumerate(search.nodes):
        for other in edges[node]:
            search.before[numbers[other]].append(number)
    return search


class _Forest:
    """The part of the search tree that is linked so far, with compressed paths."""

    def __init__(self, size: int) -> None:
        self.semi = list(range(size))
        """The semidominator of each number; at first the number itself."""
        self.parents = [-1] * size
        """The parent of each number, or a later ancestor; -1 for one that is not linked yet."""
        self._best = list(range(size))

    def best(self, number: int) -> int:
        """Return the number with the least semidominator on the linked path to this one, without the top of the path."""
        if self.parents[number] < 0:
            return number
        path = [number]
        while self.parents[self.parents[path[-1]]] >= 0:
            path.append(self.parents[path[-1]])
        for each in reversed(path[:-1]):
            above = self.parents[each]
            if self.semi[self._best[above]] < self.semi[self._best[each]]:
                self._best[each] = self._best[above]
            self.parents[each] = self.parents[above]
        return self._best[number]
