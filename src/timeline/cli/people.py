"""`timeline people`: show who is alive when, how old, and played by whom."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Texts, named, with_options
from timeline.cli.plotting import PlotOptions, asked


class _PeopleFilters(
    FilterOptions,
    means={
        "year": "At this time: who is alive then, and how old. 1969, 1969-1974, 1969,1983 or 1960s.",
        "from_": 'At the time from this date on: 1969-07, "July 1969".',
        "to": "At the time up to this date; 1969 is all of 1969.",
        "timeline": "Who lives in this timeline.",
        "show": "People whom events of this show name; with --season, the show of the season.",
        "season": "At the time in which these seasons are set: 2, 1-3 or 1,4. With --episode, whom they name.",
        "episode": "People whom events of these episodes name.",
        "kind": "People whom events of this kind name.",
        "tag": "People whom events with this tag name.",
        "and_tag": "The events have this tag as well, and each that you add.",
        "not_tag": "The events are without this tag; repeat for more.",
        "person": "Only this person: name, id, alias, or words of one.",
        "place": "People whom events at this place name.",
        "id": "People whom this event names.",
        "limit": "Show at most N people, or steps of one life.",
        "sort": "One life by date, or by aired: as the shows tell it.",
    },
):
    """What the filters mean here."""


@with_options
def people(
    filters: _PeopleFilters,
    data: DataOptions,
    output: ListOptions,
    picture: PlotOptions,
    name: Annotated[
        Texts,
        Argument(
            metavar="[NAME]",
            show_default=False,
            autocompletion=named("person"),
            help="Show one person: name, id, alias or words from the name.",
        ),
    ] = None,
    in_all: Annotated[
        bool, Option("--in-all", help="Only people whom events of all the seasons or years asked for name.")
    ] = False,
    all_: Annotated[bool, Option("--all", help="In a table, list all who are alive then, one a line.")] = False,
) -> None:
    """List people with their births and deaths, or at a given time with their ages and those of their actors; or one life.

    Give a time with --year, --from, --to or --season. Here, --season 4 is a time, that in which the season is set, and
    not what the season tells. Those come first whom most events of the time name; a table has only the names of the
    others who are alive then. "Aged" is the actor's age when the season was made, "Gap" the difference. Other filters
    keep people whom a matching event names. With NAME and no time, shows that person's birth, events, and deaths
    by timeline. --plot draws lifelines, with the ages and the actors.

    \b
    Examples:
      timeline people --season 4
      timeline people --season 1 --season 4 --in-all
      timeline people --year 2003 --timeline fam
      timeline people "Ed Baldwin"
      timeline people Ed Baldwin --season 4
      timeline people --tag mars -f csv > mars.csv
      timeline people --season 4 --plot lives.svg
    """
    from timeline.questions.life import life
    from timeline.questions.people import people as everybody
    from timeline.reports import life as lives
    from timeline.reports import people as reports

    query = filters.query()
    is_drawn = picture.is_wanted(output)
    chronicle = data.open()
    who = " ".join(name) if name else None
    command = asked("people", name, filters, data, in_all=in_all)
    timelines = [chronicle.resolve("timeline", each) for each in query.timeline] if is_drawn else []
    if who is not None and not in_all and not (query.year or query.from_ or query.to or query.season):
        steps = life(chronicle, who, query)
        nothing = "no event of this person matches"
        if is_drawn:
            picture.draw("life", chronicle.world, steps, command, nothing=nothing, timelines=timelines)
        else:
            answer(lives.report(steps), output, chronicle, nothing=nothing)
        return
    found = everybody(chronicle, query, who, in_all=in_all)
    if is_drawn:
        picture.draw("lives", chronicle.world, found, command, nothing="no person matches", timelines=timelines)
    else:
        is_whole = all_ or bool(who or query.person)
        answer(reports.report(found), output, nothing="no person matches", everything=is_whole)
