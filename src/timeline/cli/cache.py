"""`timeline cache`: show or clear the compiled histories, what `check` found, and pages."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from timeline.cli.answer import answer
from timeline.cli.notes import note
from timeline.cli.options import OutputOptions, with_options
from timeline.formats.report import Column, Report
from timeline.store import upkeep
from timeline.store.cache import folder as cache_folder

_COLUMNS: tuple[Column[upkeep.Entry], ...] = (
    Column("path", lambda entry: str(entry.path), brief=True, header="File"),
    Column("bytes", lambda entry: entry.size, brief=True),
    Column("data", lambda entry: entry.data, brief=True, header="Made of"),
)


@with_options
def cache(
    output: OutputOptions,
    clear: Annotated[bool, Option("--clear", help="Remove all that is kept; it is made again when needed.")] = False,
) -> None:
    """Show where compiled histories, findings of check and pages of browse are kept and how large they are, or remove them.

    \b
    Examples:
      timeline cache
      timeline cache --clear
    """
    folder = cache_folder() or "a home folder, which this user does not have"
    if upkeep.is_open_to_others():
        why = "it belongs to somebody else, or others can write to it"
        note(f"{folder} is not used because {why}; make it private (mode 700)")
    if clear:
        note(f"freed {upkeep.clear():,} bytes in {folder}")
        return
    entries = upkeep.entries()
    answer(Report(_COLUMNS, entries), output, nothing=f"there is no compiled history in {folder}")
