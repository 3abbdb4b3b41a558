"""The line of a life in one history: from birth to death, with the ends that are not known, and its signs in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.drawing import circle, group, halo, label, path, rect
from timeline.exports.svg.plots.sheet import COLORS, RIGHT, color_of, dash_of, name_of
from timeline.exports.svg.text import shortened
from timeline.model.ages import years
from timeline.model.calendar import FUTURE, PAST, from_ordinal, to_ordinal
from timeline.model.date_text import date_text
from timeline.model.spans import first_part, last_part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from timeline.exports.svg.axes import TimeScale
    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.plots.sheet import Key
    from timeline.model.dates import EdtfDate
    from timeline.model.world import World
    from timeline.questions.roster import Somebody

APART = 13
"""The distance between two lines of one person that end differently; lines that end alike touch."""
TAIL = 16
"""The length of the dots at an end that is not known."""
NOTCH = 20
"""A notch on the line for each so many years of age."""
_AGE = 48
"""The room for an age behind a line."""
_CLEAR_BIRTH = 366 * 3
"""If a birth is vaguer than so many days, there are no notches."""


class Lifeline(NamedTuple):
    """A life in one history, or in several where it is the same."""

    timelines: tuple[str, ...]
    born: EdtfDate | None
    died: EdtfDate | None
    first: float
    """The first day that is known of it: the birth, or the first event that names the person."""
    last: float
    """The last day that is known of it."""


class KnownPart(NamedTuple):
    """What is known of a date: all of it, or one of its ends."""

    date: EdtfDate
    open_side: int
    """The side on which it is open or not known: -1 before, 1 behind, 0 neither."""


def known_part(date: EdtfDate) -> KnownPart:
    if date.latest is None:
        return KnownPart(first_part(date) or date, 1)
    if date.earliest is None:
        return KnownPart(last_part(date) or date, -1)
    return KnownPart(date, 0)


def lifelines(who: Somebody, timelines: Collection[str]) -> list[Lifeline]:
    """Return the lines of a person in some timelines: one for each that knows them, those with the same life together."""
    days = (day for event in who.events for day in (event.date.first, event.date.last))
    first = min((day for day in days if PAST < day < FUTURE), default=FUTURE)
    found: dict[tuple[str, str, float], Lifeline] = {}
    for timeline in (each for each in who.timelines if each in timelines):
        born, died = who.births.get(timeline), who.deaths.get(timeline)
        line = _line((timeline,), born, died, first, who.named.last.get(timeline, PAST))
        key = str(born), str(died), line.last
        known = found.get(key)
        found[key] = line if known is None else known._replace(timelines=(*known.timelines, timeline))
    return list(found.values())


def _line(
    timelines: tuple[str, ...], born: EdtfDate | None, died: EdtfDate | None, first: float, acted: float
) -> Lifeline:
    start = first if born is None else known_part(born).date.first
    ends = [acted if acted < FUTURE else PAST, start if start < FUTURE else PAST]
    end = max(ends) if died is None else known_part(died).date.last
    return Lifeline(timelines, born, died, min(start, end) if end > PAST else start, end)


def days_of(line: Lifeline) -> Iterator[float]:
    for day in (line.first, line.last):
        if PAST < day < FUTURE:
            yield day


def strokes(world: World, scale: TimeScale, line: Lifeline, y: float) -> Iterator[Element]:
    """Yield the line of a life at a height: its stroke, notches, both ends, and the age at death."""
    if not PAST < line.first < FUTURE:
        return
    left, right = scale.at(line.first), scale.at(line.last)
    colors = [color_of(world, timeline) for timeline in line.timelines]
    thick = 2.6 if len(colors) == 1 else 1.7
    for place, (timeline, color) in enumerate(zip(line.timelines, colors, strict=True)):
        at = y + (place - (len(colors) - 1) / 2) * thick
        dash = dash_of(world, timeline)
        yield path("M", left, at, "H", max(right, left + 1), stroke=color, stroke_width=thick, stroke_dasharray=dash)
    half = thick * len(colors) / 2
    color = colors[0]
    yield from _notches(scale, line, y, half)
    if line.born is None:
        yield arrow(left, y, -1, color)
    else:
        yield moment(scale, line.born, y, color, half)
    if line.died is None:
        yield arrow(right, y, 1, color)
    else:
        yield _death(scale, line.died, y, color)
        age = years(line.born, line.died)
        if age:
            x = right + 6 + (TAIL if known_part(line.died).open_side > 0 else 0)
            shown = shortened(short_age(age.words), min(_AGE, RIGHT - x), 11.5)
            yield halo(label(x, y + 4, shown, 11.5, COLORS.ink2), COLORS.bg, 3)


def short_age(words: str) -> str:
    """Return an age in few letters: "71–73", "c. 72", "59+", "up to 70"."""
    words = words.replace("about ", "c. ").replace(" or more", "+")
    if words.endswith(" or less"):
        return f"up to {words.removesuffix(' or less')}"
    return words.replace(" or ", "–").replace(" to ", "–")


def moment(scale: TimeScale, date: EdtfDate, y: float, color: str, half: float) -> Element:
    """Return the sign of a birth or an event: a disc for a certain day; else hollow, as long as it may lie in.

    A side that is open, or not known, has an arrow.
    """
    known, open_side = known_part(date)
    left, right = scale.at(known.first), scale.at(known.last)
    radius = max(half + 1.6, 3)
    if known.is_one_day:
        shape = circle(left, y, radius, color)
    else:
        long = max(right - left, 2 * radius)
        start = (left + right) / 2 - long / 2
        shape = rect(start, y - radius, long, 2 * radius, COLORS.bg, rx=radius, stroke=color, stroke_width=1.5)
    return group(arrow(right if open_side > 0 else left, y, open_side, color), shape) if open_side else shape


def _death(scale: TimeScale, died: EdtfDate, y: float, color: str) -> Element:
    """Return the sign of a death: an end cap; two with a bridge if its day is not certain."""
    known, open_side = known_part(died)
    left, right = scale.at(known.first), scale.at(known.last)
    if known.is_one_day:
        shape = path("M", right, y - 6, "V", y + 6, stroke=color, stroke_width=2.2)
    else:
        left = min(left, right - 4)
        shape = rect(left, y - 5, right - left, 10, COLORS.bg, stroke=color, stroke_width=1.5)
    return group(arrow(right if open_side > 0 else left, y, open_side, color), shape) if open_side else shape


def arrow(x: float, y: float, way: int, color: str) -> Element:
    """Return the sign of an end that is not known: dots that lead to an arrow."""
    tip = x + way * TAIL
    dots = path("M", x + way * 2, y, "H", tip - way * 4, stroke=color, stroke_width=1.8, stroke_dasharray="1.8 2.6")
    return group(dots, path("M", tip, y, "l", -way * 5, -3.5, "v", 7, "z", fill=color))


def _notches(scale: TimeScale, line: Lifeline, y: float, half: float) -> Iterator[Element]:
    born = line.born
    if born is None or born.earliest is None or born.latest is None or born.latest - born.earliest > _CLEAR_BIRTH:
        return
    year, month, day = from_ordinal((born.earliest + born.latest) // 2)
    for age in range(NOTCH, 10 * NOTCH, NOTCH):
        at = to_ordinal(year + age, month, min(day, 28))
        if at >= line.last:
            return
        yield path("M", scale.at(at), y - half - 2.6, "V", y + half + 2.6, stroke=COLORS.ink2, stroke_width=1)


def in_words(world: World, who: Somebody, line: Lifeline) -> str:
    """Return a life in words, for the pointer."""
    where = " and ".join(name_of(world, timeline) for timeline in line.timelines)
    born = f"born {date_text(line.born)}" if line.born else "beginning not known"
    died = f"died {date_text(line.died)}" if line.died else "death not known"
    return f"{who.person.name}, {where}: {born}, {died}"


def keys(world: World, lines: Sequence[Lifeline], has_times: bool) -> Iterator[Key]:
    """Yield the signs that the picture has, with their meanings."""
    shown = dict.fromkeys(timeline for line in lines for timeline in line.timelines)
    for timeline in (each for each in world.timelines if each in shown):
        yield _stroke(color_of(world, timeline), dash_of(world, timeline)), name_of(world, timeline)
    ink = COLORS.ink2
    births = [line.born for line in lines if line.born]
    deaths = [line.died for line in lines if line.died]
    if births:
        yield lambda x, y: circle(x + 15, y, 3.2, ink), "birth"
    if any(not born.is_one_day for born in births):
        yield (
            lambda x, y: rect(x + 6, y - 3, 18, 6, COLORS.bg, rx=3, stroke=ink, stroke_width=1.5),
            "birth in this time",
        )
    if deaths:
        yield (
            lambda x, y: path("M", x, y, "H", x + 15, "M", x + 15, y - 6, "V", y + 6, stroke=ink, stroke_width=2),
            "death",
        )
    if any(not died.is_one_day for died in deaths):
        yield lambda x, y: rect(x + 6, y - 5, 18, 10, COLORS.bg, stroke=ink, stroke_width=1.5), "death in this time"
    if any(line.died is None for line in lines):
        yield lambda x, y: arrow(x + 6, y, 1, ink), "end not known: a line ends with the last event that names them"
    if any(line.born is None for line in lines):
        yield lambda x, y: arrow(x + 24, y, -1, ink), "beginning not known"
    if has_times:
        yield lambda x, y: rect(x, y - 7, 30, 14, COLORS.hl, stroke=COLORS.line, stroke_width=1), "a time asked about"


def _stroke(color: str, dash: str | None) -> Callable[[float, float], Element]:
    return lambda x, y: path("M", x, y, "H", x + 30, stroke=color, stroke_width=2.6, stroke_dasharray=dash)
