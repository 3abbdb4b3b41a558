"""`timeline ripple`: what follows from an event, and from which events the most does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import answer, note
from timeline.cli.causal_options import EVENT_HELP, Depth, say_what_is_missing
from timeline.cli.options import DataOptions, FilterOptions, OutputOptions, Texts, named, with_options
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle

HIGHEST = 20
"""So many events are ranked where no --limit is given."""


@with_options
def ripple(
    filters: FilterOptions,
    data: DataOptions,
    output: OutputOptions,
    event: Annotated[
        Texts, Argument(metavar="[ID]...", show_default=False, autocompletion=named("id"), help=EVENT_HELP)
    ] = None,
    depth: Depth = None,
    top: Annotated[
        bool, Option("--top", help=f"Rank events by how many follow from them, the first {HIGHEST} or --limit.")
    ] = False,
) -> None:
    """Show all that follows from an event, as a tree; or rank events by their reach.

    Each event stands once, at the end of the shortest chain to it, and names its further causes by their numbers. Events
    is how many follow from it, and Years is how long after it the last of them begins. The first row is the event itself;
    the filters choose among what follows and, with --top, among the events that are ranked.

    \b
    Examples:
      timeline ripple korolev-survives --depth 2
      timeline ripple leonov-first-on-moon --season 2
      timeline ripple patty-doyle-killed --tag women -f csv
      timeline ripple --top --season 1 --limit 10
    """
    query = filters.query()
    if bool(event) == top:
        raise UsageError("either an event or --top", "timeline ripple ID, or timeline ripple --top")
    if top and depth is not None:
        raise UsageError("--depth is for the tree of one event, and --top ranks by all that follows")
    chronicle = data.open()
    if top:
        _rank(chronicle, query, output)
    else:
        _show(chronicle, " ".join(event or ()), query, depth, output)


def _show(chronicle: Chronicle, name: str, query: Query, depth: int | None, output: OutputOptions) -> None:
    from timeline.questions.find import find
    from timeline.questions.ripple import ripple as consequences_of
    from timeline.reports.ripple import report

    chain = consequences_of(chronicle, find(chronicle, name), query, depth)
    answer(report(chain.steps), output, chronicle, nothing="no event matches")
    say_what_is_missing(chain, "consequences")


def _rank(chronicle: Chronicle, query: Query, output: OutputOptions) -> None:
    from timeline.questions.ripple import farthest
    from timeline.reports.ripple import ranking

    ranked = farthest(chronicle, query._replace(limit=None))
    limit = HIGHEST if query.limit is None else query.limit
    answer(ranking(ranked[:limit]), output, chronicle, nothing="no event that matches has consequences")
    if query.limit is None and len(ranked) > limit:
        note(f"the first {limit} of {len(ranked)}; --limit gives more")
