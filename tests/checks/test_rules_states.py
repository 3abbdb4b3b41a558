"""C4: who holds an office, in our timeline and in those that inherit from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., list[str]]
    Severities = Callable[..., str]
    Case = Callable[[str], str]

OFFICE = "President"


def office(*terms: str, died: str = "{ real = 1800 }") -> str:
    """Return a history with a branch `fam` of 1966 and its branch `mirror` of 1980, and one state a line.

    A term is its holder, its dates, and where: real, both, or the id of a branch.
    """
    text = f"""\
event = [
  {{id = "pod", date = 1966-01-14, title = "POD", kind = "alt", timeline = "fam"}},
  {{id = "split", date = 1980-01-01, title = "Split", kind = "alt", timeline = "mirror"}},
]
timeline = [{{id = "fam"}}, {{id = "mirror", parent = "fam"}}]
person = [{{name = "Ted", aliases = ["Edward"], born = 1932, died = {died}}}]
"""
    for term in terms:
        holder, date, where = term.split()
        kind = where if where in ("real", "both") else "alt"
        line = f'timeline = "{where}"' if kind == "alt" else ""
        text += f'[[state]]\nof = "{OFFICE}"\nis = "{holder}"\ndate = "{date}"\nkind = "{kind}"\n{line}\n'
    return text


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        ("Ike 1953-01-20/1961-01-20 real", "Jack 1961-01-20/1963-11-22 real", ""),  # the day of the handover
        ("Ike 1953-01-20/1961-01-21 real", "Jack 1961-01-20/1963-11-22 real", "error"),
        ("Ike 1953-01-20/1961-01-21~ real", "Jack 1961-01-20/1963-11-22 real", "warning"),
        ("Ike 1953/1961 real", "Jack 1961/1963 real", ""),  # one ends, the other begins, on whichever day of the year
        (
            "Ike 1953/1961 real",
            "Jack 1960/1963 real",
            "error",
        ),  # from the last day of 1960 to the first of 1961, at least
        ("Ike 1953/1961 real", "ike 1959/1963 real", ""),
        ("Ted 1953/1961 real", "Edward 1959/1963 real", ""),
        ("Ike 1953 real", "Jack 1953 real", ""),
        ("Ike 1953/.. real", "Jack 1961/1963 real", "error"),
        ("Ike 1953/ real", "Jack 1961/1963 real", ""),  # until when is not known
        ("Ike ../1961 real", "Jack 1959/1963 real", "error"),
        ("Ike /1961 real", "Jack 1959/1963 real", ""),
        ("Ike -0050/-0040 real", "Jack -0045/-0030 real", "error"),
        ("Ike 1953/1961 real", "Jack 1959/1963 both", "error"),
        ("Ike 1981/1990 real", "Jack 1981/1990 fam", ""),
        ("Ike 1967/1990 fam", "Jack 1967/1990 mirror", ""),  # until 1980 they share one history: C404
        ("Ike 1982/1990 fam", "Jack 1982/1990 mirror", ""),
        ("Ike 1967/1990 fam", "Jack 1980/1990 mirror", ""),
        ("Ike 1967/1990 both", "Jack 1980/1990 mirror", "error"),
        ("Ike 1967/1990 both", "Jack 1967/1990 mirror", ""),
        ("Ike 1960/1969 real", "Jack 1964/1969 fam", ""),  # before the branch has left ours: C404
        ("Ike 1960/1969 real", "Jack 1966-01-14/1969 fam", ""),
        ("Ike 1960/1969 real", "Jack 1967/1969 fam", ""),  # the branch may have cut it short
    ],
)
def test_two_holders_at_once(severities: Severities, first: str, second: str, severity: str) -> None:
    assert severities(office(first, second), "C401") == severity
    assert severities(office(second, first), "C401") == severity, "in whichever order they stand"


def test_two_holders_are_told_at_the_later(told: Told) -> None:
    found = '16:8 error C401 "Jack" (1960/1963) and "Ike" (1953/1962) both hold "President"'
    assert told(office("Ike 1953/1962 both", "Jack 1960/1963 both"), "states") == [found]


def test_each_holder_too_many_is_told_once(told: Told) -> None:
    found = told(office("Ike 1953/1962 both", "Jack 1954/1963 both", "Ed 1955/1964 both"), "C401")
    assert [each.split(":")[0] for each in found] == ["16", "22"]


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        (("Ike 1953/1961-01-20 real", "Jack 1961-01-20/1963 real"), []),
        (("Ike 1953/1961-01-20 real", "Jack 1961-01-21/1963 real"), []),
        (("Ike 1953/1961-01-20 real", "Jack 1961-01-22/1963 real"), ["16"]),
        (("Ike 1953/1961 real", "Jack 1961/1963 real"), []),
        (("Ike 1953/1961 real", "Jack 1962/1963 real"), []),
        (("Ike 1953/1961 real", "Jack 1963/1965 real"), ["16"]),
        (("Ike 1953/.. real", "Jack 1963/1965 real"), []),
        (("Ike 1953/ real", "Jack 1963/1965 real"), []),
        (("Ike 1953/1961 real", "Jack ../1965 real"), []),
        (("Ike 1953/1980 real", "Jack 1955/1960 real", "Ed 1970/1975 real"), []),  # Ike holds it
        (("Ike 1953/1961 real", "Jack 1963/1965 fam"), []),
        (("Ike 1953/1961 real", "Jack 1970/1975 fam"), []),  # what became of Ike's there is not told
        (("Jack 1967/1969 fam", "Ted 1973/1977 fam"), ["16"]),
        (("Ike 1961/1963 both", "Jack 1963/1969 real", "Ted 1969/1977 fam"), []),  # Jack is inherited
        (("Ike 1961/1963 both", "Ted 1969/1977 fam"), ["16"]),
        (("Ike 1961/1963 both", "Jack 1965/1969 both"), ["16"]),  # once, not once a timeline
        (("Ike -0050/-0045 real", "Jack -0040/-0030 real"), ["16"]),
    ],
)
def test_gaps_between_holders(told: Told, terms: tuple[str, ...], lines: list[str]) -> None:
    found = told(office(*terms), "C402")
    assert [each.split(":")[0] for each in found] == lines
    assert all(" warning C402 " in each for each in found)


def test_a_gap_is_told_with_its_ends(told: Told) -> None:
    found = '16:8 warning C402 nobody holds "President" from 1961 to 1963'
    assert told(office("Ike 1953/1961 real", "Jack 1963/1965 real"), "states") == [found]


@pytest.mark.parametrize(
    ("term", "died", "severity"),
    [
        ("Ted 1930/1935 real", "2009", "error"),
        ("Ted 1930~/1935 real", "2009", "warning"),
        ("Ted 1932/1935 real", "2009", ""),
        ("Ted ../1935 real", "2009", ""),
        ("Edward 2000/2010 real", "2009-08-25", "error"),
        ("Ted 2000/2010 real", '"2009-08-25~"', "warning"),
        ("Ted 2000/2009 real", "2009-08-25", ""),
        ("Ted 2000/2009-08-25 real", "2009-08-25", ""),
        ("Ted 2000/.. real", "2009-08-25", ""),
        ("Ted 2010/.. real", "2009-08-25", "error"),
        ("Ted 2010/ real", "2009-08-25", "error"),
        ("Ted 1973/1977 fam", "{ real = 1969 }", ""),
        ("Ted 1973/1977 fam", "{ fam = 1975 }", "error"),
        ("Ted 1985/1989 mirror", "{ fam = 1981 }", ""),
        ("Ted 1985/1989 mirror", "{ fam = 1979 }", "error"),
        ("Ted 1985/1989 both", "{ fam = 1979 }", "error"),
        ("Ted 1985/1989 real", "{ fam = 1979 }", ""),
    ],
)
def test_a_holder_dead_or_unborn(severities: Severities, term: str, died: str, severity: str) -> None:
    assert severities(office(term, died=died), "C403") == severity


@pytest.mark.parametrize(
    ("term", "finding"),
    [
        ("Ted 1930/1935 real", "Ted is born 1932, after the start of the term, 1930"),
        ("Ted 2000/2010 real", "Ted dies 2009, before 2010"),
    ],
)
def test_a_holder_dead_or_unborn_is_told_at_the_date(told: Told, term: str, finding: str) -> None:
    assert told(office(term, died="2009"), "states") == [f"10:8 error C403 {finding}"]


# --- C401, C402: acting holders, and what a branch inherits ---


def test_an_acting_holder_fills_a_gap_and_may_stand_beside_a_holder(told: Told) -> None:
    gap = office("Ike 1953/1961-01-20 real", "Jack 1961-03-01/1963 real")
    assert len(told(gap, "C402")) == 1
    acting = gap + state("Dick", "1961-01-20/1961-03-01", "acting = true")
    assert told(acting, "C4") == []
    away = office("Ike 1953/1961-01-20 real") + state("Dick", "1955-09-24/1955-11-11", "acting = true")
    assert told(away, "C4") == []
    assert len(told(away.replace("acting = true", ""), "C401")) == 1


def state(holder: str, date: str, *more: str, of: str = OFFICE) -> str:
    lines = (f'of = "{of}"', f'is = "{holder}"', f'date = "{date}"', *more)
    return "[[state]]\n" + "\n".join(lines) + "\n"


def test_an_inherited_term_is_over_for_good_once_a_term_of_the_branch_begins(told: Told, case: Case) -> None:
    assert told(case("gap-cut-short"), "C4") == [
        '20:8 warning C402 nobody holds "President" from 1941-10-07 to 1943-01-01'
    ]


def test_an_office_may_end_in_a_branch(told: Told) -> None:
    ended = office("Nicholas 1950/1990 real", "Nicholas 1966-01-14/1970 fam")
    assert told(ended, "C4") == []


# --- C404: before the POD, which is 1966-01-14 for fam and 1980-01-01 for mirror ---


@pytest.mark.parametrize(
    ("term", "severity"),
    [
        ("Jack 1964/1969 fam", "error"),
        ("Jack 1964~/1969 fam", "warning"),
        ("Jack 1966-01-13/1969 fam", "error"),
        ("Jack 1966-01-14/1969 fam", ""),
        ("Jack 1966/1969 fam", ""),  # on any day of 1966
        ("Jack 1960/1961 fam", "error"),
        ("Jack ../1969 fam", "error"),
        ("Jack /1969 fam", ""),  # from when is not known
        ("Jack 1970/1981 mirror", "error"),
        ("Jack 1970/1981 fam", ""),
        ("Jack 1964/1969 real", ""),
        ("Jack 1964/1969 both", ""),
    ],
)
def test_a_state_before_the_pod_of_its_branch(severities: Severities, term: str, severity: str) -> None:
    assert severities(office(term), "C404") == severity


def test_a_state_before_the_pod_is_told_once_and_its_hint_can_be_followed(told: Told) -> None:
    text = office("Ike 1960/1969 real", "Jack 1964/1968 fam")
    message = '"Jack" holds "President" from 1964, before the point of divergence of "fam": "pod", 1966-01-14'
    assert told(text, "C4") == [f"16:8 error C404 {message}"]
    assert told(text.replace("1964/1968", "1966-01-14/1968"), "C4") == []


# --- C405: offices ---


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Administrator of NASA", "Adminstrator of NASA", True),
        ("Administrator of NASA", "administrator of NASA", False),  # one office for every command
        ("Président", "President", True),
        ("Moon base", "Moonbase", True),
        ("President", "Vice President", False),
        ("American Moon base", "Soviet Moon base", False),
        ("Prime Minister of Austria", "Prime Minister of Australia", False),
        ("President of Iran", "President of Iraq", False),
        ("Commander of Apollo 11", "Commander of Apollo 12", False),
    ],
)
def test_two_spellings_of_an_office(told: Told, first: str, second: str, found: bool) -> None:
    text = state("Ike", "1953/1961", of=first) + state("Jack", "1961/1963", of=second)
    assert told(text, "C405") == ([f'6:6 warning C405 "{second}" and "{first}" may be one office'] if found else [])


def test_findings_of_a_state_are_allowed_on_it(told: Told) -> None:
    text = office("Jack 1964/1969 fam")
    assert len(told(text, "C404")) == 1
    assert told(text + 'allow = ["C404"]\n', "C404", "Q107") == []
    assert [each.split()[2] for each in told(text + 'allow = ["C401", "C404"]\n', "C404", "Q107")] == ["Q107"]
