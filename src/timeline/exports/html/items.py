"""The list of events, which is the page: what each item says, before the script makes a chart of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.html.data import SIDES, drift_words
from timeline.exports.html.years import list_years, year_heading
from timeline.exports.layout.colors import shade
from timeline.model.cleaning import one_line
from timeline.model.date_text import date_text
from timeline.model.events import REAL, episode_code

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.panorama import Panorama
    from timeline.questions.panorama_sides import Comparison, Join

VERBS = {
    "moved": ("moved to", "moved from"),
    "replaced": ("replaced by", "in place of"),
    "averted": ("averted by", "so this never happens:"),
}
"""What a base event, and an alternate one, says about the other of its pair."""


class Counterpart(NamedTuple):
    """A line about the other event of a pair."""

    verb: str
    other: int
    """The index of the other event."""
    id: str
    title: str
    drift: str


class Source(NamedTuple):
    """A source as it is shown: a link if it is an address of the web, else only text."""

    text: str
    address: str | None


class Item(NamedTuple):
    """One event of the list."""

    id: str
    heading: str | None
    """Set for the first event of a year: what stands above it."""
    year: int | None
    """The year under which it stands; None if its start is open."""
    classes: str
    glyph: str
    """The name of the symbol before it."""
    whose: str
    date: str
    title: str
    counterparts: Sequence[Counterpart]
    summary: str | None
    place: str
    told: str
    """What tells of it."""
    sources: Sequence[Source]


def items(panorama: Panorama, colors: Mapping[str, int], only: Container[int] | None = None) -> list[Item]:
    """Return the items of the list, as the first comparison sees the events; `only` has the indices of those wanted.

    `colors` has the numbers of the timelines (see `layout.colors`).
    """
    against = _counterparts(panorama)
    found: list[Item] = []
    names = {branch.timeline.id: branch.timeline.name for branch in panorama.timelines}
    opened = panorama.comparisons[0]
    early = _early(opened)
    years = list_years(panorama.events)
    last = -1
    for index, event in enumerate(panorama.events):
        if only is not None and index not in only:
            continue
        side, fate = SIDES[opened.sides[index]], opened.fates[index]
        own = opened.alt if side == "R" else opened.base if side in "LSB" else next(iter(event.timelines), REAL)
        is_one = side == "S"
        classes = f"e {side} {fate} c{shade(colors[own])}" + " one" * is_one
        classes += " pod" * (index == opened.parting_index) + " vague" * (not event.date.is_one_day)
        found.append(
            Item(
                id=event.id,
                heading=year_heading(years[index]) if last < 0 or years[index] != years[last] else None,
                year=years[index],
                classes=classes,
                glyph=glyph_of(side, fate, is_early=index in early),
                whose=_whose(side, own, names),
                date=date_text(event.date),
                title=one_line(event.title),
                counterparts=[
                    Counterpart(verb, other, panorama.events[other].id, one_line(panorama.events[other].title), drift)
                    for verb, other, drift in against.get(index, ())
                ],
                summary=one_line(event.summary) if event.summary else None,
                place=one_line(event.place or ""),
                told=_told(panorama, event),
                sources=sources_of(event),
            )
        )
        last = index
    return found


def glyph_of(side: str, fate: str, *, is_early: bool) -> str:
    """Return the name of the symbol for an event: its side, and its fate if that has a sign of its own."""
    if side == "S" or fate not in ("moved", "replaced", "averted", "kept"):
        return f"{side}-plain"
    return f"{side}-{fate}{'-early' if fate == 'moved' and is_early else ''}"


def _early(comparison: Comparison) -> set[int]:
    """Return the events of the pairs whose alternate event comes before the base event."""
    return {index for join in comparison.joins if "earlier" in join.short for index in (join.base, join.alt)}


def _whose(side: str, own: str, names: dict[str, str]) -> str:
    if side in "SB":
        return "Both"
    if own == REAL:
        return "Our history"
    return "Theirs" if len(names) == 2 else names.get(own, own)


def _counterparts(panorama: Panorama) -> dict[int, list[tuple[str, int, str]]]:
    """Return for each event the others of its pairs in all comparisons, each once: a verb, an index, and the drift."""
    found: dict[int, dict[tuple[str, int, str], None]] = {}
    for comparison in panorama.comparisons:
        for join in comparison.joins:
            for index, other, verb in _both_ways(join):
                drift = drift_words(join)
                found.setdefault(index, {})[verb, other, drift] = None
    return {index: list(lines) for index, lines in found.items()}


def _both_ways(join: Join) -> Iterator[tuple[int, int, str]]:
    of_base, of_alt = VERBS[join.status]
    yield join.base, join.alt, of_base
    yield join.alt, join.base, of_alt


def _told(panorama: Panorama, event: Event) -> str:
    shows = {show.id: show.name for branch in panorama.timelines for show in branch.shows}
    return one_line(episode_code(shows.get(event.show or "", event.show), event.season, event.episode))


def sources_of(event: Event) -> list[Source]:
    """Return the sources of an event as they are shown."""
    return [_source(each) for each in event.source]


def _source(text: str) -> Source:
    """Return a source as it is shown: only http and https are followed."""
    if re.match(r"https?://[^\s]+$", text):
        return Source(one_line(re.sub(r"^https?://(www\.)?", "", text)), text)
    return Source(one_line(text), None)
