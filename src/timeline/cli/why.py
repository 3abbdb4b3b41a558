"""`timeline why`: show what led to an event."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.causal_options import Depth, EventName, say_what_is_missing
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, with_options


class _WhyFilters(
    FilterOptions,
    means={
        "year": "Causes in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "timeline": "Causes that happen in this timeline.",
        "season": "Causes from these seasons: 2, 1-3 or 1,4.",
        "id": "Only this cause: its id, or the start of it.",
        "reverse": "Reverse the order of branches.",
        "limit": "Show at most N rows, with the event itself.",
    },
):
    """What the filters mean here."""


@with_options
def why(event: EventName, filters: _WhyFilters, data: DataOptions, output: ListOptions, depth: Depth = None) -> None:
    """Show what led to an event: all chains of causes, back to the point of divergence (POD) and beyond.

    There may be millions of chains, so each cause is listed once, on the shortest chain; where it is a cause of something
    else as well, there is its number. "Paths" counts the chains that lead from the cause to the event. The first row is the
    event itself. Filters apply to its causes.

    \b
    Examples:
      timeline why jamestown-lands
      timeline why first woman to walk on the moon
      timeline why titan-mission --depth 3
      timeline why titan-mission --tag politics -f json
    """
    from timeline.questions.find import find
    from timeline.questions.why import why as causes_of
    from timeline.reports.why import report

    query = filters.query()
    chronicle = data.open()
    chain = causes_of(chronicle, find(chronicle, " ".join(event)), query, depth)
    answer(report(chain.steps), output, chronicle, nothing="no event matches")
    say_what_is_missing(chain, "causes")
    if chain.missed_pod:
        note(f'no chain of causes leads to the point of divergence, "{chain.missed_pod}"')
