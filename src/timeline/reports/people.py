"""People, with ages at a given time: columns and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report, record_of
from timeline.model.event_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.model.people import Casting, Person
    from timeline.questions.living import Living
    from timeline.questions.roster import Somebody

PERSON_COLUMNS: Sequence[Column[Somebody]] = (
    Column("id", lambda who: who.person.id),
    Column("name", lambda who: who.person.name, brief=True),
    Column("aliases", lambda who: who.person.aliases),
    Column("born", lambda who: who.person.born, brief=True),
    Column("died", lambda who: who.deaths, brief=True),
    Column("actor", lambda who: who.person.castings[0].name if who.person.castings else None),
    Column("actor_born", lambda who: who.person.castings[0].born if who.person.castings else None),
    Column("timelines", lambda who: who.timelines),
    Column("played_by", lambda who: tuple(casting_words(casting) for casting in who.person.castings)),
    Column("summary", lambda who: who.person.summary),
    Column("source", lambda who: who.person.source),
    Column("allow", lambda who: who.person.allow),
)
"""What does not depend on a time."""


def person_record(who: Somebody) -> dict[str, object]:
    """Return the JSON object of a person, with everyone who plays them."""
    more = {"played_by": castings_record(who.person), "x": plain(who.person.x)}
    return record_of(PERSON_COLUMNS, who) | more


def castings_record(person: Person) -> list[dict[str, object]]:
    """Return the JSON form of everyone who plays a person, under the keys of the file."""
    return [
        {
            "name": casting.name,
            "show": casting.show,
            "season": list(casting.season),
            "born": casting.born.text if casting.born else None,
        }
        for casting in person.castings
    ]


def casting_words(casting: Casting) -> str:
    """Return who plays a person, and where: "Coral Peña, born 1993 (fam S2, S3)"."""
    seasons = ", ".join(f"S{number}" for number in casting.season)
    where = " ".join(part for part in (casting.show, seasons) if part)
    return f"{casting.name}{f', born {casting.born}' if casting.born else ''}{f' ({where})' if where else ''}"


def _who(row: Living) -> Somebody:
    return row.who


_PERSON = {column.name: column.of(_who) for column in PERSON_COLUMNS}

_COLUMNS: Sequence[Column[Living]] = (
    _PERSON["name"],
    Column("at", lambda row: row.at, brief=True),
    Column("age", lambda row: row.age.words if row.age else None, brief=True),
    Column("actor", lambda row: row.casting.name if row.casting else None, brief=True),
    Column("actor_age", lambda row: row.actor_age.words if row.actor_age else None, brief=True),
    Column("gap", lambda row: row.gap.words if row.gap else None, brief=True, signed=True),
    _PERSON["born"],
    _PERSON["died"],
    Column("lives", lambda row: row.lives),
    Column("events", lambda row: row.mentions, brief=True),
    Column("show", lambda row: row.show),
    Column("season", lambda row: row.season),
    Column("age_min", lambda row: row.age.least if row.age else None),
    Column("age_max", lambda row: row.age.most if row.age else None),
    Column("actor_age_min", lambda row: row.actor_age.least if row.actor_age else None),
    Column("actor_age_max", lambda row: row.actor_age.most if row.actor_age else None),
    Column("gap_min", lambda row: row.gap.least if row.gap else None),
    Column("gap_max", lambda row: row.gap.most if row.gap else None),
    Column("actor_born", lambda row: row.casting.born if row.casting else None),
    _PERSON["timelines"],
    _PERSON["aliases"],
    _PERSON["id"],
    _PERSON["played_by"],
    _PERSON["summary"],
    _PERSON["source"],
    _PERSON["allow"],
    Column("events_then", lambda row: row.acts if row.time else None),
)


def report(rows: Sequence[Living]) -> Report[Living]:
    """Report on people."""
    return Report(_COLUMNS, rows, _record, lines=_lines)


def _record(row: Living) -> dict[str, object]:
    person = person_record(row.who)
    return {**person, **record_of(_COLUMNS, row), "played_by": person["played_by"]}


def _lines(rows: Sequence[Living], screen: Screen) -> Iterator[Line]:
    from timeline.reports.people_screen import lines

    return lines(rows, screen)
