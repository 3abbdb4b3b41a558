"""Who held an office: columns, and a screen with the histories side by side."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.fit import ScreenColumn, fitted, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report, record_of
from timeline.model.calendar import FUTURE, iso_date
from timeline.model.events import REAL
from timeline.model.names import fold
from timeline.reports.rows import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen, Style
    from timeline.model.terms import Term
    from timeline.questions.who import Office

_LEAST = 24
"""The width that each history needs to be beside the others."""

_TERMS: Sequence[Column[Term]] = (
    Column("date", lambda term: term.date, brief=True),
    Column("timeline", lambda term: term.timeline, brief=True),
    Column("is", lambda term: _holder(term), brief=True),
    Column("of", lambda term: term.state.of, brief=True),
    Column("kind", lambda term: term.state.kind, brief=True),
    Column("show", lambda term: term.state.show),
    Column("inherited", lambda term: term.is_inherited),
    Column("earliest", lambda term: term.date.earliest_iso, signed=True),
    Column("latest", lambda term: term.date.latest_iso, signed=True),
    Column("source", lambda term: term.state.source),
    Column("season", lambda term: term.state.season),
    Column("episode", lambda term: term.state.episode),
    Column("acting", lambda term: term.state.acting),
    Column("summary", lambda term: term.state.summary),
)

_OFFICES: Sequence[Column[Office]] = (
    Column("of", lambda office: office.name, brief=True, header="Office"),
    Column("earliest", lambda office: _bounds(office)[0], brief=True, signed=True),
    Column("latest", lambda office: _bounds(office)[1], brief=True, signed=True),
    Column("timelines", lambda office: tuple(office.timelines), brief=True),
    Column("holders", lambda office: tuple(office.holders), brief=True, header="Held by"),
)


def report(terms: Sequence[Term], since: int | None) -> Report[Term]:
    """Report on who held an office; `since` is the first day that was asked for."""
    return Report(_TERMS, terms, _record, partial(_grid, since=since), headline=_headline)


def _headline(terms: Sequence[Term]) -> str:
    """Return the offices and the number of terms in each timeline: "Director: 5 terms in real, 3 in fam"."""
    names = list({fold(term.state.of): term.state.of for term in terms}.values())
    counts = Counter(term.timeline for term in terms)
    listed = ", ".join(f"{count} in {timeline}" for timeline, count in counts.items())
    offices = names[0] if len(names) == 1 else counted(len(names), "office")
    return f"{offices}: {counted(len(terms), 'term')}{f' ({listed})' if len(counts) > 1 else ''}"


def _record(term: Term) -> dict[str, object]:
    return record_of(_TERMS, term) | {"is": term.state.is_}


def _holder(term: Term) -> str:
    """Return who holds the office, for people; JSON has the name without "(acting)" and the key `acting`."""
    return f"{term.state.is_} (acting)" if term.state.acting else term.state.is_


def offices(found: Sequence[Office]) -> Report[Office]:
    """Report on all offices."""
    return Report(_OFFICES, found, headline=lambda rows: counted(len(rows), "office"))


def _bounds(office: Office) -> tuple[str | None, str | None]:
    """Return the first and the last day of all terms; None for an open end."""
    days = min(term.date.first for term in office.terms), max(term.date.last for term in office.terms)
    first, last = (None if abs(day) == FUTURE else iso_date(int(day)) for day in days)
    return first, last


def _grid(terms: Sequence[Term], screen: Screen, since: int | None) -> Grid:
    """Lay out successions: one column per timeline, one line per day on which a holder changes in any of them.

    A holder who stays is repeated after an ellipsis. Several offices are below each other. On a narrow screen, there is one
    line per term.
    """
    by_office: dict[str, list[Term]] = {}
    for each in terms:
        by_office.setdefault(fold(each.state.of), []).append(each)
    are_several = len(by_office) > 1
    timelines = sorted(dict.fromkeys(term.timeline for term in terms), key=lambda name: name != REAL)
    days = [
        [(office, day) for day in sorted({_first_shown(term, since) for term in held})]
        for office, held in by_office.items()
    ]
    beside = [
        ScreenColumn(name, partial(_cells, by_office, name, since), wraps=True, least=_LEAST) for name in timelines
    ]
    office: ScreenColumn[tuple[str, float]] = ScreenColumn(
        "Office", lambda row: by_office[row[0]][0].state.of, wraps=True, once=True
    )
    term: ScreenColumn[Term] = ScreenColumn("Who held it", partial(_line, names_office=are_several), wraps=True)
    columns = [office, *beside] if are_several else beside
    return table(days, columns, screen.width, is_spaced=are_several) or fitted(
        [terms], [term], screen.width, term.header
    )


def _line(term: Term, *, names_office: bool) -> Cell:
    """Return a term on a line of its own."""
    return Cell(f"{term.timeline}: {_text(term)}" + (f", {term.state.of}" if names_office else ""), _style(term))


def _cells(
    by_office: Mapping[str, Sequence[Term]], timeline: str, since: int | None, row: tuple[str, float]
) -> list[Cell]:
    """Return the cells of one timeline and office on a day: who begins on it, else who stays."""
    office, day = row
    terms = [term for term in by_office[office] if term.timeline == timeline]
    beginning = [term for term in terms if _first_shown(term, since) == day]
    if beginning:
        return [Cell(_text(term), _style(term)) for term in beginning]
    going_on = [term for term in terms if _first_shown(term, since) < day and not _is_over(term, terms, day)]
    return [Cell(_going_on(term), "dim") for term in going_on] or [Cell("")]


def _first_shown(term: Term, since: int | None) -> float:
    return term.date.first if since is None else max(term.date.first, since)


def _is_over(term: Term, terms: Sequence[Term], day: float) -> bool:
    """Return whether a term is over on a day: it has ended, or a successor has begun since it may have ended."""
    followed = any(term.date.first < other.date.first and term.may_end <= other.date.first <= day for other in terms)
    return followed or term.date.last < day


def _text(term: Term) -> str:
    return f"{term.date.text} {_holder(term)}"


def _going_on(term: Term) -> str:
    """Return a holder who stays, with a note if the end is unknown, as in `2001/`."""
    return f"… {_holder(term)}{' (end unknown)' if term.date.text.endswith('/') else ''}"


def _style(term: Term) -> Style:
    return "both" if term.state.kind == "both" or term.is_inherited else "real" if term.timeline == REAL else "alt"
