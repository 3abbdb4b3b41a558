"""`timeline watch`: list episodes by release or in story order."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.few_filters import SeasonOptions
from timeline.cli.options import DataOptions, ListOptions, one_of, with_options
from timeline.model.errors import UsageError
from timeline.model.names import pick
from timeline.model.query import SORTS


class _WatchFilters(
    SeasonOptions,
    means={
        "show": "The episodes of this show: its id, name or alias.",
        "season": "The episodes of these seasons: 2, 1-3 or 1,4.",
    },
):
    """What the filters mean here."""


@with_options
def watch(
    wanted: _WatchFilters,
    data: DataOptions,
    output: ListOptions,
    sort: Annotated[
        str | None,
        Option(
            metavar="ORDER",
            autocompletion=one_of(SORTS),
            help="By aired, the release (the default), or by date: the order of the story, across all shows.",
        ),
    ] = None,
    chronological: Annotated[bool, Option("--chronological", help="The same as --sort date.")] = False,
) -> None:
    """List all episodes in order of release, with the seasons of other shows that are set at the same time.

    \b
    Examples:
      timeline watch
      timeline watch --chronological
      timeline watch --sort date --season 1 -f md
      timeline watch --show fam --season 2
    """
    from timeline.questions.watch import watch as episodes_of
    from timeline.reports.watch import report

    order = pick(sort, SORTS, f'there is no order "{sort}"') if sort is not None else None
    if chronological and order == "aired":
        raise UsageError("--chronological and --sort aired cannot be combined", "--chronological is --sort date")
    in_story = chronological or order == "date"
    episodes = episodes_of(data.open(), *wanted.chosen(), chronological=in_story)
    answer(report(episodes), output, nothing="no episode matches")
