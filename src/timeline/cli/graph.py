"""`timeline graph`: draw histories with their branches."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer, note_nearest_words
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, FilterOptions, OutputOptions, Words, with_options
from timeline.model.errors import UsageError


@with_options
def graph(
    filters: FilterOptions,
    data: DataOptions,
    output: OutputOptions,
    words: Words = None,
    pairs: Annotated[
        bool, Option("--pairs", help="Fold all events that stand for nothing in the real history.")
    ] = False,
    full: Annotated[bool, Option("--full", help="Fold no event that a branch adds.")] = False,
    all_: Annotated[bool, Option("--all", help="Also show what a branch keeps and what it leaves untold.")] = False,
) -> None:
    """Draw all timelines as `git log --graph` draws branches."""
    from timeline.questions.graph import graph as drawn
    from timeline.reports.graph import report

    detail = "pairs" if pairs else "all" if all_ else "full" if full else "brief"
    query = filters.query(words=words)
    chronicle = data.open()
    found = drawn(chronicle, query, detail)
    answer(report(found), output, chronicle, nothing="no divergence matches")
