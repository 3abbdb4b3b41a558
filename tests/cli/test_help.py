"""Help: the commands in groups, topics, what filters mean in each command, and what an unknown command was meant to be."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from timeline.__main__ import run
from timeline.cli.app import COMMANDS, GROUPS, app
from timeline.cli.suggest import OPTION_SYNONYMS, SYNONYMS
from timeline.cli.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable

Ran = tuple[int, str, str]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs a command line on a screen of 80 columns and gives its status, output and messages."""
    monkeypatch.setenv("COLUMNS", "80")

    def asked(*arguments: str) -> Ran:
        status = run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return asked


def options_of(name: str) -> dict[str, str]:
    """Return the help of each option of a command."""
    group: Any = get_command(app)
    return {option: each.help for each in group.get_command(None, name).params for option in each.opts}


# --- The list of commands ---


def test_every_command_is_in_a_group_on_a_whole_line(ask: Callable[..., Ran]) -> None:
    _, text, _ = ask("--help")
    for title, commands in GROUPS.items():
        block = text.partition(f"\n{title}:\n")[2].partition("\n\n")[0]
        lines = dict(re.findall(r"^  (\S+) +(.+)$", block, re.MULTILINE))
        assert lines == commands
    assert [line for line in text.splitlines() if len(line) > 79] == []
    assert "..." not in text.partition("\nBoth histories:\n")[2]


def test_the_columns_of_all_groups_stand_below_each_other(ask: Callable[..., Ran]) -> None:
    _, text, _ = ask("--help")
    below = text.partition("\nBoth histories:\n")[2]
    starts = {len(match[0]) for match in re.finditer(r"^  \S+ +", below, re.MULTILINE)}
    assert len(starts) == 1


def test_the_version_has_a_short_option(ask: Callable[..., Ran]) -> None:
    assert ask("-V") == ask("--version")
    assert ask("-V")[1].startswith("timeline ")


# --- Topics ---


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_fits_the_screen_and_is_in_the_list(ask: Callable[..., Ran], name: str) -> None:
    status, text, err = ask("help", name)
    assert (status, err) == (0, "")
    assert [line for line in text.splitlines() if len(line) > 79] == []
    assert f"  {name} " in ask("--help")[1]
    assert ask("help", name.upper()) == (status, text, err)


@pytest.mark.parametrize(
    "line", [line for topic in TOPICS.values() for line in topic.text.partition("Examples:\n")[2].splitlines()]
)
def test_every_example_of_a_topic_finds_something(ask: Callable[..., Ran], line: str) -> None:
    command = line.partition(" | ")[0].partition(" > ")[0]
    name, *arguments = shlex.split(command)
    assert name == "timeline"
    status, out, err = ask(*arguments)
    assert status == 0, err
    assert out
    assert "no event" not in err


def test_dates_that_the_topic_names_are_read(ask: Callable[..., Ran]) -> None:
    block = TOPICS["dates"].text
    quoted = re.findall(r'"([^"]+)"', block.partition("Examples:")[0])
    assert len(quoted) > 10
    edtf = [
        word
        for line in re.findall(r"^  ([-\dY].*)$", block, re.MULTILINE)
        for word in re.findall(r"[-\dXYTZ:/.?~%]*\d\S*", line.partition("   ")[0])
    ]
    assert len(edtf) > 15
    for text in [*quoted, *edtf]:
        assert ask("show", f"--from={text}", "--count")[0] == 0, text


@pytest.mark.parametrize("name", COMMANDS)
def test_help_on_a_command_is_its_help(ask: Callable[..., Ran], name: str) -> None:
    assert ask("help", name) == ask(name, "--help")


def test_help_alone_is_the_help(ask: Callable[..., Ran]) -> None:
    assert ask("help") == ask("--help")


def test_help_on_what_there_is_not_names_the_topics(ask: Callable[..., Ran]) -> None:
    status, out, err = ask("help", "date")
    assert (status, out) == (2, "")
    assert 'there is no help on "date"' in err
    assert 'did you mean "dates"?' in err
    assert "dates, filters, fences, formats" in ask("help", "zzzz")[2]


# --- What an unknown command was meant to be ---


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            ("person", "people"),
            ("list", "show"),
            ("ls", "show"),
            ("log", "show"),
            ("search", "show"),
            ("diff", "diverge"),
        ),
        *(
            ("president", "who"),
            ("effects", "ripple"),
            ("lint", "check"),
            ("settings", "config"),
            ("version", "--version"),
        ),
        *(("shwo", "show"), ("divrge", "diverge"), ("SHOW", "show"), ("div", "diverge"), ("persn", "people")),
        *(("Diff", "diverge"), ("timelnes", "branches"), ("compair", "compare")),
    ],
)
def test_a_command_is_found_by_what_is_typed_for_it(ask: Callable[..., Ran], typed: str, meant: str) -> None:
    assert ask(typed) == (
        2,
        "",
        f'timeline: error: there is no command "{typed}"\n  help: did you mean "{meant}"? try \'timeline --help\'\n',
    )


@pytest.mark.parametrize("typed", ["xyzzy", "", "é", "12"])
def test_what_is_like_no_command_is_not_guessed(ask: Callable[..., Ran], typed: str) -> None:
    status, out, err = ask(typed)
    assert (status, out) == (2, "")
    assert "did you mean" not in err
    assert "timeline --help" in err


def test_synonyms_are_words_that_no_command_has_and_lead_to_one() -> None:
    assert not SYNONYMS.keys() & set(COMMANDS)
    assert set(SYNONYMS.values()) <= set(COMMANDS)


@pytest.mark.parametrize("topic", [*TOPICS, "DATES"])
def test_a_topic_typed_as_a_command_is_told_as_one(ask: Callable[..., Ran], topic: str) -> None:
    hint = f"it is a topic: try 'timeline help {topic.lower()}'"
    assert ask(topic) == (2, "", f'timeline: error: there is no command "{topic}"\n  help: {hint}\n')


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("show", "--before", "1990"), '"--to"'),
        (("compare", "--Since=1990"), '"--from"'),
        (("show", "--character", "Ed"), '"--person"'),
        (("add", "x.toml", "--people", "Ed"), '"--person"'),
        (("show", "--json"), '"--format json"'),
        (("show", "--no-color"), '"--color never"'),
        (("check", "--tags", "x"), None),  # it has no --tag either
        (("show", "--yaer", "1969"), None),  # typer itself lists options that look similar
    ],
)
def test_an_option_of_another_name_is_found(ask: Callable[..., Ran], typed: tuple[str, ...], meant: str | None) -> None:
    status, out, err = ask(*typed)
    assert (status, out) == (2, "")
    guess = f"did you mean {meant}? " if meant else ""
    assert err.endswith(f"\n  help: {guess}try 'timeline {typed[0]} --help'\n")


def test_options_of_other_names_lead_to_options() -> None:
    assert {meant.split()[0] for meant in OPTION_SYNONYMS.values()} <= options_of("show").keys()
    assert not OPTION_SYNONYMS.keys() & options_of("show").keys()


# --- What the filters mean ---


def test_help_says_what_the_filters_are_about() -> None:
    assert options_of("show")["--limit"] == "Show at most N events."
    assert "pairs" in options_of("diverge")["--limit"]
    assert "periods" in options_of("drift")["--limit"]
    assert "people" in options_of("people")["--limit"]
    assert "measure" in options_of("stats")["--limit"]
    assert options_of("people")["--season"].startswith("At the time in which these seasons are set")
    assert options_of("people")["--year"].startswith("At this time: who is alive then")
    assert options_of("why")["--year"].startswith("Causes")
    assert options_of("ripple")["--year"].startswith("What follows")
    assert options_of("who")["--year"].startswith("Terms")
    assert options_of("compare")["--timeline"].startswith("Compare")


def test_the_order_of_episodes_has_the_word_of_the_order_of_events(ask: Callable[..., Ran]) -> None:
    assert ask("watch", "--sort", "date") == ask("watch", "--chronological")
    assert ask("watch", "--sort", "aired") == ask("watch")
    assert ask("watch", "--sort", "date")[1] != ask("watch")[1]
    assert ask("watch", "--sort", "dat")[0] == 2
    assert ask("watch", "--sort", "aired", "--chronological")[0] == 2
