"""`timeline seasons`: list seasons and the time that each covers."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.few_filters import SeasonOptions
from timeline.cli.options import DataOptions, ListOptions, with_options


class _SeasonsFilters(
    SeasonOptions,
    means={
        "show": "The seasons of this show: its id, name or alias.",
        "season": "These seasons: 2, 1-3 or 1,4.",
    },
):
    """What the filters mean here."""


@with_options
def seasons(wanted: _SeasonsFilters, data: DataOptions, output: ListOptions) -> None:
    """List the seasons of every show: when they are set, when they aired, and how far the story jumps between them.

    On a terminal, a bar shows the time that each season covers. An arrow marks an end that is not known.

    \b
    Examples:
      timeline seasons
      timeline seasons --show "Star City"
      timeline seasons --season 1 -f json
    """
    from timeline.questions.seasons import seasons as seasons_of
    from timeline.reports.seasons import report

    answer(report(seasons_of(data.open(), *wanted.chosen())), output, nothing="no season matches")
