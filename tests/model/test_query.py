"""A question brought into one checked form: years, dates, kinds and limits, and what each refusal tells to write."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.calendar import decade_text, is_decade, iso_date, year_text
from timeline.model.dates import parse_date
from timeline.model.errors import UsageError
from timeline.model.query import MOST_NUMBERS, Filters, Query, Span, parse_numbers, parse_years

Refused = tuple[str, str | None]


def years_of(text: str | int) -> tuple[str | None, str | None]:
    ((first, last),) = parse_years(text)
    return None if first is None else iso_date(first), None if last is None else iso_date(last)


def refusal_of(filters: Filters) -> Refused:
    with pytest.raises(UsageError) as caught:
        Query.of(filters)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1969", "1969-01-01", "1969-12-31"),
        (1969, "1969-01-01", "1969-12-31"),
        (" 1969 ", "1969-01-01", "1969-12-31"),
        ("0", "0000-01-01", "0000-12-31"),
        ("-44", "-0044-01-01", "-0044-12-31"),
        (-44, "-0044-01-01", "-0044-12-31"),
        ("-0044", "-0044-01-01", "-0044-12-31"),
        ("Y12345", "+12345-01-01", "+12345-12-31"),
        ("Y-13000", "-13000-01-01", "-13000-12-31"),
        ("12345", "+12345-01-01", "+12345-12-31"),
        ("1969..1974", "1969-01-01", "1974-12-31"),
        ("1969 .. 1974", "1969-01-01", "1974-12-31"),
        ("1969..1969", "1969-01-01", "1969-12-31"),
        ("1969..", "1969-01-01", None),
        ("..1969", None, "1969-12-31"),
        ("-100..-44", "-0100-01-01", "-0044-12-31"),
        ("-44..14", "-0044-01-01", "0014-12-31"),
        ("-44..-40", "-0044-01-01", "-0040-12-31"),
        ("1969-1974", "1969-01-01", "1974-12-31"),
        ("1969 - 1974", "1969-01-01", "1974-12-31"),
        ("1969\N{EN DASH}1974", "1969-01-01", "1974-12-31"),
        ("900-1066", "0900-01-01", "1066-12-31"),
        ("-44--40", "-0044-01-01", "-0040-12-31"),
        ("-500-476", "-0500-01-01", "0476-12-31"),
        ("Y12345-Y12400", "+12345-01-01", "+12400-12-31"),
        ("1960s", "1960-01-01", "1969-12-31"),
        ("1910s", "1910-01-01", "1919-12-31"),
        ("12340s", "+12340-01-01", "+12349-12-31"),
        ("44 BC", "-0043-01-01", "-0043-12-31"),
        ("1bce", "0000-01-01", "0000-12-31"),
        ("AD 14", "0014-01-01", "0014-12-31"),
        ("14 CE", "0014-01-01", "0014-12-31"),
        ("44 BC..", "-0043-01-01", None),
        ("..44 B.C.", None, "-0043-12-31"),
        ("51\N{EN DASH}42 BC", "-0050-01-01", "-0041-12-31"),
        ("27 BC-AD 14", "-0026-01-01", "0014-12-31"),
        ("27 BC .. 14", "-0026-01-01", "0014-12-31"),
    ],
)
def test_years_are_whole_years(text: str | int, first: str | None, last: str | None) -> None:
    assert years_of(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "decade", "century"),
    [
        ("1800s", "1800..1809", "1800..1899"),
        ("1900s", "1900..1909", "1900..1999"),
        ("2000s", "2000..2009", "2000..2099"),
        ("1000s", "1000..1009", "1000..1099"),
        ("10000s", "10000..10009", "10000..10099"),
    ],
)
def test_decade_that_may_be_a_century_is_refused_with_both_spelled_out(text: str, decade: str, century: str) -> None:
    assert refusal_of({"year": text}) == (
        f'"{text}" may be a decade or a century',
        f"write {decade} or {century}",
    )
    for written in (decade, century):
        assert years_of(written)[0] == years_of(decade)[0]
    assert years_of(decade) != years_of(century)


@pytest.mark.parametrize("year", [-13000, -100, -50, -10, 0, 10, 90, 100, 110, 1900, 1960, 2000, 9990, 10000, 12340])
def test_the_name_of_a_decade_in_counts_is_taken_as_its_years(year: int) -> None:
    assert is_decade(decade_text(year))
    assert not is_decade(year_text(year))
    assert years_of(decade_text(year)) == (f"{year_text(year)}-01-01", f"{year_text(year + 9)}-12-31")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "nineteen", "196X", "19XX", "1969-07", "1969/1974", "1969?", "1965s", "60s", "-40s", "1969s"),
        *(
            "1960s..1970s",
            "1969..1974..1980",
            "1969...1974",
            "1969..x",
            "x..1969",
            "1 969",
            "1_969",
            "1969.0",
            "Y",
            "+",
        ),
        *("1969-74", "1969-7", "-44-40", "44-40", "1969-1974-1980", "1969--", "1969-", "1960s-1970s"),
        *("0 BC", "-44 BC", "Y44 BC", "BC", "AD", "BC 44", "July 1969", "44 BC-AD", "9999999999999999 BC"),
        *("\uff11\uff19\uff16\uff19", "9" * 16, "9" * 5000, "1969..1974\n.."),
    ],
)
def test_text_that_is_no_year_is_refused_with_examples(text: str) -> None:
    assert refusal_of({"year": text}) == (
        f'"{text.strip()}" is not a year',
        "write 1969, 1969-1974, 1969,1983 or 1960s; other dates go with --from and --to",
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1974..1969", "write 1969..1974"),
        ("1974-1969", "write 1969..1974"),
        ("-44..-100", "write -100..-44"),
        ("14..-44", "write -44..14"),
        ("27-51 BC", "write -50..-26"),
    ],
)
def test_years_that_run_backwards_are_refused_with_the_way_round(text: str, hint: str) -> None:
    assert refusal_of({"year": text}) == (f'"{text}" runs backwards', hint)
    assert len(parse_years(hint.removeprefix("write "))) == 1


def test_several_years_are_given_with_commas() -> None:
    assert parse_years("1969,1983") == (*parse_years(1969), *parse_years(1983))
    assert parse_years(" 1960s , -44..-40,1990- 1999") == (
        *parse_years("1960s"),
        *parse_years("-44..-40"),
        *parse_years("1990..1999"),
    )
    assert Query.of({"year": ["1969,1983", 1995]}).year == parse_years("1969,1983,1995")


@pytest.mark.parametrize(
    ("text", "part"), [("1969,", "1969,"), (",", ","), ("1969,x", "x"), ("1969,1974-07", "1974-07")]
)
def test_of_several_years_the_wrong_one_is_named(text: str, part: str) -> None:
    assert refusal_of({"year": text})[0] == f'"{part}" is not a year'


def test_integer_too_long_for_the_index_is_refused() -> None:
    assert refusal_of({"year": 10**15})[0] == '"1000000000000000" is not a year'


def answer_to(text: str) -> tuple[Span, ...] | UsageError:
    try:
        return parse_years(text)
    except UsageError as refused:
        return refused


@settings(max_examples=500)
@given(st.text("0123456789.-+sYXABCD, ", max_size=14) | st.text(max_size=10))
@example("0000s")
@example("000s")
def test_no_year_raises_anything_but_a_usage_error(text: str) -> None:
    answer = answer_to(text)
    if isinstance(answer, UsageError):
        assert answer.message
        assert answer.hint
    else:
        assert answer
        for first, last in answer:
            assert first is not None or last is not None
            assert first is None or last is None or first <= last


def test_dates_are_read_as_edtf_and_dates_are_taken_as_they_are() -> None:
    query = Query.of({"from_": "1969-07", "to": parse_date("1974~")})
    assert query.from_ == (parse_date("1969-07"),)
    assert query.to == (parse_date("1974~"),)


@pytest.mark.parametrize("name", ["from_", "to"])
def test_date_that_is_none_is_refused_with_the_hint_of_the_date(name: str) -> None:
    filters: Filters = {"from_": "20 July 1969"} if name == "from_" else {"to": "20 July 1969"}
    assert refusal_of(filters) == ('"20 July 1969" is not an EDTF date', 'write "1969-07-20"')


@pytest.mark.parametrize(
    ("start", "end"), [("1974", "1969"), ("1969-07-20", "1969-07-19"), ("1970", "196X"), ("1969/..", "../1968")]
)
def test_from_after_to_is_refused(start: str, end: str) -> None:
    assert refusal_of({"from_": start, "to": end}) == (
        f'from "{start}" to "{end}" runs backwards',
        f'write from "{end}" to "{start}"',
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [("1969", "1969"), ("1969-07-20", "1969"), ("1969", "1969-07-20"), ("../1974", "1969"), ("1974", "1969/..")],
)
def test_from_and_to_that_overlap_or_are_open_are_a_question(start: str, end: str) -> None:
    query = Query.of({"from_": start, "to": end})
    assert (query.from_, query.to) == ((parse_date(start),), (parse_date(end),))


@pytest.mark.parametrize(("given_kind", "kept"), [("real", "real"), ("ALT", "alt"), ("Both", "both")])
def test_kind_matches_without_regard_to_case(given_kind: str, kept: str) -> None:
    assert Query.of({"kind": given_kind}).kind == (kept,)


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("reel", 'did you mean "real"?'),
        ("alternate", 'known are "real", "alt", "both"'),
        ("", 'known are "real", "alt", "both"'),
    ],
)
def test_unknown_kind_is_refused_with_the_known_ones(kind: str, hint: str) -> None:
    assert refusal_of({"kind": kind}) == (f'there is no kind "{kind}"', hint)


@pytest.mark.parametrize("limit", [None, 0, 1, 10**12])
def test_limit_of_nought_or_more_is_kept(limit: int | None) -> None:
    assert Query.of({"limit": limit}).limit == limit


def test_limit_below_nought_is_refused() -> None:
    assert refusal_of({"limit": -1}) == ("-1 is not a limit", "use 0 or more")


@pytest.mark.parametrize("number", [0, 1, 2**31 - 1])
def test_season_and_episode_that_may_be_are_kept(number: int) -> None:
    query = Query.of({"season": number, "episode": [number]})
    assert (query.season, query.episode) == ((number,), (number,))


@pytest.mark.parametrize("number", [-1, 2**31, 2**70, "", "x", "1-", "-3", "1,", "1.5", "1-2-3", "1 2", "\uff11"])
def test_season_and_episode_that_cannot_be_are_refused(number: int | str) -> None:
    for name in ("season", "episode"):
        filters: Filters = {name: [1, number]}  # type: ignore[misc]
        assert refusal_of(filters) == (f'{name} "{number}" is not a number', "write 2, 1-3 or 1,4")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("S1E5", "write --season 1 --episode 5"),
        ("s02", "write --season 2"),
        ("fam s1e10", "write --show fam --season 1 --episode 10"),
        ("e5", "write 2, 1-3 or 1,4"),
        ("s1e5x", "write 2, 1-3 or 1,4"),
    ],
)
def test_the_code_of_an_episode_is_refused_with_the_options_for_it(code: str, hint: str) -> None:
    assert refusal_of({"episode": code}) == (f'episode "{code}" is not a number', hint)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2", (2,)),
        (" 2 ", (2,)),
        ("1-3", (1, 2, 3)),
        ("1..3", (1, 2, 3)),
        ("1 - 3", (1, 2, 3)),
        ("1\N{EN DASH}3", (1, 2, 3)),
        ("4-4", (4,)),
        ("1,4", (1, 4)),
        ("1-3, 7 ,9-10", (1, 2, 3, 7, 9, 10)),
        ("007", (7,)),
        (f"1-{MOST_NUMBERS}", tuple(range(1, MOST_NUMBERS + 1))),
    ],
)
def test_seasons_and_episodes_are_numbers_ranges_and_lists(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_numbers(text) == numbers
    query = Query.of({"season": [text, 99], "episode": text})
    assert (query.season, query.episode) == ((*numbers, 99), numbers)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("3-1", '"3-1" runs backwards', "write 1-3"),
        ("2,9..7", '"9..7" runs backwards', "write 7-9"),
        (f"0-{MOST_NUMBERS}", '"0-1000" is a range of more than 1,000', "use a smaller range"),
        ("1-2147483647", '"1-2147483647" is a range of more than 1,000', "use a smaller range"),
    ],
)
def test_range_that_makes_no_sense_is_refused(text: str, message: str, hint: str) -> None:
    assert refusal_of({"season": text}) == (message, hint)


@pytest.mark.parametrize("word", ["", "*", "...", "!?", "**"])
def test_word_without_letter_or_digit_is_refused(word: str) -> None:
    message, hint = refusal_of({"words": ["moon", word]})
    assert message == f'the word "{word}" has neither letters nor digits'
    assert hint == "write whole words (moon) or the start of one (moon*)"


def test_one_value_and_a_list_of_one_ask_the_same() -> None:
    names: list[Filters] = [
        {"words": "moon", "year": "1969", "kind": "alt", "show": "fam", "tag": "moon", "person": "Ed", "place": "Moon"},
        {
            "words": ["moon"],
            "year": ["1969"],
            "kind": ["alt"],
            "show": ["fam"],
            "tag": ["moon"],
            "person": ["Ed"],
            "place": ["Moon"],
        },
    ]
    assert Query.of(names[0]) == Query.of(names[1])


def test_several_values_are_all_kept_in_their_order() -> None:
    query = Query.of({"year": ["1969", "1960s"], "timeline": ["fam", "real"], "id": ["b", "a"], "words": ["x", "y*"]})
    assert query.year == (*parse_years("1969"), *parse_years("1960s"))
    assert (query.timeline, query.id, query.words) == (("fam", "real"), ("b", "a"), ("x", "y*"))


def test_no_filter_is_the_empty_query() -> None:
    assert Query.of({}) == Query()
    assert Query.of({"words": (), "reverse": False, "limit": None}) == Query()
    assert Query.of({"reverse": True}) == Query(reverse=True)
