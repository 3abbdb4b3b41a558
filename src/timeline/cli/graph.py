"""`timeline graph`: draw histories with their branches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Texts, Words, one_of, with_options
from timeline.model.errors import UsageError
from timeline.questions.diverge import DIVERGENT
from timeline.questions.drift import UNITS
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from timeline.model.query import Query
    from timeline.questions.graph import Graph
    from timeline.questions.parts import Detail
    from timeline.store.chronicle import Chronicle


@with_options
def graph(
    filters: FilterOptions,
    data: DataOptions,
    output: ListOptions,
    words: Words = None,
    pairs: Annotated[bool, Option("--pairs", help="Fold events without a counterpart.")] = False,
    full: Annotated[bool, Option("--full", help="Show every event that a branch adds.")] = False,
    all_: Annotated[
        bool, Option("--all", help="Show every event, also those that a branch keeps or leaves untold.")
    ] = False,
    status: Annotated[
        Texts, Option(metavar="STATUS", help=f"Only pairs with this status: {', '.join(STATUSES)}.")
    ] = None,
    stat: Annotated[bool, Option("--stat", help="Show only how many divergences there are in each year.")] = False,
    by: Annotated[
        str | None,
        Option(metavar="PERIOD", autocompletion=one_of(UNITS), help="With --stat: by year, decade or season."),
    ] = None,
) -> None:
    """Draw all timelines as `git log --graph` draws branches: our own history left, each branch right of its parent.

    An event of a branch is joined to those that it moves, replaces or averts, on the lines below it. Of the events that a
    branch adds in a year, two are shown if there are many: those with the most consequences. --timeline draws that branch
    and what it descends from. In a pipe, the rows are those of `diverge` with their lanes; -f table draws there, too.

    \b
    Examples:
      timeline graph
      timeline graph --from 1969 --to 1975 --pairs
      timeline graph --tag moon --full
      timeline graph --stat --by decade
      timeline graph -f table > graph.txt
    """
    from timeline.questions.diverge import parse_status
    from timeline.questions.drift import parse_unit
    from timeline.questions.graph import graph as histories
    from timeline.reports.graph import report

    detail = _detail(pairs, full, all_, stat)
    if by is not None and not stat:
        raise UsageError("--by says what --stat counts by", "add --stat")
    query = filters.query(words=words)
    statuses = [parse_status(text) for text in status or ()] or STATUSES
    if status and not pairs and not set(statuses) <= set(DIVERGENT):
        detail = "all"
    unit = parse_unit(by or "year")
    chronicle = data.open()
    if stat:
        from timeline.questions.periods import periods
        from timeline.reports.graph_stat import report as stat_report

        found = periods(chronicle, query, unit, statuses)
        answer(stat_report(found), output, nothing=_NOTHING)
        drawn, is_empty = found.graph, not found.periods
    else:
        drawn = histories(chronicle, query, detail, statuses)
        answer(report(drawn), output, chronicle, nothing=_NOTHING)
        is_empty = not len(drawn)
    if is_empty:
        _explain(drawn, chronicle, query)


_NOTHING = "no divergence matches"


def _detail(pairs: bool, full: bool, all_: bool, stat: bool) -> Detail:
    given = {"--stat": stat, "--pairs": pairs, "--all": all_, "--full": full}
    first, *others = [name for name, is_given in given.items() if is_given] or [""]
    if others and first in ("--stat", "--pairs"):
        raise UsageError(f"{first} and {others[0]} cannot be used together")
    return "pairs" if pairs else "all" if all_ else "full" if full else "brief"


def _explain(graph: Graph, chronicle: Chronicle, query: Query) -> None:
    """Note what there is instead of divergences."""
    counts = ", ".join(f"{graph.counts[each]:,} {each}" for each in STATUSES if graph.counts[each])
    if not chronicle.world.alternates:
        note("there is no alternate timeline")
    elif counts:
        note(f"--all has {counts}")
    elif query.words:
        from timeline.cli.nothing import note_nearest_words

        note_nearest_words(chronicle, query)
