"""Rows about start-up and tables: what a short answer costs beyond Python and the framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import instructions
from benchmarks.row import Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.measuring import Command

YEAR = ("--data", "bundled", "--year", "1969")
TYPER = "a typer program of two commands"


def piped(bench: Bench) -> None:
    show, base = bench.timeline("show", *YEAR), bench.program("two", "one")
    bench.output(show)
    sample, least = bench.paired(show, base)
    bench.ratio("`show --year 1969`, piped", sample, TYPER, least, 1.25)
    if not bench.options.counting:
        return
    own, floor = (instructions.count(each, str(bench.folder), bench.variables) for each in (show, base))
    if own is None or floor is None:
        bench.note("Instructions are not counted: neither `perf stat` nor valgrind can count them here.")
    else:
        bench.counted("the same, in instructions", sample, TYPER, (own, floor), 1.25)


def help_(bench: Bench) -> None:
    against = f"the same of {TYPER}"
    _ratio(bench, "`--help`", bench.timeline("--help"), against, bench.program("two", "--help"), 1.1)


def on_a_terminal(bench: Bench) -> None:
    show = bench.timeline("show", *YEAR, "--no-pager", terminal=True)
    rows = bench.output(bench.timeline("show", *YEAR)).count("\n")
    base = bench.program("draw", "one", "--rows", str(rows), terminal=True)
    what = f"a table of {rows} rows on a terminal"
    _ratio(bench, what, show, "typer and Rich drawing one", base, 1.25)


def long_table(bench: Bench) -> None:
    size = bench.size(10_000)
    history = bench.history(size)
    listing = bench.timeline("show", "--data", history, "-f", "table", "--width", "100", "--no-pager")
    columns = ("--columns", "date,kind,show,season,title")
    rows = bench.folder / "rows.tsv"
    rows.write_text(bench.output(bench.timeline("show", "--data", history, "-f", "tsv", *columns)), encoding="utf-8")
    table, few = ([*listing.arguments, *more] for more in (columns, ("--limit", "20")))
    bench.settle(history)
    commands = listing, listing._replace(arguments=table), listing._replace(arguments=few)
    listed, asked, short, rich = bench.paired(*commands, bench.program("rich_table", str(rows)))
    against = f"Rich's `Table` of the same {size:,} rows"
    bench.ratio(f"a listing of {size:,} rows", listed, against, rich, 0.2)
    bench.ratio("the first byte of that listing", listed, "that of 20 rows", short, 1.5, "first")
    bench.ratio(f"a table of five columns, {size:,} rows", asked, against, rich, 0.2)
    bench.ratio("the first byte of that table", asked, "that of 20 rows", short, 1.5, "first")


def _ratio(bench: Bench, what: str, command: Command, against: str, base: Command, goal: float) -> None:
    sample, other = bench.paired(command, base)
    bench.ratio(what, sample, against, other, goal)


ROWS = (
    Row(
        "show",
        "A short listing",
        "One year of the bundled history in a pipe, as scripts ask for it. The least that any command can take is what a"
        " program of the same framework takes that does nothing.",
        piped,
    ),
    Row("help", "The help", "The page that lists all commands. It should not have to import them.", help_),
    Row(
        "terminal",
        "A table on a terminal",
        "The same year, drawn on a terminal of 100 columns. The program to compare with draws as many rows of constants.",
        on_a_terminal,
    ),
    Row(
        "table",
        "A long table",
        "All events as a table of 100 columns, and how soon its first rows are there. Rich's `Table` measures every cell"
        " before it draws any. The first byte is compared with that of a table of 20 rows.",
        long_table,
    ),
)
