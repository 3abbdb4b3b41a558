"""Lifelines: who lives from when to when in each history, how old they get, and who plays them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from timeline.exports.svg.axes import TimeScale
from timeline.exports.svg.drawing import group, halo, label, path, rect, tooltip
from timeline.exports.svg.plots.lifelines import APART, NOTCH, days_of, in_words, keys, lifelines, short_age, strokes
from timeline.exports.svg.plots.sheet import COLORS, LEFT, RIGHT, Sheet
from timeline.exports.svg.text import SANS_BOLD, shortened, width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from timeline.exports.svg.drawing import Element, Picture
    from timeline.exports.svg.plots.lifelines import Lifeline
    from timeline.model.dates import EdtfDate
    from timeline.model.world import World
    from timeline.questions.living import Living

_NAMES = 172
"""The room for names."""
_ACTORS = 196
"""The room for actors, if anybody has one."""
_AFTER = 54
"""The room behind the last day for an age or an arrow."""
_ROW = 23
_EXPLANATION = (
    "Each line is a life, from birth to death in each history, one above the other where they differ. {what}"
    "A notch: {notch} years."
)


def picture(world: World, rows: Sequence[Living], command: str, *, timelines: Collection[str] = ()) -> Picture:
    """Draw the people of an answer, of whom there is at least one, in some timelines, by default in all of theirs.

    `command` is what asks for them.
    """
    people = [list(group_) for _, group_ in groupby(rows, lambda row: row.who.key)]
    is_at_a_time = rows[0].time is not None
    what = (
        "Bold numbers are ages at the times marked. "
        if is_at_a_time
        else "The number after a line is the age at death. "
    )
    sheet = Sheet("people", _title(people), _EXPLANATION.format(what=what, notch=NOTCH))
    drawn = [(person, lifelines(person[0].who, _asked(person, timelines))) for person in people]
    has_actors = any(row.casting for row in rows)
    end = RIGHT - _AFTER - (_ACTORS if has_actors else 0)
    times = _times(rows)
    lives = [[day for line in lines for day in days_of(line)] for _, lines in drawn]
    asked = [day for time in times for day in (time.first, time.last)]
    scale = TimeScale.with_corners(lives, LEFT + _NAMES, end, asked)
    if has_actors:
        header = "played by (age when it aired)" if is_at_a_time else "played by"
        sheet.add(label(end + _AFTER + 20, sheet.y + 10, header, 11.5, COLORS.ink3))
    sheet.y += 18
    top = sheet.y
    for person, lines in drawn:
        _person(sheet, world, scale, person, lines)
    bottom = sheet.y + 4
    sheet.add_below(*(_band(scale, time, top, bottom) for time in times))
    sheet.time_axis(scale, top, top, is_above=True)
    sheet.time_axis(scale, top, bottom, name="year")
    sheet.y = bottom + 38
    sheet.legend(keys(world, [line for _, lines in drawn for line in lines], bool(times)))
    sheet.scale_note(scale)
    return sheet.finish(command)


def _asked(person: Sequence[Living], timelines: Collection[str]) -> Collection[str]:
    """Return the timelines to draw: those asked for, else those in which the person may be alive then, else all."""
    return timelines or {timeline for row in person for timeline in row.lives} or person[0].who.timelines


def _title(people: Sequence[Sequence[Living]]) -> str:
    """Return what the picture shows: "The life of Ed Baldwin", "12 lives", "Who is alive in fam S4"."""
    times = dict.fromkeys(row.at for person in people for row in person if row.at)
    if len(people) == 1:
        return f"The life of {people[0][0].who.person.name}"
    return f"Who is alive in {', '.join(times)}" if times else f"{len(people):,} lives"


def _times(rows: Sequence[Living]) -> list[EdtfDate]:
    """Return the times asked about, each once."""
    return list({row.time.on.text: row.time.on for row in rows if row.time}.values())


def _person(sheet: Sheet, world: World, scale: TimeScale, person: Sequence[Living], lines: Sequence[Lifeline]) -> None:
    """Draw the name, the lines and the actor of one person."""
    who = person[0].who
    apart = [APART if place else 0 for place in range(len(lines))]
    height = _ROW + sum(apart)
    middle = sheet.y + height / 2
    name = label(
        scale.start - 12, middle + 4.5, shortened(who.person.name, _NAMES - 14, 13), 13, COLORS.ink, anchor="end"
    )
    sheet.add(tooltip(name, who.person.name))
    y = middle - sum(apart) / 2
    for line in lines:
        sheet.add(tooltip(group(*strokes(world, scale, line, y)), in_words(world, who, line)))
        y += APART
    if not any(day for line in lines for day in days_of(line)):
        sheet.add(label(scale.start + 8, middle + 4.5, "no date is known", 12, COLORS.ink3))
    sheet.add(*_ages(scale, person, middle), *_actor(scale.end + _AFTER + 20, middle + 4.5, person))
    sheet.add_below(path("M", LEFT, sheet.y + height, "H", RIGHT, stroke=COLORS.line, stroke_width=0.6))
    sheet.y += height


def _ages(scale: TimeScale, person: Sequence[Living], middle: float) -> Iterator[Element]:
    """Yield the age at each time asked about, left of the time, so that it hides no end there."""
    for row in person:
        if row.time and row.age:
            text = short_age(row.age.words)
            x = max(scale.at(row.time.on.first) - 4, scale.start + width(text, 12, SANS_BOLD) + 2)
            yield halo(label(x, middle + 4, text, 12, COLORS.ink, SANS_BOLD, anchor="end"), COLORS.bg, 5)


def _actor(x: float, y: float, person: Sequence[Living]) -> Iterator[Element]:
    """Yield who plays a person, with the actors' ages when the seasons aired."""
    found: dict[str, list[str]] = {}
    for row in person:
        if row.casting:
            ages = found.setdefault(row.casting.name, [])
            if row.actor_age:
                ages.append(short_age(row.actor_age.words))
    words = [f"{name} ({', '.join(ages)})" if ages else name for name, ages in found.items()]
    castings = person[0].who.person.castings
    if person[0].time is None and len(castings) > 1:
        words = [f"{castings[0].name} +{len(castings) - 1}"]
    if words:
        text = "; ".join(words)
        yield tooltip(label(x, y, shortened(text, _ACTORS - 22, 12), 12, COLORS.ink2), text)


def _band(scale: TimeScale, time: EdtfDate, top: float, bottom: float) -> Element:
    """Return the ground of a time asked about."""
    left, right = scale.at(time.first), scale.at(time.last)
    return rect(left, top, max(right - left, 2), bottom - top, COLORS.hl)
