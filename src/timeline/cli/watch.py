"""`timeline watch`: list episodes by release or in story order."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, ListOptions, SeasonOptions, with_options


@with_options
def watch(
    wanted: SeasonOptions,
    data: DataOptions,
    output: ListOptions,
    chronological: Annotated[
        bool, Option("--chronological", help="List in story order across all shows instead of by release.")
    ] = False,
) -> None:
    """List all episodes in order of release, with the seasons of other shows that are set at the same time.

    \b
    Examples:
      timeline watch
      timeline watch --chronological
      timeline watch --chronological --season 1 -f md
      timeline watch --show fam --season 2
    """
    from timeline.questions.watch import watch as episodes_of
    from timeline.reports.watch import report

    episodes = episodes_of(data.open(), *wanted.chosen(), chronological=chronological)
    answer(report(episodes), output, nothing="no episode matches")
