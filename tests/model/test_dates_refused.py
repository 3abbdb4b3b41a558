"""What is no date of EDTF levels 0 and 1: refused by name, and every date that a hint offers can itself be read."""

from __future__ import annotations

import re

import pytest
from edtf_texts import any_text
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.dates import parse_date
from timeline.model.errors import DateError


def refusal_of(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value


def offered(refused: DateError) -> list[str]:
    """Return the dates that a hint tells to write."""
    hint = refused.hint or ""
    return re.findall(r'"([^"]*)"', hint) if re.match("write|the nearest|turn it|give one", hint) else []


SETS = "sets of dates"
EXPONENT = "years with an exponent"
SIGNIFICANT = "significant digits"
PARTLY_QUALIFIED = "qualifiers on a part of a date"
MASKED_INTERVAL = "unspecified digits inside an interval"
MASKED = "unspecified digits other than the last"
OTHER_SEASONS = "parts of the year other than the seasons 21 to 24"

LEVEL_2 = [
    ("[1667,1668,1670..1672]", SETS, "1667/1672"),
    ("[..1760-12-03]", SETS, "../1760-12-03"),
    ("[1760-12..]", SETS, "1760-12/.."),
    ("{1667,1668}", SETS, "1667/1668"),
    ("{1960,1961-12}", SETS, "1960/1961-12"),
    ("Y17E7", EXPONENT, "Y170000000"),
    ("Y-17E7", EXPONENT, "Y-170000000"),
    ("Y3388E2S3", EXPONENT, "Y338800"),
    ("Y17E2", EXPONENT, "1700"),
    ("1950S2", SIGNIFICANT, "1950~"),
    ("-1859S3", SIGNIFICANT, "-1859~"),
    ("Y171010000S3", SIGNIFICANT, "Y171010000~"),
    ("?1969", PARTLY_QUALIFIED, "1969?"),
    ("~2004-06-11", PARTLY_QUALIFIED, "2004-06-11~"),
    ("2004?-06-11", PARTLY_QUALIFIED, "2004-06-11?"),
    ("2004-06~-11", PARTLY_QUALIFIED, "2004-06-11~"),
    ("2004-?06-11", PARTLY_QUALIFIED, "2004-06-11?"),
    ("2004-06-~11", PARTLY_QUALIFIED, "2004-06-11~"),
    ("2004-?06-~11", PARTLY_QUALIFIED, "2004-06-11%"),
    ("%-0044-03", PARTLY_QUALIFIED, "-0044-03%"),
    ("2004-06-XX/2004-07-03", MASKED_INTERVAL, "2004-06/2004-07-03"),
    ("196X/1974", MASKED_INTERVAL, "1960/1974"),
    ("196X / 1974", MASKED_INTERVAL, "1960/1974"),
    ("-13000/196X", MASKED_INTERVAL, "Y-13000/1969"),
    ("1974/197X", MASKED_INTERVAL, "1974/1979"),
    ("18XX/19XX", MASKED_INTERVAL, "1800/1999"),
    ("-004X/-0030", MASKED_INTERVAL, "-0049/-0030"),
    ("-0044/-003X", MASKED_INTERVAL, "-0044/-0030"),
    ("156X-12-25", MASKED, "156X"),
    ("15XX-12-25", MASKED, "15XX"),
    ("1XXX", MASKED, "1000/1999"),
    ("XXXX-12-XX", MASKED, "0000/9999"),
    ("1X99", MASKED, "1099/1999"),
    ("-1X99", MASKED, "-1999/-1099"),
    ("1969-1X", MASKED, "1969-XX"),
    ("1969-XX-25", MASKED, "1969-XX"),
    ("1969-07-1X", MASKED, "1969-07-XX"),
    ("1969-07-X1", MASKED, "1969-07-XX"),
    *((f"1969-{season}", OTHER_SEASONS, "1969") for season in range(25, 42)),
]


@pytest.mark.parametrize(("text", "name", "nearest"), LEVEL_2, ids=[form[0] for form in LEVEL_2])
def test_level_2_is_refused_by_name_with_the_nearest_of_level_1(text: str, name: str, nearest: str) -> None:
    refused = refusal_of(text)
    assert refused.message == f'"{text}": {name} are EDTF level 2'
    assert refused.hint == f'the nearest of level 1 is "{nearest}"'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2004-06-~01/2004-06-~20", f"{PARTLY_QUALIFIED} are EDTF level 2"),
        ("2004/2005?-06", f"{PARTLY_QUALIFIED} are EDTF level 2"),
        ("1969-25/1970", f"{OTHER_SEASONS} are EDTF level 2"),
        ("Y17E7/..", f"{EXPONENT} are EDTF level 2"),
        ("../1969S2", f"{SIGNIFICANT} are EDTF level 2"),
    ],
)
def test_level_2_inside_an_interval_is_refused_by_name_with_a_hint(text: str, named: str) -> None:
    refused = refusal_of(text)
    assert named in refused.message
    assert offered(refused)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1974/1969", '"1974/1969" ends before it starts', 'turn it round: "1969/1974"'),
        ("1969-07-24/1969-07-16", "ends before it starts", 'turn it round: "1969-07-16/1969-07-24"'),
        ("0014/-0044", "ends before it starts", 'turn it round: "-0044/0014"'),
        ("/", "has no date in it", 'give one end: "1969/.." or "../1969"'),
        ("../..", "has no date in it", 'give one end: "1969/.." or "../1969"'),
        ("../", "has no date in it", 'give one end: "1969/.." or "../1969"'),
        ("1969-07-16T00:00:00/1969-07-20", "a time of day inside an interval is not EDTF", "write the days alone"),
        ("1969-07-16/1969-07-20T00:00:00Z", "a time of day inside an interval is not EDTF", "write the days alone"),
    ],
)
def test_interval_that_is_none_is_refused(text: str, message: str, hint: str) -> None:
    refused = refusal_of(text)
    assert message in refused.message
    assert refused.hint == hint


@pytest.mark.parametrize("text", ["1970/1969-24", "1969-12-31/1969", "1969-07-20/1969-07"])
def test_interval_whose_end_reaches_past_its_start_is_no_reversed_one(text: str) -> None:
    date = parse_date(text)
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= date.latest


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1969-02-29", "there is no day 29 in 1969-02", "1969-02 has 28 days"),
        ("1900-02-29", "there is no day 29 in 1900-02", "1900-02 has 28 days"),
        ("1968-02-30", "there is no day 30 in 1968-02", "1968-02 has 29 days"),
        ("-0043-02-29", "there is no day 29 in -0043-02", "-0043-02 has 28 days"),
        ("1969-04-31", "there is no day 31 in 1969-04", "1969-04 has 30 days"),
        ("1969-07-00", "there is no day 00 in 1969-07", "1969-07 has 31 days"),
        ("1969-13/1970", "there is no month 13", "months go from 01 to 12, seasons from 21 to 24"),
        ("1969-02-29/1970", "there is no day 29 in 1969-02", "1969-02 has 28 days"),
        ("1969-02-29T12:00:00", "there is no day 29 in 1969-02", "1969-02 has 28 days"),
        ("1969-00", "there is no month 00", "months go from 01 to 12, seasons from 21 to 24"),
        ("1969-13", "there is no month 13", "months go from 01 to 12, seasons from 21 to 24"),
        ("1969-42", "there is no month 42", "months go from 01 to 12, seasons from 21 to 24"),
        ("1969-13-20", "there is no month 13", "months go from 01 to 12, seasons from 21 to 24"),
        ("1969-21-20", "there is no month 21", "months go from 01 to 12, seasons from 21 to 24"),
    ],
)
def test_day_that_no_calendar_has_is_refused(text: str, message: str, hint: str) -> None:
    refused = refusal_of(text)
    assert message in refused.message
    assert refused.hint == hint


@pytest.mark.parametrize(
    "clock",
    [
        "",
        "24:00:00",
        "25:00:00",
        "20:60:00",
        "20:17:60",
        "20:17:40z",
        "20:17:40+15:00",
        "20:17:40+1",
        "20:17:40Z?",
    ],
)
def test_time_that_no_clock_shows_is_refused(clock: str) -> None:
    refused = refusal_of(f"1969-07-20T{clock}")
    assert f'"{clock}" is not a time of day' in refused.message


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1960s", "196X"),
        ("c. 1969", "1969~"),
        ("circa 1969-07", "1969-07~"),
        ("1969..1974", "1969/1974"),
        ("1969 to 1974", "1969/1974"),
        ("before 1969", "../1968"),
        ("since 1969", "1969/.."),
        ("44 BC", "-0043"),
        ("1 BC", "0000"),
        ("July 1969", "1969-07"),
        ("20 July 1969", "1969-07-20"),
        ("July 20 1969", "1969-07-20"),
        ("July 20, 1969", "1969-07-20"),
        ("1969/7/20", "1969-07-20"),
        ("1969.07.20", "1969-07-20"),
        ("1969-7", "1969-07"),
        ("Y1969", "1969"),
        ("Y012345", "Y12345"),
        ("12345", "Y12345"),
        ("-12345", "Y-12345"),
        ("-0000", "0000"),
        ("1969-07-20 20:17:40Z", "1969-07-20T20:17:40Z"),
        ("1969?~", "1969%"),
        (" 1969 ", "1969"),
    ],
)
def test_what_people_write_is_refused_with_the_date_to_write(text: str, written: str) -> None:
    refused = refusal_of(text)
    assert refused.message == f'"{text}" is not an EDTF date'
    assert refused.hint == f'write "{written}"'


@pytest.mark.parametrize(
    "text", ["", " ", "..", "T", "Y", "-", "?", "next year", "1969//1970", "1969/70/71/72", "\uff11\uff19\uff16\uff19"]
)
def test_text_that_is_no_date_is_refused_with_examples(text: str) -> None:
    refused = refusal_of(text)
    assert refused.message == (f'"{text}" is not a date' if text else "the date is empty")
    assert refused.hint is not None
    examples = refused.hint.removeprefix("dates look like ").split(", ")
    assert len(examples) > 3
    assert [parse_date(each).text for each in examples] == examples


@settings(max_examples=1500)
@given(
    st.one_of(any_text, st.from_regex(r"\A(?:\d{1,5}[-/.]?|[XYES?~,. ]|to|BC|c\. |July |May ){1,7}\Z", fullmatch=True))
)
@example("0 BC")
@example("1969 to 1960")
@example("1969/13/40")
@example("30 February 1969")
@example("2004-13?-11")
@example("Y0E5")
@example("Y1234E12")
@example("12345S2")
@example("1969/1970-1X")
@example("2004-02-3X/..")
@example("1234567890123456")
@example("[1969-13,1970]")
@example("1969-02-29 12:00:00")
def test_every_date_that_a_hint_offers_can_be_read(text: str) -> None:
    try:
        parse_date(text)
    except DateError as refused:
        for date in offered(refused):
            assert parse_date(date).text == date
