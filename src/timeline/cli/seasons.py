"""`timeline seasons`: the seasons of the shows, and the time that each covers."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, OutputOptions, SeasonOptions, with_options


@with_options
def seasons(wanted: SeasonOptions, data: DataOptions, output: OutputOptions) -> None:
    """List the seasons of every show: when they are set and aired, and how far the story jumps in between.

    A bar on a common axis shows the time that each season covers, on a terminal; an arrow there is an end not told.

    \b
    Examples:
      timeline seasons
      timeline seasons --show "Star City"
      timeline seasons --season 1 -f json
    """
    from timeline.questions.seasons import seasons as seasons_of
    from timeline.reports.seasons import report

    answer(report(seasons_of(data.open(), *wanted.chosen())), output, nothing="no season matches")
