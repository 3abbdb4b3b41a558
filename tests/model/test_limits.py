"""How far someone has watched, read from what they type and from the shows that there are."""

from __future__ import annotations

import pytest

from timeline.model.errors import UsageError
from timeline.model.fence import Limit, Seasons, read_limits, require_text
from timeline.model.shows import Show

SHOWS: dict[str, Seasons] = {
    "fam": {1: (1, 2, 3), 2: (1, 2), 4: ()},
    "star-city": {1: ()},
    "voyage": {},
}
NAMES = {"fam": "For All Mankind", "star-city": "Star City", "voyage": "Voyage"}


def read(
    *texts: str, seasons: dict[str, Seasons] | None = None, **names: str
) -> dict[str, tuple[int | None, int | None]]:
    known = SHOWS if seasons is None else seasons
    shows = {show: Show(id=show, name=(NAMES | names).get(show, show)) for show in known}
    return {show: tuple(limit) for show, limit in read_limits(texts, shows, known).items()}


ALL = (None, None)


@pytest.mark.parametrize(
    ("texts", "limits"),
    [
        (["fam:s1e2"], {"fam": (1, 2)}),
        (["FAM:S1E2"], {"fam": (1, 2)}),
        (["For All Mankind: s1"], {"fam": (1, None)}),
        (["mankind:s1"], {"fam": (1, None)}),
        (["fam:s1e3"], {"fam": (1, None)}),
        (["fam:s3"], {"fam": (3, None)}),
        (["fam:s0"], {"fam": (0, None)}),
        (["fam:s4"], {"fam": ALL}),
        (["fam"], {"fam": ALL}),
        (["voyage"], {"voyage": ALL}),
        (["star-city:s1"], {"star-city": ALL}),
        (["fam,star-city"], {"fam": ALL, "star-city": ALL}),
        (["fam:s2e1, voyage ,star city:s1"], {"fam": (2, 1), "voyage": ALL, "star-city": ALL}),
        (["fam:s2e1", "fam:s1", "fam:s1e2"], {"fam": (2, 1)}),
        (["fam:s2e1", "fam:s2", "fam:s2e1"], {"fam": (2, None)}),
        ([], {}),
    ],
)
def test_limits_are_read(texts: list[str], limits: dict[str, tuple[int | None, int | None]]) -> None:
    assert read(*texts) == limits


def test_a_season_alone_is_of_the_only_show_that_has_seasons() -> None:
    seasons: dict[str, Seasons] = {"fam": {1: (1, 2), 2: ()}, "voyage": {}}
    assert read("s1e1", seasons=seasons) == {"fam": (1, 1)}
    assert read("S1", seasons=seasons) == {"fam": (1, None)}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("I, Claudius:s1e1", {"claudius": (1, 1)}),
        ("voyage,I, Claudius:s1 , fam:s2", {"voyage": ALL, "claudius": ALL, "fam": (2, None)}),
        ("i, claudius", {"claudius": ALL}),
        ("2001: A Space Odyssey", {"odyssey": ALL}),
        ("2001: A Space Odyssey,fam", {"odyssey": ALL, "fam": ALL}),
        ("Star Trek: Picard:s1e1", {"picard": (1, 1)}),
        ("Star Trek: Picard", {"picard": ALL}),
        ("Mission: S1", {"mission": ALL}),
        ("Mission: S1:s1", {"mission": ALL}),
    ],
)
def test_a_name_may_have_commas_and_colons_in_it(text: str, limits: dict[str, tuple[int | None, int | None]]) -> None:
    seasons = SHOWS | {"claudius": {1: (1, 2)}, "odyssey": {}, "picard": {1: (1, 2)}, "mission": {1: ()}}
    names = {
        "claudius": "I, Claudius",
        "odyssey": "2001: A Space Odyssey",
        "picard": "Star Trek: Picard",
        "mission": "Mission: S1",
    }
    assert read(text, seasons=seasons, **names) == limits


def test_one_name_with_a_comma_comes_before_two_names() -> None:
    seasons: dict[str, Seasons] = {"red": {}, "white": {}, "both": {}}
    assert read("red,white", seasons=seasons) == {"red": ALL, "white": ALL}
    assert read("red,white", seasons=seasons, both="Red,White") == {"both": ALL}


THERE_IS = "write SHOW:s2e5, SHOW:s2 or SHOW; there is fam (seasons 1 to 4), star-city (season 1), voyage"
FAM = "write SHOW:s2e5, SHOW:s2 or SHOW; there is fam (seasons 1 to 4)"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("fam:s9", "For All Mankind has no season 9", "it has seasons 1 to 4"),
        ("star-city:s2", "Star City has no season 2", "it has season 1"),
        ("fam:s1e30", "season 1 of For All Mankind has no episode 30", "it has episodes 1 to 3"),
        ("fam:s4e1", "season 4 of For All Mankind has no episode 1", "none are known; write fam:s4"),
        ("voyage:s1", "Voyage has no seasons", "write voyage for all of it"),
        ("s1e3", '"s1e3" does not say which show; 2 have seasons', "write fam:s1e3 or star-city:s1e3"),
        ("", "a limit is empty", THERE_IS),
        (" ", "a limit is empty", THERE_IS),
        (",", "a limit is empty", THERE_IS),
        ("fam,", "a limit is empty", THERE_IS),
        ("fam:s1,,voyage", "a limit is empty", THERE_IS),
        ("fam:", '"fam:" does not say how far you have watched', FAM),
        ("fam:2", '"fam:2" does not say how far you have watched', FAM),
        ("fam:e5", '"fam:e5" does not say how far you have watched', FAM),
        ("fam:s2e", '"fam:s2e" does not say how far you have watched', FAM),
        ("fam:s12345678901", '"fam:s12345678901" does not say how far you have watched', FAM),
        (":s1", 'there is no show ""', THERE_IS),
        ("starcity:s1", 'there is no show "starcity"', 'did you mean "star-city"?'),
        ("starcity", 'there is no show "starcity"', 'did you mean "star-city"?'),
        ("starcity,fam", 'there is no show "starcity"', 'did you mean "star-city"?'),
        ("2", 'there is no show "2"', THERE_IS),
        ("s1x", 'there is no show "s1x"', THERE_IS),
        ("fam,I, Claudius:s1", 'there is no show "I, Claudius"', THERE_IS),
    ],
)
def test_what_is_no_limit_is_refused_with_what_there_is(text: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(text)
    assert (str(refused.value), refused.value.hint) == (message, hint)


def test_words_that_several_shows_have_are_refused() -> None:
    seasons: dict[str, Seasons] = {"city": {}, "trek": {}}
    with pytest.raises(UsageError, match='"star" may be one of 2 shows') as refused:
        read("star", seasons=seasons, city="Star City", trek="Star Trek")
    assert refused.value.hint == 'one of "city", "trek"'


def test_without_seasons_a_season_alone_is_refused() -> None:
    with pytest.raises(UsageError, match='"s1": no show has seasons') as refused:
        read("s1", seasons={"voyage": {}})
    assert refused.value.hint == "write SHOW:s2e5, SHOW:s2 or SHOW; there is voyage"


def test_a_hint_lists_eight_shows_at_most() -> None:
    with pytest.raises(UsageError) as refused:
        read("", seasons={f"show-{n}": {} for n in range(10)})
    assert refused.value.hint is not None
    assert refused.value.hint.endswith("show-7, 2 more")


@pytest.mark.parametrize(
    ("limit", "told", "is_told"),
    [
        (Limit(2, 5), (2, 5), True),
        (Limit(2, 5), (2, 6), False),
        (Limit(2, 5), (1, 6), True),
        (Limit(2, 5), (2, None), False),
        (Limit(2, 5), (1, None), True),
        (Limit(2, 5), (3, 1), False),
        (Limit(2, None), (2, None), True),
        (Limit(2, None), (2, 9), True),
        (Limit(2, None), (None, None), False),
        (Limit(2, None), (None, 1), False),
        (Limit(None, None), (None, None), True),
        (Limit(None, None), (9, 9), True),
    ],
)
def test_what_an_episode_tells_is_within_a_limit(
    limit: Limit, told: tuple[int | None, int | None], is_told: bool
) -> None:
    assert limit.includes(*told) is is_told


def test_an_empty_limit_is_refused_without_the_shows() -> None:
    require_text(["fam", "anything"])
    with pytest.raises(UsageError, match="a limit is empty"):
        require_text(["fam", " "])
