"""What people write for a date: read exactly, or refused with what it may mean; never guessed, and nothing dropped."""

from __future__ import annotations

import datetime
import re
from calendar import day_abbr, day_name, month_abbr, month_name
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.cli.when import date_of
from timeline.model.date_phrases import read_phrase
from timeline.model.dates import is_date, parse_date
from timeline.model.errors import DateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

READ = {
    # the table of the format
    "July 1969": "1969-07",
    "20 jul 1969": "1969-07-20",
    "July 20, 1969 8:17 pm": "1969-07-20T20:17",
    "44 BC": "-0043",
    "AD 300": "0300",
    "300": "0300",
    "c. 1942": "1942~",
    "about 1942": "1942~",
    "before 1950": "../1949",
    "after 1873": "1874/..",
    "between 1950 and 1955": "1950/1955",
    "1950-1955": "1950/1955",
    "spring 1942": "1942-21",
    "16th century": "15XX",
    "7/20/1969": "1969-07-20",
    # months and days
    "Sept 1942": "1942-09",
    "Sept. 3, 1939": "1939-09-03",
    "1st of May 1942": "1942-05-01",
    "the 1st of May, 1942": "1942-05-01",
    "20-Jul-1969": "1969-07-20",
    "20.7.1969": "1969-07-20",
    "20. 7. 1969": "1969-07-20",
    "1969/7/20": "1969-07-20",
    "1969 07 20": "1969-07-20",
    "1969\u201307\u201320": "1969-07-20",
    "20\u00a0July\u00a01969": "1969-07-20",
    "1969-7": "1969-07",
    "7/1969": "1969-07",
    "Sunday 20 July 1969": "1969-07-20",
    "July 1 0100": "0100-07-01",
    # times
    "1969-07-20 20:17:40": "1969-07-20T20:17:40",
    "1969-07-20 20:17:40.5": "1969-07-20T20:17:40.5",
    "1969-07-20 20:17": "1969-07-20T20:17",
    "July 20, 1969 at 8 pm": "1969-07-20T20:00",
    "8:17 p.m. on 20 July 1969": "1969-07-20T20:17",
    "12:30 am, July 20, 1969": "1969-07-20T00:30",
    "noon on July 20, 1969": "1969-07-20T12:00",
    "20 July 1969 20:17 UTC": "1969-07-20T20:17Z",
    "20 July 1969 20:17 UTC+5": "1969-07-20T20:17+05:00",
    "20 July 1969 20:17 -0430": "1969-07-20T20:17-04:30",
    "Sun, 20 Jul 1969 20:17:40 GMT": "1969-07-20T20:17:40Z",
    "Sun Jul 20 20:17:40 1969": "1969-07-20T20:17:40",
    # years, decades, centuries
    "15 March 44 BC": "-0043-03-15",
    "March 44 B.C.E.": "-0043-03",
    "1 BC": "0000",
    "A.D. 1": "0001",
    "13000 BC": "Y-12999",
    "12345": "Y12345",
    "1960s": "196X",
    "the 1960's": "196X",
    "430s BC": "-0438/-0429",
    "5th century BC": "-04XX",
    "1st century BC": "-00XX",
    "first century": "00XX",
    "twenty-first century": "20XX",
    # parts of the year
    "1942 spring": "1942-21",
    "fall of 1989": "1989-23",
    "winter 1942/43": "1942-24",
    "winter of 1942\u20131943": "1942-24",
    "Q1 1969": "1969-01/1969-03",
    "1969 Q3": "1969-07/1969-09",
    "the last quarter of 1969": "1969-10/1969-12",
    "first half of 1969": "1969-01/1969-06",
    "second half of the 19th century": "1850/1899",
    # how it is known
    "ca.1942": "1942~",
    "circa July 1942": "1942-07~",
    "c. 44 BC": "-0043~",
    "c. 5th century BC": "-04XX~",
    "about 1942?": "1942%",
    "probably 1942": "1942?",
    "1942 (?)": "1942?",
    "some time in the 1960s": "196X",
    "in 1942": "1942",
    # intervals
    "before c. 1950": "../1949~",
    "before July 1969": "../1969-06",
    "before 1 March 1968": "../1968-02-29",
    "before spring 1942": "../1942-02",
    "before 44 BC": "../-0044",
    "after the 16th century": "1600/..",
    "after 31 December 1969": "1970-01-01/..",
    "since the 1960s": "1960/..",
    "until 1969": "../1969",
    "1969 onwards": "1969/..",
    "1969-present": "1969/..",
    "from 1939 to 1945": "1939/1945",
    "1942\u20131945": "1942/1945",
    "16-24 July 1969": "1969-07-16/1969-07-24",
    "July 16-24, 1969": "1969-07-16/1969-07-24",
    "July\u2013August 1969": "1969-07/1969-08",
    "16 July - 24 August 1969": "1969-07-16/1969-08-24",
    "July 1969/August 1970": "1969-07/1970-08",
    "500-401 BC": "-0499/-0400",
    "44 BC to AD 14": "-0043/0014",
    "AD 69-96": "0069/0096",
    "5th to 4th century BC": "-0499/-0300",
    "1960s-1970s": "1960/1979",
    "c. 1940 - c. 1945": "1940~/1945~",
}
"""Each has one reading."""


@pytest.mark.parametrize(("text", "date"), READ.items(), ids=READ)
def test_what_can_be_read_in_one_way_is_no_guess(text: str, date: str) -> None:
    assert date_of(text).text == date
    assert date_of(text) == parse_date(date)


@pytest.mark.parametrize(("text", "date"), READ.items(), ids=READ)
def test_in_a_file_the_same_text_is_an_error_with_the_date_as_its_hint(text: str, date: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.message == f'"{text}" is not an EDTF date'
    assert caught.value.hint == f'write "{date}"'


REFUSED = {
    "196-": ("196X", "0196/.."),
    "1675/6": ("1675-06", "1675/1676", "1676"),
    "10 Feb 1675/6": ("1676-02-10", "1675-02-10"),
    "1906/07": ("1906-07", "1906/1907", "1907"),
    "072069": ("2069-07", "1969-07-20"),
    "20111012": ("2011-10-12", "1012-11-20"),
    "7/8/1969": ("1969-07-08", "1969-08-07"),
    "7/8/69": ("1969-07-08", "1969-08-07"),
    "1942-43": ("1942/1943",),
    "1942-3": ("1942-03", "1942/1943"),
    "1950-55": ("1950/1955",),
    "1938-39": ("1938/1939", "1938"),
    "Tuesday 20 July 1969": ("1969-07-20",),
    "Saturday 14 October 1066": ("1066-10-20", "1066-10-14"),
    "44": ("0044", "1944"),
    "'69": ("1969",),
    "July 69": ("1969-07",),
    "-44": ("-0044", "-0043"),
    "1900s": ("190X", "19XX"),
    "60s": ("196X",),
    "the sixties": ("196X",),
    "mid-1942": ("1942-05/1942-08", "1942"),
    "early 1942": ("1942-01/1942-04", "1942"),
    "late 1960s": ("1967/1969", "196X"),
    "early 16th century": ("1500/1533", "15XX"),
    "mid-July 1969": ("1969-07-11/1969-07-20", "1969-07"),
    "1942 or 1943": ("1942", "1943"),
    "c. 1940-1945": ("1940~/1945", "1940~/1945~"),
    "midnight on July 20 1969": ("1969-07-20T00:00", "1969-07-21T00:00"),
    "20 July 1969 20:17 EST": ("1969-07-20T20:17-05:00",),
    "between 1955 and 1950": ("1950/1955",),
    "1942-1941": ("1941/1942",),
    "summer of '69": ("1969-22",),
}
"""Each would have to be guessed."""


@pytest.mark.parametrize(("text", "readings"), REFUSED.items(), ids=REFUSED)
def test_what_would_be_a_guess_is_refused_with_its_readings(text: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as typed:
        date_of(text)
    with pytest.raises(DateError) as written:
        parse_date(text)
    assert (typed.value.message, typed.value.hint) == (written.value.message, written.value.hint)
    assert tuple(re.findall('"([^"]*)"', typed.value.hint or "")) == readings
    assert all(map(is_date, readings))
    assert f'"{text}"' in typed.value.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tuesday 20 July 1969", "is not a Tuesday but a Sunday"),
        ("Saturday 14 October 1066", "is a Saturday only in the Julian calendar"),
        ("12 May", "does not say its year"),
        ("winter 1941/1943", "does not name two years that follow each other"),
        ("0 BC", "is not a year: AD 1 follows 1 BC"),
        ("July 1969 20:17", "has a time of day but no day"),
        ("Monday, July 1969", "has a weekday but no day"),
        ("20 July 1969 20:17 WAT", "names an unknown time zone"),
        ("20 July 1969 25:17", '"25:17" is not a time of day'),
        ("30 Feb 1969", "there is no day 30 in 1969-02"),
        ("13/13/1969", "there is no month 13"),
        ("29/2/1969", "there is no day 29 in 1969-02"),
        ("31.6.69", "there is no day 31 in 1969-06"),
    ],
)
def test_a_refusal_says_why(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        date_of(text)
    assert message in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        *("", "today", "next year", "Christmas 1914", "the Ides of March 44 BC", "1969 or so", "circa", "before", "BC"),
        *(
            "about 20 July 1969 20:17",
            "before July 20, 1969 8:17 pm",
            "1942-43-44",
            "20 July 21 1969",
            "July August 1969",
        ),
        *("1969 BC AD", "spring", "winter 1942/44", "0th century", "13 pm 20 July 1969", "20 July 1969 foo", "1,969"),
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        date_of(text)


def answer_to(text: str) -> str | UsageError:
    try:
        return date_of(text).text
    except UsageError as refused:
        return refused


class Style(NamedTuple):
    """One way to write a day, and what it says of it."""

    write: Callable[[datetime.date], str]
    edtf: Callable[[datetime.date], str]


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _iso(day: datetime.date) -> str:
    return day.isoformat()


def _month(day: datetime.date) -> str:
    return day.isoformat()[:7]


def _year(day: datetime.date) -> str:
    return day.isoformat()[:4]


STYLES = [
    Style(lambda d: f"{d.day} {month_name[d.month]} {d.year}", _iso),
    Style(lambda d: f"{month_name[d.month]} {d.day}, {d.year}", _iso),
    Style(lambda d: f"{month_abbr[d.month]}. {_ordinal(d.day)} {d.year}", _iso),
    Style(lambda d: f"the {_ordinal(d.day)} of {month_name[d.month].upper()}, {d.year}", _iso),
    Style(lambda d: f"{d.day:02d}-{month_abbr[d.month]}-{d.year}", _iso),
    Style(lambda d: f"{day_name[d.weekday()]}, {d.day} {month_abbr[d.month]} {d.year}", _iso),
    Style(
        lambda d: f"{day_abbr[d.weekday()]} {month_abbr[d.month]} {d.day} 08:05:09 {d.year}",
        lambda d: f"{_iso(d)}T08:05:09",
    ),
    Style(lambda d: f"{d.year}/{d.month}/{d.day}", _iso),
    Style(lambda d: f"{d.year}.{d.month:02d}.{d.day:02d}", _iso),
    Style(lambda d: f"{d.isoformat()} 20:17", lambda d: f"{_iso(d)}T20:17"),
    Style(lambda d: f"{month_name[d.month]} {d.day}, {d.year}, 1:07 a.m.", lambda d: f"{_iso(d)}T01:07"),
    Style(lambda d: f"AD {d.year}", _year),
    Style(lambda d: f"{d.day} {month_name[d.month]} {d.year} CE", _iso),
    Style(
        lambda d: f"{d.day} {month_name[d.month]} {d.year} BC",
        lambda d: f"{'-' if d.year > 1 else ''}{d.year - 1:04d}{_iso(d)[4:]}",
    ),
    Style(lambda d: f"{d.year} BC", lambda d: f"{'-' if d.year > 1 else ''}{d.year - 1:04d}"),
    Style(lambda d: f"{month_name[d.month]} {d.year}", _month),
    Style(lambda d: f"{d.month}/{d.year}", _month),
    Style(lambda d: f"c. {month_abbr[d.month]} {d.year}", lambda d: f"{_month(d)}~"),
    Style(
        lambda d: f"after {d.day} {month_name[d.month]} {d.year}",
        lambda d: f"{(d + datetime.timedelta(1)).isoformat()}/..",
    ),
    Style(
        lambda d: f"before {d.day} {month_name[d.month]} {d.year}",
        lambda d: f"../{(d - datetime.timedelta(1)).isoformat()}",
    ),
    Style(lambda d: f"since {month_name[d.month]} {d.year}", lambda d: f"{_month(d)}/.."),
    Style(lambda d: f"between {d.year} and {d.year + 3}", lambda d: f"{_year(d)}/{d.year + 3:04d}"),
    Style(lambda d: f"from {month_name[d.month]} {d.year} to {d.year + 3}", lambda d: f"{_month(d)}/{d.year + 3:04d}"),
    Style(lambda d: f"winter {d.year}/{d.year + 1}", lambda d: f"{_year(d)}-24"),
    Style(
        lambda d: f"{d.year // 10 * 10 + 10 * (d.year // 10 % 10 == 0)}s",
        lambda d: f"{_year(d)[:2]}{max(1, d.year // 10 % 10)}X",
    ),
    Style(lambda d: f"{_ordinal(d.year // 100 + 1)} century", lambda d: f"{d.year // 100:02d}XX"),
    # numbers alone: the day decides whether there is one reading
    Style(lambda d: f"{d.month}/{d.day}/{d.year}", _iso),
    Style(lambda d: f"{d.day}.{d.month}.{d.year}", _iso),
    Style(lambda d: f"{d.year:04d}{d.month:02d}{d.day:02d}", _iso),
    Style(lambda d: f"{d.month:02d}{d.day:02d}{d.year:04d}", _iso),
]


@settings(deadline=None, max_examples=1500)
@given(st.dates(datetime.date(1000, 1, 2), datetime.date(9900, 12, 30)), st.sampled_from(STYLES))
@example(datetime.date(1968, 2, 29), STYLES[13])
def test_a_date_written_in_any_way_is_read_exactly_or_refused(day: datetime.date, style: Style) -> None:
    text = style.write(day)
    meant = style.edtf(day)
    answer = answer_to(text)
    if isinstance(answer, str):
        assert answer == meant
    elif is_date(meant):  # a 29 February BC may be none
        assert f'"{meant}"' in (answer.hint or "")


@pytest.mark.parametrize("style", STYLES[:26])
def test_a_style_in_words_is_read(style: Style) -> None:
    day = datetime.date(1969, 7, 20)
    assert date_of(style.write(day)).text == style.edtf(day)


_pieces = st.sampled_from(
    [
        *(
            "c.",
            "about",
            "before",
            "after",
            "between",
            "and",
            "to",
            "-",
            "/",
            ",",
            "the",
            "of",
            "or",
            "early",
            "mid-",
            "?",
        ),
        *(
            "July",
            "Sept",
            "Sunday",
            "spring",
            "century",
            "16th",
            "1960s",
            "BC",
            "AD",
            "Q1",
            "8:17",
            "pm",
            "UTC",
            "noon",
        ),
        *(
            "1942",
            "44",
            "7",
            "20",
            "300",
            "12345",
            "072069",
            "1969-07-20",
            "196X",
            "1942/43",
            "0",
            "99999",
            "first half of",
        ),
    ]
)


@settings(deadline=None, max_examples=3000)
@given(st.lists(_pieces, min_size=1, max_size=6).map(" ".join) | st.text(max_size=30))
@example("from 0 BC to 0 BC")
@example("196X / 12345")
@example("9999-9999999999999999")
@example("1942 / 196X")
@example("midnight 31 December 9999")
def test_every_reading_is_a_date(text: str) -> None:
    found = read_phrase(text)
    if found is not None and found.is_certain and is_date(found.texts[0]):
        answer = answer_to(text)
        if isinstance(answer, UsageError):  # a form of EDTF level 2 is refused by name, with the reading as a hint
            assert "are EDTF level 2" in answer.message
            assert f'"{found.texts[0]}"' in (answer.hint or "")
        else:
            assert answer == (text if is_date(text) else found.texts[0])
    else:
        assert answer_to(text)
