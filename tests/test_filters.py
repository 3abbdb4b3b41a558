"""One list of filters: each is a keyword of the library, an option and a condition, under one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from timeline.cli.options import FilterOptions, QueryOptions
from timeline.model.errors import UsageError
from timeline.model.lineage import Lineage
from timeline.model.query import FILTERS, Filters, Query
from timeline.store.conditions import EVERYTHING, matching

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from timeline.store.chronicle import Chronicle

VALUES: dict[str, str] = {"year": "1969", "from_": "1969", "to": "1970", "kind": "alt", "season": "2", "episode": "2"}
SELECTING = [name for name, entry in FILTERS.items() if not entry.is_single]

FILE = """
[[show]]
id = "fam"
[[event]]
id = "it"
date = 1969-07-20
title = "Something"
kind = "alt"
show = "fam"
season = 2
episode = 2
tags = ["something"]
people = ["something"]
place = "something"
""" + "".join(
    f'[[event]]\nid = "s{season}e{episode}"\ndate = {1970 + season}\ntitle = "Other"\nkind = "alt"\nshow = "fam"\n'
    f'tags = ["other", "season {season}", "episode {episode}"]\n'
    f"season = {season}\nepisode = {episode}\n"
    for season in (1, 3, 4)
    for episode in (1, 2, 3)
)


def test_keywords_and_checked_forms_have_the_same_names_in_the_same_order() -> None:
    assert list(get_type_hints(Filters)) == list(FILTERS) == list(Query._fields)
    assert list(Query()) == [
        () if not entry.is_single else Query._field_defaults[name] for name, entry in FILTERS.items()
    ]


@pytest.mark.parametrize("name", SELECTING)
def test_each_filter_is_a_condition(name: str) -> None:
    query = Query.of({name: VALUES.get(name, "something")})  # type: ignore[misc]
    assert getattr(query, name)
    condition = matching(query, lambda _, text: [text], Lineage)
    assert condition != EVERYTHING
    assert matching(Query(), lambda _, text: [text], Lineage) == EVERYTHING


def test_each_filter_is_an_option_or_the_argument() -> None:
    options = get_type_hints(FilterOptions, include_extras=True)
    assert [*options] == [name for name in FILTERS if name != "words"]
    for name, hint in options.items():
        option = get_args(hint)[1]
        flags = [option.default, *option.param_decls]  # typer takes the first for a default, and puts that right later
        assert flags == [
            f"--{name.rstrip('_').replace('_', '-')}",
            *([FILTERS[name].short] if FILTERS[name].short else []),
        ]
        assert option.help == FILTERS[name].help
        assert option.help.endswith(".")


@pytest.mark.parametrize("name", SELECTING)
def test_option_and_keyword_ask_the_same(name: str) -> None:
    given = VALUES.get(name, "something")
    offered: type[QueryOptions] = FilterOptions
    options = offered() if name == "words" else offered(**{name: [given]})
    by_option = options.query(words=[given]) if name == "words" else options.query()
    by_keyword: dict[str, Any] = {name: given}
    assert by_option == Query.of(by_keyword)  # type: ignore[arg-type]
    assert by_option != Query()


def test_every_filter_finds_the_event_that_has_it(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(FILE)
    special = {"timeline": "fam", "show": "fam", "id": "it", "not_tag": "other", **VALUES}
    for name in SELECTING:
        found = chronicle.events(**{name: special.get(name, "something")})  # type: ignore[arg-type]
        assert "it" in [event.id for event in found], name
    everything: Any = {name: special.get(name, "something") for name in SELECTING}
    assert [event.id for event in chronicle.events(**everything)] == ["it"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--season", "1-3", "--episode", "3"], ["s1e3", "s3e3"]),
        (["--season", "1,4", "--episode", "1-2"], ["s1e1", "s1e2", "s4e1", "s4e2"]),
        (["--season", "4", "--season", "2"], ["it", "s4e1", "s4e2", "s4e3"]),
        (["--year", "1969-1971", "--episode", "2"], ["it", "s1e2"]),
        (["--year", "1969,1974", "--episode", "1,2"], ["it", "s4e1", "s4e2"]),
        (["-n", "2"], ["it", "s1e1"]),
        (["-n2", "--reverse"], ["s4e3", "s4e2"]),
        (["--limit", "1"], ["it"]),
        (["--tag", "season 1", "--and-tag", "episode 2"], ["s1e2"]),
        (["--tag", "season 1", "--tag", "season 3", "--and-tag", "episode 2"], ["s1e2", "s3e2"]),
        (["--and-tag", "other", "--and-tag", "season 4", "--and-tag", "episode 3"], ["s4e3"]),
        (["--and-tag", "season 1", "--and-tag", "season 3"], []),
        (["--and-tag", "season"], [f"s{season}e{episode}" for season in (1, 3, 4) for episode in (1, 2, 3)]),
        (["--not-tag", "other"], ["it"]),
        (["--tag", "season 1", "--not-tag", "episode 2", "--not-tag", "episode 3"], ["s1e1"]),
        (["--season", "1", "--not-tag", "EPISODE 1"], ["s1e2", "s1e3"]),
    ],
)
def test_ranges_lists_and_short_forms_on_the_command_line(
    write: Callable[..., Path],
    timeline: Callable[..., subprocess.CompletedProcess[str]],
    options: list[str],
    ids: list[str],
) -> None:
    result = timeline("show", "--data", str(write(FILE)), "-f", "csv", *options)
    assert (result.stderr, result.returncode) == ("" if ids else "timeline: no event matches\n", 0)
    header, *rows = (line.split(",") for line in result.stdout.splitlines())
    assert [row[header.index("id")] for row in rows] == ids


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--season", "x"], 'season "x" is not a number'),
        (["--season", "3-1"], '"3-1" runs backwards'),
        (["--episode", "1-"], 'episode "1-" is not a number'),
        (["--year", "1969-07"], '"1969-07" is not a year'),
        (["-n", "-1"], "-1 is not a limit"),
    ],
)
def test_what_a_filter_does_not_take_is_an_error_of_usage(
    timeline: Callable[..., subprocess.CompletedProcess[str]], options: list[str], said: str
) -> None:
    result = timeline("show", *options)
    assert (result.stdout, result.returncode) == ("", 2)
    assert said in result.stderr


def test_names_are_refused_where_they_are_looked_up(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(FILE)
    for name, entry in FILTERS.items():
        if entry.facet:
            with pytest.raises(UsageError, match="there is no"):
                chronicle.events(**{name: "nothing of it"})  # type: ignore[arg-type]
