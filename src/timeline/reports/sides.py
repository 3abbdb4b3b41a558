"""Two histories on a screen: in lanes with one column of texts, or on a wide screen beside each other."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.lines import Layout, Slot, Span, flowed, ruled, width_of
from timeline.questions.compare import SHARED
from timeline.questions.listed import outline
from timeline.reports import rows
from timeline.reports.short import DRIFT, short_drift, year_heading
from timeline.reports.statuses import sign_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.formats.lines import Line, Screen, Style
    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.questions.compare import Line as Pair

_SAME = (SHARED, "kept")
_LANES = 9
"""The width of the two lanes, with the blanks beside them."""
_BETWEEN = 3
"""The width between two columns."""


class _Told(NamedTuple):
    """One event, and what stands beside it."""

    event: Event
    year: int | None
    """The year of the heading above it."""
    style: Style = "plain"
    drift: str = ""


def _headline(pairs: Sequence[Pair], base: str, alt: str, screen: Screen) -> Iterator[Line]:
    """Yield the two histories, and how many events they share or have alone."""
    signs = screen.signs
    counts = Counter("same" if pair.status in _SAME else pair.status for pair in outline(pairs))
    anew = counts["moved"] + counts["replaced"] + counts["averted"]
    legend: list[tuple[str, Style, int, str]] = [
        (signs.kept, "both", counts["same"], "the same"),
        (signs.replaced, "alt", anew, "told anew"),
        (signs.real, "real", counts["untold"], f"only {base}"),
        (signs.alt, "new", counts["added"], f"only {alt}"),
    ]
    parts = [[Span(sign, style), Span(f" {count:,} {what}")] for sign, style, count, what in legend if count]
    return flowed([[Span(f"{base} | {alt}", "strong")], *parts], screen, gap="   ")


def _by_year(pairs: Sequence[Pair]) -> Iterator[tuple[int | None, Iterable[Pair]]]:
    if rows.is_in_order(outline(pairs)):
        yield from rows.by_year(pairs, lambda pair: pair.event)
    else:
        yield None, pairs


def in_lanes(pairs: Sequence[Pair], base: str, alt: str, screen: Screen) -> Iterator[Line]:
    """Yield both histories in one column of texts, with a lane for each at its left that shows who holds what."""
    yield from _headline(pairs, base, alt, screen)
    narrow = screen._replace(width=max(screen.width - _LANES, 1))
    ids: list[Slot[_Told]] = rows.id_slots(lambda told: told.event, screen)
    plain, with_drift = _layout(narrow, ids), _layout(narrow, ids, has_drift=True)
    below = [Span(screen.signs.lane, "real"), Span("  "), Span(screen.signs.lane, "alt")]
    for year, group in _by_year(pairs):
        if year is not None:
            yield [Span(year_heading(year), "strong"), Span(f" {base}", "real"), Span(f" {alt}", "alt")]
        for pair in group:
            for lane, told in _lanes(pair, year, screen.signs):
                for number, line in enumerate((with_drift if told.drift else plain).lines(told)):
                    yield [Span("   "), *(below if number else lane), Span("  "), *line]


def _layout(screen: Screen, ids: Sequence[Slot[_Told]] = (), *, has_drift: bool = False) -> Layout[_Told]:
    drift: Slot[_Told] = Slot(lambda told: Span(told.drift, "strong"), DRIFT, is_right=True, is_needed=False)
    title: Slot[_Told] = Slot(lambda told: Span(told.event.title, told.style))
    date: Slot[_Told] = rows.date_slot(lambda told: told.event, lambda told: told.year, screen)
    return Layout([date, title, *([drift] if has_drift else []), *ids], screen, about=lambda told: told.event)


def _lanes(pair: Pair, year: int | None, signs: Signs) -> Iterator[tuple[Line, _Told]]:
    """Yield the events of a pair, each with its lanes; the base is joined to what stands in its place."""
    real, alt = Span(signs.lane, "real"), Span(signs.lane, "alt")
    if pair.status in _SAME:
        yield [Span(signs.kept * 4, "both")], _Told(pair.event, year)
        return
    if pair.base is not None:
        is_averted = pair.status == "averted"
        sign = Span(signs.averted, "gone") if is_averted else Span(signs.real, "real")
        turn = Span(f"{signs.line}{signs.turn} ", "alt")
        yield [sign, turn] if pair.alt else [sign, Span("  "), alt], _Told(pair.base, year, _style(pair))
    if pair.alt is not None:
        own = sign_of("replaced" if pair.status == "averted" else pair.status, signs, pair.drift)
        yield [real, Span("  "), own], _Told(pair.alt, year, "plain", short_drift(pair.drift))


def _style(pair: Pair) -> Style:
    """Return the style of the base event of a pair."""
    return "struck" if pair.status == "averted" else "plain"


def beside(pairs: Sequence[Pair], base: str, alt: str, screen: Screen) -> Iterator[Line]:
    """Yield two columns: what stands for something is on one line with it, and between, each side runs on by itself."""
    yield from _headline(pairs, base, alt, screen)
    half = screen._replace(width=(screen.width - _BETWEEN) // 2)
    plain, with_drift = _layout(half), _layout(half, has_drift=True)
    for year, group in _by_year(pairs):
        if year is not None:
            heading = ruled(Span(year_heading(year), "strong"), half)
            yield [*heading, Span(f" {screen.signs.lane} {screen.signs.line * half.width}", "dim")]
        left: list[Line] = []
        right: list[Line] = []
        for pair in group:
            if pair.alt is None:
                left += plain.lines(_Told(pair.event, year, "dim"))
                continue
            if pair.base is None:
                right += plain.lines(_Told(pair.alt, year))
                continue
            yield from _joined(left, right, half)
            left, right = [], []
            base_lines = list(plain.lines(_Told(pair.base, year, _style(pair))))
            if pair.status in _SAME:
                sign, alt_lines = Span(screen.signs.kept, "both"), [[Span(f"{'':12}the same", "dim")]]
            else:
                drift = short_drift(pair.drift)
                sign = sign_of(pair.status, screen.signs, pair.drift)
                alt_lines = list((with_drift if drift else plain).lines(_Told(pair.alt, year, "plain", drift)))
            yield from _joined(base_lines, alt_lines, half, sign)
        yield from _joined(left, right, half)


def _joined(left: Sequence[Line], right: Sequence[Line], half: Screen, sign: Span | None = None) -> Iterator[Line]:
    """Yield the lines of both sides beside each other, with a sign between the first two."""
    lane = Span(half.signs.lane, "dim")
    nothing: Line = []
    for number, (one, other) in enumerate(zip_longest(left, right, fillvalue=nothing)):
        blank = Span(" " * (half.width - width_of(one) + 1))
        yield [*one, blank, lane if number or sign is None else sign, Span(" "), *other]
