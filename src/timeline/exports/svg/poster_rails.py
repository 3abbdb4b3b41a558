"""The rails of a poster: the trunk, the two that part from it, and thin ones for all other histories."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.joins import Box, rail
from timeline.exports.layout.scale import LEFT, RIGHT
from timeline.exports.svg.drawing import circle, element, halo, label, path, tooltip, trace
from timeline.exports.svg.naming import APART, places
from timeline.exports.svg.poster_frame import FORK, RAIL
from timeline.exports.svg.poster_words import history_name
from timeline.exports.svg.text import SANS, SANS_BOLD, shortened, width
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.poster_chart import Chart
    from timeline.exports.svg.poster_drawing import Drawing
    from timeline.exports.svg.poster_frame import Frame
    from timeline.model.world import Timeline, World
    from timeline.questions.panorama import Panorama

MOST_FURTHER = 4
"""How many histories beside the two have a rail."""

WIDTH, THIN = 3.0, 1.6


class Rail(NamedTuple):
    """A thin rail."""

    timeline: Timeline
    x: float
    start: float
    """Where the rail that it leaves is."""
    parting: float
    """The height at which it leaves it."""

    def at(self, y: float) -> float:
        """Return where it is at a height."""
        return rail(y, self.parting, FORK, self.start, self.x)


def further_timelines(panorama: Panorama) -> list[Timeline]:
    """Return the timelines beside the two that are compared."""
    seen = panorama.comparisons[0]
    return [each.timeline for each in panorama.timelines if each.timeline.id not in (seen.base, seen.alt)]


def further_rails(world: World, chart: Chart, frame: Frame, timelines: Sequence[Timeline]) -> tuple[Rail, ...]:
    """Return the rails of some timelines, each of which leaves the rail of its nearest kin where the two part."""
    found: list[Rail] = []
    middle = (len(timelines) - 1) / 2
    for number, timeline in enumerate(timelines):
        own = world.lineage(timeline.id)
        kin = [chart.seen.base, chart.seen.alt, *(each.timeline.id for each in found)]
        pods = {other: own.parting(world.lineage(other)) for other in kin}
        nearest = max(pods, key=lambda other: pods[other].rank if pods[other] else float("inf"))  # type: ignore[union-attr]
        pod = pods[nearest]
        y = (
            chart.bottom
            if pod is None
            else chart.scale.y(pod.date.place if pod.date.earliest is not None else pod.date.last)
        )
        others = {each.timeline.id: each for each in found}
        if nearest in others:
            start = others[nearest].at(y)
        else:
            start = frame.rail(LEFT if nearest == chart.seen.base else RIGHT, y, chart.parting, chart.bottom)
        found.append(Rail(timeline, frame.center + (number - middle) * RAIL, start, y))
    return tuple(found)


def draw_rails(drawing: Drawing) -> None:
    """Draw the rails, the dots of further histories and their names."""
    for each in drawing.further:
        drawing.picture.add(*_thin(drawing, each))
    chart, center = drawing.chart, drawing.frame.center
    parting = chart.bottom if chart.parting is None else chart.parting
    if drawing.is_alone:
        drawing.picture.add(_line(drawing, LEFT, center, parting))
        return
    for side, aside in ((LEFT, -WIDTH / 2), (RIGHT, WIDTH / 2)):
        drawing.picture.add(_line(drawing, side, center + aside, parting))
    if chart.parting is not None:
        for side in (LEFT, RIGHT):
            drawing.picture.add(*_branch(drawing, side, chart.parting))


def _line(drawing: Drawing, side: int, x: float, bottom: float) -> Element:
    return _rail(drawing, side, "M", x, drawing.chart.room.top, "V", bottom)


def _rail(drawing: Drawing, side: int, *parts: str | float) -> Element:
    dashes = drawing.dashes(drawing.history(side))
    return path(*parts, stroke=drawing.color(side), stroke_width=WIDTH, stroke_dasharray=dashes)


def _branch(drawing: Drawing, side: int, parting: float) -> Iterator[Element]:
    """Yield a rail from the parting down; behind the last that is told of an alternate history, it is dotted."""
    chart, color = drawing.chart, drawing.color(side)
    x, end = drawing.frame.rails[side], chart.bottom
    fork = max(1.0, min(FORK, end - parting))
    is_open = drawing.history(side) != REAL
    last = max(
        [parting + fork, *(chart.scale.y(chart.stretches[i].last) + 6 for i in chart.used if _is_on(chart, i, side))]
    )
    stop = last if is_open and end - last > 24 else end
    parts: list[str | float] = ["M", drawing.frame.center, parting]
    for step in range(1, 13):
        y = parting + fork * step / 12
        parts += ["L", drawing.rail(side, y), y]
    yield _rail(drawing, side, *parts, "V", stop)
    if stop < end:
        dots = {"stroke_dasharray": "0.1 8", "stroke_linecap": "round"}
        yield element("path", d=trace("M", x, stop + 6, "V", end), stroke=color, stroke_width=WIDTH, **dots)
        if (
            end - stop > 40
            and side == RIGHT
            and not any(chart.label_y(i) > stop for i in chart.label_rows if chart.side[i] == RIGHT)
        ):
            yield label(x + 16, stop + 26, "not told yet", 13, drawing.palette.ink3)


def _is_on(chart: Chart, index: int, side: int) -> bool:
    return chart.seen.sides[index] in (("alt", "both") if side == RIGHT else ("base", "both"))


def _thin(drawing: Drawing, thin: Rail) -> Iterator[Element]:
    chart, color = drawing.chart, drawing.color_of(thin.timeline.id)
    bottom = chart.bottom
    if thin.parting < bottom:
        parts: list[str | float] = ["M", thin.start, thin.parting]
        for step in range(1, 13):
            y = min(bottom, thin.parting + FORK * step / 12)
            parts += ["L", thin.at(y), y]
        dashes = drawing.dashes(thin.timeline.id)
        yield path(*parts, "V", bottom, stroke=color, stroke_width=THIN, stroke_dasharray=dashes)
        yield circle(thin.start, thin.parting, 5, drawing.palette.bg, stroke=color, stroke_width=2)
    panorama, seen = chart.panorama, chart.seen
    for index, event in enumerate(panorama.events):
        if seen.sides[index] == "aside" and thin.timeline.id in event.timelines and seen.fates[index] != "making":
            days = event.date.earliest, event.date.latest
            known = [day for day in days if day is not None]
            y = max(thin.parting, min(bottom, chart.scale.y(sum(known) / len(known))))
            yield circle(thin.at(y), y, 2.2, color)


def draw_names(drawing: Drawing) -> float:
    """Write the names of further histories below their rails, then of those without one; return the room that they take."""
    chart, frame = drawing.chart, drawing.frame
    rails = sorted(drawing.further, key=lambda each: each.x)
    texts = [shortened(history_name(each.timeline), 340, 13, SANS_BOLD) for each in rails]
    widths = [width(text, 13, SANS_BOLD) for text in texts]
    found = places([each.x for each in rails], widths, frame.left, frame.right, len(rails))
    lines = 0
    for each, text, place in zip(rails, texts, found, strict=True):
        assert place  # there are as many lines as names
        color, lines = drawing.color_of(each.timeline.id), max(lines, place.line + 1)
        y = chart.bottom + 19 + 17 * place.line
        drawing.picture.add(path("M", each.x, chart.bottom, "V", y, stroke=color, stroke_width=0.8, stroke_opacity=0.6))
        at, anchor = (each.x - APART, "end") if place.is_left else (each.x + APART, "start")
        drawing.picture.add(label(at, y, text, 13, color, SANS_BOLD, anchor=anchor))
    drawn = [each.timeline for each in rails]
    folded = [history_name(each) for each in further_timelines(chart.panorama) if each not in drawn]
    if folded:
        text = f"+{len(folded):,} histor{'y' if len(folded) == 1 else 'ies'}, not drawn: {', '.join(folded)}"
        shown = shortened(text, frame.right - frame.left, 13)
        y = chart.bottom + 19 + 17 * lines
        drawing.picture.add(tooltip(label(frame.center, y, shown, 13, drawing.palette.ink3, anchor="middle"), text))
        lines += 1
    return 17 * lines + 8 if lines else 0


def take_breaks(drawing: Drawing) -> Sequence[Element]:
    """Return how many years each break leaves out, as texts between the rails, and take their places."""
    found: list[Element] = []
    scale, palette = drawing.chart.scale, drawing.palette
    for number, cell in enumerate(scale.cells):
        if cell.is_break:
            y = (scale.tops[number] + scale.tops[number + 1]) / 2
            text = f"… {cell.years:,} years …"
            half = width(text, 12, SANS) / 2
            drawing.taken.add(Box(drawing.frame.center - half - 4, y - 9, drawing.frame.center + half + 4, y + 9))
            found.append(
                halo(label(drawing.frame.center, y + 4, text, 12, palette.ink3, anchor="middle"), palette.bg, 6)
            )
    return found
