"""People on a screen: at a time, those of the story with their ages, and in two lines who else is alive; else everybody."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.cells import cells
from timeline.formats.lines import WIDE, Layout, Slot, Span, paragraph
from timeline.model.cleaning import one_line
from timeline.model.events import episode_code
from timeline.reports.rows import counted, few
from timeline.reports.short import date_width, short_age, short_date, short_gap, short_years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.formats.signs import Signs
    from timeline.questions.living import Living
    from timeline.questions.moments import Moment

_NAME = 14
"""The width of names where there is no room for more."""
_LONGEST_NAME = 32
_ACTOR = 20
_DIED, _DEATHS = 17, 36
"""The width of deaths: one with its timeline, and several on a very wide screen."""
_VERY_WIDE = 160
_TIMELINES = 18
_ID = 24


class _Row(NamedTuple):
    """A person at a time."""

    living: Living
    is_first: bool
    """Whether it is the person's first row."""


def lines(rows: Sequence[Living], screen: Screen) -> Iterator[Line]:
    """Yield the people below their number."""
    people = [list(group) for _, group in groupby(rows, lambda row: row.who.key)]
    if rows[0].time is None:
        yield from _everybody(people, screen)
    else:
        yield from _at_a_time(people, screen)


def _everybody(people: Sequence[Sequence[Living]], screen: Screen) -> Iterator[Line]:
    shown = [_Row(row, is_first=True) for (row,) in people]
    yield [Span(f"{counted(len(people), 'person', 'people')} in the order of birth", "strong")]
    slots = [
        _name(),
        *_born_and_died(shown, screen),
        _cut("Played by", lambda row: _actor(row.living), shown, _ACTOR),
        _right("Events", lambda row: f"{row.living.mentions:,}", shown),
    ]
    if screen.width >= WIDE:
        slots.append(_cut("Told in", lambda row: ", ".join(row.living.who.timelines), shown, _TIMELINES))
    yield from _table(slots, shown, screen)


def _at_a_time(people: Sequence[Sequence[Living]], screen: Screen) -> Iterator[Line]:
    story = [person for person in people if any(row.acts for row in person)]
    others = [person for person in people if not any(row.acts for row in person)]
    yield from paragraph(_headline(people, story, others, screen.signs), screen, "strong", indent="  ")
    is_whole = screen.everything or not story
    shown = [_Row(row, row is person[0]) for person in (people if is_whole else story) for row in person]
    yield from _table(_ages(shown, screen), shown, screen)
    if others and not is_whole:
        ranked = sorted((person[0] for person in others), key=lambda row: -row.mentions)
        yield from few("Also alive then:", [_with_age(row, screen.signs) for row in ranked], screen)


def _headline(
    people: Sequence[Sequence[Living]],
    story: Sequence[Sequence[Living]],
    others: Sequence[Sequence[Living]],
    signs: Signs,
) -> str:
    """Return the times, and how many people there are of the story, of others, and of those who are not alive."""
    times = {row.time.on.text: row.time for person in people for row in person if row.time}
    ordered = sorted(times.values(), key=lambda time: time.on.sort_key)
    alive = sum(any(row.lives for row in person) for person in others)
    gone = len(others) - alive
    where = "of the story" if any(time.season for time in ordered) else "in its events"
    counts = [
        f"{counted(len(story), 'person', 'people')} {where}" if story else "",
        f"{alive:,} {'more ' if story else ''}alive then" if alive else "",
        f"{gone:,} not known to be alive" if gone else "",
    ]
    return f"{', '.join(_time(time, signs, len(ordered)) for time in ordered)}: {', '.join(filter(None, counts))}"


def _time(time: Moment, signs: Signs, number: int) -> str:
    """Return one of several times: "1969–1974", "fam S4, set in 2003", "fam S4 in 2003-05"; of several "fam S4 (2003)"."""
    if time.season is None or not time.is_of_season:
        text = time.on.text.replace("..", signs.dash)
        return f"{episode_code(time.season.show.id, time.season.number)} in {text}" if time.season else text
    set_in = short_years(time.season.setting or time.on, signs)
    return f"{time.on.text}, set in {set_in}" if number == 1 else f"{time.on.text} ({set_in})"


def _with_age(row: Living, signs: Signs) -> str:
    return f"{one_line(row.who.person.name)} {short_age(row.age, signs)}".rstrip()


def _ages(shown: Sequence[_Row], screen: Screen) -> list[Slot[_Row]]:
    """Return the columns at a time."""
    signs = screen.signs
    slots = [_name()]
    if len({row.living.at for row in shown}) > 1:
        width = max(cells(row.living.at or "") for row in shown)
        slots.append(Slot(lambda row: Span(row.living.at or "", "dim"), width, "At"))
    slots += [
        _right("Age", lambda row: _age(row.living, signs), shown)._replace(is_needed=True),
        _cut("Played by", lambda row: _actor(row.living), shown, _ACTOR),
        _right("Aged", lambda row: short_age(row.living.actor_age, signs), shown),
        _right("Gap", lambda row: short_gap(row.living.gap, signs), shown),
        _right("Events", lambda row: f"{row.living.acts:,}" if row.living.acts else signs.untold, shown),
    ]
    return [*slots, *_born_and_died(shown, screen)] if screen.width >= WIDE else slots


def _age(row: Living, signs: Signs) -> str:
    return short_age(row.age, signs) or "?"


def _actor(row: Living) -> str:
    return one_line(row.casting.name) if row.casting else ""


def _name() -> Slot[_Row]:
    return Slot(lambda row: Span(row.living.who.person.name if row.is_first else "", "strong"), header="Name")


def _born_and_died(shown: Sequence[_Row], screen: Screen) -> list[Slot[_Row]]:
    signs, width = screen.signs, date_width(screen.signs)

    def birth(row: _Row) -> Span:
        return Span(short_date(row.living.born, None, signs) if row.is_first and row.living.born else "", "dim")

    def death(row: _Row) -> Span:
        return Span(_died(row.living, signs) if row.is_first else "", "dim")

    born = Slot[_Row](
        birth,
        width,
        "Born",
        is_needed=False,
        is_cut=True,
    )
    longest = max(cells(_died(row.living, signs)) for row in shown)
    room = min(longest, _DEATHS if screen.width >= _VERY_WIDE else _DIED)
    died = Slot[_Row](death, room, "Died", is_needed=False)
    return [born, died] if longest else [born]


def _died(row: Living, signs: Signs) -> str:
    """Return the deaths, with their timelines unless there is one date for all that tell of the person."""
    deaths = {timeline: short_date(date, None, signs) for timeline, date in row.who.deaths.items()}
    if len(set(deaths.values())) == 1 and set(deaths) == set(row.who.timelines):
        return next(iter(deaths.values()))
    return ", ".join(f"{timeline} {date}" for timeline, date in deaths.items())


def _right(header: str, shown: Callable[[_Row], str], rows: Sequence[_Row]) -> Slot[_Row]:
    """Return a column of figures, as wide as they are."""
    width = max(len(header), *(cells(shown(row)) for row in rows))
    return Slot(lambda row: Span(shown(row)), width, header, is_right=True, is_needed=False)


def _cut(header: str, shown: Callable[[_Row], str], rows: Sequence[_Row], most: int) -> Slot[_Row]:
    """Return a column of names, as wide as they are up to a width."""
    width = min(max(len(header), *(cells(shown(row)) for row in rows)), most)
    return Slot(lambda row: Span(shown(row), "dim"), width, header, is_needed=False, is_cut=True)


def _id(row: _Row) -> Span:
    return Span(row.living.who.person.id if row.is_first else "", "dim")


def _table(slots: Sequence[Slot[_Row]], shown: Sequence[_Row], screen: Screen) -> Iterator[Line]:
    ids: list[Slot[_Row]] = []
    if screen.shows_ids():
        ids = [Slot(_id, _ID, "Id", is_needed=screen.ids, is_cut=True)]
    longest = max(len("Name"), *(cells(one_line(row.living.who.person.name)) for row in shown))
    layout = Layout([*slots, *ids], screen, least=_NAME, most=min(longest, _LONGEST_NAME))
    yield from layout.header()
    for row in shown:
        yield from layout.lines(row)
