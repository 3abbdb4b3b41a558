"""The JSON Schema of the events file: it accepts what the decoder accepts, and refuses what a schema can tell is wrong."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from edtf_texts import either_way_intervals, near_misses, valid_dates
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import histories

from timeline.model.dates import is_date, parse_date
from timeline.model.errors import DateError
from timeline.source.decode import Decoder
from timeline.source.fields import EVENT, MAX_WHOLE, ROOT, Field, Table, Type
from timeline.source.problems import Problems
from timeline.source.schema import date_patterns, events_schema
from timeline.source.starter import starter

TOP = Path(__file__).resolve().parents[2]
CORPUS = TOP / "tests" / "errors"
SCHEMA = events_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
DATE = "|".join(f"(?:{pattern})" for pattern in date_patterns().values())

SHAPE = ("E201", "E202", "E203", "E204", "E205", "E206", "E207", "E301")
BEYOND_A_PATTERN = {"E301-interval-runs-backwards.toml"}
NO_TOML = {"E301-no-such-day-without-quotes.toml"}


def as_json(value: Any) -> Any:
    """Return a value of TOML as editors hand it to a schema: Taplo turns dates into texts of RFC 3339."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat().replace("+00:00", "Z")
    return value


def accepts(tables: dict[str, Any]) -> bool:
    return VALIDATOR.is_valid(as_json(tables))


def codes_of(tables: dict[str, Any]) -> set[str]:
    """Return the codes of what the decoder finds wrong with the tables of a file."""
    problems = Problems()
    Decoder(0, problems).root(tables)
    return {problem.code for _, problem in problems.found}


# --- The schema itself ---


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_stands_on_its_own() -> None:
    text = json.dumps(SCHEMA)
    assert '"$id"' not in text
    references = set(re.findall(r'"\$ref": "([^"]*)"', text))
    assert references == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def tables_of(table: Table, key: str) -> list[tuple[str, Table]]:
    inner = [each for entry in table.fields if entry.table for each in tables_of(entry.table, entry.key)]
    return [(key, table), *inner]


@pytest.mark.parametrize(("key", "table"), tables_of(ROOT, ""), ids=lambda each: each if isinstance(each, str) else "")
def test_every_key_of_the_format_is_told_with_its_help(key: str, table: Table) -> None:
    schema = SCHEMA["$defs"][key] if key else SCHEMA
    assert schema["title"].lower() == table.name if key else schema["title"] == "An events file of timeline, format 1"
    assert schema["additionalProperties"] is False
    by_default = ["of", "is"] if key == "state" else []  # a file's [defaults] may give them
    required = [entry.key for entry in table.fields if entry.required]
    assert schema["required"] == [name for name in required if name not in by_default]
    descriptions = {name: told["description"] for name, told in schema["properties"].items()}
    assert descriptions == {entry.key: entry.sentence for entry in table.fields}


def test_an_event_needs_date_title_and_kind() -> None:
    event = SCHEMA["$defs"]["event"]
    assert event["required"] == ["date", "title"]
    assert event["properties"]["kind"] == {
        "description": "`real` (our timeline), `alt` (an alternate one) or `both`; by its timeline unless said.",
        "enum": ["real", "alt", "both"],
    }


# --- Whole files ---


def test_the_bundled_history_passes() -> None:
    tables = tomllib.loads((TOP / "data" / "events.toml").read_text(encoding="utf-8"))
    assert [error.message for error in VALIDATOR.iter_errors(as_json(tables))] == []


def test_the_starter_file_passes() -> None:
    assert accepts(tomllib.loads(starter()))


@pytest.mark.parametrize(
    "name", sorted(p.name for p in CORPUS.glob("E[23]*.toml") if p.name[:4] in SHAPE and p.name not in NO_TOML)
)
def test_a_file_of_wrong_shape_is_refused(name: str) -> None:
    tables = tomllib.loads((CORPUS / name).read_text(encoding="utf-8"))
    assert accepts(tables) == (name in BEYOND_A_PATTERN)


def of_another_kind() -> list[str]:
    """Return the files of the corpus that are TOML and whose problem is none of shape."""
    return sorted(
        p.name for p in CORPUS.glob("*.toml") if p.name[:4] not in (*SHAPE, "E109", "E115", "E116", "E117", "E302")
    )


@pytest.mark.parametrize("name", of_another_kind())
def test_what_only_check_can_tell_passes(name: str) -> None:
    assert accepts(tomllib.loads((CORPUS / name).read_text(encoding="utf-8")))


@given(histories())
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_every_drawn_history_passes(text: str) -> None:
    assert accepts(tomllib.loads(text))


# --- Dates ---


@pytest.mark.parametrize(
    "date",
    [
        *(1969, 0, -44, 12000, 10**15 - 1, datetime.date(1969, 7, 20), datetime.datetime(1969, 7, 20, 20, 17, 40)),
        datetime.datetime(1969, 7, 20, 20, 17, 40, 250000, tzinfo=datetime.UTC),
        *("1969", "1969-07", "1969-07-20", "1969-07-20T20:17:40Z", "1969-02-29", "1969?", "1969-07~", "1969-07-20%"),
        *("196X", "19XX~", "1969-XX", "1969-07-XX", "1969-XX-XX", "1969-21", "1969-24", "-0044-03-15", "Y-13000"),
        *("1969-07-16/1969-07-24", "2003/..", "../1969", "1969/", "/1969", "1970/1969", "1969?/1970~", "Y-13000/1969"),
    ],
    ids=str,
)
def test_the_forms_of_dates(date: object) -> None:
    assert accepts({"event": [{"date": date, "title": "A", "kind": "real"}]})


@pytest.mark.parametrize(
    "date",
    [
        *(True, 1.5, [1969], {"year": 1969}, 10**15, -(10**15), datetime.time(20, 17, 40)),
        *("", "69", "1969-7", "1969-13", "1969-00", "1969-04-31", "1969-02-30", "1969-07-32", "1969-07-00", "1969-25"),
        *("July 1969", "1969-07-20T20", "1969-07-20 20:17:40", "1969-07-20T24:00:00", "1XX9", "1969-XX-20"),
        *("../..", "/", "196X/1970", "1969/1970/1971", "1969-07-20T20:17:40/1970", "Y9999", "1969??", "?1969"),
    ],
    ids=str,
)
def test_what_is_no_date(date: object) -> None:
    assert not accepts({"event": [{"date": date, "title": "A", "kind": "real"}]})


@given(st.one_of(valid_dates, either_way_intervals, near_misses()))
@settings(max_examples=500)
def test_the_patterns_refuse_no_date(text: str) -> None:
    if is_date(text):
        assert re.fullmatch(DATE, text)


@given(st.from_regex(DATE, fullmatch=True))
@settings(max_examples=300)
def test_what_the_patterns_take_is_a_date_but_for_leap_days_the_order_of_ends_and_the_year_minus_0(text: str) -> None:
    beyond = "there is no day 29 in|ends before it starts"
    assert "-0000" in text or re.search(beyond, refusal_of(text)) or is_date(text)


def refusal_of(text: str) -> str:
    """Return what is wrong with a date, nothing where it is right."""
    try:
        parse_date(text)
    except DateError as error:
        return error.message
    return ""


def test_the_patterns_are_of_the_kind_that_every_engine_knows() -> None:
    """Section 6.4 of the specification: no look-around, no named groups, no classes of Unicode."""
    assert not re.search(r"\(\?[^:]|\\[^.]", DATE)


# --- Decoder and schema agree ---

words = st.sampled_from(["moon", "Ed Baldwin", "fam", " x ", "\u00e9", "1969-02-30"])
dates = st.one_of(
    valid_dates,
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, datetime.UTC, datetime.timezone(datetime.timedelta(hours=-5))])),
)
junk = st.recursive(
    st.one_of(st.booleans(), words, valid_dates, st.sampled_from(["", " ", "\t", 1.5, -1, 0, 1, 2, 2**31, -(2**31)])),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(words, inner, max_size=2)),
    max_leaves=3,
)
"""Values of every kind but the dates of TOML: the schema sees them as texts, and so takes them for texts."""


def right(entry: Field) -> st.SearchStrategy[Any]:
    """Return values that a key takes."""
    by_type: dict[Type, Any] = {
        **dict.fromkeys((Type.TEXT, Type.ID), words),
        Type.DATE: dates,
        Type.DATE_BY_TIMELINE: st.one_of(dates, st.dictionaries(words, dates, max_size=2)),
        Type.WHOLE: st.integers(-MAX_WHOLE, MAX_WHOLE),
        Type.COUNT: st.just(1) if entry.key == "format" else st.integers(0, MAX_WHOLE),
        Type.COUNTS: st.one_of(st.integers(0, MAX_WHOLE), st.lists(st.integers(0, MAX_WHOLE), max_size=2)),
        Type.FLAG: st.booleans(),
        Type.CHOICE: st.sampled_from(entry.choices or [""]),
        Type.TEXTS: st.lists(words, max_size=2),
        Type.ONE_OR_MORE: st.one_of(words, st.lists(words, max_size=2)),
        Type.FLAG: st.booleans(),
        Type.FREE: st.dictionaries(words, junk, max_size=2),
        Type.TEXT_TABLE: st.dictionaries(words, words, max_size=2),
    }
    if entry.table is None:
        return by_type[entry.type]  # type: ignore[no-any-return]
    return table_of(entry.table) if entry.type is Type.TABLE else st.lists(table_of(entry.table), max_size=2)


def table_of(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    values = {entry.key: st.deferred(lambda entry=entry: right(entry)) for entry in table.fields}
    required = {entry.key: values.pop(entry.key) for entry in table.fields if entry.required}
    return st.fixed_dictionaries(required, optional=values)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the tables of a file with up to two places changed: a key put in or taken out, a value of any kind."""
    tables = draw(table_of(ROOT))
    for _ in range(draw(st.integers(1, 2))):
        at: Any = tables
        while True:
            below = [
                inner for inner in (at.values() if isinstance(at, dict) else at) if isinstance(inner, (dict, list))
            ]
            if not below or draw(st.integers(0, 3)) == 0:
                break
            at = draw(st.sampled_from(below))
        if isinstance(at, list):
            at.append(draw(junk))
        elif at and draw(st.booleans()):
            del at[draw(st.sampled_from(sorted(at)))]
        else:
            at[draw(st.sampled_from([*EVENT.by_key, *ROOT.by_key, "titel"]))] = draw(junk)
    return tables


@given(table_of(ROOT))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_the_table_of_keys_allows_passes(tables: dict[str, Any]) -> None:
    assert codes_of(tables) == set()
    assert accepts(tables)


@given(spoiled())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example({"format": True})
@example({"event": [{"date": 1969, "title": "A", "kind": "real", "x": 1}]})
@example({"state": [{"of": "A", "date": "0000"}]})
@example({"state": [{"of": "A", "is": "B", "date": "0000"}]})
@example({"state": [{"of": "A", "date": 1969}], "defaults": {"of": "A"}})
@example({"state": [{"date": 1969}], "defaults": {"of": "A", "is": "B"}})
def test_decoder_and_schema_agree_but_for_days_and_intervals(tables: dict[str, Any]) -> None:
    codes = codes_of(tables)
    if codes <= {"E301"}:
        assert accepts(tables) or codes
    else:
        assert not accepts(tables), codes
