"""The forms that scripts read, to the letter: columns of tsv and csv, keys of JSON, escapes of Markdown, TOML again."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from timeline.__main__ import run
from timeline.model.cleaning import one_line

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"
"""One of everything."""
FORMATS = ("table", "tsv", "csv", "json", "ndjson", "md", "toml")

EVENT_KEYS = [
    *("id", "date", "title", "kind", "show", "season", "episode", "timeline", "tags", "people", "place", "summary"),
    *("source", "because", "moves", "replaces", "averts", "order", "canon", "allow", "x", "earliest", "latest"),
    *("timelines", "date_text"),
]
LIST_KEYS = {"tags", "people", "source", "because", "moves", "replaces", "averts", "allow", "timelines"}
DIVERGENCE_KEYS = [
    *("status", "pod", "base_timeline", "timeline", "drift_days", "drift_min", "drift_max", "drift", "base", "alt"),
]

ACTS_ON_A_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls but the line feed, and whatever turns text round (Unicode Standard Annex 9)."""

Answer = Callable[..., str]


@pytest.fixture
def answer(capsysbinary: pytest.CaptureFixture[bytes]) -> Answer:
    """Return a function that runs a command over the history and gives what it writes."""

    def answer_of(*arguments: str, data: Path = HISTORY) -> str:
        status = run([*arguments, "--data", str(data)])
        captured = capsysbinary.readouterr()
        assert status == 0, captured.err.decode()
        return captured.out.decode("utf-8")

    return answer_of


@pytest.fixture
def titles() -> dict[str, str]:
    """Return the titles of the history as they are in its file, by id."""
    return {event["id"]: event["title"] for event in tomllib.loads(HISTORY.read_text(encoding="utf-8"))["event"]}


# --- tsv and csv ---


def test_tsv_in_a_pipe_has_no_header_and_five_columns_that_scripts_know(answer: Answer) -> None:
    rows = [line.split("\t")[:5] for line in answer("show", "--from", "1957-10-04", "--to", "1957-10-04").splitlines()]
    assert rows == [
        ["1957-10-04", "both", "rm", "1", 'Sputnik "beeps", she said; it\'s, "quoted"'],
        ["19XX", "real", "", "", "Pipes | and \\backslashes\\, `ticks`, *stars* and <b>tags</b>"],
    ]


@pytest.mark.parametrize("name", ["tsv", "csv", "TSV", "Csv"])
def test_tsv_and_csv_asked_for_by_name_have_a_header(answer: Answer, name: str) -> None:
    separator = "," if name.lower() == "csv" else "\t"
    header, *rows = answer("show", "-f", name).splitlines()
    assert header.split(separator)[:5] == ["date", "kind", "show", "season", "title"]
    assert set(EVENT_KEYS) - {"x", "date_text"} == set(header.split(separator))
    assert len(rows) == 26


def test_tsv_in_a_pipe_is_the_named_one_without_its_header(answer: Answer) -> None:
    assert answer("show", "-f", "tsv").split("\n", 1)[1] == answer("show")


@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
def test_every_row_of_tsv_has_every_column(answer: Answer, command: tuple[str, ...]) -> None:
    text = answer(*command, "-f", "tsv")
    assert {line.count("\t") for line in text.split("\n")[:-1]} == {22 if command == ("show",) else 16}


def test_several_values_of_a_field_are_joined_with_a_semicolon(answer: Answer) -> None:
    (row,) = csv.DictReader(answer("show", "--id", "red-landing", "-f", "csv").splitlines())
    assert (row["averts"], row["moves"], row["tags"]) == ("quarantine;last-flight", "landing", "moon")


def test_csv_is_read_back_by_a_csv_reader(answer: Answer, titles: dict[str, str]) -> None:
    rows = list(csv.DictReader(answer("show", "-f", "csv").splitlines(keepends=True), strict=True))
    assert {row["id"]: row["title"].removeprefix("'") for row in rows} == {
        event_id: one_line(title) for event_id, title in titles.items()
    }
    assert all(None not in row and None not in row.values() for row in rows), "as many cells as columns"


@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
def test_no_cell_of_csv_that_a_person_wrote_starts_like_a_formula(answer: Answer, command: tuple[str, ...]) -> None:
    written = ("title", "base_title", "alt_title", "place", "people", "tags", "summary", "source", "show", "id")
    cells = [
        row[name]
        for row in csv.DictReader(answer(*command, "-f", "csv").splitlines())
        for name in written
        if name in row
    ]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert "'=cmd|' /C calc'!A0" in cells


@pytest.mark.parametrize(
    ("event_id", "date", "earliest", "latest"),
    [
        ("ides", "-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("ice", "Y-13000", "-13000-01-01", "-13000-12-31"),
        ("far", "Y20000", "+20000-01-01", "+20000-12-31"),
        ("open-start", "../1899", "", "1899-12-31"),
        ("open-end", "1974/..", "1974-01-01", ""),
        ("year-zero", "0000", "0000-01-01", "0000-12-31"),
    ],
)
def test_dates_before_the_year_1_stay_dates_in_csv(
    answer: Answer, event_id: str, date: str, earliest: str, latest: str
) -> None:
    (row,) = csv.DictReader(answer("show", "--id", event_id, "-f", "csv").splitlines())
    assert (row["date"], row["earliest"], row["latest"]) == (date, earliest, latest)


def test_negative_drift_stays_a_number_in_csv(answer: Answer) -> None:
    rows = list(csv.DictReader(answer("diverge", "--id", "landing", "-f", "csv").splitlines()))
    assert [(row["drift_days"], row["drift_min"], row["drift_max"]) for row in rows] == [("-24", "-24", "-24")]


# --- JSON ---


def test_json_has_every_key_of_the_format_and_the_bounds(answer: Answer) -> None:
    events = json.loads(answer("show", "-f", "json"))
    assert len(events) == 26
    for event in events:
        assert list(event) == EVENT_KEYS
        assert {key for key, value in event.items() if isinstance(value, list)} == LIST_KEYS


def test_json_holds_what_the_file_holds(answer: Answer, titles: dict[str, str]) -> None:
    events = {event["id"]: event for event in json.loads(answer("show", "-f", "json"))}
    assert {event_id: event["title"] for event_id, event in events.items()} == titles
    landing, kept = events["red-landing"], events["kept"]
    assert (landing["date"], landing["show"], landing["season"], landing["episode"]) == ("1969-06-26", "rm", 1, 1)
    assert (landing["moves"], landing["replaces"]) == (["landing"], ["apollo"])
    assert kept["x"] == {
        "when": "1970-01-01",
        "at": "07:32:00",
        "list": [1, 2.5, "=x"],
        "odd": "nan",
        "far": "-inf",
        "ok": True,
    }
    assert [events[key]["latest"] for key in ("open-end", "unknown-end", "open-start")] == [None, None, "1899-12-31"]
    assert events["open-start"]["earliest"] is None


def test_a_divergence_has_exactly_the_keys_of_the_contract(answer: Answer) -> None:
    pairs = json.loads(answer("diverge", "--all", "-f", "json"))
    assert {pair["status"] for pair in pairs} == {"moved", "replaced", "averted", "added", "kept", "untold"}
    for pair in pairs:
        assert list(pair) == DIVERGENCE_KEYS
        assert all(pair[side] is None or list(pair[side]) == EVENT_KEYS for side in ("base", "alt"))


@pytest.mark.parametrize(
    ("status", "base", "alt", "drift"),
    [
        ("moved", "landing", "red-landing", (-24, -24, -24, "24 days earlier")),
        ("replaced", "apollo", "red-landing", (None, -28, -20, "about 24 days earlier")),
        ("averted", "quarantine", "red-landing", (None, None, None, None)),
        ("added", None, "added", (None, None, None, None)),
        ("kept", "kept", "kept", (None, None, None, None)),
        ("untold", "unsure", None, (None, None, None, None)),
    ],
)
def test_divergences_in_json(
    answer: Answer, status: str, base: str | None, alt: str | None, drift: tuple[object, ...]
) -> None:
    pairs: list[dict[str, Any]] = json.loads(answer("diverge", "--all", "--timeline", "red", "-f", "json"))
    found = {
        (pair["status"], (pair["base"] or {}).get("id"), (pair["alt"] or {}).get("id")): (
            *(pair["drift_days"], pair["drift_min"], pair["drift_max"]),
            pair["drift"],
        )
        for pair in pairs
    }
    assert found[status, base, alt] == drift


@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
def test_ndjson_is_the_objects_of_json_one_a_line(answer: Answer, command: tuple[str, ...]) -> None:
    lines = answer(*command, "-f", "ndjson").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(answer(*command, "-f", "json"))


# --- Markdown and TOML ---


def test_markdown_shows_every_title_as_it_stands(answer: Answer, titles: dict[str, str]) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(answer("show", "-f", "md"))
    assert [token.type for token in tokens if token.level == 0] == ["table_open", "table_close"]
    cells = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for cell in cells for child in cell} == {"text"}, "no markup of the file's own"
    texts = ["".join(child.content for child in cell) for cell in cells]
    assert texts[:5] == ["date", "kind", "show", "season", "title"]
    shown = texts[5:][4::5]
    assert sorted(shown) == sorted(one_line(title) for title in titles.values())


def test_toml_is_an_events_file_with_the_same_events(answer: Answer, tmp_path: Path) -> None:
    written = answer("show", "-f", "toml")
    assert [event["id"] for event in tomllib.loads(written)["event"]][:3] == ["open-start", "ice", "ides"]
    again = tmp_path / "again.toml"
    again.write_text(written, encoding="utf-8", newline="")
    for command in (["show"], ["diverge", "--all"]):
        assert answer(*command, "-f", "json", data=again) == answer(*command, "-f", "json")


# --- All of them ---


@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_through_what_acts_on_a_terminal(answer: Answer, name: str, command: tuple[str, ...]) -> None:
    text = answer(*command, "-f", name)
    found = {f"U+{ord(character):04X}" for character in ACTS_ON_A_TERMINAL.findall(text)}
    assert found == ({"U+0009"} if name == "tsv" else set())


@pytest.mark.parametrize("command", [("show",), ("diverge", "--all")])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_line_end(answer: Answer, name: str, command: tuple[str, ...]) -> None:
    text = answer(*command, "-f", name)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text.startswith("\n")


@pytest.mark.parametrize(
    ("name", "lines"), [("table", 0), ("tsv", 1), ("csv", 1), ("ndjson", 0), ("md", 2), ("json", 1)]
)
def test_nothing_matched_leaves_a_head_at_most(answer: Answer, name: str, lines: int) -> None:
    text = answer("show", "--limit", "0", "-f", name)
    assert text.count("\n") == lines
    assert text[-1:] in ("", "\n")


def test_nothing_matched_is_an_empty_array_in_json(answer: Answer) -> None:
    assert answer("show", "--limit", "0", "-f", "json") == "[]\n"
    assert answer("diverge", "--limit", "0", "-f", "json") == "[]\n"
