"""`timeline compare`: show two histories side by side."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Words, with_options


class _CompareFilters(
    FilterOptions,
    means={
        "year": "Lines with an event in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "kind": "Lines with an event of this kind: real, alt or both.",
        "timeline": "Compare this alternate timeline with its parent.",
        "id": "Lines with this event: its id, or the start of it.",
        "reverse": "Begin with the last line.",
        "limit": "Show at most N lines.",
        "sort": "Only date: two histories side by side are in order of time.",
    },
):
    """What the filters mean here."""


@with_options
def compare(
    filters: _CompareFilters,
    data: DataOptions,
    output: ListOptions,
    words: Words = None,
    between: Annotated[
        tuple[str, str] | None,
        Option(metavar="BASE ALT", help="Compare any two timelines, with a column for their common past."),
    ] = None,
) -> None:
    """Show two histories side by side, year by year: an alternate timeline and its parent.

    Shared events are in both columns. An event and its counterpart are on the same line. If there are several alternate
    timelines, choose one with --timeline. With --between, the common past has its own column.

    \b
    Examples:
      timeline compare --year 1969
      timeline compare --tag moon --from 1966 --to 1975
      timeline compare --between real fam --year 1960s
      timeline compare --person "Sally Ride" -f md
    """
    from timeline.questions.compare import side_by_side
    from timeline.reports.compare import report

    query = filters.query(words=words)
    chronicle = data.open()
    found = side_by_side(chronicle, query, between=between)
    base, alt, lines = found or ("", "", ())
    shown = report(lines, base, alt, has_common=between is not None)
    answer(
        shown, output, chronicle, nothing="no event matches" if found else "there is no alternate timeline to compare"
    )
