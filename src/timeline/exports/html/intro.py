"""What stands above the chart: one sentence about the two histories, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.cleaning import one_line
from timeline.model.date_text import date_text
from timeline.model.events import REAL

if TYPE_CHECKING:
    from timeline.questions.panorama import Panorama


class Introduction(NamedTuple):
    """The parts of the sentence; the script writes the same one for another comparison (`scripts/intro.js`)."""

    base: str
    alt: str
    until: str
    """When they part; empty if there is one history."""
    title: str
    """What happens then."""
    rest: str
    """What becomes of the events from there on."""


def introduction(panorama: Panorama) -> Introduction:
    """Return the sentence about the first comparison."""
    opened = panorama.comparisons[0]
    names = {branch.timeline.id: one_line(branch.timeline.name) for branch in panorama.timelines}
    base = "Ours" if opened.base == REAL else names.get(opened.base, opened.base)
    alt = "theirs" if len(panorama.timelines) == 2 else names.get(opened.alt, opened.alt)
    count = len(panorama.events)
    if opened.parting is None:
        return Introduction(base, alt, "", "", f"{count:,} event{'s' * (count != 1)}.")
    numbers = [opened.counts[status] for status in ("moved", "replaced", "averted", "added")]
    return Introduction(base, alt, date_text(opened.parting.date), one_line(opened.parting.title), in_numbers(*numbers))


def in_numbers(moved: int, replaced: int, averted: int, added: int) -> str:
    """Return what becomes of the events in words: "From there on: 18 things happen at another time, …"."""
    parts = [
        f"{moved:,} {'things happen' if moved != 1 else 'thing happens'} at another time",
        f"{replaced:,} {'are' if replaced != 1 else 'is'} replaced",
        f"{averted:,} never {'happen' if averted != 1 else 'happens'}",
    ]
    return f"From there on: {', '.join(parts)}, and {added:,} {'are' if added != 1 else 'is'} new."
