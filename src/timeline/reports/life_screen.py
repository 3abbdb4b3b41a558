"""One life on a screen: a line for each birth, event and death by year, with the age then, and what else is known."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.formats.lines import MOST, WIDE, WITH_IDS, Layout, Slot, Span, flowed, paragraph
from timeline.model.calendar import from_ordinal
from timeline.model.events import episode_code
from timeline.reports.people import casting_words
from timeline.reports.rows import LONGEST_TOLD, counted
from timeline.reports.short import date_width, short_age, short_date, year_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.formats.lines import Line, Screen, Style
    from timeline.model.events import Kind
    from timeline.questions.life import Step

_EVENT = "Event"
_PLACE = 22
_ID = 32


def lines(steps: Sequence[Step], screen: Screen) -> Iterator[Line]:
    """Yield the number of events of each kind, the steps by year, and what the file says of the person."""
    kinds: Mapping[Kind, str] = {"real": screen.signs.real, "alt": screen.signs.alt, "both": screen.signs.both}
    counts = Counter(step.event.kind for step in steps if step.event)
    headline = f"{steps[0].who.person.name}: {counted(counts.total(), 'event')}"
    legend = [[Span(sign, kind), Span(f" {counts[kind]:,} {kind}")] for kind, sign in kinds.items() if counts[kind]]
    yield from flowed([[Span(headline, "strong")], *legend], screen, gap="   ")
    years = [_year(step) for step in steps]
    is_grouped = years in (sorted(years), sorted(years, reverse=True))
    slots = list(_slots(steps, kinds, screen, is_grouped=is_grouped))
    longest = max(len(_EVENT), *(cells(_title(step).text) for step in steps))
    layout: Layout[Step] = Layout(slots, screen, most=min(longest, MOST), about=lambda step: step.event)
    yield from layout.header()
    for year, group in groupby(steps, _year) if is_grouped else [(None, iter(steps))]:
        if year is not None:
            yield [Span(year_heading(year), "strong")]
        for step in group:
            yield from layout.lines(step)
    for text in _said(steps[0]):
        yield from paragraph(text, screen, "dim")


def _year(step: Step) -> int:
    """Return the year in which a step stands: that of the last day of a death, else of the first day."""
    day = step.date.last if step.what == "died" else step.date.first
    return step.date.year if day in (float("-inf"), float("inf")) else from_ordinal(int(day))[0]


def _slots(
    steps: Sequence[Step], kinds: Mapping[Kind, str], screen: Screen, *, is_grouped: bool
) -> Iterable[Slot[Step]]:
    signs = screen.signs

    def sign(step: Step) -> Span:
        if step.event:
            return Span(kinds[step.event.kind], step.event.kind)
        return Span(signs.dies if step.what == "died" else " ", "gone")

    def date(step: Step) -> Span:
        return Span(short_date(step.date, _year(step) if is_grouped else None, signs), "dim")

    yield Slot(sign, 1)
    yield Slot(date, date_width(signs), "Date")
    yield _figures("Age", {id(step): short_age(step.age, signs) for step in steps}, "strong")._replace(is_needed=True)
    yield Slot(_title, header=_EVENT)
    told = {id(step): _told(step, screen) for step in steps}
    width = min(max(map(cells, told.values())), LONGEST_TOLD)
    if width:
        yield Slot(lambda step: Span(told[id(step)], "dim"), width, is_needed=False, is_cut=True)
    if screen.width >= WIDE:
        yield _figures("Actor", {id(step): short_age(step.actor_age, signs) for step in steps}, "dim")
        yield Slot(lambda step: Span(_place(step), "dim"), _PLACE, "Place", is_needed=False, is_cut=True)
    if screen.shows_ids(WITH_IDS):
        yield Slot(
            lambda step: Span(step.event.id if step.event else "", "dim"), _ID, "Id", is_needed=screen.ids, is_cut=True
        )


def _figures(header: str, texts: Mapping[int, str], style: Style) -> Slot[Step]:
    """Return a column of ages, as wide as they are."""
    width = max(len(header), *map(cells, texts.values()))
    return Slot(lambda step: Span(texts[id(step)], style), width, header, is_right=True, is_needed=False)


def _title(step: Step) -> Span:
    return Span(f"{step.title} ({', '.join(step.timelines)})" if step.timelines else step.title)


def _told(step: Step, screen: Screen) -> str:
    """Return what tells of a step; on a narrow screen, shows with seasons are without their names."""
    if step.event is None:
        return ""
    is_short = screen.width < WIDE and step.event.season is not None
    return episode_code(None if is_short else step.event.show, step.event.season, step.event.episode)


def _place(step: Step) -> str:
    return (step.event.place if step.event else None) or ""


def _said(step: Step) -> Iterator[str]:
    """Yield what the file says of the person."""
    person = step.who.person
    actors = "; ".join(casting_words(casting) for casting in person.castings)
    if actors:
        yield f"{person.name} is played by {actors}."
    if person.summary:
        yield person.summary
    if person.source:
        yield f"Sources: {'; '.join(person.source)}"
