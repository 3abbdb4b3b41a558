"""`timeline event`: show one event in full."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.causal_options import EventName
from timeline.cli.options import DataOptions, OutputOptions, with_options


@with_options
def event(event: EventName, data: DataOptions, output: OutputOptions) -> None:
    """Show one event in full: both histories side by side, causes and consequences, and people with their ages that day.

    Name the event by its id, part of the id, or words from the title. If several events match, they are listed.

    \b
    Examples:
      timeline event leonov-first-on-moon
      timeline event apollo 11 first on the moon
      timeline event jamestown-lands -f json | jq '.[].people'
    """
    from timeline.questions.event import event as whole_event
    from timeline.questions.find import find
    from timeline.reports.event import report

    chronicle = data.open()
    whole = whole_event(chronicle, find(chronicle, " ".join(event)))
    answer(report(whole), output, chronicle, nothing="no event matches")
