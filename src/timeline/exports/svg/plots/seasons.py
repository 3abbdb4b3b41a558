"""Seasons: the time that each tells of against the time when it aired."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.axes import TimeScale
from timeline.exports.svg.drawing import group, halo, label, path, rect, tooltip
from timeline.exports.svg.plots.sheet import COLORS, LEFT, RIGHT, Sheet
from timeline.exports.svg.text import SANS_BOLD, clean, width
from timeline.model.date_text import date_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.exports.svg.drawing import Element, Picture
    from timeline.exports.svg.plots.sheet import Key
    from timeline.model.world import World
    from timeline.questions.seasons import ShowSeason

_YEARS = LEFT + 74
"""Where the field begins; the years of the story stand left of it."""
_HEIGHT = 460
_LEAST = 7
"""The least width and height of a box."""
_STRIP = 34
"""The width of what is beside or below the field: seasons of which only one of the two times is known."""
_DASHES = (None, "5 2", "2 2", "8 2 2 2")
"""The edges of the boxes of each show, which tell shows apart without color."""

_EXPLANATION = (
    "Each box is a season: from left to right when it aired, from bottom to top the time that it tells of. "
    "Dots lead from one season of a show to the next; beside them is how far the story jumps."
)


class _Box(NamedTuple):
    """A season with its place in the picture."""

    season: ShowSeason
    left: float
    top: float
    right: float
    bottom: float
    color: str
    dash: str | None


class _Area(NamedTuple):
    """A part of the picture that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: _Area) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def picture(world: World, seasons: Sequence[ShowSeason], command: str) -> Picture:
    """Draw the seasons of an answer, of which there is at least one; `command` is what asks for them."""
    del world  # the shows are in the seasons
    sheet = Sheet("seasons", "When the story happens, and when it was told", _EXPLANATION)
    told = [row for row in seasons if _known(row.setting_days) or _known(row.aired_days)]
    shows = list(dict.fromkeys(row.show.id for row in seasons))
    is_partly = any(not _known(row.aired_days) for row in told), any(not _known(row.setting_days) for row in told)
    top, bottom = sheet.y + 26, sheet.y + 26 + _HEIGHT
    left = _YEARS + (_STRIP if is_partly[0] else 0)
    across = TimeScale.over(_ends(row.aired_days for row in told), left, RIGHT - 30)
    up = TimeScale.over(_ends(row.setting_days for row in told), bottom - (_STRIP if is_partly[1] else 0), top + 12)
    _axes(sheet, across, up, top, bottom)
    boxes = [_box(row, across, up, shows) for row in told]
    taken = [_Area(*box[1:5]) for box in boxes]
    sheet.add(*_same_time(across, up))
    sheet.add(*(line for box in boxes for line in _way(box, boxes)))
    sheet.add(*(tooltip(group(*_shape(box)), _words(box.season)) for box in boxes))
    names = [list(_name(box, taken, top, bottom)) for box in boxes]
    sheet.add(*(text for lines in names for text in lines))
    sheet.add(*(text for box in boxes for text in _jump(box, boxes, taken, bottom)))
    sheet.y = bottom + 40
    sheet.legend(_keys(boxes))
    unnamed = sum(not lines for lines in names)
    if unnamed:
        sheet.note(f"{unnamed:,} of {len(boxes):,} seasons are not named, because there is no room beside their boxes.")
    lost = [_name_of(row) for row in seasons if row not in told]
    if lost:
        sheet.note(f"Neither time is known, so these are not drawn: {', '.join(lost)}.")
    return sheet.finish(command)


def _known(days: tuple[int | None, int | None]) -> bool:
    return days != (None, None)


def _ends(spans: Iterable[tuple[int | None, int | None]]) -> list[float]:
    return [day for span in spans for day in span if day is not None]


def _axes(sheet: Sheet, across: TimeScale, up: TimeScale, top: float, bottom: float) -> None:
    """Draw both axes with their grids and names, and the strips beside them."""
    sheet.time_axis(across, top, bottom, name="aired")
    for tick in up.ticks():
        sheet.add_below(path("M", across.start, tick.at, "H", across.end, stroke=COLORS.line, stroke_width=1))
        sheet.add(label(_YEARS - 8, tick.at + 4, tick.text, 12, COLORS.ink3, anchor="end"))
    sheet.add(path("M", _YEARS, top, "V", bottom, stroke=COLORS.ink3, stroke_width=1))
    sheet.add(label(LEFT, top - 12, "time of the story", 12.5, COLORS.ink2))
    if across.start > _YEARS:
        sheet.add_below(rect(_YEARS, top, _STRIP - 6, bottom - top, COLORS.band))
        sheet.add(label(_YEARS + _STRIP / 2 - 3, bottom + 34, "not known", 11, COLORS.ink3, anchor="middle"))
    if up.start < bottom:
        sheet.add_below(rect(across.start, up.start + 6, across.end - across.start, _STRIP - 6, COLORS.band))
        sheet.add(label(_YEARS - 8, bottom - _STRIP / 2 + 7, "not known", 11, COLORS.ink3, anchor="end"))


def _box(row: ShowSeason, across: TimeScale, up: TimeScale, shows: Sequence[str]) -> _Box:
    place = shows.index(row.show.id)
    left, right = _extent(row.aired_days, across, _YEARS + 14)
    bottom, top = _extent(row.setting_days, up, up.start + _STRIP / 2)
    missing = max(_LEAST - (right - left), 0) / 2, max(_LEAST - (bottom - top), 0) / 2
    color, dash = COLORS.history(1 + place), _DASHES[place % len(_DASHES)]
    return _Box(row, left - missing[0], top - missing[1], right + missing[0], bottom + missing[1], color, dash)


def _extent(days: tuple[int | None, int | None], scale: TimeScale, unknown: float) -> tuple[float, float]:
    """Return the places of a first and a last day; where one is missing, that of the other."""
    first, last = days
    if first is None or last is None:
        only = first if last is None else last
        return (unknown, unknown) if only is None else (scale.at(only), scale.at(only))
    return scale.at(first), scale.at(last + 1)


def _shape(box: _Box) -> Iterator[Element]:
    """Yield the box of a season: with a stroke from its beginning to its end, and arrows at ends that are open."""
    setting = box.season.setting
    wide, high = box.right - box.left, box.bottom - box.top
    edge: dict[str, str | float | None] = {"stroke": box.color, "stroke_width": 1.6, "stroke_dasharray": box.dash}
    yield rect(box.left, box.top, wide, high, box.color, fill_opacity=0.22, rx=2, **edge)
    if high > 2 * _LEAST:
        yield path(
            "M", box.left + 1, box.bottom - 1, "L", box.right - 1, box.top + 1, stroke=box.color, stroke_width=1.2
        )
    middle = (box.left + box.right) / 2
    if setting is not None and setting.latest is None:
        yield path("M", middle - 6, box.top - 3, "l", 6, -9, "l", 6, 9, "z", fill=box.color)
    if setting is not None and setting.earliest is None:
        yield path("M", middle - 6, box.bottom + 3, "l", 6, 9, "l", 6, -9, "z", fill=box.color)


def _same_time(across: TimeScale, up: TimeScale) -> Iterator[Element]:
    """Yield the line on which a story happens as it airs, where that is in the picture."""
    first, last = max(across.first, up.first), min(across.last, up.last)
    if last - first > (up.last - up.first) / 20:
        ends = (across.at(first), up.at(first)), (across.at(last), up.at(last))
        yield path("M", *ends[0], "L", *ends[1], stroke=COLORS.ink3, stroke_width=1, stroke_dasharray="1 4")
        text = label(ends[1][0] - 6, ends[1][1] + 14, "as it airs", 11, COLORS.ink3, anchor="end")
        yield halo(text, COLORS.bg, 3)


def _before(box: _Box, boxes: Sequence[_Box]) -> _Box | None:
    """Return the season of the show before another, if both times of both are known."""
    own = [other for other in boxes if other.season.show.id == box.season.show.id]
    place = own.index(box)
    pair = [own[place - 1], box] if place else []
    known = (_known(days) for each in pair for days in (each.season.setting_days, each.season.aired_days))
    return pair[0] if pair and all(known) else None


def _way(box: _Box, boxes: Sequence[_Box]) -> Iterator[Element]:
    """Yield the dots that lead from the season before."""
    old = _before(box, boxes)
    if old:
        ends = ("M", old.right, old.top, "L", box.left, box.bottom)
        yield path(*ends, stroke=box.color, stroke_width=1.6, stroke_dasharray="1.6 4")


def _jump(box: _Box, boxes: Sequence[_Box], taken: list[_Area], bottom: float) -> Iterator[Element]:
    """Yield how far the story jumps from the season before, where there is room for that."""
    old = _before(box, boxes)
    if old is None or box.season.jump is None:
        return
    words = box.season.jump.words
    x, y = (old.right + box.left) / 2, (old.top + box.bottom) / 2
    wide = width(words, 11.5)
    for dx, dy in ((8, 14), (8, 28), (-8 - wide, -8), (-8 - wide, -22), (-wide / 2, 22)):
        area = _Area(x + dx, y + dy - 11, x + dx + wide, y + dy + 3)
        is_inside = area.right < RIGHT and area.left > _YEARS and area.bottom < bottom
        if is_inside and not any(area.touches(other) for other in taken):
            taken.append(area)
            yield halo(label(x + dx, y + dy, words, 11.5, COLORS.ink2), COLORS.bg, 3)
            return


def _name(box: _Box, taken: list[_Area], top: float, bottom: float) -> Iterator[Element]:
    """Yield the name of a season and its times, where there is room; else its name, else its number."""
    row = box.season
    times = [date_text(row.setting) if row.setting else "", f"aired {date_text(row.aired)}" if row.aired else ""]
    short = f"S{row.number}" if row.number is not None else clean(row.show.id)
    for lines in ([_name_of(row), *filter(None, times)], [_name_of(row)], [short]):
        widths = (width(line, 12.5 if place == 0 else 11.5, SANS_BOLD) for place, line in enumerate(lines))
        wide, high = max(widths), 15 * len(lines)
        middle = (box.top + box.bottom) / 2 - high / 2  # the dots come from below on the left, and go up on the right
        corners = [(box.right + 8, max(middle, box.top + 3)), (box.left - 8 - wide, min(middle, box.bottom - high - 8))]
        corners += [(box.right + 8, box.bottom - 4), (box.left - 8 - wide, box.top - high)]
        corners += [(box.right + 8, middle), (box.left - 8 - wide, middle)]
        corners += [(box.left, box.top - high - 16), (box.left, box.bottom + 4)]
        for x, y in corners:
            area = _Area(x, y, x + wide, y + high)
            is_inside = area.right < RIGHT and area.left > _YEARS and area.top > top - 16 and area.bottom < bottom
            if is_inside and not any(area.touches(other) for other in taken):
                taken.append(area)
                yield from _lettering(lines, x, y, box.color)
                return


def _lettering(lines: Sequence[str], x: float, y: float, color: str) -> Iterator[Element]:
    yield halo(label(x, y + 11.5, lines[0], 12.5, color, SANS_BOLD), COLORS.bg, 3)
    for place, line in enumerate(lines[1:], 1):
        yield halo(label(x, y + 11.5 + 15 * place, line, 11.5, COLORS.ink2), COLORS.bg, 3)


def _name_of(row: ShowSeason) -> str:
    return clean(row.show.name) + (f", season {row.number}" if row.number is not None else "")


def _words(row: ShowSeason) -> str:
    """Return a season in words, for the pointer."""
    title = f" ({row.title})" if row.title else ""
    setting = f"tells of {date_text(row.setting)}" if row.setting else "the time of the story is not known"
    aired = f"aired {date_text(row.aired)}" if row.aired else "air date not known"
    episodes = f"{row.episodes:,} episodes, " if row.episodes else ""
    return f"{_name_of(row)}{title}: {setting}; {aired}; {episodes}{row.events:,} events"


def _keys(boxes: Sequence[_Box]) -> Iterator[Key]:
    """Yield the signs that the picture has, with their meanings."""
    shows = {box.season.show.id: box for box in boxes}
    for box in shows.values():
        yield _sign(box.color, box.dash), clean(box.season.show.name)
    settings = [box.season.setting for box in boxes if box.season.setting]
    if any(setting.latest is None or setting.earliest is None for setting in settings):
        ink = COLORS.ink2
        yield (
            lambda x, y: path("M", x + 9, y + 5, "l", 6, -9, "l", 6, 9, "z", fill=ink),
            "goes on, to an end that is not known",
        )


def _sign(color: str, dash: str | None) -> Callable[[float, float], Element]:
    return lambda x, y: rect(
        x + 2, y - 6, 26, 12, color, fill_opacity=0.22, rx=2, stroke=color, stroke_width=1.6, stroke_dasharray=dash
    )
