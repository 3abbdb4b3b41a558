"""Divergences counted by year, decade, season, tag or person, as `diverge --stat` shows them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import decade_text, from_ordinal, year_text
from timeline.model.names import pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.questions.pairs import Pair, Status
    from timeline.store.chronicle import Chronicle

    Group = tuple[object, str]
    """What groups are ordered by, and the name of one."""
    GroupsOf = Callable[[int], Iterable[Group]]
    """Returns the groups of an event, by its rank."""

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


def tally(chronicle: Chronicle, pairs: Sequence[Pair], by: By = "year") -> list[Tally]:
    """Return how many divergences of each status every group has; one with several tags or people counts for each.

    Years, decades and seasons are in their order, tags and people by number, the highest first. A divergence is in the
    year in which its alternate event stands in the order of time, or else its base event.
    """
    groups: dict[tuple[object, str], Counter[Status]] = {}
    groups_of = _GROUPS[by](chronicle, list(dict.fromkeys(pair.rank for pair in pairs)))
    for pair in pairs:
        for group in groups_of(pair.rank):
            groups.setdefault(group, Counter())[pair.status] += 1
    found = [Tally(name, counts) for (_, name), counts in groups.items()]
    if by in ("tag", "person"):
        return sorted(found, key=lambda each: (not each.group, -each.total, each.group.casefold()))
    ranks = {name: rank for rank, name in groups}
    return sorted(found, key=lambda each: (not each.group, ranks[each.group]))


def parse_grouping(text: str) -> By:
    """Return a grouping by its name; raises `UsageError` if there is no such grouping."""
    return pick(text, GROUPINGS, f'cannot count by "{text}"')


def _years(text_of: Callable[[int], str], count: int, chronicle: Chronicle, ranks: Sequence[int]) -> GroupsOf:
    days = chronicle.days_placed(ranks)
    firsts = {rank: from_ordinal(day)[0] // count * count for rank, day in days.items()}
    return lambda rank: [(firsts[rank], text_of(firsts[rank]))]


def _seasons(chronicle: Chronicle, ranks: Sequence[int]) -> GroupsOf:
    told = {rank: _season(*place) for rank, place in chronicle.seasons(ranks).items()}
    return lambda rank: [told[rank]]


def _season(show: str | None, season: int | None) -> Group:
    if show is None:
        return ("", -1), ""
    number = -1 if season is None else season
    return (show, number), show if season is None else f"{show} S{number}"


def _names(key: Literal["tags", "people"], chronicle: Chronicle, ranks: Sequence[int]) -> GroupsOf:
    names = chronicle.names_in(ranks, key)
    return lambda rank: [(None, name) for name in names.get(rank, ("",))]


_GROUPS: Mapping[By, Callable[[Chronicle, Sequence[int]], GroupsOf]] = {
    "year": partial(_years, year_text, 1),
    "decade": partial(_years, decade_text, 10),
    "season": _seasons,
    "tag": partial(_names, "tags"),
    "person": partial(_names, "people"),
}
"""Of the ranks of events, what returns the groups of each."""
