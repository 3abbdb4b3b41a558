"""What the readers of rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.source.problems import Problem


Record = tuple[dict[str, Any], int, int]
"""The values of one row, by key, before it is an event; and the offsets at which it starts and ends in the text."""


class RowsError(Exception):
    """A text is none of rows that are events; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
