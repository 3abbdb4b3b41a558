"""`timeline show`: list events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.answer import answer, answer_number
from timeline.cli.options import DataOptions, FilterOptions, ListOptions, Words, with_options
from timeline.reports.show import report

if TYPE_CHECKING:
    from timeline.questions.consequences import Consequences
    from timeline.store.chronicle import Chronicle


@with_options
def show(filters: FilterOptions, data: DataOptions, output: ListOptions, words: Words = None) -> None:
    """List the events of all timelines in order of time.

    Repeat an option to match any of its values. Events must match all options that you give.

    \b
    Examples:
      timeline show --year 1969
      timeline show moon landing --kind alt
      timeline show --show "Star City" --from "July 1969" --to 1970
      timeline show --person "Ed Baldwin" -f json | jq '.[].title'
      timeline show --tag mars -f toml > mars.toml
    """
    query = filters.query(words=words)
    chronicle = data.open()
    if output.count:
        found = chronicle.count_of(query)
        answer_number(found, nothing="no event matches")
    else:
        events = chronicle.stream(query)
        found = len(events)
        answer(report(events, _consequences(chronicle, output)), output, chronicle, nothing="no event matches")
    if not found and query.words:
        from timeline.cli.nothing import note_nearest_words

        note_nearest_words(chronicle, query)


def _consequences(chronicle: Chronicle, output: ListOptions) -> Consequences | None:
    """Return what follows from events; None if no columns are chosen, where the answer does not have it."""
    if not output.columns:
        return None
    from timeline.questions.consequences import Consequences

    return Consequences(chronicle)
