"""Implied ids: titles as slugs, with dates behind them where they collide, and the links that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from event_files import findings, history, load

from timeline.model.dates import DateError, parse_date
from timeline.source.ids import Implied

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.model.dates import EdtfDate


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def war(date: str | int, more: str = "", title: str = "War begins") -> str:
    return f'[[event]]\ndate = {date if isinstance(date, int) else repr(date)}\ntitle = "{title}"\n{more}'


def ids(*texts: str) -> list[str]:
    """Return the ids of the events in the order of the files."""
    return [event.id for event in sorted(history(*texts).events, key=lambda event: event.at or (0, "", 0))]


def test_a_title_that_is_unique_needs_no_date() -> None:
    assert ids(war(1914) + war(1914, title="War ends")) == ["war-begins", "war-ends"]


def test_those_that_collide_all_get_their_dates() -> None:
    assert ids(war(1914) + war(1939)) == ["war-begins-1914", "war-begins-1939"]
    assert ids(war("1914-07") + war("1914-07-28") + war(-43)) == [
        "war-begins-1914-07",
        "war-begins-1914-07-28",
        "war-begins-44-bc",
    ]


@pytest.mark.parametrize(
    ("date", "dated", "marked"),
    [
        ("1914", "x-1914", "x-1914"),
        ("1914~", "x-1914", "x-1914-circa"),
        ("1914-07?", "x-1914-07", "x-1914-07-maybe"),
        ("1914%", "x-1914", "x-1914-circa-maybe"),
        ("1914~/1918", "x-1914-1918", "x-1914-circa-1918"),
        ("1914/1918~", "x-1914-1918", "x-1914-1918-circa"),
        ("1914/..", "x-1914", "x-1914-open"),
        ("1914/", "x-1914", "x-1914-unknown"),
        ("../1914", "x-1914", "x-open-1914"),
        ("/1914", "x-1914", "x-unknown-1914"),
        ("196X", "x-196x", "x-196x"),
        ("1969-XX", "x-1969-xx", "x-1969-xx"),
        ("0476", "x-0476", "x-0476"),
        ("0000", "x-0000", "x-0000"),
        ("-0043", "x-44-bc", "x-44-bc"),
        ("-0043-03-15", "x-44-bc-03-15", "x-44-bc-03-15"),
        ("-0043~/-0030", "x-44-bc-31-bc", "x-44-bc-circa-31-bc"),
        ("-004X", "x-004x-bc", "x-004x-bc"),
        ("Y-13000", "x-13001-bc", "x-13001-bc"),
        ("Y17000", "x-y17000", "x-y17000"),
        ("1969-07-20T20:17:40Z", "x-1969-07-20t20-17-40z", "x-1969-07-20t20-17-40z"),
        ("1969-07-20T20:17+02:00", "x-1969-07-20t20-17-02-00", "x-1969-07-20t20-17-plus-02-00"),
        ("1969-07-20T20:17-02:00", "x-1969-07-20t20-17-02-00", "x-1969-07-20t20-17-minus-02-00"),
    ],
)
def test_a_date_in_an_id(date: str, dated: str, marked: str) -> None:
    assert Implied.of("x", parse_date(date)) == ("x", dated, marked)


def test_dates_that_differ_make_ids_that_differ() -> None:
    ends = [f"{date}{mark}" for date in ("0044", "-0043", "0044-07") for mark in ("", "?", "~", "%")] + ["..", ""]
    texts = [*ends[:-2], *(f"{first}/{last}" for first in ends for last in ends)]
    texts += [f"1914-07-28T11:10{zone}" for zone in ("", ":00", ":00.5", "Z", "+02:00", "-02:00", "+02", "-02")]
    dates = [date for text in texts if (date := valid(text)) is not None]
    assert len(dates) > 100
    assert len({Implied.of("x", date).marked for date in dates}) == len(dates)


def valid(text: str) -> EdtfDate | None:
    try:
        return parse_date(text)
    except DateError:
        return None


def test_the_word_of_a_qualifier_comes_only_where_it_is_needed() -> None:
    assert ids(war("1914~") + war("1939~")) == ["war-begins-1914", "war-begins-1939"]
    assert ids(war(1914) + war("1914~") + war("1914?") + war(1939)) == [
        "war-begins-1914",
        "war-begins-1914-circa",
        "war-begins-1914-maybe",
        "war-begins-1939",
    ]


def test_an_explicit_id_is_never_changed() -> None:
    assert ids(war(1914, 'id = "war-begins"\n') + war(1939)) == ["war-begins", "war-begins-1939"]
    assert ids(war(1939, 'id = "war-begins-1914"\n') + war("1914~") + war(1950)) == [
        "war-begins-1914",
        "war-begins-1914-circa",
        "war-begins-1950",
    ]


def test_a_date_that_makes_another_event_s_id_makes_that_one_longer_first() -> None:
    assert ids(war(1914) + war(1939) + war(1920, title="War begins 1914")) == [
        "war-begins-1914",
        "war-begins-1939",
        "war-begins-1914-1920",
    ]


def test_what_is_equal_in_title_and_date_needs_an_id_at_both_places() -> None:
    text = war(1914, "\n") + war(1914, 'summary = "Another"\n')
    assert findings(text) == [("a.toml", 3, 9, "E401"), ("a.toml", 7, 9, "E401")]
    assert load(text).problems.diagnostics()[0].hint == "give the event an `id` of its own"
    assert ids(war(1914) + war(1914, 'id = "other"\n')) == ["war-begins", "other"]


def test_titles_that_differ_only_in_what_an_id_leaves_out_need_an_id() -> None:
    first, second = load(war(1914) + war(1914, title="War: begins!")).problems.diagnostics()
    assert (first.line, first.code, second.line) == (3, "E401", 6)
    assert first.message == 'the title "War: begins!" and the date 1914 of another event give the same id'
    assert second.message == 'the title "War begins" and the date 1914 of another event give the same id'


def test_the_longest_form_may_be_an_explicit_id() -> None:
    text = war(1914, 'id = "war-begins"\n') + war(1939, 'id = "war-begins-1914"\n') + war(1914)
    (found,) = load(text).problems.diagnostics()
    assert (found.line, found.code) == (11, "E401")
    assert found.message == 'another event has the id "war-begins-1914"'


# Links


LINK = '[[event]]\ndate = 1950\ntitle = "Peace"\nbecause = "war-begins"\n'


def causes(*texts: str) -> tuple[str, ...]:
    (peace,) = (event for event in history(*texts).events if event.title == "Peace")
    return peace.because


def test_a_link_to_an_ambiguous_title_is_an_error_that_names_both() -> None:
    (found,) = load(war(1914) + war(1939) + LINK).problems.diagnostics()
    assert (found.line, found.column, found.code) == (10, 11, "E414")
    assert found.message == '"war-begins" may be "war-begins-1914" and "war-begins-1939"'
    assert found.hint == 'write "war-begins-1914" or "war-begins-1939"'
    for hint in ("war-begins-1914", "war-begins-1939"):
        assert causes(war(1914) + war(1939) + LINK.replace("war-begins", hint)) == (hint,)


def test_an_id_comes_before_titles() -> None:
    assert causes(war(1914, 'id = "war-begins"\n') + war(1939) + LINK) == ("war-begins",)


def test_a_link_leads_to_its_own_file_first() -> None:
    assert causes(war(1914) + LINK, war(1939)) == ("war-begins-1914",)
    assert causes(war(1914), war(1939) + LINK) == ("war-begins-1939",)
    assert causes(war(1914) + LINK, war(1939, 'id = "war-begins"\n')) == ("war-begins-1914",)
    assert causes(war(1914), LINK) == ("war-begins",)
    assert [code for *_, code in findings(war(1914), war(1939), LINK)] == ["E414"]


def test_a_point_of_divergence_is_named_like_a_link() -> None:
    alt = war(1914, 'timeline = "b"\n') + war(1939, 'timeline = "b"\n')
    branch = '[[timeline]]\nid = "b"\ndiverges_at = "war-begins-1939"\n'
    assert history(branch + alt).world.pods["b"].id == "war-begins-1939"
    assert findings(branch.replace("-1939", "") + alt) == [("a.toml", 3, 15, "E414")]
