"""`timeline whatif`: show what would fall without an event, or rank events by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import answer
from timeline.cli.causal_options import EVENT_HELP
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Texts, named, with_options
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from timeline.cli.options import OutputOptions
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle

HIGHEST = 20
"""How many events to rank without --limit."""


class _WhatIfFilters(
    FilterOptions,
    means={
        "year": "What falls, stands again or is weakened in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "timeline": "What falls, stands again or is weakened in this timeline.",
        "season": "What falls, stands again or is weakened in these seasons: 2, 1-3 or 1,4.",
        "id": "Only this event of those listed: its id, or the start of it.",
        "reverse": "Reverse the order of branches, or of the ranks.",
        "limit": "Show at most N rows, with the event itself.",
    },
):
    """What the filters mean here."""


@with_options
def whatif(
    filters: _WhatIfFilters,
    data: DataOptions,
    output: ListOptions,
    event: Annotated[
        Texts, Argument(metavar="[ID]...", show_default=False, autocompletion=named("id"), help=EVENT_HELP)
    ] = None,
    rank: Annotated[
        bool, Option("--rank", help=f"Rank events by how many others fall without them; show {HIGHEST} or --limit.")
    ] = False,
) -> None:
    """Show what would fall without an event, and what would stand again, or rank the hinges of a history.

    An event falls if all of its chains of causes run through the one that is taken away. The tree lists it below the
    nearest event without which it falls; "With it" counts what falls with an event. What fallen events moved, replaced or
    averted stands again. What loses a cause and keeps another is weakened. Filters apply to what is listed or, with
    --rank, to the events that are ranked.

    \b
    Examples:
      timeline whatif korolev-survives
      timeline whatif reagan narrowly beats kennedy
      timeline whatif apollo-23-explodes --tag nasa -f json
      timeline whatif --rank --season 2 --limit 10
    """
    query = filters.query()
    if bool(event) == rank:
        raise UsageError("name an event or use --rank", "timeline whatif ID, or timeline whatif --rank")
    chronicle = data.open()
    if rank:
        _rank(chronicle, query, output)
    else:
        _show(chronicle, " ".join(event or ()), query, output)


def _show(chronicle: Chronicle, name: str, query: Query, output: OutputOptions) -> None:
    from timeline.questions.find import find
    from timeline.questions.whatif import whatif as without
    from timeline.reports.whatif import report

    found = without(chronicle, find(chronicle, name), query)
    answer(report(found), output, chronicle, nothing="no event matches")
    if found.left_out:
        note(f"{found.left_out} more beyond --limit are not listed")
    if not found.fall.events:
        note("nothing else falls")


def _rank(chronicle: Chronicle, query: Query, output: OutputOptions) -> None:
    from timeline.questions.whatif import ranking
    from timeline.reports.whatif import ranking as report

    limit = HIGHEST if query.limit is None else query.limit
    ranked = ranking(chronicle, query, limit)
    answer(report(ranked.hinges), output, chronicle, nothing="nothing depends on a matching event alone")
    if query.limit is None and ranked.total > limit:
        note(f"showing {limit} of {ranked.total} events; use --limit for more")
