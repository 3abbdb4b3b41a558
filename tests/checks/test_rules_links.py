"""C1: links and causes that name what they cannot, over nested timelines and uncertain dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., list[str]]
    Severities = Callable[..., str]

NESTED = """\
event = [
  {id = "sputnik", date = 1957-10-04, title = "Sputnik", kind = "real"},
  {id = "surgery", date = 1966-01-14, title = "Surgery", kind = "real"},
  {id = "landing", date = 1969-07-20, title = "Landing", kind = "real"},
  {id = "skylab", date = 1973-05-14, title = "Skylab", kind = "real"},
  {id = "war", date = 1975, title = "War", kind = "both"},
  {id = "tour", date = 1976, title = "Tour", kind = "both", timeline = "fam"},
  {id = "pod", date = 1966-01-14, title = "Korolev lives", kind = "alt", timeline = "fam"},
  {id = "first", date = 1969-06-26, title = "Leonov is first", kind = "alt", timeline = "fam"},
  {id = "base", date = 1972, title = "Base", kind = "alt", timeline = "fam"},
  {id = "split", date = "1971-02", title = "Split", kind = "alt", timeline = "mirror"},
  {id = "tested", date = 1974-03-03, title = "Tested", kind = "alt", timeline = "HERE", LINK},
]
[[timeline]]
id = "fam"
[[timeline]]
id = "mirror"
parent = "fam"
[[timeline]]
id = "other"
"""


def nested(link: str, here: str = "fam") -> str:
    return NESTED.replace("HERE", here).replace("LINK", link)


@pytest.mark.parametrize(
    ("code", "link", "here", "finding"),
    [
        (
            "C101",
            'replaces = "sputnik"',
            "fam",
            '"Sputnik" (1957-10-04) has already happened when the timeline "fam" begins',
        ),
        (
            "C101",
            'moves = "sputnik"',
            "mirror",
            '"Sputnik" (1957-10-04) has already happened when the timeline "mirror" begins',
        ),
        (
            "C101",
            'replaces = "first"',
            "mirror",
            '"Leonov is first" (1969-06-26) has already happened when the timeline "mirror" begins',
        ),
        ("C101", 'replaces = "war"', "fam", '"War" (1975) also happens in the timeline "fam"'),
        ("C101", 'replaces = "tour"', "fam", '"Tour" (1976) also happens in the timeline "fam"'),
        (
            "C102",
            'averts = "landing"',
            "fam",
            '"Landing" (1969-07-20) has already happened by 1974-03-03, so it cannot be averted',
        ),
        ("C106", 'because = "landing"', "fam", '"landing" does not happen in the timeline "fam"'),
        ("C106", 'because = "split"', "fam", '"split" does not happen in the timeline "fam"'),
        ("C106", 'because = "base"', "mirror", '"base" does not happen in the timeline "mirror"'),
        ("C106", 'because = "landing"', "mirror", '"landing" does not happen in the timeline "mirror"'),
        ("C106", 'because = "pod"', "other", '"pod" does not happen in the timeline "other"'),
    ],
)
def test_a_link_or_cause_that_cannot_be(told: Told, code: str, link: str, here: str, finding: str) -> None:
    text = nested(link, here)
    line = text.splitlines()[11]
    assert told(text, "C1") == [f"12:{line.index(link.split()[-1]) + 1} error {code} {finding}"]


@pytest.mark.parametrize(
    ("link", "here"),
    [
        # what the parent's history holds since the branch left it may be linked, wherever it lies in the lineage
        ('replaces = "landing"', "fam"),
        ('moves = "surgery"', "fam"),  # on the day of the POD: which of the two came first is not known
        ('replaces = "skylab"', "mirror"),
        ('replaces = "landing"', "mirror"),
        ('replaces = "base"', "mirror"),
        ('moves = "tour"', "mirror"),  # a `both` event of fam after the branch has left fam
        ('averts = "tour"', "other"),
        ('because = "sputnik"', "fam"),
        ('because = "pod"', "mirror"),
        ('because = "first"', "mirror"),
        ('because = "war"', "mirror"),
        ('because = "tour"', "fam"),
    ],
)
def test_a_link_or_cause_that_may_be(told: Told, link: str, here: str) -> None:
    assert told(nested(link, here), "C1") == []


@pytest.mark.parametrize(
    ("pod", "target", "severity"),
    [
        ("1966-01-14", "1966-01-13", "error"),
        ("1966-01-14", "1966-01-13~", "warning"),
        ("1966-01-14?", "1966-01-13", "warning"),
        ("1966-01-14", "1966-01", ""),
        ("1966", "1965", "error"),
        ("1966", "1965/1966", "warning"),  # it begins before, and the two overlap
        ("1966", "1966", ""),
        ("1966", "../1965", "error"),
        ("1966", "1960/..", "warning"),
        ("1966", "1965/", "warning"),
        ("-0043", "-0044-03-15", "error"),
        ("-0044", "-0044-03-15", "warning"),
    ],
)
def test_what_lies_before_the_pod_is_past(severities: Severities, pod: str, target: str, severity: str) -> None:
    text = f"""\
        event = [
          {{date = "{target}", title = "Meant", kind = "real"}},
          {{date = "{pod}", title = "POD", kind = "alt", moves = "meant"}},
        ]
        """
    assert severities(text, "C101") == severity


@pytest.mark.parametrize(
    ("cause", "severity"),
    [
        ("1965-12-31", ""),
        ("1966", "warning"),  # which of the two comes first, an `order` would say
        ("1966-12-31", "warning"),
        ("1967-01-01", "error"),
        ("1967-01-01~", "warning"),
        ("1966-07/1967", ""),
        ("1967/..", "error"),
        ("../1967", ""),
    ],
)
def test_a_cause_in_the_future_that_the_branch_does_not_share(
    severities: Severities, cause: str, severity: str
) -> None:
    text = f"""\
        event = [
          {{date = 1966, title = "POD", kind = "alt"}},
          {{date = "{cause}", title = "Ours", kind = "real"}},
          {{date = 1999, title = "Theirs", kind = "alt", because = ["pod", "ours"]}},
        ]
        """
    assert severities(text, "C106") == severity


@pytest.mark.parametrize(
    ("causes", "severity"),
    [('["ours"]', ""), ('["theirs"]', ""), ('["tour"]', ""), ('["mirrored"]', "error")],
)
def test_a_both_event_may_have_its_cause_in_either_history(severities: Severities, causes: str, severity: str) -> None:
    text = f"""\
        event = [
          {{date = 1966, title = "POD", kind = "alt", timeline = "fam"}},
          {{date = 1967, title = "Ours", kind = "real"}},
          {{date = 1967, title = "Theirs", kind = "alt", timeline = "fam"}},
          {{date = 1968, title = "Tour", kind = "both", timeline = "fam"}},
          {{date = 1967, title = "Mirrored", kind = "alt", timeline = "mirror"}},
          {{date = 1969, title = "War", kind = "both", timeline = "fam", because = {causes}}},
        ]
        """
    assert severities(text, "C106") == severity


LINKS = """\
event = [
  {id = "ours", date = 1969-07-20, title = "Ours", kind = "real"},
  {id = "ours-too", date = 1969-07-21, title = "Ours too", kind = "real"},
  {id = "pod", date = 1966-01-14, title = "POD", kind = "alt", timeline = "fam"},
  {id = "one", date = 1967-01-01, title = "One", kind = "alt", timeline = "fam", ONE},
  {id = "two", date = 1968-01-01, title = "Two", kind = "alt", timeline = "fam", TWO},
  {id = "split", date = SPLIT, title = "Split", kind = "alt", timeline = "mirror"},
  {id = "three", date = 1969-01-01, title = "Three", kind = "alt", timeline = "mirror", THREE},
]
[[timeline]]
id = "fam"
[[timeline]]
id = "mirror"
parent = "fam"
"""
NOTHING = 'place = "Moon"'


@pytest.mark.parametrize(
    ("one", "two", "three", "split", "findings"),
    [
        (
            'averts = "ours"',
            'moves = "ours"',
            NOTHING,
            1968,
            ['6 error C103 "Ours" never happens here: "one" averts it'],
        ),
        (
            'moves = "ours"',
            'averts = "ours"',
            NOTHING,
            1968,
            ['5 error C103 "Ours" never happens here: "two" averts it'],
        ),
        (
            'averts = "ours"',
            NOTHING,
            'replaces = "ours"',
            1968,
            ['8 error C103 "Ours" never happens here: "one" averts it'],
        ),
        (
            'averts = "ours"',
            NOTHING,
            'averts = "ours"',
            1968,
            ['8 error C103 "Ours" never happens here: "one" averts it'],
        ),
        (
            'averts = "ours", moves = "ours"',
            NOTHING,
            NOTHING,
            1968,
            ['5 error C103 "Ours" never happens here: this averts it'],
        ),
        ('averts = "ours"', NOTHING, 'replaces = "ours"', 1966, []),  # the branch left before that
        ('averts = "ours"', NOTHING, 'averts = "one"', 1966, []),
        ('averts = "ours"', 'averts = "ours"', NOTHING, 1968, ['6 warning C104 "one" already averts "ours"']),
        ('moves = "ours"', 'moves = "ours"', NOTHING, 1968, ['6 warning C104 "one" already moves "ours"']),
        ('replaces = "ours"', 'moves = "ours"', NOTHING, 1968, ['6 warning C104 "one" already replaces "ours"']),
        ('replaces = "ours", moves = "ours"', NOTHING, NOTHING, 1968, ['5 warning C104 this already moves "ours"']),
        ('replaces = "ours"', NOTHING, 'replaces = "ours"', 1968, ['8 warning C104 "one" already replaces "ours"']),
        ('replaces = "ours"', NOTHING, 'replaces = "ours"', 1966, []),
        ('replaces = ["ours", "ours-too"]', NOTHING, NOTHING, 1968, []),  # one thing in the place of two
        ('replaces = "ours"', 'replaces = "ours-too"', NOTHING, 1968, []),
    ],
)
def test_one_thing_linked_twice(told: Told, one: str, two: str, three: str, split: int, findings: list[str]) -> None:
    text = LINKS.replace("ONE", one).replace("TWO", two).replace("THREE", three).replace("SPLIT", str(split))
    found = [each.split(":", 1)[0] + " " + each.split(" ", 1)[1] for each in told(text, "C103", "C104")]
    assert found == findings


CIRCLE = """\
event = [
  {id = "pod", date = 1966, title = "POD", kind = "alt"},
  {id = "a", date = A, title = "A", kind = "alt", because = ["pod", "c"]},
  {id = "b", date = B, title = "B", kind = "alt", because = "a"},
  {id = "c", date = C, title = "C", kind = "alt", because = ["pod", "b"]},
  {id = "d", date = 1980, title = "D", kind = "alt", because = ["c", "b", "a"]},
]
"""


@pytest.mark.parametrize(
    ("dates", "finding"),
    [
        # one mistake is told once: at the cause that comes after its effect, else at the one that closes the circle
        ((1969, 1970, 1971), "3:72 error C105 causes in a circle: a <- c <- b <- a"),
        ((1971, 1969, 1970), "4:64 error C105 causes in a circle: b <- a <- c <- b"),
        ((1970, 1970, 1970), "4:64 error C105 causes in a circle: a <- c <- b <- a"),
    ],
)
def test_causes_in_a_circle(told: Told, dates: tuple[int, int, int], finding: str) -> None:
    text = CIRCLE
    for name, date in zip("ABC", dates, strict=True):
        text = text.replace(f"= {name},", f"= {date},")
    assert told(text, "C1", "C2") == [finding]


def test_an_event_that_causes_itself(told: Told) -> None:
    text = 'event = [{id = "a", date = 1969, title = "A", kind = "real", because = "a"}]\n'
    assert told(text) == ["1:72 error C105 causes in a circle: a <- a"]


def test_a_diamond_of_causes_is_no_circle(told: Told) -> None:
    text = """\
        event = [
          {id = "a", date = 1969, title = "A", kind = "real"},
          {id = "b", date = 1969, title = "B", kind = "real", because = "a"},
          {id = "c", date = 1969, title = "C", kind = "real", because = "a"},
          {id = "d", date = 1969, title = "D", kind = "real", because = ["b", "c", "a"]},
        ]
        """
    assert told(text) == []


def test_a_branch_without_a_point_of_divergence_of_its_own_began_with_its_ancestor(told: Told) -> None:
    text = """\
event = [
  {id = "sputnik", date = 1957, title = "Sputnik", kind = "real"},
  {id = "pod", date = 1966, title = "POD", kind = "alt", timeline = "fam"},
  {id = "both", date = 1970, title = "In both", timeline = ["sov", "fam"], replaces = "sputnik"},
]
timeline = [{id = "fam"}, {id = "sov", parent = "fam"}]
"""
    assert told(text, "C101") == [
        '4:87 error C101 "Sputnik" (1957) has already happened when the timeline "sov" begins'
    ]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("season = 1", "`season` without a `show`"),
        ("season = 1\nepisode = 2", "`season` without a `show`"),
        ("episode = 2", "`episode` without a `show`"),
        ('season = 1\nshow = "fam"', ""),
        ('episode = 2\nshow = "fam"', ""),
    ],
)
def test_a_season_or_an_episode_without_a_show(told: Callable[..., list[str]], keys: str, found: str) -> None:
    for table in ('[[event]]\ntitle = "One"', '[[state]]\nof = "Chair"\nis = "Ed"'):
        line = table.count("\n") + 3
        column = 11 if found.startswith("`episode") else 10
        expected = [f"{line}:{column} error C107 {found}"] if found else []
        assert told(f"{table}\ndate = 1969\n{keys}\n", "C107") == expected
