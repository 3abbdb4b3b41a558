"""`timeline export`: write a whole history for another engine."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from timeline.cli.notes import note
from timeline.cli.options import DataOptions, with_options


@with_options
def export(
    data: DataOptions,
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            show_default=False,
            help="What to write: NAME.parquet, a folder of Parquet files by timeline and decade, or NAME.sqlite.",
        ),
    ],
    force: Annotated[bool, Option("--force", help="Replace an earlier export.")] = False,
) -> None:
    """Write a whole history for DuckDB, Spark or SQLite. `timeline sql` prints queries over it.

    Parquet needs pyarrow, which the extra `scale` brings.

    \b
    Examples:
      timeline export history.parquet
      timeline export history.sqlite --data mine.toml
    """
    from timeline.exports.files import file_export_for, write_whole

    chosen = file_export_for(file)
    chronicle = data.open()
    write_whole(chosen, chronicle, file, force=force)
    note(f"wrote {len(chronicle):,} events to {file}; try: timeline sql --help")
