"""`timeline export`: write a history to a file of its own: a page, a poster, or tables for another engine."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from timeline.cli.notes import note
from timeline.cli.options import DataOptions, QueryOptions, Words, with_options
from timeline.model.query import EVERY_EVENT, FILTERS


class ExportFilters(
    QueryOptions,
    offers=[name for name, entry in FILTERS.items() if name != "words" and not entry.is_single],
    means={
        "timeline": "Compare only this alternate timeline with its parent.",
        "kind": "Events of this kind: real, alt or both.",
    },
):
    """The filters of an export: a pair of which one event matches is in it with both."""


@with_options
def export(
    filters: ExportFilters,
    data: DataOptions,
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            show_default=False,
            help="What to write: NAME.html, a page to explore; NAME.svg, NAME.png or NAME.pdf, a poster; NAME.parquet,"
            " a folder of Parquet files by timeline and decade; or NAME.sqlite.",
        ),
    ],
    words: Words = None,
    between: Annotated[
        tuple[str, str] | None,
        Option(metavar="BASE ALT", help="Compare these two timelines, whichever they are."),
    ] = None,
    title: Annotated[str | None, Option(metavar="TEXT", help="The heading. Default: the name of the history.")] = None,
    labels: Annotated[
        int | None, Option(metavar="N", min=1, help="Name N events on a poster, 60 to 130. Default: 112.")
    ] = None,
    dark: Annotated[bool, Option("--dark", help="Draw a poster on a dark ground.")] = False,
    landscape: Annotated[bool, Option("--landscape", help="Draw a poster that is wider than high.")] = False,
    force: Annotated[bool, Option("--force", help="Replace an earlier export.")] = False,
) -> None:
    """Write a history as a page to explore, as a poster, or for DuckDB, Spark or SQLite.

    A page is one file that works without a network. A poster is one sheet of A3, to print or to put on a wiki; PNG and PDF
    need typst, which the extra `poster` brings. Filters leave events out of both, and so does a spoiler fence: what is
    hidden is not in the file. `timeline sql` prints queries over tables. Parquet needs pyarrow, which the extra
    `scale` brings.

    \b
    Examples:
      timeline export history.html
      timeline export moon.html --tag moon --title "The Moon, twice" --up-to fam:s2
      timeline export poster.svg
      timeline export ed.pdf --person "Ed Baldwin" --dark
      timeline export history.parquet
      timeline export history.sqlite --data mine.toml
    """
    from timeline.exports.files import ExportOptions, file_export_for, write_whole

    chosen = file_export_for(file)
    options = ExportOptions(filters.query(words=words), between, title, labels, dark, landscape)
    chosen.check(options)
    chronicle = data.open()
    count = chronicle.count_of(options.query)
    if chosen.most is not None and count > chosen.most:
        note(f"{count:,} events are many for {chosen.ending}: it opens slowly; filters such as --tag leave some out")
    write_whole(chosen, chronicle, file, force=force, options=options)
    what = f"{count:,} events to {file}" if options.query == EVERY_EVENT else file
    note(f"wrote {what}; {chosen.hint}")
