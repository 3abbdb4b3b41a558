"""C2: time that runs the wrong way, of events, episodes and seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., list[str]]
    Severities = Callable[..., str]


def test_a_cause_after_its_effect(told: Told) -> None:
    text = """\
        [[event]]
        id = "launch"
        date = 1969-07-16
        title = "Launch"
        kind = "real"
        because = ["design", "landing"]
        [[event]]
        id = "landing"
        date = 1969-07-20
        title = "Landing"
        kind = "real"
        [[event]]
        date = 1961
        title = "Design"
        kind = "real"
        """
    assert told(text) == ['6:22 error C201 the cause "landing" (1969-07-20) comes after its effect (1969-07-16)']


@pytest.mark.parametrize(
    ("effect", "cause", "severity"),
    [
        ("1969", "1970", "error"),
        ("1969", "1970~", "warning"),
        ("1969?", "1970", "warning"),
        ("1969", "1969", ""),
        ("1969", "1969-12-31", ""),
        ("1969-07", "1969-07-31", ""),
        ("1969-07", "1969-08-01", "error"),
        ("1969-07-20T10:00:00Z", "1969-07-20T11:00:00Z", ""),  # a date stands for its days
        ("1965/1969", "1969/1975", ""),
        ("1965/1968", "1969/1975", "error"),
        ("1969/..", "1975", ""),
        ("1969/", "1975", ""),
        ("1969", "1975/..", "error"),
        ("1969", "../1975", ""),
        ("196X", "1970", "error"),
        ("196X", "1969", ""),
        ("-0044-03-15", "-0043", "error"),
        ("-0043", "-0044", ""),
        ("Y-13000", "-0044", "error"),
    ],
)
def test_cause_and_effect_in_time(severities: Severities, effect: str, cause: str, severity: str) -> None:
    text = f"""\
        event = [
          {{date = "{effect}", title = "Effect", kind = "real", because = "cause"}},
          {{date = "{cause}", title = "Cause", kind = "real"}},
        ]
        """
    assert severities(text, "C201") == severity


BRANCHES = """\
event = [
  {id = "pod", date = "POD", title = "POD", kind = "alt", timeline = "fam"},
  {id = "split", date = "SPLIT", title = "Split", kind = "alt", timeline = "mirror"},
  {id = "early", date = "EARLY", title = "Early", kind = "KIND", timeline = "HERE"},
]
[[timeline]]
id = "fam"
diverges_at = "pod"
[[timeline]]
id = "mirror"
parent = "fam"
diverges_at = "split"
"""


def branches(*, pod: str = "1966", split: str = "1970", early: str, here: str = "fam", kind: str = "alt") -> str:
    text = BRANCHES.replace("POD", pod, 1).replace("SPLIT", split).replace("EARLY", early)
    return text.replace("HERE", here).replace("KIND", kind)


@pytest.mark.parametrize(
    ("early", "here", "pod", "severity"),
    [
        ("1965", "fam", "1966", "error"),
        ("1965~", "fam", "1966", "warning"),
        ("1965", "fam", "1966~", "warning"),
        ("1966-01-01", "fam", "1966", "warning"),
        ("1965/1966", "fam", "1966", "warning"),
        ("../1967", "fam", "1966", "warning"),
        ("1965/..", "fam", "1966", "warning"),
        ("1965/", "fam", "1966", "warning"),
        ("1969", "mirror", "1966", "error"),
        ("1970", "mirror", "1966", ""),
        ("-0044", "fam", "-0043", "error"),
    ],
)
def test_an_alt_event_before_the_point_of_divergence(
    severities: Severities, early: str, here: str, pod: str, severity: str
) -> None:
    assert severities(branches(early=early, here=here, pod=pod), "C202") == severity


def test_the_point_of_divergence_is_told_with_the_parent(told: Told) -> None:
    found = '4:25 error C202 1969 is before the point of divergence of "mirror": "split", 1970'
    assert told(branches(early="1969", here="mirror"), "C2") == [found]


def test_a_both_event_may_lie_before_the_point_of_divergence(told: Told) -> None:
    assert told(branches(early="1960", kind="both"), "C2") == []


@pytest.mark.parametrize(
    ("split", "severity"), [("1960", "error"), ("1960?", "warning"), ("1966", ""), ("1965/1967", ""), ("1967", "")]
)
def test_a_branch_that_leaves_before_its_parent_begins(severities: Severities, split: str, severity: str) -> None:
    assert severities(branches(split=split, early="1970"), "C202") == severity


def test_the_branch_that_leaves_too_early_is_told_at_its_point_of_divergence(told: Told) -> None:
    found = '3:25 error C202 "mirror" leaves "fam" by 1960, before "fam" begins with "pod", 1966'
    assert told(branches(split="1960", early="1970"), "C2") == [found]


SHOW = """\
event = [
  {id = "pod", date = 1960, title = "POD", kind = "alt", show = "fam"},
  {id = "told", date = "DATE", title = "Told", kind = "KIND", show = "FAM", season = 1},
]
[[show]]
id = "fam"
aliases = ["FAM"]
[[show.season]]
number = 1
setting = "1969/1974"
[[show.season]]
number = 2
"""


@pytest.mark.parametrize(
    ("date", "kind", "severity"),
    [
        ("1983-01-01", "alt", "warning"),  # no more than that: a newsreel, or a look ahead
        ("1968", "both", "warning"),
        ("1975/..", "alt", "warning"),
        ("1974", "alt", ""),
        ("1974-12-31/1975", "alt", ""),
        ("../1969", "alt", ""),
        ("2019-11-01", "real", ""),  # about its making
    ],
)
def test_an_event_outside_the_setting_of_its_season(
    severities: Severities, date: str, kind: str, severity: str
) -> None:
    assert severities(SHOW.replace("DATE", date).replace("KIND", kind), "C203") == severity


def test_the_setting_is_told_with_the_event(told: Told) -> None:
    found = "3:24 warning C203 1983 is outside the setting of season 1, 1969/1974"
    assert told(SHOW.replace("DATE", "1983").replace("KIND", "alt"), "C2") == [found]


SEASONS = """\
[[show]]
id = "fam"
season = [
  {number = 1, setting = "1969/1974", aired = "2019-11-01/2019-12-20", episode = [
    {number = 1, aired = 2019-11-01},
    {number = 2},
    {number = 3, aired = 2019-11-08},
  ]},
  {number = 2, setting = "1983", aired = "2021-02-19/2021-04-23"},
]
"""


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        ("2019-11-08", "2019-11-08", []),
        ("2019-11-08", "2019-11-01", []),  # two on one evening
        ("{number = 2}", "{number = 4}", ["7:15 error C204 episode 3 comes after episode 4"]),
        ("{number = 2}", "{number = 1}", ["6:15 error C204 episode 1 comes after episode 1"]),
        (
            "2019-11-01}",
            "2019-11-15}",
            ["7:26 error C204 episode 3 was shown on 2019-11-08, before episode 1"],
        ),
        (
            "2019-11-01}",
            '"2019-11-15~"}',
            ["7:26 warning C204 episode 3 was shown on 2019-11-08, before episode 1"],
        ),
        ("2019-11-01}", '"2019-11"}', []),
        (
            "2021-02-19/2021-04-23",
            "2018",
            ["9:42 error C204 season 2 was shown on 2018, before season 1"],
        ),
        ("{number = 2, setting", "{number = 0, setting", []),  # specials
        (
            '"1983"',
            '"1973-12/1980"',
            ["9:26 error C205 season 2 (1973-12/1980) overlaps season 1 (1969/1974)"],
        ),
        ('"1983"', '"1973-12/1980~"', ["9:26 warning C205 season 2 (1973-12/1980~) overlaps season 1 (1969/1974)"]),
        ('"1983"', '"1974/1980"', []),
        ('"1983"', '"1974"', []),
        ('"1983"', '"../1980"', ["9:26 error C205 season 2 (../1980) overlaps season 1 (1969/1974)"]),
        ('"1983"', '"1972/"', []),  # how long is not known
        (
            "2021-02-19/2021-04-23",
            "2019-12-01/2020-01-31",
            ["9:42 error C205 season 2 (2019-12-01/2020-01-31) overlaps season 1 (2019-11-01/2019-12-20)"],
        ),
        ("2021-02-19/2021-04-23", "2019-12-20/2020-01-31", []),
        ("{number = 2, setting", "{number = 1, setting", ["9:13 error C205 there are two seasons 1"]),
        (
            "2019-11-08",
            "2020-01-01",
            ["7:26 error C206 episode 3 was shown on 2020-01-01, outside its season (2019-11-01/2019-12-20)"],
        ),
        (
            "2019-11-08",
            '"2020?"',
            ["7:26 warning C206 episode 3 was shown on 2020?, outside its season (2019-11-01/2019-12-20)"],
        ),
        ("2019-11-08", '"2019"', []),
    ],
)
def test_seasons_and_episodes(told: Told, old: str, new: str, findings: list[str]) -> None:
    assert SEASONS.count(old) == 1
    assert told(SEASONS.replace(old, new), "C2") == findings


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ("1969-07-20", "1969-07-20", "error"),
        ("1969-07-20~", "1969-07-20~", "warning"),
        ("1969-07", "1969-07", "warning"),  # it may have moved within the month
        ("1969-07", "1969-07-XX", "warning"),
        ("1969-07-20", "1969-07-20T20:17:40Z", "error"),
        ("1969-07-20T10:00:00Z", "1969-07-20T20:17:40Z", ""),
        ("1969-07-20", "1969-07-21", ""),
        ("1969", "1969-07", ""),
    ],
)
def test_moved_to_the_date_that_it_has(severities: Severities, first: str, second: str, severity: str) -> None:
    text = f"""\
        event = [
          {{date = 1960, title = "POD", kind = "alt"}},
          {{date = "{first}", title = "Ours", kind = "real"}},
          {{date = "{second}", title = "Theirs", kind = "alt", moves = "ours"}},
        ]
        """
    assert severities(text, "C207") == severity


def test_moved_nowhere_is_told_at_the_link(told: Told) -> None:
    text = """\
        [[event]]
        id = "ours"
        date = 1969-07-20
        title = "Ours"
        kind = "real"
        [[event]]
        date = 1969-07-20
        title = "Theirs"
        kind = "alt"
        moves = ["ours"]
        """
    assert told(text) == ['10:10 error C207 "ours" is moved to the date that it already has, 1969-07-20']
