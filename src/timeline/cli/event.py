"""`timeline event`: show events in full."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from timeline.cli.answer import answer
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, OutputOptions, named, with_options
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.store.chronicle import Chronicle

STDIN = "-"


@with_options
def event(
    event: Annotated[
        list[str],
        Argument(
            metavar="ID...",
            show_default=False,
            autocompletion=named("id"),
            help="Events, each by its id or the start of it; or one by part of its id or words from its title;"
            " - is ids from standard input.",
        ),
    ],
    data: DataOptions,
    output: OutputOptions,
) -> None:
    """Show events in full: both histories side by side, causes and consequences, and people with their ages that day.

    Name an event by its id, part of the id, or words from the title. If several events match, they are listed. Several
    ids are several events. "-" reads ids from standard input, one on a line, or in the first column:
    "timeline show --tag mars --columns id | timeline event -".

    \b
    Examples:
      timeline event leonov-first-on-moon
      timeline event apollo 11 first on the moon
      timeline event korolev-survives jamestown-lands
      timeline event jamestown-lands -f json | jq '.[].people'
    """
    from timeline.questions.event import in_full
    from timeline.questions.find import find, names_in
    from timeline.reports.event import report

    if STDIN in event and STDIN in data.paths():
        raise UsageError("the data and the ids cannot both be standard input", "name the file with --data FILE")
    chronicle = data.open()
    typed = [word for word in event if word != STDIN]
    names = names_in(chronicle, typed) if typed else []
    if STDIN in event:
        names += _ids(chronicle, _lines_of_stdin())
    asked = {found.id: found for found in (find(chronicle, name) for name in names)}
    answer(report(in_full(chronicle, asked.values())), output, chronicle, nothing="standard input has no ids")


def _lines_of_stdin() -> Sequence[str]:
    if sys.stdin is None:
        return ()
    if sys.stdin.isatty():
        note("reading ids from the terminal; end them with Ctrl-D")
    return sys.stdin.buffer.read().decode("utf-8-sig", "surrogateescape").split("\n")


def _ids(chronicle: Chronicle, lines: Sequence[str]) -> Iterator[str]:
    """Yield the ids in the first column of lines; a header is not one."""
    for number, line in enumerate(lines):
        first = line.partition("\t")[0].strip()
        if first and "\t" not in line and first not in chronicle:
            first = first.split()[0]
        if first and not (number == 0 and first == "id" and first not in chronicle):
            yield first
