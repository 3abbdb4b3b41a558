"""`timeline ripple`: show what follows from an event, or rank events by what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import answer
from timeline.cli.causal_options import EVENT_HELP, Depth, say_what_is_missing
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Texts, named, with_options
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle

HIGHEST = 20
"""How many events to rank without --limit."""


class _RippleFilters(
    FilterOptions,
    means={
        "year": "What follows in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "timeline": "What follows in this timeline.",
        "season": "What follows in these seasons: 2, 1-3 or 1,4.",
        "id": "Only this consequence: its id, or the start of it.",
        "reverse": "Reverse the order of branches, or of the ranks.",
        "limit": "Show at most N rows, with the event itself.",
    },
):
    """What the filters mean here."""


@with_options
def ripple(
    filters: _RippleFilters,
    data: DataOptions,
    output: ListOptions,
    event: Annotated[
        Texts, Argument(metavar="[ID]...", show_default=False, autocompletion=named("id"), help=EVENT_HELP)
    ] = None,
    depth: Depth = None,
    top: Annotated[
        bool, Option("--top", help=f"Rank events by how many others follow from them; show {HIGHEST} or --limit.")
    ] = False,
) -> None:
    """Show everything that follows from an event as a tree, or rank events by how much follows.

    Each event is listed once, on the shortest chain that leads to it, with its other causes by number. "Events" counts
    what follows from it; "Years" is the time until the last of these begins. The first row is the event itself. Filters
    apply to what follows or, with --top, to the events that are ranked.

    \b
    Examples:
      timeline ripple korolev-survives --depth 2
      timeline ripple leonov-first-on-moon --season 2
      timeline ripple patty-doyle-killed --tag women -f csv
      timeline ripple --top --season 1 --limit 10
    """
    query = filters.query()
    if bool(event) == top:
        raise UsageError("name an event or use --top", "timeline ripple ID, or timeline ripple --top")
    if top and depth is not None:
        raise UsageError("--depth and --top cannot be combined", "--depth limits the tree of one event")
    chronicle = data.open()
    if top:
        _rank(chronicle, query, output)
    else:
        _show(chronicle, " ".join(event or ()), query, depth, output)


def _show(chronicle: Chronicle, name: str, query: Query, depth: int | None, output: ListOptions) -> None:
    from timeline.questions.find import find
    from timeline.questions.ripple import ripple as consequences_of
    from timeline.reports.ripple import report

    chain = consequences_of(chronicle, find(chronicle, name), query, depth)
    answer(report(chain.steps), output, chronicle, nothing="no event matches")
    say_what_is_missing(chain, "consequences")


def _rank(chronicle: Chronicle, query: Query, output: ListOptions) -> None:
    from timeline.questions.ripple import ranking
    from timeline.reports.ripple import ranking as report

    limit = HIGHEST if query.limit is None else query.limit
    ranked = ranking(chronicle, query, limit)
    answer(report(ranked.reaches), output, chronicle, nothing="no matching event has consequences")
    if query.limit is None and ranked.total > limit:
        note(f"showing {limit} of {ranked.total} events; use --limit for more")
