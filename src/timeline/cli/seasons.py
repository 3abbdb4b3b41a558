"""`timeline seasons`: list seasons and the time that each covers."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.few_filters import SeasonOptions
from timeline.cli.options import DataOptions, ListOptions, with_options
from timeline.cli.plotting import PlotOptions, asked


class _SeasonsFilters(
    SeasonOptions,
    means={
        "show": "The seasons of this show: its id, name or alias.",
        "season": "These seasons: 2, 1-3 or 1,4.",
    },
):
    """What the filters mean here."""


@with_options
def seasons(wanted: _SeasonsFilters, data: DataOptions, output: ListOptions, picture: PlotOptions) -> None:
    """List the seasons of every show: when they are set, when they aired, and how far the story jumps between them.

    On a terminal, a bar shows the time that each season covers. An arrow marks an end that is not known.
    --plot draws the time of the story against the time of airing.

    \b
    Examples:
      timeline seasons
      timeline seasons --show "Star City"
      timeline seasons --season 1 -f json
      timeline seasons --plot seasons.svg
    """
    from timeline.questions.seasons import seasons as seasons_of
    from timeline.reports.seasons import report

    is_drawn = picture.is_wanted(output)
    chronicle = data.open()
    rows = seasons_of(chronicle, *wanted.chosen())
    nothing = "no season matches"
    if is_drawn:
        picture.draw("seasons", chronicle.world, rows, asked("seasons", None, wanted, data), nothing=nothing)
    else:
        answer(report(rows), output, nothing=nothing)
