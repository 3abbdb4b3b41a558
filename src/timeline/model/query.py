"""A question asked of a history: which events, in which order, how many.

`Filters` is the list of all filters. An entry has the name, the type that the library takes, and as metadata how a value is
read and what the command line says of it; options, the library's keyword arguments and their checks follow from the list.
"""

# Annotations are values here, not texts (no `from __future__ import annotations`): the list is read at every start.

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, TypedDict, TypeVar

from timeline.model.calendar import to_ordinal
from timeline.model.dates import MAX_YEAR_DIGITS, EdtfDate, parse_date
from timeline.model.errors import DateError, UsageError
from timeline.model.events import KINDS, Kind
from timeline.model.names import pick

T = TypeVar("T")
OneOrMore: TypeAlias = T | Iterable[T]
Span = tuple[int | None, int | None]
"""First and last day; None where it is open."""

Sort = Literal["date", "aired"]
"""In order of date, or in the order in which the shows tell the events (see `timeline.model.telling`)."""
SORTS: tuple[Sort, ...] = ("date", "aired")

MOST_NUMBERS = 1000
"""The longest range of seasons or episodes."""


class Filter(NamedTuple):
    """A filter's metadata: everything but its name and type."""

    help: str
    read: Callable[[Any], Any]
    """Checks one given value and returns the values it stands for, or the one value if `is_single`."""
    metavar: str = "NAME"
    is_name: bool = False
    """Whether its values are names in the data. The filter then has the name of their facet."""
    choices: tuple[str, ...] = ()
    """The words it takes, where there are only a few."""
    short: str = ""
    """The one-letter form of its option, such as "-n"."""
    is_single: bool = False
    """Whether it takes only one value. Such a filter orders or limits the result and has no condition."""


def parse_years(text: str | int) -> tuple[Span, ...]:
    """Read years: 1969, -44, 1960s, ranges (1969..1974, 1969-1974, 1969.., ..1969), and several with commas between them.

    Raises `UsageError` for anything else. What may mean two things is refused: 1800s is a decade or a century, and 1969-07
    is a month or a range of years.
    """
    return tuple(_years(part.strip() or str(text)) for part in str(text).split(","))


_RANGE = re.compile(r"(Y?[+-]?\d+)\s*[-\u2013]\s*(Y?[+-]\d+|Y?\d{3,})", re.ASCII)
"""Two years with a hyphen or a dash. Two digits after it may be a month: 1969-07."""


def _years(text: str) -> Span:
    decade = re.fullmatch(r"(\d{3,})0s", text, re.ASCII)
    if decade and decade[1].endswith("0"):
        year = int(f"{decade[1]}0")
        hint = f"write {decade[1]}0..{year + 9} or {decade[1]}0..{year + 99}"
        raise UsageError(f'"{text}" may be a decade or a century', hint)
    hyphen = _RANGE.fullmatch(text)
    first, dots, last = (hyphen[1], "-", hyphen[2]) if hyphen else text.partition("..")
    if decade:
        first, last = f"{decade[1]}0", f"{decade[1]}9"
    elif not dots:
        last = first
    low, high = (_year(part) if part else None for part in (first, last))
    if (low is None and high is None) or (first and low is None) or (last and high is None):
        hint = "write 1969, 1969-1974, 1969,1983 or 1960s; other dates go with --from and --to"
        raise UsageError(f'"{text.strip()}" is not a year', hint)
    if low is not None and high is not None and low > high:
        raise UsageError(f'"{text}" runs backwards', f"write {high}..{low}")
    return None if low is None else to_ordinal(low, 1, 1), None if high is None else to_ordinal(high, 12, 31)


def _year(text: str) -> int | None:
    match = re.fullmatch(rf"Y?([+-]?\d{{1,{MAX_YEAR_DIGITS}}})", text.strip(), re.ASCII)
    return int(match[1]) if match else None


def parse_numbers(text: str | int, what: str = "season") -> tuple[int, ...]:
    """Read the numbers of seasons or episodes: 2, a range (1-3, 1..3), and several with commas between them (1,4).

    Raises `UsageError` for anything else, and for a range of more than `MOST_NUMBERS`; `what` is their name in the message.
    """
    numbers: list[int] = []
    for part in str(text).split(","):
        match = re.fullmatch(r"\s*(\d{1,10})\s*(?:(?:-|\u2013|\.\.)\s*(\d{1,10})\s*)?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 2**31)
        if last >= 2**31:
            raise UsageError(f'{what} "{text}" is not a number', "write 2, 1-3 or 1,4")
        if first > last:
            raise UsageError(f'"{part.strip()}" runs backwards', f"write {last}-{first}")
        if last - first >= MOST_NUMBERS:
            raise UsageError(f'"{part.strip()}" is a range of more than {MOST_NUMBERS:,}', "use a smaller range")
        numbers += range(first, last + 1)
    return tuple(numbers)


def _episodes(text: str | int) -> tuple[int, ...]:
    return parse_numbers(text, "episode")


def _date(value: str | EdtfDate) -> tuple[EdtfDate, ...]:
    if isinstance(value, EdtfDate):
        return (value,)
    try:
        return (parse_date(value),)
    except DateError as error:
        raise UsageError(error.message, error.hint) from None


def _kind(text: str) -> tuple[Kind, ...]:
    return (pick(text, KINDS, f'there is no kind "{text}"'),)


def _sort(text: str) -> Sort:
    return pick(text, SORTS, f'there is no order "{text}"')


def _limit(limit: int) -> int:
    if limit < 0:
        raise UsageError(f"{limit} is not a limit", "use 0 or more")
    return limit


def _name(text: str) -> tuple[str, ...]:
    return (text,)


def _word(text: str) -> tuple[str, ...]:
    storable(text)
    if not any(character.isalnum() for character in text):
        message = f'the word "{text}" has no letter and no digit in it'
        raise UsageError(message, "write whole words (moon) or the start of one (moon*)")
    return (text,)


def storable(text: str) -> str:
    """Return the text; raises `UsageError` if no events file can contain it: half a surrogate pair, or NUL."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("the text is not UTF-8", "events files are UTF-8")
    return text


def _named(help_: str, metavar: str = "NAME") -> Filter:
    return Filter(help_, _name, metavar, is_name=True)


class Filters(TypedDict, total=False):
    """Filters as a caller gives them. Several values of one filter match any of them; different filters must all match."""

    words: Annotated[
        OneOrMore[str], Filter("Words that an event must all have; moon* finds moonwalk too.", _word, "[WORD]...")
    ]
    year: Annotated[
        OneOrMore[str | int], Filter("In these years: 1969, 1969-1974, 1969,1983 or 1960s.", parse_years, "YEARS")
    ]
    from_: Annotated[OneOrMore[str | EdtfDate], Filter('On or after this date: 1969-07, "July 1969".', _date, "DATE")]
    to: Annotated[
        OneOrMore[str | EdtfDate], Filter("On or before this date; 1969 is up to the end of 1969.", _date, "DATE")
    ]
    kind: Annotated[
        OneOrMore[str], Filter("real or alt, each with events of both; or both alone.", _kind, "KIND", choices=KINDS)
    ]
    timeline: Annotated[OneOrMore[str], _named("Everything that happens in this timeline.", "ID")]
    show: Annotated[OneOrMore[str], _named("From this show: its id, name or alias.")]
    season: Annotated[OneOrMore[str | int], Filter("From these seasons: 2, 1-3 or 1,4.", parse_numbers, "N")]
    episode: Annotated[OneOrMore[str | int], Filter("From these episodes: 2, 1-3 or 1,4.", _episodes, "N")]
    tag: Annotated[OneOrMore[str], _named("With this tag.", "TAG")]
    person: Annotated[OneOrMore[str], _named("With this person: name, id or alias.")]
    place: Annotated[OneOrMore[str], _named("At this place.")]
    id: Annotated[OneOrMore[str], _named("The event with this id.", "ID")]
    reverse: Annotated[bool, Filter("Reverse the order.", bool, is_single=True)]
    limit: Annotated[int | None, Filter("Show at most N events.", _limit, "N", short="-n", is_single=True)]
    sort: Annotated[
        str,
        Filter(
            "Order by date, or by aired: as the shows tell the events.", _sort, "ORDER", choices=SORTS, is_single=True
        ),
    ]


FILTERS: Mapping[str, Filter] = {name: hint.__metadata__[0] for name, hint in Filters.__annotations__.items()}
"""The metadata of each filter, by name."""


class Query(NamedTuple):
    """Filters after their values are checked, under the same names. An empty tuple matches every event."""

    words: tuple[str, ...] = ()
    year: tuple[Span, ...] = ()
    from_: tuple[EdtfDate, ...] = ()
    to: tuple[EdtfDate, ...] = ()
    kind: tuple[Kind, ...] = ()
    timeline: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    season: tuple[int, ...] = ()
    episode: tuple[int, ...] = ()
    tag: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    reverse: bool = False
    limit: int | None = None
    sort: Sort = "date"

    @classmethod
    def of(cls, filters: Filters) -> "Query":
        """Check the values of filters and return them as a query. A value of None means that the filter is not given.

        Raises `UsageError` for a value that a filter does not take.
        """
        given: Mapping[str, Any] = {name: value for name, value in filters.items() if value is not None}
        query = cls(**{name: _read(entry, given[name]) for name, entry in FILTERS.items() if name in given})
        for start in query.from_:
            for end in query.to:
                if start.earliest is not None and end.latest is not None and start.earliest > end.latest:
                    raise UsageError(f'from "{start}" to "{end}" runs backwards', f'write from "{end}" to "{start}"')
        return query


def _read(entry: Filter, given: Any) -> Any:
    if entry.is_single:
        return entry.read(given)
    each = (given,) if isinstance(given, str | int | EdtfDate) else given
    return tuple(value for one in each for value in entry.read(one))
