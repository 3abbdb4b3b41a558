"""`timeline event`, `why`, `ripple` and `whatif`: naming an event, formats, what is said beside it, and refusals."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.__main__ import run

HISTORY = str(Path(__file__).parents[1] / "golden" / "causes.toml")
MARS = ("mars-won   1983-10-01  They walk on Mars", "mars-lost  1983        Nobody walks on Mars")
"""What is said of the events that "mars" may mean."""

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsysbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """Return a function that runs a command over the history and gives its status, output and errors."""

    def result_of(*arguments: str, data: str = HISTORY) -> tuple[int, str, str]:
        status = run([*arguments, "--data", data])
        captured = capsysbinary.readouterr()
        return status, captured.out.decode(), captured.err.decode()

    return result_of


def ids(text: str) -> list[str]:
    """Return the ids of the events in lines of tsv without a header."""
    return [line.split("\t")[6] for line in text.splitlines()]


@pytest.mark.parametrize("command", ["event", "why", "ripple", "whatif"])
@pytest.mark.parametrize("name", [("red-landing",), ("RED-L",), ("d-land",), ("their", "LANDING"), ("landing their",)])
def test_an_event_is_named_by_id_by_a_part_of_it_or_by_words(ask: Ask, command: str, name: tuple[str, ...]) -> None:
    status, out, _ = ask(command, *name)
    assert (status, ids(out)[0]) == (0, "red-landing")


@pytest.mark.parametrize("command", ["event", "why", "ripple", "whatif"])
def test_what_names_no_event_or_several_is_wrong_usage(ask: Ask, command: str) -> None:
    assert ask(command, "mars")[::2] == (
        2,
        'timeline: error: "mars" may be any of 2 events\n  help: one of\n' + "".join(f"    {line}\n" for line in MARS),
    )
    status, out, err = ask(command, "red-lading")
    assert (status, out) == (2, "")
    assert 'did you mean "red-landing"?' in err


@pytest.mark.parametrize(
    "command",
    [
        ("event", "red-landing"),
        ("why", "mars-won"),
        ("ripple", "flight"),
        ("ripple", "--top"),
        ("whatif", "flight"),
        ("whatif", "--rank"),
    ],
)
def test_every_format_is_answered(ask: Ask, command: tuple[str, ...]) -> None:
    for name in ("table", "tsv", "csv", "md", "json", "ndjson", "toml"):
        status, out, _ = ask(*command, "-f", name)
        assert status == 0, name
        assert "[red]Their landing on the Moon" in out.replace("\\", ""), name


def test_toml_is_an_events_file_again(ask: Ask) -> None:
    _, out, _ = ask("ripple", "red-base", "-f", "toml")
    ids = [event["id"] for event in tomllib.loads(out)["event"]]
    assert ids == ["engineer-lives", "red-base", "mars-won", "mars-lost"], "with the point of divergence"


def test_filters_choose_among_what_is_listed(ask: Ask) -> None:
    assert ids(ask("why", "mars-won", "--kind", "real")[1]) == ["mars-won", "flight"]
    assert ids(ask("ripple", "flight", "--year", "1969")[1]) == ["flight", "rocket-flies", "red-landing"]
    assert ids(ask("ripple", "--top", "--timeline", "real")[1]) == ["flight"]
    assert ids(ask("ripple", "--top", "--limit", "2", "--kind", "alt")[1]) == ["engineer-lives", "rocket-flies"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("why", "mars-won"), ""),
        (("why", "flight"), "no causes found"),
        (("why", "landing"), "no causes found"),
        (("ripple", "wedding"), "no consequences found"),
        (("ripple", "red-base", "--tag", "moon"), "no consequences found"),
        (("why", "mars-won", "--depth", "1"), "some causes are not listed: 3 more beyond --depth or --limit"),
        (("ripple", "flight", "--limit", "2"), "some consequences are not listed: 5 more beyond --depth or --limit"),
        (("ripple", "--top", "--year", "1972"), "no matching event has consequences"),
        (("ripple", "--top"), ""),
        (("whatif", "flight"), ""),
        (("whatif", "wedding"), "nothing else falls"),
        (("whatif", "flight", "--tag", "moon"), ""),
        (("whatif", "flight", "--limit", "2"), "8 more beyond --limit are not listed"),
        (("whatif", "--rank", "--year", "1972"), "nothing depends on a matching event alone"),
        (("whatif", "--rank"), ""),
    ],
)
def test_what_is_missing_is_said(ask: Ask, arguments: tuple[str, ...], said: str) -> None:
    status, _, err = ask(*arguments)
    assert (status, err) == (0, f"timeline: {said}\n" if said else "")


def test_a_chain_that_misses_the_point_of_divergence_says_so(ask: Ask, write: Callable[..., Path]) -> None:
    event = '[[event]]\nid = "{0}"\ndate = 19{0}\ntitle = "T"\nkind = "alt"\ntimeline = "x"\n'
    data = str(write(event.format(60) + event.format(61) + event.format(62) + 'because = ["61"]\n'))
    assert ask("why", "62", data=data)[2] == 'timeline: no chain of causes leads to the point of divergence, "60"\n'


def test_the_ranking_is_cut_and_says_so(ask: Ask, write: Callable[..., Path]) -> None:
    event = '[[event]]\nid = "e{0}"\ndate = "19{0:02d}"\ntitle = "T{0}"\nkind = "alt"\ntimeline = "x"\nbecause = {1}\n'
    data = str(write("".join(event.format(n, f'["e{n - 1}"]' if n else "[]") for n in range(30))))
    status, out, err = ask("ripple", "--top", data=data)
    assert (status, len(out.splitlines())) == (0, 20)
    assert err == "timeline: showing 20 of 29 events; use --limit for more\n"
    assert len(ask("ripple", "--top", "--limit", "99", data=data)[1].splitlines()) == 29


@pytest.mark.parametrize(
    "arguments",
    [
        ("event",),
        ("why",),
        ("ripple",),
        ("ripple", "flight", "--top"),
        ("ripple", "--top", "--depth", "2"),
        ("ripple", "flight", "--depth", "0"),
        ("whatif",),
        ("whatif", "flight", "--rank"),
        ("whatif", "mars"),
        ("whatif", "flight", "--person", "zoe"),
        ("why", ""),
        ("event", " "),
        ("why", "flight", "--tag", "nothing"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ask: Ask, arguments: tuple[str, ...]) -> None:
    status, out, err = ask(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("timeline: error: ")


def test_the_figures_of_json(ask: Ask) -> None:
    steps = json.loads(ask("why", "mars-won", "-f", "json")[1])
    assert [(s["event"]["id"], s["depth"], s["paths"], s["leads_to"], s["pod_of"]) for s in steps] == [
        ("mars-won", 0, 1, None, []),
        ("red-base", 1, 1, "mars-won", []),
        ("red-landing", 2, 1, "red-base", []),
        ("rocket-flies", 1, 2, "mars-won", []),
        ("engineer-lives", 2, 3, "rocket-flies", ["red"]),
        ("flight", 3, 3, "engineer-lives", []),
    ]
    (whole,) = json.loads(ask("event", "landing", "-f", "json")[1])
    assert [(each["name"], each["age"], each["actor"]) for each in whole["people"]] == [("Ann Ace", "38", "Joan Actor")]
    assert [(each["status"], each["drift_days"], each["alt"]["id"]) for each in whole["divergences"]] == [
        ("moved", -24, "red-landing")
    ]


@pytest.mark.parametrize("columns", ["20", "40", "60", "80", "120", "200"])
@pytest.mark.parametrize(
    "command",
    [
        ("event", "red-landing"),
        ("why", "mars-won"),
        ("ripple", "flight"),
        ("ripple", "--top"),
        ("whatif", "flight"),
        ("whatif", "--rank"),
    ],
)
def test_no_screen_is_overrun(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, columns: str, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = ask(*command, "-f", "table")
    assert max(len(line) for line in out.splitlines()) <= int(columns)
