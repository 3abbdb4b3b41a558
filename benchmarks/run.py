"""Measure what the README says about speed: `python benchmarks/run.py` prints the tables of benchmarks/README.md.

Every figure is the wall time of whole processes, run in turn with those they are compared with; the median is printed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 11
FLOOR = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
@app.command()
def one(x: int = 1): print("hi")
@app.command()
def two(): pass
app(["one"])
"""
Command = list[str]


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        start_up()
        growth(Path(folder))


def start_up() -> None:
    """Compare commands on the bundled history with the floor that Python and typer set."""
    timeline = [sys.executable, "-m", "timeline"]
    commands: dict[str, Command] = {
        "`python -c pass`": [sys.executable, "-c", "pass"],
        "a two-command typer program": [sys.executable, "-c", FLOOR],
        "`timeline --version`": [*timeline, "--version"],
        "`timeline show --year 1969`, piped": [*timeline, "show", "--year", "1969"],
        "`timeline show --year 1969 -f table`": [*timeline, "show", "--year", "1969", "-f", "table"],
        "`timeline diverge`, piped": [*timeline, "diverge"],
    }
    medians = measured(commands)
    bare, floor = list(medians.values())[:2]
    print("| command | ms | times python | times typer |\n| --- | ---: | ---: | ---: |")
    for name, median in medians.items():
        print(f"| {name} | {median * 1000:.0f} | {median / bare:.1f} | {median / floor:.2f} |")


def growth(folder: Path) -> None:
    """Measure compiling and asking histories of growing size."""
    print("\n| events | file, MB | first run, s | `show --year 1969`, ms | one tag of one year, ms |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in (1_000, 10_000, 100_000):
        path = folder / f"{size}.toml"
        path.write_text(history(size), encoding="utf-8")
        show = [sys.executable, "-m", "timeline", "show", "--data", str(path), "--year", "1969"]
        begun = time.perf_counter()
        run(show)
        first = time.perf_counter() - begun
        by_year, by_tag = measured({"year": show, "tag": [*show, "--tag", "tag-1"]}).values()
        megabytes = path.stat().st_size / 1e6
        print(f"| {size:,} | {megabytes:.1f} | {first:.1f} | {by_year * 1000:.0f} | {by_tag * 1000:.0f} |")


def history(size: int) -> str:
    """Return a history of so many events, ten of them in 1969 whatever its size, the others a thousand years around."""
    events = []
    for n in range(size):
        year = 1969 if n < 10 else 1000 + n % 900
        events.append(
            f'[[event]]\nid = "event-{n}"\ndate = {year}-{n % 12 + 1:02d}-{n % 28 + 1:02d}\n'
            f'title = "Something of note happens for the time number {n}"\nkind = "{"alt" if n % 2 else "real"}"\n'
            f'tags = ["tag-{n % 7}"]\npeople = ["Person {n % 100}"]\n'
            f'summary = "It is told here in one sentence what came of it."\n'
        )
    return "\n".join(events)


def measured(commands: dict[str, Command]) -> dict[str, float]:
    """Return the median seconds of each command, after one run of each that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(RUNS + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            run(command)
            if round_:
                times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(values) for name, values in times.items()}


def run(command: Command) -> None:
    """Run a command with its output read by nobody."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
