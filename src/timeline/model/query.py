"""A question asked of a history: which events, in which order, how many.

`Filters` is the list of all filters. An entry has a name, the type that the library takes, and as metadata how to read a
value and its help on the command line. Options, the library's keyword arguments and their checks are made from the list.
"""

# Without `from __future__ import annotations`, annotations are values and not texts: every start reads the list.

import datetime
import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import product
from operator import index
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, TypedDict, TypeVar, get_args

from timeline.model.calendar import to_ordinal
from timeline.model.dates import MAX_YEAR_DIGITS, EdtfDate, parse_date, year_date
from timeline.model.errors import DateError, UsageError
from timeline.model.events import KINDS, Kind, options_of_code
from timeline.model.names import did_you_mean, pick, storable

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
OneOrMore: TypeAlias = T | Iterable[T]
AnyDate: TypeAlias = str | int | datetime.date | EdtfDate
"""An EDTF text, a year, a date of Python (of a `datetime`, its day) or a date of an event."""
Span = tuple[int | None, int | None]
"""First and last day; None if the span is open there."""

Sort = Literal["date", "aired"]
"""In order of date, or in the order in which the shows tell of the events (see `timeline.model.telling`)."""
SORTS: tuple[Sort, ...] = ("date", "aired")

MOST_NUMBERS = 1000
"""The longest range of seasons or episodes."""


class Filter(NamedTuple):
    """A filter's metadata: everything but its name and type."""

    help: str
    read: Callable[[Any], Any]
    """Checks one given value and returns the values that it means, or only one if `is_single`."""
    metavar: str = "NAME"
    wants: str = "text"
    """What a value has to be, in words."""
    facet: str = ""
    """The facet of the data that its values are names of, if they are."""
    choices: tuple[str, ...] = ()
    """The words that it takes, if there are only a few."""
    short: str = ""
    """The one-letter form of its option, such as "-n"."""
    is_single: bool = False
    """Whether it takes only one value. Such a filter orders or limits the result and has no condition."""


def parse_years(text: str | int) -> tuple[Span, ...]:
    """Read years: 1969, -43, 44 BC, 1960s, ranges (1969..1974, 1969-1974, 1969.., 51-42 BC), several with commas between.

    Raises `UsageError` for anything else, and for ambiguous texts: 1800s (a decade or a century), 1969-07 (maybe a month).
    """
    return tuple(_years(part.strip() or str(text)) for part in str(text).split(","))


def _years(text: str) -> Span:
    if text.isascii() and text.isdigit() and len(text) <= MAX_YEAR_DIGITS:  # most are, and need no pattern
        return to_ordinal(int(text), 1, 1), to_ordinal(int(text), 12, 31)
    from timeline.model.years import span_of_years

    return span_of_years(text)


def parse_numbers(text: str | int, what: str = "season") -> tuple[int, ...]:
    """Read the numbers of seasons or episodes: 2, a range (1-3, 1..3), or several of these, separated by commas (1,4).

    Raises `UsageError` for anything else, and for a range of more than `MOST_NUMBERS`; the message calls them `what`.
    """
    numbers: list[int] = []
    for part in str(text).split(","):
        match = re.fullmatch(r"\s*(\d{1,10})\s*(?:(?:-|\u2013|\.\.)\s*(\d{1,10})\s*)?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 2**31)
        if last >= 2**31:
            raise UsageError(f'{what} "{text}" is not a number', options_of_code(str(text)) or "write 2, 1-3 or 1,4")
        if first > last:
            raise UsageError(f'"{part.strip()}" runs backwards', f"write {last}-{first}")
        if last - first >= MOST_NUMBERS:
            raise UsageError(f'"{part.strip()}" is a range of more than {MOST_NUMBERS:,}', "use a smaller range")
        numbers += range(first, last + 1)
    return tuple(numbers)


_episodes = partial(parse_numbers, what="episode")


def _date(value: AnyDate) -> tuple[EdtfDate, ...]:
    if isinstance(value, EdtfDate):
        return (value,)
    try:
        if isinstance(value, int):
            return (year_date(value),)
        return (parse_date(value if isinstance(value, str) else value.isoformat()[:10]),)
    except DateError as error:
        raise UsageError(error.message, error.hint) from None


def _kind(text: str) -> tuple[Kind, ...]:
    return (pick(text, KINDS, f'there is no kind "{text}"'),)


def _sort(text: str) -> Sort:
    return pick(text, SORTS, f'there is no order "{text}"')


def _limit(limit: int | None) -> int | None:
    if limit is not None and limit < 0:
        raise UsageError(f"{limit} is not a limit", "use 0 or more")
    return limit


def _word(text: str) -> tuple[str, ...]:
    storable(text)
    if not any(character.isalnum() for character in text):
        message = f'the word "{text}" has neither letters nor digits'
        raise UsageError(message, "write whole words (moon) or the start of one (moon*)")
    return (text,)


def _named(facet: str, help_: str, metavar: str = "NAME") -> Filter:
    return Filter(help_, lambda text: (text,), metavar, "a name, as text", facet)


_YEAR = 'a year, such as 1969 or "1960s"'
_DATE = 'a date, such as "1969-07" or datetime.date(1969, 7, 20)'
_NUMBER = 'a number, such as 2 or "1-3"'
_WORDS = 'Words that an event must all have (moon*: a start; "red moon": a phrase), or the title of its episode.'


class Filters(TypedDict, total=False):
    """Filters as a caller gives them. Several values of one filter match any of them; different filters must all match."""

    words: Annotated[OneOrMore[str], Filter(_WORDS, _word, "[WORD]...")]
    year: Annotated[
        OneOrMore[str | int],
        Filter("In these years: 1969, 1969-1974, 1969,1983 or 1960s.", parse_years, "YEARS", _YEAR),
    ]
    from_: Annotated[OneOrMore[AnyDate], Filter('On or after this date: 1969-07, "July 1969".', _date, "DATE", _DATE)]
    to: Annotated[OneOrMore[AnyDate], Filter("On or before this date; 1969 is all of 1969.", _date, "DATE", _DATE)]
    kind: Annotated[
        OneOrMore[str], Filter("real or alt, each with events of both; or both alone.", _kind, "KIND", choices=KINDS)
    ]
    timeline: Annotated[OneOrMore[str], _named("timeline", "Everything that happens in this timeline.", "ID")]
    show: Annotated[OneOrMore[str], _named("show", "From this show: its id, name or alias.")]
    season: Annotated[OneOrMore[str | int], Filter("From these seasons: 2, 1-3 or 1,4.", parse_numbers, "N", _NUMBER)]
    episode: Annotated[OneOrMore[str | int], Filter("From these episodes: 2, 1-3 or 1,4.", _episodes, "N", _NUMBER)]
    tag: Annotated[OneOrMore[str], _named("tag", "With this tag, or with any that has these words.", "TAG")]
    and_tag: Annotated[OneOrMore[str], _named("tag", "With this tag as well, and each that you add.", "TAG")]
    not_tag: Annotated[OneOrMore[str], _named("tag", "Without this tag; repeat for more.", "TAG")]
    person: Annotated[OneOrMore[str], _named("person", "With this person: name, id, alias, or words of one.")]
    place: Annotated[OneOrMore[str], _named("place", "At this place, or at any that has these words.")]
    id: Annotated[OneOrMore[str], _named("id", "The event with this id, or the one whose id starts with it.", "ID")]
    reverse: Annotated[bool, Filter("Reverse the order.", bool, wants="True or False", is_single=True)]
    limit: Annotated[
        int | None, Filter("Show at most N events.", _limit, "N", "a whole number", short="-n", is_single=True)
    ]
    sort: Annotated[
        str, Filter("By date, or by aired: as the shows tell them.", _sort, "ORDER", choices=SORTS, is_single=True)
    ]


FILTERS: Mapping[str, Filter] = {name: hint.__metadata__[0] for name, hint in Filters.__annotations__.items()}
"""The metadata of each filter, by name."""


class Query(NamedTuple):
    """Filters with checked values, under the same names. An empty tuple matches every event."""

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
    and_tag: tuple[str, ...] = ()
    not_tag: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    reverse: bool = False
    limit: int | None = None
    sort: Sort = "date"

    @classmethod
    def of(cls, filters: Filters, among: Collection[str] = FILTERS) -> "Query":
        """Check filters and their values, and return them as a query.

        Raises `TypeError` for a filter that is not `among` those allowed, and `UsageError` for a value that a filter does
        not take: a value of another type, None, or an empty list, which would match everything.
        """
        for name in filters:
            if name not in among:
                hint = did_you_mean(name, among, few=len(among)) or ""
                raise TypeError(f"there is no filter `{name}`; {hint}".replace('"', "`"))
        query = cls(**{name: _read(name, value) for name, value in filters.items()})
        for start, end in product(query.from_, query.to):
            if end.is_before(start):
                raise UsageError(f'from "{start}" to "{end}" runs backwards', f'write from "{end}" to "{start}"')
        return query


EVERY_EVENT = Query()
"""The query without filters."""


def _read(name: str, given: Any) -> Any:
    entry, kind = FILTERS[name], value_type(name)
    types = tuple(each for each in get_args(kind) or (kind,) if isinstance(each, type))
    if entry.is_single:
        return entry.read(_typed(name, given, types))
    each = (given,) if isinstance(given, types) or not isinstance(given, Iterable) else tuple(given)
    if not each and name != "words":
        raise UsageError(f"the list of {name} is empty", "leave the filter out to match every event")
    return tuple(value for one in each for value in entry.read(_typed(name, one, types)))


def value_type(name: str) -> Any:
    """Return the declared type of a filter's values."""
    return get_args(Filters.__annotations__[name])[0]


def _typed(name: str, value: Any, types: tuple[type, ...]) -> Any:
    """Return a value as one of the types; an int may come from another library (`numpy.int64`)."""
    if isinstance(value, types) and (bool in types or not isinstance(value, bool)):
        return value
    if int in types and hasattr(value, "__index__") and not isinstance(value, bool):
        return index(value)
    hint = "leave the filter out to match every event" if value is None else None
    raise UsageError(f"{name} takes {FILTERS[name].wants}, not {value!r:.60}", hint)


class _Absent:
    """The default of a filter in a signature, which means that the filter is not given."""

    def __repr__(self) -> str:
        return "..."


def takes_filters(among: Iterable[str] = FILTERS) -> Callable[[F], F]:
    """Return a decorator that names the filters of a function with `**filters` in its signature and its docstring."""

    def decorate(function: F) -> F:
        signature = inspect.signature(function)
        own = [each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
        given = [
            inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=_Absent(), annotation=value_type(n))
            for n in among
        ]
        lines = "\n".join(f"    {name}: {FILTERS[name].help}" for name in among)
        function.__signature__ = signature.replace(parameters=[*own, *given])  # type: ignore[attr-defined]
        function.__doc__ = f"{inspect.cleandoc(function.__doc__ or '')}\n\nFilters:\n{lines}"
        return function

    return decorate
