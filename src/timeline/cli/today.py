"""`timeline today`: list what happened on this day."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Words, with_options


@with_options
def today(
    filters: FilterOptions,
    data: DataOptions,
    output: ListOptions,
    words: Words = None,
    date: Annotated[
        str | None,
        Option(metavar="DATE", help='Another day: 07-20, "20 jul" or 1969-07-20. If it has a year, count from that.'),
    ] = None,
) -> None:
    """List what happened on this day of the year, in our history and in the others, and how many years ago.

    Lists only events whose date is a single day. Years are counted from the current year or from the year of --date.

    \b
    Examples:
      timeline today --date 07-20
      timeline today --date "20 jul 2019" --tag moon
      timeline today --date 1969-06-26 -f json
    """
    from timeline.cli import clock
    from timeline.cli.when import day_of_year
    from timeline.questions.today import DayOfYear, nearest_days, today
    from timeline.reports.today import report

    query = filters.query(words=words)
    now = clock.today()
    day = DayOfYear(now.month, now.day, now.year) if date is None else day_of_year(date, now.year)
    chronicle = data.open()
    rows = today(chronicle, day, query)
    answer(report(rows), output, chronicle, nothing=f"no matching event happened on {day.words}")
    near = [] if rows or query.limit == 0 else nearest_days(chronicle, day, query)
    if near:
        days = " and ".join(f"{each.words} ({count})" for each, count in near)
        each = near[-1][0]
        note(f"the nearest days with events are {days}; see timeline today --date {each.month:02}-{each.day:02}")
