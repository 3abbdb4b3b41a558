"""What a poster says in words: its heading, the few sentences below it, and the names of the histories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal
from timeline.model.date_text import date_text, year_words
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.exports.files import ExportOptions
    from timeline.model.query import Query, Span
    from timeline.model.world import Timeline
    from timeline.questions.panorama import Panorama
    from timeline.store.chronicle import Chronicle

KINDS = {"real": "real events", "alt": "alternate events", "both": "events of both histories"}

PLAIN_NAME = "Real history"
"""What our own history is called if no table names it (`World.empty`)."""


class Words(NamedTuple):
    """The words of a poster."""

    kicker: str
    heading: str
    text: str
    """A few sentences about what is to be seen."""
    base: str
    """The names of the two histories that stand beside each other."""
    alt: str
    is_alone: bool
    """Whether there is only one to be seen."""


def history_name(timeline: Timeline) -> str:
    """Return the name of a history as a heading: "Our history", "For All Mankind" for "The For All Mankind timeline"."""
    if timeline.id == REAL and timeline.name == PLAIN_NAME:
        return "Our history"
    short = re.fullmatch(r"(?:the )?(.*\S) timeline", timeline.name, re.IGNORECASE)
    return short[1] if short else timeline.name


def words_of(chronicle: Chronicle, panorama: Panorama, options: ExportOptions) -> Words:
    """Return the words of a poster about the first comparison of a panorama."""
    seen = panorama.comparisons[0]
    timelines = chronicle.world.timelines
    base, alt = history_name(timelines[seen.base]), history_name(timelines[seen.alt])
    kicker = chronicle.world.name or (base if seen.base == seen.alt else f"{base} and {alt}")
    is_alone = is_single(panorama)
    about = "; ".join(_filters(chronicle, options.query))
    heading = options.title or (f"{about[0].upper()}{about[1:]}" if about else "")
    if not heading:
        heading, kicker = (kicker, "") if is_alone else ("Two histories, one past", kicker)
    return Words(kicker, heading, " ".join(_sentences(panorama, base, alt)), base, alt, is_alone)


def used_events(panorama: Panorama) -> list[int]:
    """Return the events of the story that one of the two histories has; if there are none, those about the making."""
    seen = panorama.comparisons[0]
    present = [index for index, side in enumerate(seen.sides) if side != "aside"]
    return [index for index in present if seen.fates[index] != "making"] or present


def is_single(panorama: Panorama) -> bool:
    """Return whether there is only one history to be seen: no other is there, or all events are shared or of the making."""
    seen = panorama.comparisons[0]
    used = used_events(panorama)
    if seen.base == seen.alt:
        return True
    return bool(used) and all(seen.sides[index] == "shared" or seen.fates[index] == "making" for index in used)


def _sentences(panorama: Panorama, base: str, alt: str) -> Iterator[str]:
    seen = panorama.comparisons[0]
    if is_single(panorama):
        yield _span_in_words(panorama)
        if seen.parting is not None and all(seen.sides[index] == "shared" for index in used_events(panorama)):
            yield f"{base} and {alt} share them: the two part on {date_text(seen.parting.date)}."
        return
    yield f"Left: {base[0].lower() + base[1:] if seen.base == REAL else base}. Right: {alt}."
    if seen.parting is None:
        yield "They never part." if panorama.events else "There is nothing to tell."
        return
    yield f"They are one until {date_text(seen.parting.date)}: {seen.parting.title}."
    words = [join.drift.words for join in seen.joins if join.status == "moved" and join.drift]
    earlier = sum(each.endswith("earlier") for each in words)
    if earlier:
        yield "From then on, what the right one reaches early is drawn as a line that climbs to the right."
    elif words:
        yield "From then on, what the right one reaches late is drawn as a line that falls to the right."


def _span_in_words(panorama: Panorama) -> str:
    used = used_events(panorama)
    count = len(used)
    if not count:
        return "There is nothing to tell."
    years = [panorama.events[index].date.year for index in used]
    first, last = year_words(min(years)), year_words(max(years))
    told = f"{count:,} event{'' if count == 1 else 's'}"
    return f"{told}, {first}." if first == last else f"{told}, from {first} to {last}."


def _filters(chronicle: Chronicle, query: Query) -> Iterator[str]:
    """Yield what the filters ask for, in words."""
    yield from _names(chronicle, query)
    if query.not_tag:
        yield f"without {_listed(list(query.not_tag))}"
    if query.kind:
        yield _listed([KINDS[kind] for kind in query.kind])
    if query.year:
        yield _listed([_years(span) for span in query.year])
    if query.from_:
        yield f"from {date_text(min(query.from_))}"
    if query.to:
        yield f"until {date_text(max(query.to))}"


def _names(chronicle: Chronicle, query: Query) -> Iterator[str]:
    world = chronicle.world
    if query.person:
        people = {person.id: person.name for person in world.people}
        found = (chronicle.resolve("person", name) for name in query.person)
        yield _listed([people.get(person, name) for person, name in zip(found, query.person, strict=True)])
    if query.show:
        yield _listed([world.shows[chronicle.resolve("show", name)].name for name in query.show])
    for what, numbers in (("season", query.season), ("episode", query.episode)):
        if numbers:
            yield f"{what}{'' if len(numbers) == 1 else 's'} {_listed([str(number) for number in numbers])}"
    for texts in (query.words, query.tag, query.and_tag, query.place, query.id):
        if texts:
            yield _listed(list(texts))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _years(span: Span) -> str:
    first, last = (None if day is None else year_words(from_ordinal(day)[0]) for day in span)
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    return first if first == last else f"{first} to {last}"


def rule(labelled: int, used: int, up_to: Sequence[str]) -> str:
    """Return by which rule events are named, and how to read the marks."""
    if not used:
        return "No event is to be seen here."
    if labelled < used:
        chosen = (
            f"{labelled:,} of {used:,} events are named: those from which most follows among their neighbours in time."
        )
    elif used == 1:
        chosen = "The one event is named."
    else:
        chosen = f"All {used:,} events are named."
    told = f" Told as far as {', '.join(up_to)}." if up_to else ""
    reading = "Filled: a certain day. Hollow: only as near as its source says. A year with more to tell is higher."
    return f"{chosen} {reading}{told}"
