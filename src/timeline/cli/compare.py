"""`timeline compare`: two histories side by side."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, FilterOptions, OutputOptions, Words, with_options


@with_options
def compare(
    filters: FilterOptions,
    data: DataOptions,
    output: OutputOptions,
    words: Words = None,
    between: Annotated[
        tuple[str, str] | None,
        Option(metavar="BASE ALT", help="These two timelines, whichever they are, and their common past."),
    ] = None,
) -> None:
    """Show two histories side by side, year by year: an alternate timeline and its parent.

    What both hold stands in both columns, what one stands for in the other's stead on one line. --timeline names the ATL
    where there are several. With --between, the common past has a column of its own.

    \b
    Examples:
      timeline compare --year 1969
      timeline compare --tag moon --from 1966 --to 1975
      timeline compare --between real fam --year 1960s
      timeline compare --person "Sally Ride" -f md
    """
    from timeline.questions.compare import compare as beside
    from timeline.reports.compare import report

    query = filters.query(words=words)
    chronicle = data.open()
    found = beside(chronicle, query, between=between)
    base, alt, lines = found or ("", "", ())
    shown = report(lines, base, alt, has_common=between is not None)
    answer(
        shown, output, chronicle, nothing="no event matches" if found else "there is no alternate timeline to compare"
    )
