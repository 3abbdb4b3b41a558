"""The filters of commands that do not list events: some of them, which mean something of their own there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import QueryOptions

if TYPE_CHECKING:
    from collections.abc import Sequence


class WhenOptions(QueryOptions, offers=["year", "from_", "to"]):
    """The filters by time."""


class SeasonOptions(QueryOptions, offers=["show", "season"]):
    """The shows and seasons to list."""

    def chosen(self) -> tuple[Sequence[str], Sequence[int]]:
        """Return the names of the shows and the numbers of the seasons; empty for all of them."""
        query = self.query()
        return query.show, query.season


class CastOptions(
    QueryOptions,
    offers=["show", "season", "person"],
    means={
        "show": "The characters of this show: its id, name or alias.",
        "season": "Only these seasons: 2, 1-3 or 1,4.",
        "person": "Only this person, also one whom nobody plays: name, id, alias, or words of one.",
    },
):
    """The shows, seasons and people of a cast."""
