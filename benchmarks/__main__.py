"""`python benchmarks`: measure the program and write docs/performance.md with its plots."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if not __package__:
    sys.path[0] = str(ROOT)

from benchmarks import plots, report, rows_compile, rows_peers, rows_questions, rows_screen, rows_start  # noqa: E402
from benchmarks.bench import Bench, DifferentAnswersError, Options, SettingsError  # noqa: E402
from benchmarks.measuring import CommandFailedError  # noqa: E402

GROUPS = (rows_start, rows_compile, rows_questions, rows_screen, rows_peers)
ROWS = {row.name: row for group in GROUPS for row in group.ROWS}
QUICK = Options(sizes=(500, 1_000, 2_000), runs=3, seconds=2, shapes=0.1, counting=False)


def main(arguments: list[str]) -> int:
    """Measure, write the page, and return the exit status: 1 if something failed or two answers differ."""
    parser = _parser()
    given = parser.parse_args(arguments)
    options = QUICK if given.quick else Options()
    options = options._replace(
        **{name: value for name in ("sizes", "runs", "seconds") if (value := getattr(given, name)) is not None}
    )
    names = given.only or list(ROWS)
    if unknown := [name for name in names if name not in ROWS]:
        parser.error(f"no row {unknown[0]!r}; there are {', '.join(ROWS)}")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="timeline-benchmarks-") as folder:
        try:
            bench = Bench(options, Path(folder))
            for number, name in enumerate(names, 1):
                _say(f"[{number}/{len(names)}] {name}, {time.monotonic() - begun:.0f} s so far")
                bench.row = name
                ROWS[name].measure(bench)
        except (CommandFailedError, DifferentAnswersError, SettingsError) as problem:
            _say(f"benchmarks: {problem}")
            return 1
    _publish(bench, names, given.to, time.monotonic() - begun)
    return 0


def _publish(bench: Bench, names: list[str], to: Path | None, seconds: float) -> None:
    """Write the page and its plots; without all rows, and without a folder to write to, print the page."""
    if to is None and len(names) < len(ROWS):
        print(report.page(bench, [ROWS[name] for name in names], [], seconds))
        return
    bench.row = ""
    folder = to or ROOT / "docs"
    drawn = plots.draw(bench, folder / "performance")
    page = report.page(bench, [ROWS[name] for name in names], drawn, seconds)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "performance.md").write_text(page, encoding="utf-8")
    _say(f"wrote {folder / 'performance.md'}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, help="events in a history, such as 500,1000,10000,100000 (the default)")
    parser.add_argument("--runs", type=int, help="how often each command runs, at most (default: 11)")
    parser.add_argument("--seconds", type=float, help="after which no further run of a comparison starts (default: 20)")
    parser.add_argument("--only", type=lambda text: text.split(","), metavar="ROWS", help=", ".join(ROWS))
    parser.add_argument(
        "--quick", action="store_true", help="small sizes and few runs: a minute, for a look at the page"
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to write the page and its plots (default: docs)"
    )
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part.replace("_", "")) for part in text.split(",")}))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
