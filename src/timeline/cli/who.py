"""`timeline who`: show who held an office in each history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import answer
from timeline.cli.few_filters import WhenOptions
from timeline.cli.options import DataOptions, ListOptions, Texts, named, with_options
from timeline.cli.plotting import PlotOptions, asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.terms import Term
    from timeline.questions.who import Office


class _WhoFilters(
    WhenOptions,
    means={
        "year": "Terms that overlap these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "from_": 'Terms that end on or after this date: 1969-07, "July 1969".',
        "to": "Terms that begin on or before this date.",
    },
):
    """What the filters mean here."""


@with_options
def who(
    when: _WhoFilters,
    data: DataOptions,
    output: ListOptions,
    picture: PlotOptions,
    office: Annotated[
        Texts,
        Argument(
            metavar="[OFFICE]",
            show_default=False,
            autocompletion=named("office"),
            help="The office. Without one, list all offices.",
        ),
    ] = None,
    timeline: Annotated[
        Texts, Option(metavar="ID", autocompletion=named("timeline"), help="Show only this timeline.")
    ] = None,
) -> None:
    """Show who held an office, with the histories side by side. Without OFFICE, list all offices.

    Offices come from the `of` key of [[state]] tables. With a time, lists the terms that overlap it. --plot draws the
    terms of one or all offices, the histories one above the other.

    \b
    Examples:
      timeline who
      timeline who "President of the United States" --year 1975
      timeline who "Leader of the Soviet Union"
      timeline who "Administrator of NASA" --timeline fam -f csv
      timeline who "President of the United States" --plot presidents.svg
    """
    from timeline.questions.who import offices, since, who
    from timeline.reports import who as reports

    query = when.query(timeline=timeline)
    is_drawn = picture.is_wanted(output)
    chronicle = data.open()
    if is_drawn:
        found = who(chronicle, " ".join(office), query) if office else _all(offices(chronicle, query))
        command = asked("who", office, when, data, timeline=timeline)
        picture.draw("terms", chronicle.world, found, command, nothing="no holder is recorded for that time")
    elif office:
        terms = who(chronicle, " ".join(office), query)
        answer(reports.report(terms, since(query)), output, nothing="no holder is recorded for that time")
    else:
        answer(reports.offices(offices(chronicle, query)), output, nothing="no offices are recorded")


def _all(offices: Iterable[Office]) -> list[Term]:
    return [term for office in offices for term in office.terms]
