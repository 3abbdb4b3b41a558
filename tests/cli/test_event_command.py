"""`timeline event` with several events: ids as arguments and from standard input; and the `id` in every JSON row."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.questions.find import names_in
from timeline.store.chronicle import Chronicle

HISTORY = str(Path(__file__).parents[1] / "golden" / "causes.toml")

Timeline = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ids(timeline: Timeline) -> Callable[..., list[str]]:
    """Return a function that gives the ids of the events that the command shows."""

    def shown(*arguments: str, stdin: str | None = None) -> list[str]:
        result = timeline("event", *arguments, "--data", HISTORY, "--columns", "id", stdin=stdin)
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout.splitlines()

    return shown


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["red-landing"], ["red-landing"]),
        (["red-landing", "mars-won"], ["red-landing", "mars-won"]),
        (["flight", "red-l"], ["flight", "red-l"]),  # an id without a hyphen
        (["red-l…", "mars-w.."], ["red-l…", "mars-w.."]),
        (["their landing", "mars-won"], ["their landing", "mars-won"]),
        (["their", "landing"], ["their landing"]),
        (["flight", "lands"], ["flight lands"]),
        (["red-landing", "moon"], ["red-landing moon"]),
        (["--", "landing"], ["-- landing"]),
    ],
)
def test_which_words_are_names_of_their_own(typed: list[str], names: list[str]) -> None:
    assert names_in(Chronicle([HISTORY]), typed) == names


def test_several_ids_are_several_events_in_that_order_each_once(ids: Callable[..., list[str]]) -> None:
    assert ids("red-landing", "mars-won", "flight", "red-l…") == ["red-landing", "mars-won", "flight"]
    assert ids("landing", "their") == ["red-landing"]


@pytest.mark.parametrize(
    "text",
    [
        "red-landing\nmars-won\n",
        "\nred-landing  \r\n\n  mars-won",
        "red-landing\tTheir landing\t1969\nmars-won\tThey walk\t1983\n",
        "red-landing   Their landing\nmars-won  They walk\n",
        "id\nred-landing\nmars-won\n",
        "id\ttitle\nred-landing\tid\nmars-won\tx\n",
        "\ufeffred-landing\nmars-w…\n",
    ],
)
def test_ids_come_from_standard_input(ids: Callable[..., list[str]], text: str) -> None:
    assert ids("-", stdin=text) == ["red-landing", "mars-won"]


def test_ids_of_both_kinds_go_together(ids: Callable[..., list[str]]) -> None:
    assert ids("flight", "-", stdin="red-landing\n") == ["flight", "red-landing"]


def test_what_show_lists_is_taken_up(timeline: Timeline, ids: Callable[..., list[str]]) -> None:
    for options in (["--columns", "id"], ["--columns", "id,title,date"], ["--columns", "id,title", "-f", "tsv"]):
        listed = timeline("show", "--data", HISTORY, "-n", "4", *options).stdout
        assert ids("-", stdin=listed) == [line.split("\t")[0] for line in listed.splitlines() if line[:3] != "id\t"]


@pytest.mark.parametrize(("name", "out"), [("json", "[]\n"), ("tsv", None), ("table", "")])
def test_no_ids_are_nothing_and_a_note(timeline: Timeline, name: str, out: str | None) -> None:
    result = timeline("event", "-", "--data", HISTORY, "-f", name, stdin="\n")
    assert (result.returncode, result.stderr) == (0, "timeline: standard input has no ids\n")
    assert out is None or result.stdout == out


@pytest.mark.parametrize("text", ["red-landing\nno-such-thing\n", "\0\n"])
def test_what_is_no_event_is_wrong_usage(timeline: Timeline, text: str) -> None:
    result = timeline("event", "-", "--data", HISTORY, stdin=text)
    assert (result.returncode, result.stdout) == (2, "")


def test_data_and_ids_are_not_both_standard_input(timeline: Timeline) -> None:
    result = timeline("event", "-", "--data", "-", stdin="red-landing\n")
    assert result.returncode == 2
    assert "cannot both be standard input" in result.stderr


def test_a_table_has_one_event_below_the_other(timeline: Timeline) -> None:
    def table(*names: str) -> str:
        return timeline("event", *names, "--data", HISTORY, "-f", "table").stdout

    assert table("red-landing", "mars-won") == f"{table('red-landing')}\n{table('mars-won')}"


@pytest.mark.parametrize(
    "command",
    [
        *(("show",), ("event", "red-landing", "mars-won"), ("why", "mars-won"), ("ripple", "red-landing")),
        *(("ripple", "--top"), ("today", "--date", "06-26")),
    ],
)
def test_a_row_about_an_event_has_its_id_at_the_top(timeline: Timeline, command: tuple[str, ...]) -> None:
    result = timeline(*command, "--data", HISTORY, "-f", "json")
    rows = json.loads(result.stdout)
    assert rows
    assert [row["id"] for row in rows] == [row.get("event", row)["id"] for row in rows]
    assert [next(iter(row)) for row in rows] == ["id"] * len(rows)


def test_a_step_of_a_life_has_the_id_of_its_event(timeline: Timeline) -> None:
    data = str(Path(HISTORY).with_name("people.toml"))
    rows = json.loads(timeline("people", "Ed Baldwin", "--data", data, "-f", "json").stdout)
    assert [row["id"] for row in rows] == [row["event"] and row["event"]["id"] for row in rows]
    assert any(row["id"] for row in rows)


def test_no_column_has_the_name_of_another(timeline: Timeline) -> None:
    header = timeline("event", "red-landing", "--data", HISTORY, "-f", "csv").stdout.splitlines()[0].split(",")
    assert sorted(set(header)) == sorted(header)


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        (("--width", "80"), False),
        (("--width", "80", "--ids"), True),
        (("--width", "40", "--ids"), True),
        (("--width", "150"), True),
    ],
)
def test_causes_and_effects_have_ids_to_go_on_with(timeline: Timeline, options: tuple[str, ...], is_told: bool) -> None:
    result = timeline("event", "red-landing", "--data", HISTORY, "-f", "table", *options)
    ids = json.loads(timeline("event", "red-landing", "--data", HISTORY, "-f", "json").stdout)[0]
    near = [event["id"] for event in (*ids["causes"], *ids["effects"])]
    assert len(near) > 1
    assert [event_id in result.stdout.split() for event_id in near] == [is_told] * len(near)
