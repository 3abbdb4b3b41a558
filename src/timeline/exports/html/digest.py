"""The events of a long history that a browser without script gets: the heaviest, as the page's list writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.layout import weight

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.questions.panorama import Panorama

DIGEST = 300
"""How many events the digest has: a list that somebody reads."""


def heaviest(panorama: Panorama, count: int = DIGEST) -> set[int]:
    """Return the events that weigh most in the first comparison, by the rules by which the chart names events."""
    opened, events = panorama.comparisons[0], panorama.events
    ripples = weight.ripples(panorama.reach, [(join.base, join.alt) for join in opened.joins])
    shares = weight.local(ripples, [_middle(event) for event in events], weight.NEIGHBOURHOOD)
    weights = [
        weight.weight(
            share, fate, event.tags, len(event.source), len(event.people),
            is_both=event.kind == "both", is_parting=index == opened.parting_index,
        )
        for index, (event, fate, share) in enumerate(zip(events, opened.fates, shares, strict=True))
    ]  # fmt: skip
    return set(weight.ranking(weights)[:count])


def _middle(event: Event) -> float:
    first, last = event.date.earliest, event.date.latest
    if first is None or last is None:
        return float(first or last or 0)
    return (first + last) / 2
