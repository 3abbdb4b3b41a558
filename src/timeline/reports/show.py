"""A list of events: columns, JSON and screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report
from timeline.reports.columns import EVENT_COLUMNS, EXTRA_COLUMNS
from timeline.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.model.events import Event, Kind
    from timeline.questions.consequences import Consequences
    from timeline.reports.rows import Telling

_WITH_IDS = 150
"""The screen width from which there is room for ids beside places."""


def report(events: Sequence[Event], consequences: Consequences | None = None) -> Report[Event]:
    """Report on events; what follows from them are columns for --columns."""
    extra = [*EXTRA_COLUMNS, *(_following(consequences) if consequences else ())]
    return Report(EVENT_COLUMNS, events, lambda event: event.to_dict(), events=events, lines=_lines, extra=extra)


def _following(consequences: Consequences) -> Sequence[Column[Event]]:
    return (
        Column("followers", consequences.followers),
        Column("reach", lambda event: consequences.reach(event).events),
        Column("reach_years", lambda event: consequences.reach(event).years),
    )


def _overview(events: Sequence[Event]) -> tuple[Mapping[str, int], Collection[Telling], bool]:
    """Return the number of events of each kind, what tells of them, and whether they are in the order of time."""
    from timeline.reports import rows

    if isinstance(events, Selection) and events.has_more:  # the index knows without reading them
        return Counter(events.kinds()), events.told(), events.is_in_order
    return Counter(event.kind for event in events), rows.tellings(events), rows.is_in_order(events)


def _lines(events: Sequence[Event], screen: Screen) -> Iterator[Line]:
    """Yield the number of events of each kind, then the events by year, each with the sign of its kind."""
    from timeline.formats.lines import Layout, Slot, Span, flowed
    from timeline.model.order import year_of
    from timeline.reports import rows
    from timeline.reports.short import year_heading

    signs: dict[Kind, str] = {"real": screen.signs.real, "alt": screen.signs.alt, "both": screen.signs.both}
    counts, tellings, is_grouped = _overview(events)
    kinds = [[Span(sign, kind), Span(f" {counts[kind]:,} {kind}")] for kind, sign in signs.items() if counts[kind]]
    yield from flowed([[Span(rows.counted(len(events), "event"), "strong")], *kinds], screen, gap="   ")

    def itself(event: Event) -> Event:
        return event

    layout: Layout[Event] = Layout(
        [
            Slot(lambda event: Span(signs[event.kind], event.kind), 1),
            rows.date_slot(itself, lambda event: year_of(event) if is_grouped else None, screen),
            Slot(lambda event: Span(event.title)),
            rows.told_slot(tellings, itself, screen),
            *rows.place_slots(itself, screen),
            *rows.id_slots(itself, screen, _WITH_IDS),
        ],
        screen,
        about=itself,
    )
    for year, group in rows.by_year(events, itself) if is_grouped else [(None, events)]:
        if year is not None:
            yield [Span(year_heading(year), "strong")]
        for event in group:
            yield from layout.lines(event)
