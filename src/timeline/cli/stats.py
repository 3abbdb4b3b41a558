"""`timeline stats`: count what is in the data."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Texts, Words, with_options
from timeline.questions.stats import MEASURES


class _StatsFilters(
    FilterOptions,
    means={
        "reverse": "Begin with the smallest counts, or the last decade.",
        "limit": "Show at most N values of each measure.",
        "sort": "No effect: counts have an order of their own.",
    },
):
    """What the filters mean here."""


@with_options
def stats(
    filters: _StatsFilters,
    data: DataOptions,
    output: ListOptions,
    words: Words = None,
    by: Annotated[Texts, Option(metavar="MEASURE", help=f"Count by {', '.join(MEASURES)}; repeat for more.")] = None,
) -> None:
    """Count events by decade, kind, show, canon, tag and person.

    --limit applies to the values of each measure; --reverse reverses their order.

    \b
    Examples:
      timeline stats
      timeline stats --by decade --kind alt
      timeline stats --by tag --by person --limit 10
      timeline stats --by person --season 4 -f csv > people.csv
    """
    from timeline.questions.stats import parse_measure
    from timeline.questions.stats import stats as counted
    from timeline.reports.stats import report

    measures = [parse_measure(text) for text in by or ()] or MEASURES
    query = filters.query(words=words)
    chronicle = data.open()
    answer(report(counted(chronicle, query, measures), chronicle.world), output, nothing="no event matches")
