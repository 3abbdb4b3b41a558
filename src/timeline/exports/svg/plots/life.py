"""One life: its line in each history, and below it, day by day, what happens and how old the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.svg.axes import TimeScale
from timeline.exports.svg.drawing import circle, group, halo, label, path, rect, tooltip
from timeline.exports.svg.plots.lifelines import (
    TAIL,
    arrow,
    days_of,
    in_words,
    known_part,
    lifelines,
    moment,
    short_age,
    strokes,
)
from timeline.exports.svg.plots.sheet import COLORS, LEFT, RIGHT, Sheet, color_of, name_of
from timeline.exports.svg.text import SANS, SANS_BOLD, shortened
from timeline.model.date_text import date_text
from timeline.model.events import REAL, episode_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from timeline.exports.svg.drawing import Element, Picture
    from timeline.exports.svg.plots.sheet import Key
    from timeline.model.world import World
    from timeline.questions.life import Step

_DATES, _AGES = 138, 52
_FIELD = LEFT + _DATES + _AGES + 12
"""Where the scale of time begins; dates and ages stand left of it."""
_AFTER = 54
_LINE, _ROW = 20, 19
_SIZE = 12

_EXPLANATION = (
    "On top, the line of this life in each history; below it, what happens, with the age at that time. "
    "What an alternate history tells is bold.{played}"
)


def picture(world: World, steps: Sequence[Step], command: str, *, timelines: Collection[str] = ()) -> Picture:
    """Draw the steps of a life, of which there is at least one, in some timelines, by default in all of the person's.

    `command` is what asks for them.
    """
    who = steps[0].who
    actors = dict.fromkeys(step.casting.name for step in steps if step.casting)
    played = f" Played by {', '.join(actors)}." if actors else ""
    sheet = Sheet("life", f"The life of {who.person.name}", _EXPLANATION.format(played=played))
    lines = lifelines(who, timelines or who.timelines)
    days = [day for line in lines for day in days_of(line)]
    days += [day for step in steps for day in (step.date.first, step.date.last)]
    scale = TimeScale.over(days, _FIELD, RIGHT - _AFTER)
    sheet.y += 18
    top = sheet.y
    for line in lines:
        sheet.y += _LINE
        names = " and ".join(name_of(world, timeline) for timeline in line.timelines)
        shown = shortened(names, _DATES + _AGES, _SIZE, SANS_BOLD)
        sheet.add(tooltip(label(LEFT, sheet.y - 6, shown, _SIZE, color_of(world, line.timelines[0]), SANS_BOLD), names))
        sheet.add(tooltip(group(*strokes(world, scale, line, sheet.y - 10)), in_words(world, who, line)))
    sheet.add(path("M", LEFT, sheet.y + 5, "H", RIGHT, stroke=COLORS.line, stroke_width=1))
    sheet.y += 10
    for step in steps:
        sheet.y += _ROW
        sheet.add(*_step(world, scale, step, sheet.y))
    bottom = sheet.y + 8
    sheet.time_axis(scale, top, top, is_above=True)
    sheet.time_axis(scale, top, bottom, name="year")
    sheet.y = bottom + 38
    sheet.legend(_keys(steps))
    return sheet.finish(command)


def _step(world: World, scale: TimeScale, step: Step, base: float) -> Iterator[Element]:
    """Yield a line: the date, the age, a mark on the scale of time, and what happens, on the side that has room."""
    yield label(LEFT, base, shortened(date_text(step.date), _DATES - 6, _SIZE), _SIZE, COLORS.ink3)
    if step.age:
        shown = shortened(short_age(step.age.words), _AGES, _SIZE)
        yield label(LEFT + _DATES + _AGES, base, shown, _SIZE, COLORS.ink2, anchor="end")
    timeline = _timeline(step)
    color = COLORS.ink2 if timeline is None else color_of(world, timeline)
    face = SANS if timeline in (None, REAL) else SANS_BOLD
    words = _words(step)
    yield tooltip(moment(scale, step.date, base - 4, color, 1.6), words)
    known, open_side = known_part(step.date)
    left = scale.at(known.first) - 9 - (TAIL if open_side < 0 else 0)
    right = scale.at(known.last) + 9 + (TAIL if open_side > 0 else 0)
    is_right = RIGHT - right >= left - _FIELD
    room = RIGHT - right if is_right else left - _FIELD
    title = shortened(step.title, room, _SIZE, face)
    text = label(
        right if is_right else left, base, title, _SIZE, COLORS.ink, face, anchor="start" if is_right else "end"
    )
    yield tooltip(halo(text, COLORS.bg, 3), words)


def _timeline(step: Step) -> str | None:
    """Return the timeline that a step stands in; None if it is in several."""
    names = step.timelines if step.event is None else () if step.event.kind == "both" else step.event.timelines
    return names[0] if len(names) == 1 else REAL if step.event and step.event.kind == "real" else None


def _words(step: Step) -> str:
    """Return a step in words, for the pointer."""
    event = step.event
    told = episode_code(event.show, event.season, event.episode) if event else ""
    age = f"aged {step.age.words}" if step.age else ""
    actor = f"{step.casting.name}{f' aged {step.actor_age.words}' if step.actor_age else ''}" if step.casting else ""
    return ", ".join(filter(None, (f"{date_text(step.date)}: {step.title}", age, told, actor)))


def _keys(steps: Sequence[Step]) -> Iterator[Key]:
    """Yield the signs that the picture has, with their meanings."""
    ink = COLORS.ink2
    dates = [known_part(step.date) for step in steps]
    if any(each.date.is_one_day for each in dates):
        yield lambda x, y: circle(x + 15, y, 3.2, ink), "a certain day"
    if not all(each.date.is_one_day for each in dates):
        yield (
            lambda x, y: rect(x + 6, y - 3, 18, 6, COLORS.bg, rx=3, stroke=ink, stroke_width=1.5),
            "some time within this",
        )
    if any(each.open_side for each in dates):
        yield lambda x, y: arrow(x + 6, y, 1, ink), "the end or the beginning is open, or not known"
