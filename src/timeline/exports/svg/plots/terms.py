"""Who held an office: the terms in each history, one history above the other on one scale of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.axes import TimeScale
from timeline.exports.svg.drawing import element, group, halo, label, path, rect, tooltip
from timeline.exports.svg.naming import APART, places
from timeline.exports.svg.plots.sheet import COLORS, LEFT, RIGHT, Sheet, color_of, name_of
from timeline.exports.svg.text import SANS_BOLD, shortened, width
from timeline.model.date_text import date_text
from timeline.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.exports.svg.drawing import Element, Picture
    from timeline.exports.svg.naming import Place
    from timeline.exports.svg.plots.sheet import Key
    from timeline.model.terms import Term
    from timeline.model.world import World

_NAMES = 200
"""The most room for names of histories."""
_FADE = 44
"""Over how much an end that is not known fades."""
_AFTER = 46
"""The room behind the last day for an end that fades."""
_BAR = 15
_LINE = 14.5
"""The height of a line of names."""
_SIZE = 11.5
_LONGEST = 190
"""The room for the longest name of a holder."""
_LINES = 16
"""How many lines of names a history has at most."""

_EXPLANATION = "Each bar is a term in an office; its holder is named beside it, where the term begins."
_ABOVE = " The histories are one above the other."
_HOLLOW = " A hollow bar is a term that a history shares with the one that it branches from."


class _Name(NamedTuple):
    """A holder's name with its place."""

    term: Term
    text: str
    x: float
    """Where the tick is that leads to the bar."""
    place: Place


def picture(world: World, terms: Sequence[Term], command: str) -> Picture:
    """Draw the terms of an answer, of which there is at least one; `command` is what asks for them."""
    by_office: dict[str, list[Term]] = {}
    for term in terms:
        by_office.setdefault(fold(term.state.of), []).append(term)
    shown = {term.timeline for term in terms}
    timelines = [each for each in world.timelines if each in shown]
    offices = [held[0].state.of for held in by_office.values()]
    title = offices[0] if len(offices) == 1 else f"Who held {len(offices):,} offices"
    above = _ABOVE if len(timelines) > 1 else ""
    hollow = _HOLLOW if any(term.is_inherited for term in terms) else ""
    sheet = Sheet("who", title, _EXPLANATION + above + hollow)
    days = [(term.date.first, term.date.last, *_inner(term)) for term in terms]
    room = min(max(width(name_of(world, each), 12.5, SANS_BOLD) for each in timelines) + 14, _NAMES)
    scale = TimeScale.with_corners(days, LEFT + room, RIGHT - _AFTER)
    sheet.y += 10
    top = sheet.y
    sheet.time_axis(scale, top, top, is_above=True)
    fades = {each: _fade(sheet, color_of(world, each)) for each in timelines if any(map(_fades, terms))}
    named = 0
    for held in by_office.values():
        if len(by_office) > 1:
            sheet.heading(held[0].state.of)
        named += _office(sheet, world, scale, held, timelines, fades)
    sheet.time_axis(scale, top, sheet.y, name="year")
    sheet.y += 38
    sheet.legend(_keys(terms, fades))
    sheet.scale_note(scale)
    if named < len(terms):
        sheet.note(
            f"{len(terms) - named:,} of {len(terms):,} holders are not named, because there is no room beside their bars."
        )
    return sheet.finish(command)


def _inner(term: Term) -> Iterator[float]:
    """Yield the days between which a term surely holds: an open end leaves only these."""
    yield from (term.held.surely_from, term.held.surely_to)


def _office(
    sheet: Sheet,
    world: World,
    scale: TimeScale,
    terms: Sequence[Term],
    timelines: Sequence[str],
    fades: Mapping[str, Sequence[str]],
) -> int:
    """Draw the bars of an office: names above those of the first history, and below those of the others.

    Returns how many holders are named.
    """
    held = [(each, [term for term in terms if term.timeline == each]) for each in timelines]
    held = [(timeline, own) for timeline, own in held if own]
    sheet.y += 6
    named = 0
    for place, (timeline, own) in enumerate(held):
        names = _placed(scale, own)
        named += len(names)
        lines = 1 + max((name.place.line for name in names), default=-1)
        is_above = place == 0 and len(held) > 1
        top = sheet.y + (lines * _LINE + 3 if is_above else 0)
        color = color_of(world, timeline)
        sheet.add(_history(name_of(world, timeline), scale.start - LEFT, top + 11.5, color))
        sheet.add(*(_tick(name, top, color, is_above=is_above) for name in names))
        sheet.add(*(halo(_lettering(name, top, is_above=is_above), COLORS.bg, 3) for name in names))
        for term in own:
            sheet.add(tooltip(group(*_bar(scale, term, top, color, fades.get(timeline, ()))), _words(world, term)))
        sheet.y = top + _BAR + (3 if is_above else lines * _LINE + 10)
    sheet.y += 4
    return named


def _history(name: str, room: float, y: float, color: str) -> Element:
    text = label(LEFT, y, shortened(name, room - 12, 12.5, SANS_BOLD), 12.5, color, SANS_BOLD)
    return tooltip(text, name)


def _fades(term: Term) -> bool:
    """Return whether an end of a term is not known; an open end (`..`) is known to be none."""
    return term.date.text.endswith("/") or term.date.text.startswith("/")


def _fade(sheet: Sheet, color: str) -> tuple[str, str]:
    """Return what fills a bar whose end is not known, and one whose beginning is not known."""

    def gradient(first: int, last: int) -> str:
        stops = (
            element("stop", offset=at, stop_color=color, stop_opacity=much) for at, much in ((0, first), (1, last))
        )
        return sheet.define(element("linearGradient", *stops))

    return gradient(1, 0), gradient(0, 1)


def _bar(scale: TimeScale, term: Term, top: float, color: str, fades: Sequence[str]) -> Iterator[Element]:
    """Yield the bar of a term: hollow if it is inherited, dashed if it is vague, open or fading at an end that is."""
    date = term.date
    left, right = scale.at(date.first) + 0.75, max(scale.at(date.last) - 0.75, scale.at(date.first) + 2.5)
    if date.text.endswith("/"):
        right = min(max(scale.at(term.held.start.last), left) if term.held.start else left, scale.end)
        yield rect(right, top, _FADE, _BAR, fades[0])
    if date.text.startswith("/"):
        left = max(scale.at(date.last) - 3, scale.start)
        yield rect(left - _FADE, top, _FADE, _BAR, fades[1])
    if right > left:
        yield _solid(term, left, right, top, color)
    middle = top + _BAR / 2
    if date.text.endswith(".."):
        yield path("M", right + 4, middle - 6, "l", 9, 6, "l", -9, 6, "z", fill=color)
    if date.text.startswith(".."):
        yield path("M", left - 4, middle - 6, "l", -9, 6, "l", 9, 6, "z", fill=color)


def _solid(term: Term, left: float, right: float, top: float, color: str) -> Element:
    if term.is_inherited:
        dash = "3 2" if _is_vague(term) else None
        return rect(
            left + 0.6,
            top + 0.75,
            right - left - 1.2,
            _BAR - 1.5,
            COLORS.bg,
            stroke=color,
            stroke_width=1.5,
            stroke_dasharray=dash,
        )
    if _is_vague(term):
        return rect(
            left + 0.6,
            top + 0.75,
            right - left - 1.2,
            _BAR - 1.5,
            color,
            fill_opacity=0.5,
            stroke=color,
            stroke_width=1.5,
            stroke_dasharray="3 2",
        )
    return rect(left, top, right - left, _BAR, color)


def _is_vague(term: Term) -> bool:
    """Return whether the days of a term are not certain: they are marked so, or it is somewhere within its date."""
    return not term.date.certain or "/" not in term.date.text


def _start(scale: TimeScale, term: Term) -> float:
    """Return where a bar begins; if the beginning is not known, where it begins to fade in."""
    is_known = not term.date.text.startswith("/")
    return scale.at(term.date.first) if is_known else max(scale.at(term.date.last) - _FADE, scale.start)


def _placed(scale: TimeScale, terms: Sequence[Term]) -> list[_Name]:
    """Return the names of holders with their places, those that have one.

    A holder who follows themselves, or holds the office in the next term as well, is named again: it is another term.
    """
    ordered = sorted(terms, key=lambda each: (_start(scale, each), each.date.sort_key))
    ticks = [_start(scale, term) + 0.75 for term in ordered]
    texts = [shortened(_holder(term), _LONGEST, _SIZE) for term in ordered]
    found = places(ticks, [width(text, _SIZE) for text in texts], LEFT, RIGHT, _LINES)
    named = zip(ordered, texts, ticks, found, strict=True)
    return [_Name(term, text, at, place) for term, text, at, place in named if place]


def _holder(term: Term) -> str:
    return f"{term.state.is_} (acting)" if term.state.acting else term.state.is_


def _base(name: _Name, top: float, *, is_above: bool) -> float:
    """Return the baseline of a name."""
    away = (name.place.line + 1) * _LINE
    return top - away + _LINE - 4 if is_above else top + _BAR + away - 2.5


def _tick(name: _Name, top: float, color: str, *, is_above: bool) -> Element:
    """Return the line that leads from a name to the beginning of its bar."""
    base = _base(name, top, is_above=is_above)
    ends = (top, base - 9) if is_above else (top + _BAR, base)
    return path("M", name.x, ends[0], "V", ends[1], stroke=color, stroke_width=0.9, stroke_opacity=0.7)


def _lettering(name: _Name, top: float, *, is_above: bool) -> Element:
    base = _base(name, top, is_above=is_above)
    if name.place.is_left:
        return label(name.x - APART, base, name.text, _SIZE, COLORS.ink, anchor="end")
    return label(name.x + APART, base, name.text, _SIZE, COLORS.ink)


def _words(world: World, term: Term) -> str:
    """Return a term in words, for the pointer."""
    shared = ", shared" if term.is_inherited else ""
    return f"{_holder(term)}, {term.state.of}, {date_text(term.date)} ({name_of(world, term.timeline)}{shared})"


def _keys(terms: Sequence[Term], fades: Mapping[str, Sequence[str]]) -> Iterator[Key]:
    """Yield the signs that the picture has, with their meanings."""
    ink = COLORS.ink2
    edge: dict[str, str | float | None] = {"stroke": ink, "stroke_width": 1.5}
    yield lambda x, y: rect(x, y - 6, 30, 12, ink), "a term"
    if any(term.is_inherited for term in terms):
        yield lambda x, y: rect(x + 1, y - 5, 28, 11, COLORS.bg, **edge), "shared, from before the history branches"
    if any(map(_is_vague, terms)):
        dashed = {**edge, "fill_opacity": 0.5, "stroke_dasharray": "3 2"}
        yield lambda x, y: rect(x + 1, y - 5, 28, 11, ink, **dashed), "its days are not certain"
    if fades:
        fill = next(iter(fades.values()))[0]
        yield lambda x, y: rect(x, y - 6, 30, 12, fill), "its end or beginning is not known"
    if any(".." in term.date.text for term in terms):
        yield (
            lambda x, y: path("M", x + 11, y - 6, "l", 9, 6, "l", -9, 6, "z", fill=ink),
            "it has no end, or no beginning",
        )
