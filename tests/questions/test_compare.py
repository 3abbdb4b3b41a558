"""Two histories beside each other: which event stands where, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.compare import compare
from timeline.questions.diverge import diverge
from timeline.store.chronicle import Chronicle

Load = Callable[[str], Chronicle]


def events(*rows: str) -> str:
    """Return events from rows of id, date, kind and further lines: `pod 1960 alt timeline="a"; averts="x"`."""
    text = ""
    for row in rows:
        name, date, kind, *rest = row.split(" ", 3)
        more = "\n".join(part.strip() for part in "".join(rest).split(";"))
        text += f'[[event]]\nid = "{name}"\ntitle = "{name}"\ndate = "{date}"\nkind = "{kind}"\n{more}\n'
    return text


ONE = events(
    "open ../1899 real",
    "early 1950 real",
    "shared 1955 both",
    "tragedy 1967 real",
    "landing 1969-07-20 real",
    "lost 1970 real",
    "ford 1974 real",
    "war 1968 both",
    'premiere 2019 real show="a"',
    'pod 1966-01-14 alt timeline="a"',
    'soviet 1969-06-26 alt timeline="a"; replaces="landing"; averts="lost"',
    'kennedy 1973 alt timeline="a"; moves="ford"',
)
TWO = ONE + events('second 1972 alt timeline="b"', 'other 1973 alt timeline="b"')


def lines(chronicle: Chronicle, between: tuple[str, str] | None = None, **filters: Any) -> list[str]:
    """Return lines as `year status base alt`."""
    found = compare(chronicle, Query.of(Filters(**filters)), between=between)
    assert found is not None
    return [
        f"{line.year} {line.status} {line.base.id if line.base else '-'} {line.alt.id if line.alt else '-'}"
        for line in found.lines
    ]


def test_every_event_stands_in_its_column(history: Load) -> None:
    assert lines(history(ONE)) == [
        "1899 shared open open",
        "1950 shared early early",
        "1955 shared shared shared",
        "1966 added - pod",
        "1967 untold tragedy -",
        "1968 kept war war",
        "1969 replaced landing soviet",
        "1969 averted lost soviet",
        "1973 moved ford kennedy",
    ]


def test_filters_fit_one_event_of_a_line(history: Load) -> None:
    chronicle = history(ONE)
    assert lines(chronicle, year="1974") == ["1973 moved ford kennedy"]
    assert lines(chronicle, to="1955", reverse=True, limit=2) == [
        "1955 shared shared shared",
        "1950 shared early early",
    ]


def test_siblings_share_the_past_up_to_the_earlier_point(history: Load) -> None:
    found = lines(history(TWO), between=("a", "b"), from_="1955", to="1974")
    assert found == [
        "1955 shared shared shared",
        "1966 untold pod -",
        "1967 added - tragedy",
        "1968 kept war war",
        "1969 untold soviet -",
        "1969 added - landing",
        "1970 added - lost",
        "1972 added - second",
        "1973 untold kennedy -",
        "1973 added - other",
    ]


def test_a_timeline_and_itself_share_everything(history: Load) -> None:
    assert {line.split()[1] for line in lines(history(ONE), between=("a", "a"))} == {"shared"}


def test_an_event_that_is_inherited_and_linked_stands_once(history: Load) -> None:
    """The alternate says that what began before its point of divergence never ended so: one line, not two."""
    text = events("flight 1960/1970 real", 'pod 1966 alt timeline="a"; replaces="flight"')
    assert lines(history(text)) == ["1966 replaced flight pod"]


def test_which_timeline_is_meant(history: Load) -> None:
    with pytest.raises(UsageError, match='"a", "b"'):
        compare(history(TWO))
    assert lines(history(TWO), timeline="B", year="1972") == ["1972 added - second"]
    with pytest.raises(UsageError, match="has no parent to diverge from"):
        compare(history(ONE), Query.of({"timeline": "real"}))
    with pytest.raises(UsageError, match="always sorted by date"):
        compare(history(ONE), Query.of({"sort": "aired"}))


def test_without_an_alternate_there_is_nothing_to_compare(history: Load) -> None:
    assert compare(history(events("early 1950 real"))) is None


def test_of_many_timelines_a_few_are_named(history: Callable[[str], Chronicle]) -> None:
    many = history("".join(f'[[event]]\ntitle = "E{n}"\ndate = 1969\ntimeline = "line-{n}"\n' for n in range(40)))
    for ask in (lambda: compare(many), lambda: diverge(many, Query(timeline=("real",)))):
        with pytest.raises(UsageError) as caught:
            ask()
        told = f"{caught.value.message} {caught.value.hint}"
        assert '"line-0"' in told
        assert '"line-9"' not in told
        assert "timeline branches" in told
        assert len(caught.value.hint or "") <= 72
