"""Rows about reading: a whole history, one edit of it, other formats, and histories of odd shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import edits, shapes
from benchmarks.bench import DifferentAnswersError
from benchmarks.programs import PARSERS
from benchmarks.row import Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.measuring import Command

MILLION = 1_000_000
YEAR = ("--year", "1969")


def cold(bench: Bench) -> None:
    size = bench.size(100_000)
    for declared, how in ((True, "declared"), (False, "not declared")):
        history = bench.history(size, declared=declared)
        show = bench.cold(bench.timeline("show", "--data", history, *YEAR))
        parsers = [parser for parser in PARSERS if parser in bench.programs]
        sample, *parsed = bench.paired(show, *(bench.program(parser, history) for parser in parsers))
        base, name = min(zip(parsed, parsers, strict=True), key=lambda each: each[0].median("cpu"))
        what = f"compile {size:,} events, {how}"
        bench.ratio(what, sample, f"{name}, the fastest parser here", base, 4)
    missing = [parser for parser in PARSERS if parser not in bench.programs]
    if missing:
        bench.note(f"Parsers that are not installed: {', '.join(missing)}.")


def edit(bench: Bench) -> None:
    size = bench.size(10_000)
    history = bench.history(size)
    path = bench.folder / "edited.toml"
    path.write_text(Path(history).read_text(encoding="utf-8"), encoding="utf-8")
    bench.settle(history)
    bench.settle(str(path))
    show = bench.timeline("show", "--data", str(path), *YEAR, "--columns", "id,date,title,summary")
    check = bench.timeline("check", "--data", str(path))
    bench.output(check)
    warm = bench.timeline("show", "--data", history, *YEAR, "--columns", "id,date,title,summary")
    unchanged = "`show` of an unchanged file"
    cases = (
        ("the summary of one event of {:,} edited", edits.editing(path)),
        ("the date of one event of {:,} edited", edits.redating(path)),
        ("one event added to {:,}", edits.adding(path)),
        ("one event of {:,} removed", edits.removing(path)),
    )
    for what, editing in cases:
        shown, checked, base = bench.paired(show._replace(before=editing), check, warm)
        bench.ratio(f"{what.format(size)}, then `show`", shown, unchanged, base, 3)
        bench.ratio("then `check` of these", checked, unchanged, base, 5)
        _compare_with_cold(bench, show, check)


def included(bench: Bench) -> None:
    size = bench.size(10_000)
    parts = shapes.parts(bench.folder / "included", 20, size)
    main = str(bench.folder / "included" / "events.toml")
    bench.settle(main)
    show = bench.timeline("show", "--data", main, *YEAR, "--columns", "id,title,summary")
    one = bench.cold(bench.timeline("show", "--data", bench.history(size // len(parts), declared=False), *YEAR))
    sample, base, whole = bench.paired(show._replace(before=edits.editing(parts[0])), one, bench.cold(show))
    what = f"one of 20 included files changed, {size:,} events in all"
    bench.ratio(what, sample, "compiling a history as long as that file", base, 1.5)
    bench.ratio(what, sample, "compiling all 20", whole, None)
    _compare_with_cold(bench, show)


def _compare_with_cold(bench: Bench, *commands: Command) -> None:
    """Raise `DifferentAnswersError` if a command answers otherwise after an edit than with an empty cache."""
    for command in commands:
        if bench.output(command) != bench.output(bench.cold(command)):
            asked = " ".join(command.arguments)
            raise DifferentAnswersError(f"after an edit, {asked} gives another answer than with an empty cache")


def unchanged(bench: Bench) -> None:
    size = bench.size(10_000)
    history = bench.history(size)
    check = bench.timeline("check", "--data", history)
    bench.output(check)
    bench.settle(history)
    sample, base = bench.paired(check, bench.timeline("show", "--data", history, *YEAR))
    bench.ratio(f"`check` of {size:,} events, files unchanged", sample, "`show` of the same", base, 1.5)


def unknown(bench: Bench) -> None:
    size = bench.shaped(2_000)
    commands: list[Command] = []
    for known in (False, True):
        path = bench.folder / f"names-{known}.toml"
        shapes.unknown_names(path, size, known=known)
        commands.append(bench.cold(bench.timeline("show", "--data", str(path), "--year", "1600")))
    sample, base = bench.paired(*commands)
    what = f"{size:,} events with two unknown people and tags each, compiled"
    bench.ratio(what, sample, "the same with known ones", base, 1.1)


def rate(bench: Bench) -> None:
    size = bench.size(100_000)
    history = bench.history(size, declared=False)
    lines = bench.export(history, "ndjson")
    for kind in ("ndjson", "csv"):
        path = lines if kind == "ndjson" else bench.export(history, kind)
        show = bench.timeline("show", "--data", str(path), *YEAR, "--columns", "id")
        if bench.output(show) != bench.output(bench.timeline("show", "--data", history, *YEAR, "--columns", "id")):
            raise DifferentAnswersError(f"{kind} of a history gives another answer than the history")
        reader, floor = bench.program("rows", kind, str(path)), bench.program("json_lines", str(lines))
        read, compiled, base = bench.paired(reader, bench.cold(show), floor)
        bench.ratio(f"read {size:,} rows of {kind}", read, "`json.loads` of each line", base, 2)
        bench.ratio(f"compile these {size:,} events", compiled, "`json.loads` of each line", base, None)


def odd(bench: Bench) -> None:
    floor = bench.cold(bench.timeline("show", "--data", str(shapes.one_date(bench.folder / "one", 1))))
    for name, shape in shapes.SHAPES.items():
        commands = []
        size = bench.shaped(shape.number)
        for number in (size // 2, size):
            path = shape.write(bench.folder / f"{name}-{number}", number)
            command = bench.timeline(shape.command, *shape.arguments, "--data", str(path), status=shape.status)
            commands.append(bench.cold(command))
        small, large, start = bench.paired(*commands, floor)
        bench.growth(f"{shape.what}, n = {size:,}", small, large, start, 2.2)


def million(bench: Bench) -> None:
    if MILLION not in bench.options.sizes:
        bench.note("1,000,000 events are left out by `--sizes`.")
        return
    show = bench.cold(bench.timeline("show", "--data", bench.history(MILLION), *YEAR))
    (sample,) = bench.paired(show)
    bench.absolute("compile 1,000,000 events", sample, None)
    bench.absolute("compile 1,000,000 events: memory", sample, 2_000, "peak")


ROWS = (
    Row(
        "compile",
        "A history that is new",
        "The first `show` compiles the history. It is measured with an empty cache, for a history that declares its people,"
        " tags and seasons, and for one that leaves them implied. The fastest installed parser of TOML is the floor: it"
        " reads the file and keeps nothing.",
        cold,
    ),
    Row(
        "edit",
        "One event edited, added or removed",
        "Before each run, the summary of one event is changed, then the date; then an event is written into the middle of"
        " the file, and then one is taken out again. `show` follows, then `check`. Both answer as they do with an empty"
        " cache, which is verified.",
        edit,
    ),
    Row(
        "included",
        "One file of twenty edited",
        "Before each run, one event of one included file is changed. Only that file has to be read again.",
        included,
    ),
    Row(
        "check",
        "A check without a change",
        "While no file changes, the findings of `check` stay the same, so they are kept.",
        unchanged,
    ),
    Row(
        "unknown",
        "Names that no table declares",
        "They are warnings of `check`, with hints. `show` does not print them, so they should cost it nothing.",
        unknown,
    ),
    Row(
        "rate",
        "Other formats",
        "Events as other programs hand them over: read as a stream of rows, and compiled with an empty cache. The floor is"
        " Python's `json.loads`, called for each line of the NDJSON. All formats give the same answer, which is verified.",
        rate,
    ),
    Row(
        "shapes",
        "Odd histories",
        "Things of which most histories have few, and some have thousands. The result is how the time grows from half of n"
        " to n, without what a history of one event takes: 2 is linear, 4 is quadratic.",
        odd,
    ),
    Row(
        "million",
        "A million events",
        "Such a history should compile within 2 GB of memory.",
        million,
    ),
)
