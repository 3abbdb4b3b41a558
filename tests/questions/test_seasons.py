"""Seasons and episodes: what a show consists of, when it is set, and in which order to watch it. All answers by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.calendar import to_ordinal
from timeline.model.errors import UsageError
from timeline.questions.seasons import seasons
from timeline.questions.watch import watch
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline.questions.seasons import ShowSeason
    from timeline.questions.watch import ShowEpisode

TWO_SHOWS = """
[[timeline]]
id = "red"
diverges_at = "pod"
[[show]]
id = "red"
name = "Red Moon"
[[show.season]]
number = 1
setting = "1969/1974"
aired = "2019-11-01/2019-12-20"
[[show.season.episode]]
number = 1
title = "Dawn"
aired = 2019-11-01
[[show.season.episode]]
number = 2
title = "Noon"
aired = 2019-11-08
[[show.season.episode]]
number = 3
aired = 2019-11-15
[[show.season]]
number = 2
setting = "1983-05/1983-09"
[[show.season.episode]]
number = 1
aired = 2021-02-19
[[show.season.episode]]
number = 2
aired = 2021-02-26
[[show]]
id = "city"
name = "The City"
timeline = "red"
[[show.season]]
number = 1
setting = "1969-06/"
aired = "2020-05-29/.."
[[show.season.episode]]
number = 1
[[show.season.episode]]
number = 2

[[event]]
id = "pod"
date = 1966-01-14
title = "He lives"
kind = "alt"
show = "red"
season = 1
episode = 1
[[event]]
date = 1969-07-20
title = "One lands"
kind = "alt"
show = "red"
season = 1
episode = 1
[[event]]
date = "1969-09"
title = "One returns"
kind = "alt"
show = "red"
season = 1
episode = 1
[[event]]
date = "1973~"
title = "A base"
kind = "both"
show = "red"
season = 1
episode = 3
[[event]]
date = "1974/1984"
title = "A newsreel"
kind = "alt"
show = "red"
season = 2
episode = 1
[[event]]
date = 1970
title = "City life"
kind = "alt"
show = "city"
season = 1
episode = 2
[[event]]
date = 2019-11-01
title = "Red Moon premieres"
kind = "real"
show = "red"
season = 1
episode = 1
"""


def codes(episodes: list[ShowEpisode]) -> list[str]:
    return [f"{each.show.id} {each.season}.{each.episode}" for each in episodes]


def by_code(episodes: list[ShowEpisode]) -> dict[str, ShowEpisode]:
    return dict(zip(codes(episodes), episodes, strict=True))


def settings(rows: list[ShowEpisode] | list[ShowSeason]) -> list[str | None]:
    return [row.setting and row.setting.text for row in rows]


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(TWO_SHOWS)


# --- Seasons ---


def test_seasons_come_by_show_and_number_with_what_is_told_in_them(chronicle: Chronicle) -> None:
    found = [(row.show.id, row.number, row.episodes, row.events) for row in seasons(chronicle)]
    assert found == [("red", 1, 3, 4), ("red", 2, 2, 1), ("city", 1, 2, 1)]  # the premiere is not of the story
    assert settings(seasons(chronicle)) == ["1969/1974", "1983-05/1983-09", "1969-06/"]


def test_the_jump_leads_from_the_end_of_one_setting_to_the_start_of_the_next(chronicle: Chronicle) -> None:
    jumps = [row.jump for row in seasons(chronicle)]
    assert jumps[0] is None
    assert jumps[2] is None
    assert jumps[1] is not None
    assert jumps[1].words == "about 9 years later"  # from the middle of 1974 to that of May 1983: 8.9 years
    least = to_ordinal(1983, 5, 1) - to_ordinal(1974, 12, 31)
    most = to_ordinal(1983, 5, 31) - to_ordinal(1974, 1, 1)
    assert (jumps[1].minimum, jumps[1].maximum) == (least, most)


def test_a_filter_does_not_change_the_jump(chronicle: Chronicle) -> None:
    (only,) = seasons(chronicle, ["Red Moon"], [2])
    assert only.jump is not None
    assert only.jump.words == "about 9 years later"


def test_air_dates_come_from_episodes_where_the_season_has_none(chronicle: Chronicle) -> None:
    first, second, city = seasons(chronicle)
    assert first.aired_days == (to_ordinal(2019, 11, 1), to_ordinal(2019, 12, 20))
    assert second.aired is None
    assert second.aired_days == (to_ordinal(2021, 2, 19), to_ordinal(2021, 2, 26))
    assert city.aired_days == (to_ordinal(2020, 5, 29), None)


def test_an_open_setting_reaches_as_far_as_its_last_event(chronicle: Chronicle) -> None:
    city = seasons(chronicle, ["city"])[0]
    assert city.setting_days == (to_ordinal(1969, 6, 1), to_ordinal(1970, 12, 31))


def test_names_of_shows_are_checked(chronicle: Chronicle) -> None:
    assert [row.show.id for row in seasons(chronicle, ["THE CITY"])] == ["city"]
    assert [(row.show.id, row.number) for row in seasons(chronicle, (), [2, 9])] == [("red", 2)]
    for ask in (seasons, watch):
        with pytest.raises(UsageError, match='no show "citi"'):
            ask(chronicle, ["citi"])


def test_seasons_and_episodes_that_only_events_name(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(
        """
        [[event]]
        date = "1970-03"
        title = "Later"
        kind = "alt"
        show = "Draft"
        season = 2
        episode = 4
        [[event]]
        date = 1969-07-20
        title = "First"
        kind = "alt"
        show = "Draft"
        season = 1
        [[event]]
        date = 1971
        title = "Last"
        kind = "alt"
        show = "Draft"
        season = 2
        episode = 1
        """
    )
    rows = seasons(chronicle)
    assert [(row.number, row.episodes, row.events) for row in rows] == [(1, 0, 1), (2, 2, 2)]
    assert settings(rows) == ["1969-07-20", "1970-03/1971"]
    assert rows[1].jump is not None
    assert rows[1].jump.words == "about 8 months later"
    assert [(each.season, each.episode) for each in watch(chronicle)] == [(1, None), (2, 1), (2, 4)]


def test_a_show_without_seasons_is_one_row(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(
        """
        [[show]]
        id = "novel"
        [[show]]
        id = "blank"
        timeline = "novel"
        [[event]]
        date = 1969-07-20
        title = "It begins"
        kind = "alt"
        show = "novel"
        """
    )
    rows = seasons(chronicle)
    assert [(row.show.id, row.number, row.events) for row in rows] == [("novel", None, 1), ("blank", None, 0)]
    assert settings(rows) == ["1969-07-20", None]
    assert rows[1].setting_days == (None, None)
    assert [each.show.id for each in watch(chronicle, chronological=True)] == ["novel", "blank"]
    assert watch(chronicle)[0].beside == ()


def test_nothing_is_there_without_shows(history: Callable[[str], Chronicle]) -> None:
    chronicle = history('[[event]]\ndate = 1969\ntitle = "It"\nkind = "real"\n')
    assert seasons(chronicle) == []
    assert watch(chronicle) == watch(chronicle, chronological=True) == []


# --- Watch ---


def test_the_order_of_release(chronicle: Chronicle) -> None:
    expected = ["red 1.1", "red 1.2", "red 1.3", "city 1.1", "city 1.2", "red 2.1", "red 2.2"]
    assert codes(watch(chronicle)) == expected


def test_an_episode_is_set_where_its_events_within_the_season_are(chronicle: Chronicle) -> None:
    episodes = by_code(watch(chronicle))
    assert {code: each.setting and each.setting.text for code, each in episodes.items()} == {
        "red 1.1": "1969-07-20/1969-09",  # neither what lies before the season nor the premiere counts
        "red 1.2": "1969/1974",  # nothing is told: that of the season
        "red 1.3": "1973~",
        "city 1.1": "1969-06/",
        "city 1.2": "1970",
        "red 2.1": "1983-05/1983-09",  # the newsreel is cut to the season
        "red 2.2": "1983-05/1983-09",
    }
    assert [episodes[code].events for code in ("red 1.1", "red 1.2", "red 2.1")] == [3, 0, 1]
    assert (episodes["red 1.1"].title, episodes["red 1.3"].title) == ("Dawn", None)


def test_the_order_of_the_story_runs_across_shows(chronicle: Chronicle) -> None:
    expected = ["city 1.1", "red 1.1", "red 1.2", "city 1.2", "red 1.3", "red 2.1", "red 2.2"]
    assert codes(watch(chronicle, chronological=True)) == expected


def test_filters_leave_the_order_of_the_story(chronicle: Chronicle) -> None:
    assert codes(watch(chronicle, (), [1], chronological=True)) == [
        *("city 1.1", "red 1.1", "red 1.2", "city 1.2", "red 1.3")
    ]
    assert codes(watch(chronicle, ["city"], chronological=True)) == ["city 1.1", "city 1.2"]


def test_overlaps_name_the_other_seasons(chronicle: Chronicle) -> None:
    beside = {code: each.beside for code, each in by_code(watch(chronicle)).items()}
    red, city = ("red", 1), ("city", 1)
    assert beside == {
        "red 1.1": (city,),
        "red 1.2": (city,),
        "red 1.3": (),  # the city's last event is of 1970
        "city 1.1": (red,),
        "city 1.2": (red,),
        "red 2.1": (),
        "red 2.2": (),
    }


STORY = """
[[show]]
id = "one"
[[show.season]]
number = 1
[[show]]
id = "two"
timeline = "{timeline}"
[[show.season]]
number = 1
setting = 1970
"""


def told(show: str, episode: int, date: str) -> str:
    return (
        f'[[event]]\ndate = "{date}"\ntitle = "{show} {episode} {date}"\nkind = "alt"\n'
        f'show = "{show}"\nseason = 1\nepisode = {episode}\n'
    )


def test_vague_dates_turn_nothing_round_and_certain_ones_do(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(
        STORY.format(timeline="one")
        + told("one", 1, "1970-06-01")
        + told("one", 2, "1970")  # may be later in the year, so it stays
        + told("one", 3, "1969")  # is before that, whatever its day
        + told("one", 4, "1971")
        + told("two", 1, "1970-03")
    )
    expected = ["one 1.3", "two 1.1", "one 1.1", "one 1.2", "one 1.4"]
    assert codes(watch(chronicle, chronological=True)) == expected


def test_seasons_of_other_timelines_are_not_beside(history: Callable[[str], Chronicle]) -> None:
    for timeline, beside in (("one", (("two", 1),)), ("two", ())):
        chronicle = history(STORY.format(timeline=timeline) + told("one", 1, "1970-06-01") + told("two", 1, "1970"))
        assert watch(chronicle, ["one"])[0].beside == beside


def test_a_novel_is_listed_with_its_air_date_and_in_the_order_of_release(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(
        """
        [[show]]
        id = "fam"
        [[show.season]]
        number = 1
        aired = 2019
        [[show]]
        id = "voyage"
        name = "Voyage"
        timeline = "fam"
        aired = "1998-03"
        """
    )
    assert [(row.show.id, row.season, str(row.aired)) for row in watch(chronicle)] == [
        ("voyage", None, "1998-03"),
        ("fam", 1, "2019"),
    ]
    assert [(row.show.id, str(row.aired)) for row in seasons(chronicle)] == [("fam", "2019"), ("voyage", "1998-03")]


def test_shows_that_have_not_been_watched_are_not_listed(write: Callable[..., Path]) -> None:
    path = write(
        """
        [[show]]
        id = "voyage"
        aired = 1998
        [[show]]
        id = "fam"
        [[show.season]]
        number = 1
        [[show.season]]
        number = 2
        """
    )
    watched = Chronicle([str(path)], up_to=["fam:s1"])
    assert [(row.show.id, row.number) for row in seasons(watched)] == [("fam", 1)]
    assert [(row.show.id, row.season) for row in watch(watched)] == [("fam", 1)]
    whole = Chronicle([str(path)], up_to=["voyage"])
    assert [(row.show.id, str(row.aired)) for row in watch(whole)] == [("voyage", "1998")]


LATER_PREMISE = """
[[show]]
id = "red"
[[show.season]]
number = 1
setting = "1950/1955"
[[show.season.episode]]
number = 1
[[show.season.episode]]
number = 2
[[show.season]]
number = 2
setting = "1960/1965"
[[show.season.episode]]
number = 1
[[event]]
id = "pod"
date = 1945-01-01
title = "It all begins"
show = "red"
season = 2
episode = 1
[[event]]
date = 1951-06-01
title = "First"
show = "red"
season = 1
episode = 1
"""


@pytest.mark.parametrize("declares", [True, False], ids=["declared", "implied"])
def test_a_fence_shows_no_season_for_the_premise_that_a_later_one_tells(
    write: Callable[..., Path], declares: bool
) -> None:
    text = LATER_PREMISE if declares else LATER_PREMISE[LATER_PREMISE.index("[[event]]") :]
    watched = Chronicle([str(write(text))], up_to=["red:s1e1"])
    assert [event.title for event in watched] == ["It all begins", "First"]
    [only] = seasons(watched)
    assert (only.number, only.events, only.jump) == (1, 1, None)
    assert [(each.season, each.episode, each.events) for each in watch(watched)] == [(1, 1, 1)]
