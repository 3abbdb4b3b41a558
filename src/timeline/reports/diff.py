"""Divergences on a screen, as in a diff: `-` an event of the base, `+` one of the alternate history, year by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.lines import SHORT_WORDS, WIDE, Layout, Slot, Span, flowed, ruled
from timeline.questions.diverge import DIVERGENT
from timeline.questions.listed import Listed, outline
from timeline.reports import rows
from timeline.reports.short import DRIFT, DRIFT_WORDS, short_drift, year_heading
from timeline.reports.statuses import counted_statuses, in_words, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence


class _Side(NamedTuple):
    """One event of a pair."""

    sign: str
    """As in a diff; empty where both histories have the event, or the alternate one has nothing in its place."""
    event: Event
    pair: Divergence
    year: int | None
    """The year of the heading above it."""
    is_first: bool
    """Whether it stands beside the status."""


def lines(pairs: Sequence[Divergence], screen: Screen) -> Iterator[Line]:
    """Yield the number of divergences of each status, then the pairs of each timeline by year."""
    start = 0
    for (base, timeline), several in groupby(outline(pairs), lambda pair: (pair.base_timeline, pair.timeline)):
        stop = start + len(list(several))
        yield from _compared(base, timeline, pairs[start:stop], screen)
        start = stop


def headline(name: str, pairs: Sequence[Divergence], screen: Screen) -> Iterator[Line]:
    """Yield how many divergences a timeline has, with the number and the sign of each status."""
    statuses = [pair.status for pair in outline(pairs)]
    count = f"{name}: {rows.counted(sum(each in DIVERGENT for each in statuses), 'divergence')}"
    return flowed([[Span(count, "strong")], *counted_statuses(statuses, screen.signs)], screen)


def _compared(base: str, timeline: str, pairs: Sequence[Divergence], screen: Screen) -> Iterator[Line]:
    yield from headline(timeline if base == "real" else f"{timeline} against {base}", pairs, screen)
    plain, with_more = _layouts(pairs, screen)
    for year, group in _by_year(pairs):
        if year is not None:
            yield ruled(Span(year_heading(year), "strong"), screen, in_words(pair.status for pair in group))
        before: str | None = None
        for pair in group:
            for side in _sides(pair, year, before):
                yield from (with_more if side.event is pair.event else plain).lines(side)
            before = pair.alt.id if pair.alt else None


def _by_year(pairs: Sequence[Divergence]) -> Iterator[tuple[int | None, Sequence[Divergence]]]:
    """Yield pairs by year, the point of divergence first, whatever its place; all without a year if in another order."""
    known = outline(pairs)
    first = 1 if known[0].is_pod and not rows.is_in_order(known) else 0
    if not rows.is_in_order(known[first:]):
        yield None, pairs
        return
    for part in filter(None, (pairs[:first], pairs[first:])):
        yield from ((year, list(group)) for year, group in rows.by_year(part, lambda pair: pair.event))


def _sides(pair: Divergence, year: int | None, before: str | None) -> Iterator[_Side]:
    """Yield the sides of a pair; an alternate event that the pair before has, too, stands there once."""
    if pair.base is None or pair.alt is None or pair.base is pair.alt:
        sign = {"kept": "", "untold": "-"}.get(pair.status, "+")
        yield _Side(sign, pair.event, pair, year, is_first=True)
        return
    yield _Side("-", pair.base, pair, year, is_first=True)
    if pair.alt.id != before:
        yield _Side("+", pair.alt, pair, year, is_first=False)


def _layouts(pairs: Sequence[Divergence], screen: Screen) -> tuple[Layout[_Side], Layout[_Side]]:
    """Return the columns of the base event of a pair, and those of the event that places it in time."""
    has_words = screen.width >= WIDE

    def drift(side: _Side) -> Span:
        return Span(short_drift(side.pair.drift, in_words=has_words), "strong")

    more: list[Slot[_Side]] = [
        Slot(drift, DRIFT_WORDS if has_words else DRIFT, is_right=True, is_needed=False),
        rows.told_slot(_tellings(pairs), lambda side: side.event, screen),
    ]
    first: list[Slot[_Side]] = [
        Slot(lambda side: sign_of(side.pair.status, screen.signs, side.pair.drift) if side.is_first else Span(""), 1),
        *([_status_slot()] if screen.width >= SHORT_WORDS else []),
        Slot(lambda side: Span(side.sign, "gone" if side.sign == "-" else "new"), 1),
        rows.date_slot(lambda side: side.event, lambda side: side.year, screen),
        Slot(_title),
    ]
    ids: list[Slot[_Side]] = rows.id_slots(lambda side: side.event, screen)
    layout = Layout([*first, *more, *ids], screen, about=lambda side: side.event)
    return layout.without(more), layout


def _tellings(pairs: Sequence[Divergence]) -> Iterable[rows.Telling]:
    return pairs.tellings() if isinstance(pairs, Listed) else rows.tellings(pair.event for pair in pairs)


def _status_slot() -> Slot[_Side]:
    return Slot(lambda side: Span(side.pair.status if side.is_first else ""), 8)


def _title(side: _Side) -> Span:
    is_base = side.event is side.pair.base and side.event is not side.pair.alt
    is_pod = side.pair.is_pod and not (is_base and side.pair.alt)
    text = f"POD: {side.event.title}" if is_pod else side.event.title
    return Span(text, "struck" if is_base and side.pair.status == "averted" else "plain")
