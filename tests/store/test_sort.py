"""`sort="aired"`: events in the order in which the shows told of them, with every other filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

import timeline
from timeline.model.errors import UsageError
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOWS = """
[[show]]
id = "novel"                       # first in the file, aired nowhere
timeline = "red"
[[show]]
id = "red"
[[show.season]]
number = 2
aired = "2021-02-19/2021-04-23"
[[show.season.episode]]
number = 1
aired = 2021-02-19
[[show.season.episode]]
number = 2                         # no date of its own: counts from the first day of its season
[[show.season.episode]]
number = 3
aired = 2021-03-05
[[show.season]]
number = 1                         # no dates of its own: those of its episodes
[[show.season.episode]]
number = 1
aired = 2019-11-01
[[show.season.episode]]
number = 2
aired = "2019-11"                  # some day in November: counts from its first
[[show.season]]
number = 3                         # no dates at all
[[show]]
id = "spin"
timeline = "red"
[[show.season]]
number = 1
aired = "2021-02-19/.."
"""

TOLD = [  # (id, date, show, season, episode), in the order in which they were told
    ("s1", 1980, "red", 1, None),  # a season as a whole comes before its episodes
    ("s1e1-first", 1969, "red", 1, 1),
    ("s1e1-second", 1970, "red", 1, 1),
    ("s1e2", 1968, "red", 1, 2),
    ("s2", 1967, "red", 2, None),
    ("s2e1", 1999, "red", 2, 1),
    ("s2e2", 1965, "red", 2, 2),
    ("spin", 1950, "spin", 1, None),  # the same day, but the show stands later in the file
    ("s2e3", 1971, "red", 2, 3),
    ("novel", 1990, "novel", None, None),  # told, but on no known day
    ("novel-2", 1940, "novel", 2, None),
    ("red", 1991, "red", None, None),
    ("s3", 1930, "red", 3, None),
    ("untold-early", 1900, None, None, None),
    ("untold-late", 2000, None, None, None),
]
IDS = [event[0] for event in TOLD]


def _event(name: str, date: int, show: str | None, season: int | None, episode: int | None) -> str:
    told = {"season": season, "episode": episode}
    lines = [f"{key} = {value}" for key, value in told.items() if value is not None]
    lines.append('kind = "real"' if show is None else f'kind = "alt"\nshow = "{show}"')
    return f'[[event]]\nid = "{name}"\ndate = {date}\ntitle = "{name}"\n' + "\n".join(lines) + "\n"


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    shuffled = sorted(TOLD, key=lambda event: event[0][::-1])
    return history(SHOWS + "".join(_event(*event) for event in shuffled))


def ids(chronicle: Chronicle, **asked: Any) -> list[str]:
    return [event.id for event in chronicle.events(**asked)]


def test_events_come_as_the_shows_told_of_them(chronicle: Chronicle) -> None:
    # 2019-11 counts from 2019-11-01, the day of the season and of its first episode
    assert ids(chronicle, sort="aired") == [
        *("s1", "s1e1-first", "s1e1-second", "s1e2"),
        *("s2", "s2e1", "s2e2", "spin", "s2e3"),
        *("novel", "novel-2", "red", "s3"),
        *("untold-early", "untold-late"),
    ]
    assert ids(chronicle, sort="aired") == IDS


def test_the_order_of_time_stays_the_default(chronicle: Chronicle) -> None:
    by_time = [event[0] for event in sorted(TOLD, key=lambda event: event[1])]
    assert ids(chronicle) == ids(chronicle, sort="date") == ids(chronicle, sort="DATE") == by_time


def test_limit_and_reverse_count_in_the_order_of_telling(chronicle: Chronicle) -> None:
    assert ids(chronicle, sort="aired", limit=3) == IDS[:3]
    assert ids(chronicle, sort="aired", reverse=True) == IDS[::-1]
    assert ids(chronicle, sort="aired", reverse=True, limit=2) == ["untold-late", "untold-early"]
    assert ids(chronicle, sort="aired", limit=0) == []


def test_filters_leave_the_order_as_it_is(chronicle: Chronicle) -> None:
    assert ids(chronicle, sort="aired", season=2) == ["s2", "s2e1", "s2e2", "s2e3", "novel-2"]
    assert ids(chronicle, sort="aired", year="1960s") == ["s1e1-first", "s1e2", "s2", "s2e2"]
    assert ids(chronicle, sort="aired", words="s2e2") == ["s2e2"]


def test_an_unknown_order_is_refused_with_the_nearest(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError) as caught:
        chronicle.events(sort="air")
    assert (caught.value.message, caught.value.hint) == ('there is no order "air"', 'did you mean "aired"?')


def test_a_history_without_shows_is_in_the_order_of_time(history: Callable[[str], Chronicle]) -> None:
    chronicle = history("".join(_event(name, date, None, None, None) for name, date in (("b", 1971), ("a", 1970))))
    assert ids(chronicle, sort="aired") == ["a", "b"]


def test_the_library_sorts_too(write: Callable[..., Path]) -> None:
    loaded = timeline.load(write(SHOWS + "".join(_event(*event) for event in TOLD)))
    assert [event.id for event in loaded.events(sort="aired", show="spin")] == ["spin"]
    assert loaded.ask(timeline.Query.of({"sort": "aired", "limit": 1}))[0].id == "s1"


def test_divergences_come_as_told_after_the_point_of_divergence(chronicle: Chronicle) -> None:
    pairs = timeline.diverge(chronicle, timeline.Query.of({"sort": "aired"}))
    assert pairs[0].is_pod
    assert pairs[0].event.id == "s3"  # the earliest
    assert [pair.event.id for pair in pairs[1:]] == [name for name in IDS if name[0] != "u" and name != "s3"]


@settings(max_examples=40)
@given(text=histories(), data=st.data())
def test_every_selection_keeps_the_order_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "sorted.toml"
    path.write_text(text, encoding="utf-8")
    chronicle = Chronicle([str(path)])
    whole = ids(chronicle, sort="aired")
    assert sorted(whole) == sorted(ids(chronicle))
    untold = [event.id for event in chronicle if event.show is None]
    assert whole[len(whole) - len(untold) :] == untold
    asked = data.draw(filters(History(text)))
    chosen = set(ids(chronicle, **asked))
    expected = [each for each in whole if each in chosen]
    assert ids(chronicle, sort="aired", **asked) == expected
    assert ids(chronicle, sort="aired", reverse=True, limit=2, **asked) == expected[::-1][:2]
