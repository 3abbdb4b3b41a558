"""Divergences counted by year, decade, season, tag or person, as `diverge --stat` shows them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import decade_text, year_text
from timeline.model.names import pick
from timeline.model.order import year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence
    from timeline.questions.pairs import Status

By = Literal["year", "decade", "season", "tag", "person"]

GROUPINGS: tuple[By, ...] = get_args(By)


class Tally(NamedTuple):
    """The divergences of one group."""

    group: str
    """"1969", "1960s", "fam S1", a tag or a person; empty for what has none."""
    counts: Mapping[Status, int]
    """How many divergences have each status."""

    @property
    def total(self) -> int:
        """The number of all of them."""
        return sum(self.counts.values())


def tally(pairs: Sequence[Divergence], by: By = "year") -> list[Tally]:
    """Return how many divergences of each status every group has; one with several tags or people counts for each.

    Years, decades and seasons are in their order, tags and people by number, the highest first. A divergence is in the
    year in which its alternate event stands in the order of time, or else its base event.
    """
    groups: dict[tuple[object, str], Counter[Status]] = {}
    for pair in pairs:
        for group in _GROUPS[by](pair.event):
            groups.setdefault(group, Counter())[pair.status] += 1
    found = [Tally(name, counts) for (_, name), counts in groups.items()]
    if by in ("tag", "person"):
        return sorted(found, key=lambda each: (not each.group, -each.total, each.group.casefold()))
    ranks = {name: rank for rank, name in groups}
    return sorted(found, key=lambda each: (not each.group, ranks[each.group]))


def parse_grouping(text: str) -> By:
    """Return a grouping by its name; raises `UsageError` if there is no such grouping."""
    return pick(text, GROUPINGS, f'cannot count by "{text}"')


def _year(event: Event) -> list[tuple[object, str]]:
    year = year_of(event)
    return [(year, year_text(year))]


def _decade(event: Event) -> list[tuple[object, str]]:
    first = year_of(event) // 10 * 10
    return [(first, decade_text(first))]


def _season(event: Event) -> list[tuple[object, str]]:
    if event.show is None:
        return [(("", -1), "")]
    number = -1 if event.season is None else event.season
    return [((event.show, number), event.show if event.season is None else f"{event.show} S{number}")]


_GROUPS: Mapping[By, Callable[[Event], Iterable[tuple[object, str]]]] = {
    "year": _year,
    "decade": _decade,
    "season": _season,
    "tag": lambda event: [(None, tag) for tag in event.tags or ("",)],
    "person": lambda event: [(None, person) for person in event.people or ("",)],
}
