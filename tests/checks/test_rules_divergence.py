"""C5: changes that nothing explains, and ripples that were forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., list[str]]
    Severities = Callable[..., str]

CHAIN = """\
event = [
  {id = "sputnik", date = 1957, title = "Sputnik", kind = "real"},
  {id = "pod", date = 1966, title = "POD", kind = "alt", timeline = "fam"},
  {id = "base", date = 1973, title = "Base", kind = "alt", timeline = "fam", because = ["first"]},
  {id = "first", date = 1969, title = "First", kind = "alt", timeline = "fam", because = ["sputnik", "pod"]},
  {id = "split", date = 1970, title = "Split", kind = "alt", timeline = "mirror"},
  {id = "last", date = 1974, title = "Last", kind = "alt", timeline = "HERE"BECAUSE},
]
[[timeline]]
id = "fam"
[[timeline]]
id = "mirror"
parent = "fam"
"""


@pytest.mark.parametrize(
    ("here", "because", "pod"),
    [
        ("fam", ', because = "base"', None),
        ("fam", ', because = ["sputnik", "base"]', None),
        ("fam", ', because = "pod"', None),
        ("fam", "", "pod"),
        ("fam", ', because = "sputnik"', "pod"),
        ("mirror", "", None),  # in that timeline no event gives a cause
        ("mirror", ', because = "split"', None),
        ("mirror", ', because = ["first", "split"]', None),
        ("mirror", ', because = "first"', "split"),  # what it inherits does not explain what is new in it
    ],
)
def test_an_alternate_event_that_nothing_explains(told: Told, here: str, because: str, pod: str | None) -> None:
    found = f'7:3 warning C501 nothing leads from the point of divergence, "{pod}", to this'
    text = CHAIN.replace("HERE", here).replace("BECAUSE", because)
    assert told(text, "divergence") == ([found] if pod else [])


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("OLD", "NEW", []),
        ('because = ["sputnik", "pod"]', 'because = ["sputnik"]', ["5"]),  # and not of what follows from it
        ('because = ["sputnik", "pod"]', 'because = ["base"]', []),  # a circle is C105
        ('because = ["sputnik", "pod"]', 'because = ["split"]', []),  # a cause elsewhere is C106
        ('because = ["sputnik", "pod"]', "order = 1", ["5"]),
    ],
)
def test_a_broken_chain_is_told_where_it_breaks(told: Told, old: str, new: str, lines: list[str]) -> None:
    text = CHAIN.replace("HERE", "fam").replace("BECAUSE", ', because = "base"').replace(old, new)
    assert [each.split(":")[0] for each in told(text, "C501")] == lines


def test_a_table_that_nothing_explains_is_told_at_its_header(told: Told) -> None:
    text = """\
        [[event]]
        id = "pod"
        date = 1966
        title = "POD"
        kind = "alt"

        [[event]]
        date = 1967
        title = "Because of it"
        kind = "alt"
        because = "pod"

        [[event]]
        date = 1968
        title = "Out of the blue"
        kind = "alt"
        """
    assert told(text) == ['13:1 warning C501 nothing leads from the point of divergence, "pod", to this']


AVERTED = """\
event = [
  {id = "pod", date = 1966, title = "POD", kind = "alt", timeline = "fam"},
  {id = "treaty", date = 1967, title = "Treaty", kind = "alt", timeline = "fam", averts = "invasion"},
  {id = "invasion", date = 1968, title = "Invasion", kind = "real"},
  {id = "boycott", date = 1969, title = "Boycott", kind = "real", because = "invasion"},
  {id = "split", date = SPLIT, title = "Split", kind = "alt", timeline = "mirror"},
  {id = "games", date = 1980, title = "Games", kind = "KIND", because = CAUSES},
]
[[timeline]]
id = "fam"
[[timeline]]
id = "mirror"
parent = "fam"
"""
AVERTS_IT = 'this also happens in "fam", where "treaty" averts'


@pytest.mark.parametrize(
    ("kind", "causes", "finding"),
    [
        ("both", '["invasion"]', f'{AVERTS_IT} its cause "invasion"'),
        ("both", '["boycott"]', f'{AVERTS_IT} "invasion", the cause of its cause "boycott"'),
        ('both", timeline = "fam', '["invasion"]', f'{AVERTS_IT} its cause "invasion"'),
        (
            'both", timeline = "mirror',
            '["invasion"]',
            'this also happens in "mirror", where "treaty" averts its cause "invasion"',
        ),
        ("real", '["invasion"]', None),
        ("both", '["invasion", "treaty"]', None),  # there it has another cause
        ('both", timeline = "other', '["invasion"]', None),
    ],
)
def test_a_both_event_that_rests_on_an_averted_one(told: Told, kind: str, causes: str, finding: str | None) -> None:
    text = AVERTED.replace("KIND", kind).replace("CAUSES", causes).replace("SPLIT", "1970")
    text += '[[timeline]]\nid = "other"\n'
    column = text.splitlines()[6].index(causes) + 2
    assert told(text, "C502") == ([f"7:{column} error C502 {finding}"] if finding else [])


def test_a_branch_that_left_before_does_not_avert(severities: Severities) -> None:
    text = AVERTED.replace("KIND", 'both", timeline = "mirror').replace("CAUSES", '["invasion"]')
    assert severities(text.replace("SPLIT", "1966"), "C502") == ""
    assert severities(text.replace("SPLIT", "1968"), "C502") == "error"


BURIED = """\
[[person]]
name = "Ted"
died = DIED
[[event]]
date = "DATE"
title = "Speech"
kind = "KIND"
people = ["Ted"]
[[event]]
id = "pod"
date = 1966
title = "POD"
kind = "alt"
timeline = "fam"
[[event]]
date = 1980
title = "Split"
kind = "alt"
timeline = "mirror"
[[timeline]]
id = "fam"
[[timeline]]
id = "mirror"
parent = "fam"
"""


@pytest.mark.parametrize(
    ("died", "date", "kind", "severity"),
    [
        ("{ fam = 1975 }", "1976", "both", "error"),
        ("{ fam = 1975 }", "1976~", "both", "warning"),
        ('{ fam = "1975?" }', "1976", "both", "warning"),
        ("{ fam = 1975 }", "1975", "both", ""),
        ("{ fam = 1975 }", "1970/1980", "both", ""),
        ("{ fam = 1975 }", "1976", "real", ""),
        ("{ fam = 1975, real = 2009 }", "1976", 'both"\ntimeline = "fam', "error"),
        ("{ mirror = 1985 }", "1986", "both", "error"),
        ("{ mirror = 1985 }", "1986", 'both"\ntimeline = "fam', ""),
        ("{ real = 1975, fam = 2009 }", "1976", "both", ""),  # dead in ours: that is C302
        ("1975", "1976", "both", ""),
    ],
)
def test_a_both_event_with_someone_whom_a_branch_has_buried(
    severities: Severities, died: str, date: str, kind: str, severity: str
) -> None:
    text = BURIED.replace("DIED", died).replace("DATE", date).replace("KIND", kind)
    assert severities(text, "C503") == severity


def test_the_buried_are_told_once_at_the_name(told: Told) -> None:
    text = BURIED.replace("DIED", "{ fam = 1975 }").replace("DATE", "1990").replace("KIND", "both")
    found = '8:11 error C503 Ted dies 1975 in "fam", where this also happens (1990)'
    assert told(text) == [found]


def test_the_dead_of_all_histories_are_told_once(told: Told) -> None:
    text = BURIED.replace("DIED", "1975").replace("DATE", "1990").replace("KIND", "both")
    assert told(text) == ['8:11 error C302 Ted dies 1975 in the timeline "real", before this (1990)']


def test_a_both_event_whose_cause_is_replaced_or_untold(told: Told, case: Callable[[str], str]) -> None:
    text = case("both-replaced-cause")
    assert told(text, "divergence") == [
        '16:11 error C502 this also happens in "alt", where "valya" replaces its cause "gagarin"',
        '26:11 warning C504 this also happens in "alt", where its cause "shepard" is untold',
    ]
    moved = text.replace('replaces = "gagarin"', 'moves = ["gagarin", "shepard"]')
    assert told(moved, "divergence") == [], "what is moved happens all the same"
    shared = text.replace("1961-02-20", "1962-02-20")
    assert told(shared, "C504") == [], "what comes before the POD happens in both"


def test_a_cause_of_its_own_explains_what_is_both(told: Told, case: Callable[[str], str]) -> None:
    text = case("both-replaced-cause").replace('because = "shepard"', 'because = ["shepard", "valya"]')
    assert told(text, "C504") == []


def test_a_chain_to_what_is_undone_is_told_once(told: Told, case: Callable[[str], str]) -> None:
    text = case("both-replaced-cause").replace('id = "shepard"', 'id = "shepard"\nbecause = "gagarin"')
    message = 'this also happens in "alt", where "valya" replaces "gagarin", the cause of its cause "shepard"'
    assert told(text, "C5")[-1] == f"27:11 error C502 {message}"
    assert len(told(text, "C5")) == 2
