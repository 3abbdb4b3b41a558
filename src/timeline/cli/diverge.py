"""`timeline diverge`: list where histories part."""

from __future__ import annotations

from typing import Annotated

from typer import Exit, Option

from timeline.cli.answer import answer, note_nearest_words
from timeline.cli.notes import note
from timeline.cli.options import Between, DataOptions, FilterOptions, ListOptions, Texts, Words, with_options
from timeline.questions.diverge import DIVERGENT, STATUSES
from timeline.reports.diverge import report


class _DivergeFilters(
    FilterOptions,
    means={
        "year": "Pairs with an event in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "kind": "Pairs with an event of this kind: real, alt or both.",
        "timeline": "Compare only this timeline with its parent.",
        "id": "Pairs with this event: its id, or the start of it.",
        "reverse": "Reverse the order of the pairs.",
        "limit": "Show at most N pairs.",
    },
):
    """What the filters mean here."""


@with_options
def diverge(
    filters: _DivergeFilters,
    data: DataOptions,
    output: ListOptions,
    words: Words = None,
    between: Between = None,
    all_: Annotated[
        bool,
        Option("--all", help="Include events that are kept, and real events that the alternate history leaves untold."),
    ] = False,
    status: Annotated[
        Texts, Option(metavar="STATUS", help=f"Only pairs with this status: {', '.join(STATUSES)}.")
    ] = None,
    exit_code: Annotated[bool, Option("--exit-code", help="Exit with 1 if there is a divergence.")] = False,
) -> None:
    """List where alternate timelines part from their parents: the point of divergence (POD) first, then pair by pair.

    Compares every alternate timeline with its parent, or only the one that --timeline names. Other filters keep a pair
    if one of its events matches.

    \b
    Examples:
      timeline diverge
      timeline diverge --year 1960s --status replaced
      timeline diverge --between real fam --all -f json
      timeline diverge --exit-code --data mine.toml > /dev/null
    """
    from timeline.questions.diverge import diverge as divergences
    from timeline.questions.diverge import parse_status

    statuses = [parse_status(text) for text in status or ()] or (STATUSES if all_ else DIVERGENT)
    query = filters.query(words=words)
    chronicle = data.open()
    pairs = divergences(chronicle, query, between=between, statuses=statuses)
    answer(report(pairs), output, chronicle, nothing="no divergence matches")
    if not pairs:
        others = [] if statuses == STATUSES else divergences(chronicle, query, between=between, statuses=STATUSES)
        if others:
            counts = ", ".join(f"{n} {each}" for each in STATUSES if (n := sum(p.status == each for p in others)))
            note(f"without --status, --all has {counts}" if status else f"--all has {counts}")
        elif query.words:
            note_nearest_words(chronicle, query)
    if exit_code and any(pair.status in DIVERGENT for pair in pairs):
        raise Exit(1)
