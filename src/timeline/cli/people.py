"""`timeline people`: who lives when, how old, and played by whom."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, FilterOptions, OutputOptions, Texts, named, with_options


@with_options
def people(
    filters: FilterOptions,
    data: DataOptions,
    output: OutputOptions,
    name: Annotated[
        Texts,
        Argument(
            metavar="[NAME]",
            show_default=False,
            autocompletion=named("person"),
            help="One person: name, id, alias or words of the name.",
        ),
    ] = None,
) -> None:
    """List who lives when; at a time everyone's age then, the actor's when it was made, and the gap; or one whole life.

    --year, --from, --to and --season say the time; a season's is its setting. The other filters keep those whom an event
    names that fits them. With a NAME and no time: birth, every event, and deaths by timeline.

    \b
    Examples:
      timeline people --season 4
      timeline people --year 2003 --timeline fam
      timeline people "Ed Baldwin"
      timeline people Ed Baldwin --season 4
      timeline people --tag mars -f csv > mars.csv
    """
    from timeline.questions.life import life
    from timeline.questions.people import people as everybody
    from timeline.reports import life as lives
    from timeline.reports import people as reports

    query = filters.query()
    chronicle = data.open()
    who = " ".join(name) if name else None
    if who is not None and not (query.year or query.from_ or query.to or query.season):
        steps = life(chronicle, who, query)
        answer(lives.report(steps), output, chronicle, nothing="nothing is told of them that matches")
    else:
        answer(reports.report(everybody(chronicle, query, who)), output, nothing="nobody matches")
