"""`timeline drift`: show how far histories have moved apart."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.options import Between, DataOptions, FilterOptions, ListOptions, Words, one_of, with_options
from timeline.cli.plotting import PlotOptions, asked
from timeline.questions.drift import UNITS


class _DriftFilters(
    FilterOptions,
    means={
        "year": "Count pairs with an event in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "kind": "Count pairs with an event of this kind: real, alt or both.",
        "timeline": "Only this timeline and its parent.",
        "season": "Count pairs with an event from these seasons: 2, 1-3 or 1,4.",
        "reverse": "Begin with the last period.",
        "limit": "Show at most N periods.",
        "sort": "Only date: periods are in order of time.",
    },
):
    """What the filters mean here."""


@with_options
def drift(
    filters: _DriftFilters,
    data: DataOptions,
    output: ListOptions,
    picture: PlotOptions,
    words: Words = None,
    between: Between = None,
    by: Annotated[
        str, Option(metavar="PERIOD", autocompletion=one_of(UNITS), help="Count by year, decade or season.")
    ] = "year",
) -> None:
    """Show how far alternate timelines have moved apart from their parents, period by period.

    Counts what `diverge --all` lists: the pairs of each status, the share that differs, and the mean shift of moved
    events. Choose one alternate timeline with --timeline. --reverse and --limit apply to periods. --plot draws the share
    that differs, the counts and the mean shifts over time.

    \b
    Examples:
      timeline drift
      timeline drift --by decade
      timeline drift --by season --show "For All Mankind"
      timeline drift --tag moon -f csv > drift.csv
      timeline drift --plot drift.svg
    """
    from timeline.questions.drift import drift as apart
    from timeline.questions.drift import parse_unit
    from timeline.reports.drift import report

    unit = parse_unit(by)
    query = filters.query(words=words)
    is_drawn = picture.is_wanted(output)
    chronicle = data.open()
    rows = apart(chronicle, query, between=between, by=unit)
    nothing = "no events after the histories part"
    if is_drawn:
        command = asked("drift", words, filters, data, between=between, by=None if unit == "year" else unit)
        picture.draw("drift", chronicle.world, rows, command, nothing=nothing)
    else:
        answer(report(rows), output, nothing=nothing)
