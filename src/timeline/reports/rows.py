"""What rows about events share on a screen: their columns, and the years that they stand under."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from timeline.formats.cells import cells
from timeline.formats.fit import ScreenColumn
from timeline.formats.grid import Cell
from timeline.formats.lines import SHORT_WORDS, WIDE, WITH_IDS, Slot, Span, paragraph
from timeline.model.events import episode_code
from timeline.model.order import year_of
from timeline.reports.columns import code_of
from timeline.reports.short import date_width, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from timeline.formats.lines import Line, Screen, Style
    from timeline.model.events import Event

R = TypeVar("R")

Telling = tuple[str | None, int | None, int | None]
"""A show, a season and an episode that tell of an event."""

LONGEST_TOLD = 18
_FEW = 2
"""How many lines a list of names takes that is not asked for."""
_PLACE = 22
_ID = 32


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with the word for what it counts: "1 event", "1,200 events"."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


class Placed(Protocol):
    """An event, or something else that has a place among all events."""

    @property
    def rank(self) -> int: ...


def is_in_order(placed: Iterable[Placed]) -> bool:
    """Return whether events, or pairs of them, are in the order of time, or in the reverse order."""
    pairs = list(pairwise(each.rank for each in placed))
    return all(first <= second for first, second in pairs) or all(first >= second for first, second in pairs)


def by_year(rows: Iterable[R], event_of: Callable[[R], Event]) -> Iterator[tuple[int | None, Iterator[R]]]:
    """Yield rows that are in the order of time by the years of their events; None is that of an event without a start."""

    def year(row: R) -> int | None:
        event = event_of(row)
        return None if event.date.earliest is None else year_of(event)

    return groupby(rows, year)


def date_slot(event_of: Callable[[R], Event | None], year_of: Callable[[R], int | None], screen: Screen) -> Slot[R]:
    """Return the column of dates, each below the heading of a year if there is one."""

    def shown(row: R) -> Span:
        event = event_of(row)
        return Span(short_date(event.date, year_of(row), screen.signs) if event else "", "dim")

    return Slot(shown, date_width(screen.signs))


def tellings(events: Iterable[Event]) -> Collection[Telling]:
    """Return what tells of events, each once."""
    return dict.fromkeys((event.show, event.season, event.episode) for event in events)


def told_slot(told_by: Iterable[Telling], event_of: Callable[[R], Event], screen: Screen) -> Slot[R]:
    """Return the column of shows, seasons and episodes, as wide as those that tell of the events.

    On a narrow screen, shows with seasons are without their names.
    """

    def told(show: str | None, season: int | None, episode: int | None) -> str:
        is_short = screen.width < SHORT_WORDS and season is not None
        return episode_code(None if is_short else show, season, episode)

    def shown(row: R) -> Span:
        event = event_of(row)
        return Span(told(event.show, event.season, event.episode), "dim")

    longest = max((cells(told(*telling)) for telling in told_by), default=0)
    width = min(longest, LONGEST_TOLD) or 1
    return Slot(shown, width, is_needed=False, is_cut=True)


def place_slots(event_of: Callable[[R], Event], screen: Screen) -> list[Slot[R]]:
    """Return the column of places on a wide screen."""
    place = Slot[R](lambda row: Span(event_of(row).place or "", "dim"), _PLACE, is_needed=False, is_cut=True)
    return [place] if screen.width >= WIDE else []


def id_slots(event_of: Callable[[R], Event], screen: Screen, least: int = WITH_IDS) -> list[Slot[R]]:
    """Return the column of ids if the screen shows them."""
    ids = Slot[R](lambda row: Span(event_of(row).id, "dim"), _ID, is_needed=screen.ids, is_cut=True)
    return [ids] if screen.shows_ids(least) else []


def id_columns(event_of: Callable[[R], Event], screen: Screen) -> list[ScreenColumn[R]]:
    """Return the column of ids of a grid, if they are shown; on a narrow screen they go below the titles on its left."""
    below = "" if screen.ids else None
    ids = ScreenColumn[R]("Id", lambda row: Cell(event_of(row).id, "dim"), from_width=WITH_IDS, below=below)
    return [ids._replace(marks=screen.marks)]


def few(head: str, names: Sequence[str], screen: Screen, style: Style = "dim") -> Iterator[Line]:
    """Yield names behind a head: as many as two lines hold, and how many there are; all if everything is asked for."""

    def lines(shown: int) -> list[Line]:
        more = f"{screen.signs.to} (--all: {len(names)})"
        text = ", ".join(names[:shown]) + ("" if shown == len(names) else f", {more}" if shown else more)
        return list(paragraph(f"{head} {text}", screen, style, indent="  "))

    whole = lines(len(names))
    if screen.everything or len(whole) <= _FEW:
        yield from whole
        return
    shown = 0
    while len(lines(shown + 1)) <= _FEW:
        shown += 1
    yield from lines(shown)


def code_cell(event: Event) -> Cell:
    """Return the episode of an event as a cell."""
    return Cell(code_of(event), "dim")


def title_cell(event: Event) -> Cell:
    """Return the title of an event as a cell; invented events stand out."""
    return Cell(event.title, "strong" if event.kind == "alt" else "plain")
