"""`timeline branches`: list the timelines and where each leaves its parent."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, ListOptions, with_options


@with_options
def branches(data: DataOptions, output: ListOptions) -> None:
    """List all timelines: what each branches off, its point of divergence, its shows, and its number of own events.

    \b
    Examples:
      timeline branches
      timeline branches -f json
      timeline branches --data story.toml
    """
    from timeline.questions.branches import branches as all_branches
    from timeline.reports.branches import report

    chronicle = data.open()
    answer(report(all_branches(chronicle), chronicle.world.name), output, nothing="there is no timeline")
