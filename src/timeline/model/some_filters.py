"""The filters of the questions that do not take all of them."""

# Annotations are values here, not texts, as in `timeline.model.query`.

from typing import TypedDict

from timeline.model.query import AnyDate, OneOrMore


class TermFilters(TypedDict, total=False):
    """The filters of `who` and `offices`."""

    year: OneOrMore[str | int]
    from_: OneOrMore[AnyDate]
    to: OneOrMore[AnyDate]
    timeline: OneOrMore[str]


class SeasonFilters(TypedDict, total=False):
    """The filters of `seasons` and `watch`."""

    show: OneOrMore[str]
    season: OneOrMore[str | int]


class CastFilters(SeasonFilters, total=False):
    """The filters of `cast`."""

    person: OneOrMore[str]


TERMS = tuple(TermFilters.__annotations__)
SEASONS = tuple(SeasonFilters.__annotations__)
CAST = tuple(CastFilters.__annotations__)
