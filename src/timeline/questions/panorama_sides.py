"""Two timelines of a panorama beside each other: on which side each event stands, its fate, and which lines join them.

The pairs are those of `timeline.questions.pairs`, so that counts are those of `diverge`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from timeline.model.drift import Drift, drift_between
from timeline.questions.pairs import STATUSES, Pair, Status, compared
from timeline.store.conditions import ABOUT_A_SHOW, Condition, before, held_by, with_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

Side = Literal["shared", "base", "alt", "both", "aside"]
"""Where an event stands: in the common past, in one timeline, in both after they part, or in neither.

An event is aside, too, if it does not match the filters and is in no pair of the comparison.
"""

Fate = Literal[Status, "shared", "making", "alike", "aside"]
"""What becomes of an event: the first of the statuses of its pairs, else why it is in none.

- `shared`: both timelines hold it from before they part.
- `making`: a real event about a show, which is not part of the story.
- `alike`: what is no divergence for another reason: siblings avert the same event, or only one of them declares it.
- `aside`: it stands in neither timeline.
"""


class Join(NamedTuple):
    """A line between two events, by their indices."""

    base: int
    alt: int
    status: Status
    """`moved`, `replaced` or `averted`."""
    drift: Drift | None
    """None for an averted event."""
    short: str
    """The words of the drift, shortened: "8y 10d earlier", "≈ 4mo later", "same day"; empty without a drift."""


class Comparison(NamedTuple):
    """Two timelines, and where each event of a panorama stands between them."""

    base: str
    """The id of a timeline."""
    alt: str
    """The id of another; the same if there is only one."""
    parting: Event | None
    """The point at which the two part, which need not be among the shown events; None if they never do."""
    parting_index: int | None
    """Its index, if it is among them."""
    counts: Mapping[Status, int]
    """The number of pairs with each status, as `diverge` counts them."""
    sides: Sequence[Side]
    """Of each event."""
    fates: Sequence[Fate]
    """Of each event."""
    joins: Sequence[Join]
    """In the order of the alternate events, then of their links."""


class Found(NamedTuple):
    """The pairs of a comparison, by rank."""

    base: str
    alt: str
    pairs: Sequence[Pair]

    @property
    def ranks(self) -> set[int]:
        """The ranks of all events in them."""
        return {rank for pair in self.pairs for rank in (pair.base, pair.alt) if rank is not None}


def found_pairs(chronicle: Chronicle, base: str, alt: str, fits: Condition) -> Found:
    """Return the pairs of two timelines of which one event fits, each alternate event with its links in their order."""
    lineage = chronicle.world.lineage
    pairs = compared(chronicle, lineage(base), lineage(alt), fits, STATUSES)
    return Found(base, alt, sorted(pairs, key=lambda pair: pair.rank))


class Comparisons(Sequence[Comparison]):
    """The comparisons of a panorama. A poster needs only the first; with many timelines, all of them are much work."""

    def __init__(
        self, chronicle: Chronicle, pairs: Sequence[Found], events: Mapping[int, Event], fitting: Collection[int]
    ) -> None:
        """`pairs` has those of each; the `events` of the panorama are given by rank, and `fitting` match the filters."""
        self._chronicle, self._pairs, self._events, self._fitting = chronicle, pairs, events, fitting
        self._index = {rank: number for number, rank in enumerate(events)}
        self._made: dict[int, Comparison] = {}

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, at: int) -> Comparison: ...
    @overload
    def __getitem__(self, at: slice) -> list[Comparison]: ...
    def __getitem__(self, at: int | slice) -> Comparison | list[Comparison]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        place = range(len(self))[at]
        if place not in self._made:
            self._made[place] = _comparison(
                self._chronicle, self._pairs[place], self._events, self._index, self._fitting
            )
        return self._made[place]


def _comparison(
    chronicle: Chronicle, found: Found, events: Mapping[int, Event], index: Mapping[int, int], fitting: Collection[int]
) -> Comparison:
    """Return a comparison of the events of a panorama, given with their indices by rank; `fitting` match the filters."""
    base, alt = (chronicle.world.lineage(timeline) for timeline in (found.base, found.alt))
    parting = alt.parting(base)
    pods = chronicle.select(with_id([parting.id])) if parting else []
    ranks = found.ranks
    sides: list[Side] = [
        side if rank in fitting or rank in ranks else "aside"
        for rank, side in zip(events, _sides(chronicle, found, events), strict=True)
    ]
    return Comparison(
        base=found.base,
        alt=found.alt,
        parting=pods[0] if pods else None,
        parting_index=index.get(pods[0].rank) if pods else None,
        counts=Counter(pair.status for pair in found.pairs),
        sides=sides,
        fates=_fates(chronicle, found, events, sides),
        joins=list(_joins(found, events, index)),
    )


def _sides(chronicle: Chronicle, found: Found, events: Mapping[int, Event]) -> Iterator[Side]:
    base, alt = (chronicle.world.lineage(timeline) for timeline in (found.base, found.alt))
    ours, theirs = set(chronicle.ranks(held_by(base))), set(chronicle.ranks(held_by(alt)))
    pods = alt.pods_since(base)
    past = set(chronicle.ranks(before(pods))) if pods else ours
    names: Mapping[tuple[bool, bool], Side] = {
        (True, True): "both",
        (True, False): "base",
        (False, True): "alt",
        (False, False): "aside",
    }
    for rank in events:
        side = names[rank in ours, rank in theirs]
        yield "shared" if side == "both" and rank in past else side


def _fates(chronicle: Chronicle, found: Found, events: Mapping[int, Event], sides: Sequence[Side]) -> list[Fate]:
    statuses: dict[int, Status] = {}
    for pair in sorted(found.pairs, key=lambda pair: STATUSES.index(pair.status)):
        for rank in (pair.base, pair.alt):
            if rank is not None:
                statuses.setdefault(rank, pair.status)
    making = set(chronicle.ranks(ABOUT_A_SHOW))
    return [
        statuses.get(rank) or _without_pair(side, is_making=rank in making)
        for rank, side in zip(events, sides, strict=True)
    ]


def _without_pair(side: Side, *, is_making: bool) -> Fate:
    if side in ("shared", "aside"):
        return side
    return "making" if is_making else "alike"


def _joins(found: Found, events: Mapping[int, Event], index: Mapping[int, int]) -> Iterator[Join]:
    for pair in found.pairs:
        if pair.base is None or pair.alt is None or pair.status == "kept":
            continue
        drift = None
        if pair.status != "averted":
            drift = drift_between(events[pair.base].date, events[pair.alt].date)
        yield Join(index[pair.base], index[pair.alt], pair.status, drift, short_words(drift) if drift else "")


_SHORT = {"years": "y", "year": "y", "months": "mo", "month": "mo", "days": "d", "day": "d"}


def short_words(drift: Drift) -> str:
    """Return the words of a drift, shortened and no finer: "8y 10d earlier", "≈ 4mo later", "< 1mo later", "same day"."""
    if drift.words in ("unknown", "earlier", "later"):
        return "" if drift.words == "unknown" else drift.words
    words = drift.words.replace("about the same time", "≈ same time").replace("the same day", "same day")
    words = words.replace("less than a ", "< 1 ").replace("less than ", "< ").replace("about ", "≈ ")
    return re.sub(r"(\d) (years?|months?|days?)\b", lambda match: match[1] + _SHORT[match[2]], words)
