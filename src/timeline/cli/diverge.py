"""`timeline diverge`: list where histories part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Exit, Option

from timeline.cli.answer import answer
from timeline.cli.notes import note
from timeline.cli.options import Between, DataOptions, FilterOptions, ListOptions, Texts, Words, one_of, with_options
from timeline.model.errors import UsageError
from timeline.questions.diverge import DIVERGENT
from timeline.questions.diverge_stat import GROUPINGS, parse_grouping, tally
from timeline.questions.pairs import STATUSES
from timeline.reports.diverge import report
from timeline.reports.diverge_stat import report as counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.questions.pairs import Status


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
    pairs_only: Annotated[
        bool, Option("--pairs", help="Only pairs of two events: without what is added or untold.")
    ] = False,
    stat: Annotated[bool, Option("--stat", help="Count divergences instead of listing them.")] = False,
    by: Annotated[
        str | None,
        Option(
            metavar="GROUP",
            autocompletion=one_of(GROUPINGS),
            help=f"With --stat: {', '.join(GROUPINGS)}. Default: year.",
        ),
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
      timeline diverge --stat --by season
      timeline diverge --exit-code --data mine.toml > /dev/null
    """
    from timeline.questions.diverge import listed, paired, parse_status

    grouping = parse_grouping(by or "year")
    if by and not stat:
        raise UsageError("--by goes with --stat", f"timeline diverge --stat --by {grouping}")
    statuses: Sequence[Status] = [parse_status(text) for text in status or ()] or (STATUSES if all_ else DIVERGENT)
    if pairs_only:
        statuses = [each for each in statuses if each not in ("added", "untold")]
    query = filters.query(words=words)
    chronicle = data.open()
    found = listed(chronicle, query, between=between, statuses=statuses)
    pairs = found.pairs
    if stat:
        answer(counts(tally(chronicle, pairs, grouping), pairs, grouping), output, nothing="no divergence matches")
    else:
        answer(report(found), output, chronicle, nothing="no divergence matches")
    if not pairs:
        others = [] if statuses == STATUSES else paired(chronicle, query, between=between, statuses=STATUSES)
        if others:
            known = ", ".join(f"{n} {each}" for each in STATUSES if (n := sum(p.status == each for p in others)))
            note(f"without --status, --all has {known}" if status else f"--all has {known}")
        elif query.words:
            from timeline.cli.nothing import note_nearest_words

            note_nearest_words(chronicle, query)
    if exit_code and any(pair.status in DIVERGENT for pair in pairs):
        raise Exit(1)
