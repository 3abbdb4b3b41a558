"""Who held what: the columns (tsv, csv, md), the JSON objects, and the screen with the histories beside each other."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report
from timeline.model.calendar import iso_date
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Style
    from timeline.model.terms import Term
    from timeline.questions.who import Office

TERM_COLUMNS: Sequence[Column[Term]] = (
    Column("date", lambda term: term.date.text, brief=True),
    Column("timeline", lambda term: term.timeline, brief=True, is_prose=True),
    Column("is", lambda term: term.state.is_, brief=True, is_prose=True),
    Column("of", lambda term: term.state.of, brief=True, is_prose=True),
    Column("kind", lambda term: term.state.kind, brief=True),
    Column("show", lambda term: term.state.show, is_prose=True),
    Column("inherited", lambda term: "yes" if term.is_inherited else "no"),
    Column("earliest", lambda term: term.date.earliest_iso),
    Column("latest", lambda term: term.date.latest_iso),
    Column("source", lambda term: term.state.source, is_prose=True),
)

OFFICE_COLUMNS: Sequence[Column[Office]] = (
    Column("of", lambda office: office.name, brief=True, is_prose=True),
    Column("earliest", lambda office: _bounds(office)[0], brief=True),
    Column("latest", lambda office: _bounds(office)[1], brief=True),
    Column("timelines", lambda office: tuple(office.timelines), brief=True, is_prose=True),
    Column("holders", lambda office: tuple(office.holders), brief=True, is_prose=True),
)

NARROWEST = 26
"""With less room than this for each history, the terms stand below each other."""


def who_report(terms: Sequence[Term], since: int | None) -> Report[Term]:
    """Report on who holds an office; `since` is the first day that was asked about."""
    return Report(TERM_COLUMNS, terms, term_record, partial(term_grid, since=since))


def offices_report(offices: Sequence[Office]) -> Report[Office]:
    """Report on which offices there are."""
    return Report(OFFICE_COLUMNS, offices, office_record, office_grid)


def term_record(term: Term) -> dict[str, object]:
    """Return a term's JSON object: the keys of a `[[state]]`, its timeline, and its bounds there."""
    return {
        "of": term.state.of,
        "is": term.state.is_,
        "date": term.date.text,
        "timeline": term.timeline,
        "inherited": term.is_inherited,
        "kind": term.state.kind,
        "show": term.state.show,
        "source": list(term.state.source),
        "earliest": term.date.earliest_iso,
        "latest": term.date.latest_iso,
    }


def office_record(office: Office) -> dict[str, object]:
    """Return an office's JSON object."""
    earliest, latest = _bounds(office)
    return {
        "of": office.name,
        "earliest": earliest,
        "latest": latest,
        "timelines": list(office.timelines),
        "holders": list(office.holders),
    }


def _bounds(office: Office) -> tuple[str | None, str | None]:
    """Return the first and the last day of all terms, None where one of them is open."""
    days = min(term.date.first for term in office.terms), max(term.date.last for term in office.terms)
    first, last = (None if abs(day) == float("inf") else iso_date(int(day)) for day in days)
    return first, last


def office_grid(offices: Sequence[Office], width: int) -> Grid:
    """Lay offices out, a row each."""
    columns = [GridColumn("Office", wraps=True), GridColumn("Timelines", wraps=True), GridColumn("Held by", wraps=True)]
    if width < 3 * NARROWEST:
        return Grid([GridColumn("Offices", wraps=True)], [[[Cell(office.name)]] for office in offices])
    rows = [
        [[Cell(office.name, "strong"), Cell(", ".join(office.timelines)), Cell(", ".join(office.holders), "dim")]]
        for office in offices
    ]
    return Grid(columns, rows, spaced=True)


def term_grid(terms: Sequence[Term], width: int, since: int | None) -> Grid:
    """Lay a succession out: a column a timeline, a line for each day on which a holder changes in one of them.

    Who goes on holding is named again after an ellipsis. On a narrow screen, a line a term.
    """
    timelines = list(dict.fromkeys(term.timeline for term in terms))
    timelines.sort(key=lambda name: name != REAL)
    if width < len(timelines) * NARROWEST:
        return _list(terms)
    days = sorted({_first_shown(term, since) for term in terms})
    groups: list[list[list[Cell]]] = []
    for day in days:
        cells = [_cells([t for t in terms if t.timeline == name], day, since) for name in timelines]
        groups.append([list(row) for row in zip_longest(*cells, fillvalue=Cell(""))])
    return Grid([GridColumn(name, wraps=True) for name in timelines], groups)


def _cells(terms: Sequence[Term], day: float, since: int | None) -> list[Cell]:
    """Return what one timeline shows on a line: who begins there, else who goes on."""
    beginning = [term for term in terms if _first_shown(term, since) == day]
    if beginning:
        return [Cell(_text(term), _style(term)) for term in beginning]
    going_on = [term for term in terms if _first_shown(term, since) < day and not _is_over(term, terms, day)]
    return [Cell(_going_on(term), "dim") for term in going_on] or [Cell("")]


def _first_shown(term: Term, since: int | None) -> float:
    return term.date.first if since is None else max(term.date.first, since)


def _is_over(term: Term, terms: Sequence[Term], day: float) -> bool:
    """Tell whether a term is over on a day: it has ended, or somebody followed when it may have ended."""
    followed = any(term.date.first < other.date.first and term.may_end <= other.date.first <= day for other in terms)
    return followed or term.date.last < day


def _text(term: Term) -> str:
    return f"{term.date.text} {term.state.is_}"


def _going_on(term: Term) -> str:
    """Return a holder who goes on, so far as is known: `2001/` says that the end is not."""
    return f"… {term.state.is_}{' (end unknown)' if term.date.text.endswith('/') else ''}"


def _style(term: Term) -> Style:
    return "both" if term.state.kind == "both" or term.is_inherited else "real" if term.timeline == REAL else "alt"


def _list(terms: Sequence[Term]) -> Grid:
    rows = [[[Cell(f"{term.timeline}: {_text(term)}", _style(term))]] for term in terms]
    return Grid([GridColumn("Who held it", wraps=True)], rows)
