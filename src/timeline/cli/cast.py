"""`timeline cast`: list the characters of a show by season."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.few_filters import CastOptions
from timeline.cli.options import DataOptions, ListOptions, with_options


@with_options
def cast(
    wanted: CastOptions,
    data: DataOptions,
    output: ListOptions,
    all_: Annotated[
        bool, Option("--all", help="In a table, list all characters, also those whom few events name.")
    ] = False,
    actors: Annotated[bool, Option("--actors", help="In a table, add the ages of the actors below each.")] = False,
) -> None:
    """List the characters of every show, with their ages in each season, where they die, their actors, and the gap.

    The age is that in the time in which the season is set, the gap the age minus that of the actor. Those who are
    there first, and stay longest, come first.

    \b
    Examples:
      timeline cast
      timeline cast --show fam --actors
      timeline cast --person aleida -f csv
    """
    from timeline.questions.cast import cast as cast_of
    from timeline.reports.cast import report

    query = wanted.query()
    found = cast_of(data.open(), query)
    everything = all_ or bool(query.person)
    answer(report(found, actors=actors), output, nothing="no character matches", everything=everything)
