"""People on every output: the columns (tsv, csv, md), the JSON objects and the screens of who lives when and of one life.

First who lives when, with and without a time that is asked for, then the steps of one life.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.narrow import fitted
from timeline.formats.report import Column, Report
from timeline.reports.columns import told_in
from timeline.reports.show import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.questions.people import Living
    from timeline.questions.roster import Somebody

PEOPLE_COLUMNS: Sequence[Column[Living]] = (
    Column("name", lambda row: row.who.person.name, brief=True, is_prose=True),
    Column("at", lambda row: row.at, brief=True, is_prose=True),
    Column("age", lambda row: _words(row.age), brief=True),
    Column("actor", lambda row: row.who.person.actor, brief=True, is_prose=True),
    Column("actor_age", lambda row: _words(row.actor_age), brief=True),
    Column("gap", lambda row: _words(row.gap), brief=True),
    Column("born", lambda row: _text(row.who.person.born), brief=True),
    Column("died", lambda row: _deaths(row.who), brief=True),
    Column("lives", lambda row: row.lives, is_prose=True),
    Column("events", lambda row: row.mentions, brief=True),
    Column("show", lambda row: row.show, is_prose=True),
    Column("season", lambda row: row.season),
    Column("age_min", lambda row: row.age.least if row.age else None),
    Column("age_max", lambda row: row.age.most if row.age else None),
    Column("actor_age_min", lambda row: row.actor_age.least if row.actor_age else None),
    Column("actor_age_max", lambda row: row.actor_age.most if row.actor_age else None),
    Column("gap_min", lambda row: row.gap.least if row.gap else None),
    Column("gap_max", lambda row: row.gap.most if row.gap else None),
    Column("actor_born", lambda row: _text(row.who.person.actor_born)),
    Column("timelines", lambda row: row.who.timelines, is_prose=True),
    Column("aliases", lambda row: row.who.person.aliases, is_prose=True),
    Column("id", lambda row: row.who.person.id, is_prose=True),
)


def people_report(rows: Sequence[Living]) -> Report[Living]:
    """Report on people."""
    return Report(PEOPLE_COLUMNS, rows, people_record, people_grid)


def people_record(row: Living) -> dict[str, object]:
    """Return the JSON object of somebody, at a time where one is asked for."""
    return {
        **_person_record(row.who),
        "events": row.mentions,
        "at": row.at,
        "lives": list(row.lives),
        **_years_record("age", row.age),
        "show": row.show,
        "season": row.season,
        **_years_record("actor_age", row.actor_age),
        **_years_record("gap", row.gap),
    }


def _person_record(who: Somebody) -> dict[str, object]:
    person = who.person
    return {
        "id": person.id,
        "name": person.name,
        "aliases": list(person.aliases),
        "born": _text(person.born),
        "died": {timeline: died.text for timeline, died in who.deaths.items()},
        "actor": person.actor,
        "actor_born": _text(person.actor_born),
        "timelines": list(who.timelines),
    }


def _years_record(name: str, years: Years | None) -> dict[str, object]:
    return {
        name: _words(years),
        f"{name}_min": years.least if years else None,
        f"{name}_max": years.most if years else None,
    }


def people_grid(rows: Sequence[Living], width: int) -> Grid:
    """Lay people out: ages beside each other where a time is asked for, else births and deaths."""
    is_at = any(row.at is not None for row in rows)
    is_several = len({row.at for row in rows}) > 1
    wide = width >= WIDE
    columns = [GridColumn("Name", wraps=True)]
    if is_at:
        columns += [*([GridColumn("At")] if is_several else []), GridColumn("Age"), GridColumn("Played by", wraps=True)]
        columns += [GridColumn("Aged"), GridColumn("Gap"), *([GridColumn("Made for")] if wide else [])]
    if not is_at or wide:
        columns.append(GridColumn("Born"))
    columns.append(GridColumn("Died", wraps=True))
    if not is_at:
        columns.append(GridColumn("Played by", wraps=True))
    if not is_at or wide:
        columns.append(GridColumn("Events", align_right=True))
    if wide:
        columns.append(GridColumn("Lives in" if is_at else "Told in"))
    grid = Grid(columns, [[_person_row(row, is_at, is_several, wide)] for row in rows])
    return fitted(grid, width, "People", is_labelled=True)


def _person_row(row: Living, is_at: bool, is_several: bool, wide: bool) -> list[Cell]:
    person = row.who.person
    actor = Cell(person.actor or "", "dim")
    cells = [Cell(person.name, "strong")]
    if is_at:
        cells += [*([Cell(row.at or "")] if is_several else []), Cell(_words(row.age) or ""), actor]
        cells += [Cell(_words(row.actor_age) or ""), Cell(_words(row.gap) or "")]
        cells += [Cell(told_in(row.show, row.season), "dim")] if wide else []
    if not is_at or wide:
        cells.append(Cell(_text(person.born) or ""))
    cells.append(Cell(", ".join(_deaths(row.who))))
    if not is_at:
        cells.append(actor)
    if not is_at or wide:
        cells.append(Cell(str(row.mentions)))
    if wide:
        cells.append(Cell(", ".join(row.lives if is_at else row.who.timelines), "dim"))
    return cells


def _words(years: Years | None) -> str | None:
    return years.words if years else None


def _text(date: EdtfDate | None) -> str | None:
    return date.text if date else None


def _deaths(who: Somebody) -> tuple[str, ...]:
    """Say when somebody dies in each timeline that tells of it: "real 1993-06-13", "fam 1974-12~"."""
    return tuple(f"{timeline} {died.text}" for timeline, died in who.deaths.items())
