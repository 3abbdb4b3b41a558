"""What other programs need and a table does not have: columns for --columns and JSON, and the ids of pairs alone."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from timeline.__main__ import run
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATA = """\
name = "A history"

[tags]
war = "Wars and battles"

[[show]]
id = "x"
name = "The Show"
aliases = ["TS", "Show, The"]

[[event]]
id = "pod"
date = 1960-01-01
title = "It parts"
show = "x"
tags = ["war"]

[[event]]
id = "middle"
date = "1961-21"
title = "It goes on"
show = "x"
because = ["pod"]

[[event]]
id = "end"
date = "197X"
title = "It ends"
show = "x"
because = ["middle", "pod"]

[[event]]
id = "ours"
date = "1965~"
title = "Ours"

[[event]]
id = "premiere"
date = "2000-01"
title = "The Show begins"
kind = "real"
show = "x"
"""


@pytest.fixture
def asked(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> Callable[..., list[Any]]:
    path = str(write(DATA))

    def ask(*arguments: str) -> list[Any]:
        assert run([*arguments, "-f", "json", "--data", path]) == 0
        return list(json.loads(capsys.readouterr().out))

    return ask


def test_events_have_dates_in_words_followers_and_reach(asked: Callable[..., list[Any]]) -> None:
    rows = asked("show", "--columns", "id,date_text,precision,making,followers,reach,reach_years")
    assert [list(row.values()) for row in rows] == [
        ["pod", "1 Jan 1960", "day", False, ["middle", "end"], 2, 10],
        ["middle", "spring 1961", "season", False, ["end"], 1, 8],
        ["ours", "c. 1965", "year", False, [], 0, 0],
        ["end", "1970s", "decade", False, [], 0, 0],
        ["premiere", "Jan 2000", "month", True, [], 0, 0],
    ]


def test_reach_is_that_of_ripple_for_every_event_of_the_bundled_history(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--columns", "id,reach,reach_years", "-f", "json"]) == 0
    listed = {row["id"]: (row["reach"], row["reach_years"]) for row in json.loads(capsys.readouterr().out)}
    assert run(["ripple", "--top", "--limit", "9999", "-f", "json"]) == 0
    ranked = {row["id"]: (row["events"], row["years"]) for row in json.loads(capsys.readouterr().out)}
    assert len(ranked) > 200
    assert {key: value for key, value in listed.items() if value[0]} == ranked


def test_an_event_in_full_has_its_reach(asked: Callable[..., list[Any]]) -> None:
    assert [row["reach"] for row in asked("event", "pod")] == [{"events": 2, "years": 10}]
    assert [row["reach"] for row in asked("event", "ours")] == [{"events": 0, "years": 0}]
    assert asked("event", "middle", "--columns", "id,reach,reach_years,date_text") == [
        {"id": "middle", "reach": 1, "reach_years": 8, "date_text": "spring 1961"}
    ]


@pytest.mark.parametrize("command", [["why", "end"], ["ripple", "pod"], ["ripple", "--top"], ["whatif", "pod"]])
def test_trees_have_the_columns_of_events_too(asked: Callable[..., list[Any]], command: list[str]) -> None:
    assert {"id": "middle", "date_text": "spring 1961"} in asked(*command, "--columns", "id,date_text")


def test_pairs_with_ids_alone(asked: Callable[..., list[Any]]) -> None:
    assert asked("diverge", "--all", "--columns", "status,base_timeline,timeline,base_id,alt_id,base_date_text") == [
        {
            "status": status,
            "base_timeline": "real",
            "timeline": "x",
            "base_id": base,
            "alt_id": alt,
            "base_date_text": text,
        }
        for status, base, alt, text in (
            ("added", None, "pod", None),
            ("added", None, "middle", None),
            ("untold", "ours", None, "c. 1965"),
            ("added", None, "end", None),
        )
    ]


def test_branches_name_the_history(asked: Callable[..., list[Any]]) -> None:
    rows = asked("branches")
    assert [(row["timeline"], row["history"], row["pod_date_text"]) for row in rows] == [
        ("real", "A history", None),
        ("x", "A history", "1 Jan 1960"),
    ]


def test_stats_tell_what_tags_and_shows_are(asked: Callable[..., list[Any]]) -> None:
    rows = {(row["by"], row["value"]): row for row in asked("stats")}
    assert rows["tag", "war"]["description"] == "Wars and battles"
    assert rows["show", "x"]["name"] == "The Show"
    assert rows["show", "x"]["aliases"] == ["TS", "Show, The"]
    assert (rows["kind", "alt"]["name"], rows["kind", "alt"]["description"]) == (None, None)


def test_a_table_of_all_columns_stays_as_it_is(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(DATA))
    for command, last in (("show", "timelines"), ("branches", "pod_title"), ("stats", "total"), ("diverge", "pod")):
        assert run([command, "-f", "csv", "--data", path]) == 0
        assert next(csv.reader(io.StringIO(capsys.readouterr().out)))[-1] == last


@pytest.mark.parametrize("form", ["json", "ndjson", "csv"])
def test_events_with_these_columns_are_read_back(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    path = str(write(DATA))
    names = "id,date,title,date_text,precision,making,followers,reach,reach_years"
    assert run(["show", "--columns", names, "-f", form, "--data", path]) == 0
    again = write(capsys.readouterr().out, "again.rows")
    assert sorted(event.id for event in Chronicle([str(again)])) == ["end", "middle", "ours", "pod", "premiere"]


def test_a_wrong_name_lists_them_all(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--columns", "reech", "-f", "json", "--data", str(write(DATA))]) == 2
    error = capsys.readouterr().err
    assert 'did you mean "reach"' in error
    assert "date_text, precision, making, followers, reach, reach_years" in error
