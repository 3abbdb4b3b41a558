"""No key of the format is lost on its way out: tables are written by the table of keys."""

from __future__ import annotations

import io
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from timeline.exports import EXPORTS
from timeline.exports.toml import table_of
from timeline.formats.output import Output
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.events import Event
from timeline.source.fields import EVENT, ROOT, Field, Table, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.store.chronicle import Chronicle

EVERY_KEY = """
format = 1
name = "Every key"
[check]
off = ["C501"]
[tags]
moon = "The Moon"
[[timeline]]
id = "fam"
name = "For all"
parent = "real"
diverges_at = "pod"
[[show]]
id = "fam"
name = "For All Mankind"
aliases = ["FAM"]
timeline = "fam"
aired = 2019
[[show.season]]
number = 1
title = "Volume one"
setting = "1969/1974"
aired = "2019-11"
[[show.season.episode]]
number = 1
title = "Red Moon"
aired = 2019-11-01
[[person]]
id = "ed"
name = "Ed Baldwin"
aliases = ["Edward"]
born = "1931~"
died = { fam = 2012, real = "1990/.." }
actor = "Joel Kinnaman"
actor_born = 1979-11-25
summary = "An astronaut."
source = ["A book"]
allow = ["C303"]
x = { of = { your = ["own", 1] } }
[[person]]
id = "aleida"
name = "Aleida Rosales"
born = { real = 1958, fam = "1958~" }
[[person.played_by]]
name = "Olivia Trujillo"
show = "fam"
season = [1]
born = 2008
[[event]]
id = "landing"
date = 1969-07-20
title = "The landing"
kind = "real"
[[event]]
id = "walk"
date = 1969-07-21
title = "The walk"
kind = "real"
[[event]]
id = "quarantine"
date = 1969-07-24
title = "The quarantine"
kind = "real"
[[event]]
id = "pod"
date = 1966-01-14
title = "Somebody lives"
kind = "alt"
timeline = "fam"
[[event]]
id = "red-landing"
date = 1969-06-26
title = "The other landing"
kind = "alt"
show = "fam"
season = 1
episode = 1
tags = ["moon"]
people = ["Ed Baldwin"]
place = "Moon"
summary = "It happens."
source = ["A book", "https://example.org"]
because = ["pod"]
moves = "landing"
replaces = ["walk"]
averts = ["quarantine"]
order = 2
canon = "creators"
allow = ["C203"]
x = { of = { your = ["own", 1] } }
[[state]]
of = "Chair"
is = "Ed Baldwin"
date = "1970/1974"
kind = "alt"
show = "fam"
season = 1
episode = 1
summary = "For a while."
source = ["A book"]
allow = ["C401"]
acting = true
[[state]]
of = "Bench"
is = "Ed Baldwin"
date = 1970
kind = "alt"
timeline = "fam"
"""
NOT_WRITTEN = {"include": "several files are written as one", "defaults": "every event says all by itself"}


def keys_of(name: str, keys: Table) -> Iterator[tuple[str, str, Table | None]]:
    for entry in (entry for entry in keys.fields if entry.key not in NOT_WRITTEN):
        yield name, entry.key, entry.table
        if entry.table is not None:
            yield from keys_of(entry.key, entry.table)


def keys_in(name: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        yield name, key
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from keys_in(key, each)


def written(chronicle: Chronicle) -> str:
    stream = io.StringIO()
    EXPORTS["toml"].render(chronicle, list(chronicle), Output(stream, is_terminal=False, width=0))
    return stream.getvalue()


def test_every_key_of_the_format_is_written(history: Callable[[str], Chronicle]) -> None:
    """A key that is added to the format fails here until the sample has it and the export writes it."""
    before = tomllib.loads(EVERY_KEY)
    after = tomllib.loads(written(history(EVERY_KEY)))
    expected = {(name, key) for name, key, _ in keys_of("", ROOT)}
    assert expected <= set(keys_in("", before)), "the sample has every key"
    assert expected <= set(keys_in("", after))
    for name in ("name", "check", "tags", "timeline", "show", "person"):
        assert after[name] == before[name]
    events = {event["id"]: event for event in after["event"]}
    assert {key: (value if isinstance(value, list) else [value]) for key, value in events["red-landing"].items()} == {
        key: (value if isinstance(value, list) else [value]) for key, value in before["event"][4].items()
    }


class Launched(Event):
    """An event with keys that the format does not have yet."""

    rocket: str | None = None
    landed: EdtfDate | None = None
    crew: tuple[str, ...] = ()
    stages: int = 1


def test_a_key_that_is_added_is_written() -> None:
    more = (
        Field("rocket", Type.TEXT, "the rocket"),
        Field("landed", Type.DATE, "when it landed"),
        Field("crew", Type.TEXTS, "who was aboard"),
        Field("stages", Type.COUNT, "its stages; 1 unless said"),
    )
    keys = Table("an event", (*EVENT.fields, *more))
    event = {"id": "a", "date": parse_date("1969-07-16"), "title": "Launch", "kind": "real"}
    launch = Launched(**event, rocket="Saturn V", landed=parse_date("1969-07-24"), crew=("Neil",), stages=3)  # type: ignore[arg-type]
    table = table_of(launch, keys)
    assert list(table) == ["id", "date", "title", "kind", "rocket", "landed", "crew", "stages"]
    assert (table["rocket"], str(table["landed"]), table["crew"], table["stages"]) == (
        "Saturn V",
        "1969-07-24",
        ["Neil"],
        3,
    )
    assert list(table_of(Launched(**event), keys)) == ["id", "date", "title", "kind"]  # type: ignore[arg-type]


def test_a_key_without_a_field_is_no_silent_loss() -> None:
    keys = Table("an event", (*EVENT.fields, Field("rocket", Type.TEXT, "the rocket")))
    event = Event(id="a", date=parse_date("1969"), title="Launch", kind="real")
    with pytest.raises(AttributeError, match="rocket"):
        table_of(event, keys)
