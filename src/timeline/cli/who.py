"""`timeline who`: who held which office, in both histories."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, OutputOptions, Texts, WhenOptions, named, with_options


@with_options
def who(
    when: WhenOptions,
    data: DataOptions,
    output: OutputOptions,
    office: Annotated[
        Texts,
        Argument(
            metavar="[OFFICE]",
            show_default=False,
            autocompletion=named("office"),
            help="What was held; none lists what there is.",
        ),
    ] = None,
    timeline: Annotated[
        Texts, Option(metavar="ID", autocompletion=named("timeline"), help="Only in this timeline.")
    ] = None,
) -> None:
    """Show who held an office, the histories beside each other; without an office, list the offices.

    An office is what a [[state]] is of. A term is listed where its time and the time that is asked about overlap.

    \b
    Examples:
      timeline who
      timeline who "President of the United States" --year 1975
      timeline who "Leader of the Soviet Union"
      timeline who "Administrator of NASA" --timeline fam -f csv
    """
    from timeline.questions.who import offices, since, who
    from timeline.reports import who as reports

    query = when.query(timeline=timeline)
    chronicle = data.open()
    if office:
        terms = who(chronicle, " ".join(office), query)
        answer(reports.report(terms, since(query)), output, nothing="nobody is told to hold it then")
    else:
        answer(reports.offices(offices(chronicle, query)), output, nothing="no office is told of")
