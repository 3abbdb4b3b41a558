"""A question asked of a history: which events, in which order, how many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypedDict, TypeVar

from timeline.model.calendar import to_ordinal
from timeline.model.dates import MAX_YEAR_DIGITS, EdtfDate, parse_date
from timeline.model.errors import DateError, UsageError
from timeline.model.events import KINDS, Kind
from timeline.model.names import pick

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
OneOrMore: TypeAlias = "T | Iterable[T]"
Span = tuple[int | None, int | None]
"""First and last day; None where it is open."""

Sort = Literal["date", "aired"]
"""The order of time, or that in which the shows told of it (see `timeline.model.telling`)."""
SORTS: tuple[Sort, ...] = ("date", "aired")


class Filters(TypedDict, total=False):
    """The filters of a query as a person gives them: one value or several, which mean either; different ones mean both."""

    words: OneOrMore[str]
    """Words that must all occur in title, summary, people, place or tags; a trailing `*` stands for any ending."""
    year: OneOrMore[str | int]
    """1969, "1969..1974", "1960s"."""
    from_: OneOrMore[str | EdtfDate]
    to: OneOrMore[str | EdtfDate]
    kind: OneOrMore[str]
    timeline: OneOrMore[str]
    show: OneOrMore[str]
    season: OneOrMore[int]
    episode: OneOrMore[int]
    tag: OneOrMore[str]
    person: OneOrMore[str]
    place: OneOrMore[str]
    id: OneOrMore[str]
    reverse: bool
    limit: int | None
    sort: str


class Query(NamedTuple):
    """Filters in one checked form. An empty tuple filters nothing."""

    words: tuple[str, ...] = ()
    years: tuple[Span, ...] = ()
    from_: tuple[EdtfDate, ...] = ()
    to: tuple[EdtfDate, ...] = ()
    kinds: tuple[Kind, ...] = ()
    timelines: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    reverse: bool = False
    limit: int | None = None
    sort: Sort = "date"

    @classmethod
    def of(cls, filters: Filters) -> Query:
        """Check filters and bring them into one form.

        Raises `UsageError` for a year, a date, a kind, a limit or an order that is none.
        """
        limit = filters.get("limit")
        if limit is not None and limit < 0:
            raise UsageError(f"a limit of {limit} makes no sense", "give 0 or more")
        from_ = tuple(_date(each) for each in _each(filters.get("from_", ())))
        to = tuple(_date(each) for each in _each(filters.get("to", ())))
        _refuse_reversed(from_, to)
        return cls(
            words=tuple(_word(each) for each in _each(filters.get("words", ()))),
            years=tuple(parse_years(each) for each in _each(filters.get("year", ()))),
            from_=from_,
            to=to,
            kinds=tuple(_kind(each) for each in _each(filters.get("kind", ()))),
            timelines=_each(filters.get("timeline", ())),
            shows=_each(filters.get("show", ())),
            seasons=tuple(_count(each) for each in _each(filters.get("season", ()))),
            episodes=tuple(_count(each) for each in _each(filters.get("episode", ()))),
            tags=_each(filters.get("tag", ())),
            people=_each(filters.get("person", ())),
            places=_each(filters.get("place", ())),
            ids=_each(filters.get("id", ())),
            reverse=filters.get("reverse", False),
            limit=limit,
            sort=_sort(filters.get("sort", "date")),
        )


def parse_years(text: str | int) -> Span:
    """Read years: one (`1969`, `-44`), a range (`1969..1974`, `1969..`, `..1969`) or a decade (`1960s`).

    Raises `UsageError` for anything else; "1800s" may be a decade or a century and is refused with both spelled out.
    """
    text = str(text).strip()
    decade = re.fullmatch(r"(\d{3,})0s", text, re.ASCII)
    if decade and decade[1].endswith("0"):
        year = f"{decade[1]}0"
        century = f"{year}..{int(year) + 99}"
        raise UsageError(f'"{text}" may be a decade or a century', f"write {year}..{int(year) + 9} or {century}")
    first, dots, last = text.partition("..")
    if decade:
        first, last = f"{decade[1]}0", f"{decade[1]}9"
    elif not dots:
        last = first
    years = [_year(part) if part else None for part in (first, last)]
    if (
        not text
        or years == [None, None]
        or any(part and year is None for part, year in zip((first, last), years, strict=True))
    ):
        raise UsageError(
            f'"{text}" is not a year', "write 1969, 1969..1974 or 1960s; other dates go with --from and --to"
        )
    low, high = years
    if low is not None and high is not None and low > high:
        raise UsageError(f'"{text}" runs backwards', f"write {high}..{low}")
    return (
        None if low is None else to_ordinal(low, 1, 1),
        None if high is None else to_ordinal(high, 12, 31),
    )


def _year(text: str) -> int | None:
    match = re.fullmatch(rf"Y?([+-]?\d{{1,{MAX_YEAR_DIGITS}}})", text.strip(), re.ASCII)
    return int(match[1]) if match else None


def _each(value: Any) -> tuple[Any, ...]:
    """Return one value or several as several."""
    return (value,) if isinstance(value, str | int | EdtfDate) else tuple(value)


def _date(value: str | EdtfDate) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    try:
        return parse_date(value)
    except DateError as error:
        raise UsageError(error.message, error.hint) from None


def _refuse_reversed(from_: tuple[EdtfDate, ...], to: tuple[EdtfDate, ...]) -> None:
    for start in from_:
        for end in to:
            if start.earliest is not None and end.latest is not None and start.earliest > end.latest:
                raise UsageError(f'from "{start}" to "{end}" runs backwards', f'say from "{end}" to "{start}"')


def _count(number: int) -> int:
    if not 0 <= number < 2**31:
        raise UsageError(f"there is no season or episode {number}")
    return number


def _kind(text: str) -> Kind:
    return pick(text, KINDS, f'there is no kind "{text}"')


def _sort(text: str) -> Sort:
    return pick(text, SORTS, f'there is no order "{text}"')


def storable(text: str) -> str:
    """Return a text that an events file can hold; raises `UsageError` for half a surrogate pair and for NUL."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("a text that is not UTF-8 names nothing", "names in events files are UTF-8")
    return text


def _word(text: str) -> str:
    storable(text)
    if not any(character.isalnum() for character in text):
        raise UsageError(
            f'the word "{text}" has no letter and no digit in it', "a word is looked for as a whole: moon, moon*"
        )
    return text
