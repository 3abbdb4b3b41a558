"""The page: what was measured on which machine, a table for each row, and the plots."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.bench import Bench, Figure, Point
    from benchmarks.row import Row

INTRO = """\
# Performance

`python benchmarks` makes this page. It writes seeded histories with people, seasons, tags, links and causes, measures whole
processes on them, and compares the answers: if two programs disagree about what happened, it stops.

Each line of a table is a command: what it costs, what that is compared with, and the result. A result with an x is a ratio
of CPU times, or of what the line names. The goal is the most that the result should be; a goal in **bold** is missed. `n`
is the number of runs.
"""

HOW = """\
## How it is measured

- What is compared is the CPU time of a process, user and system, as the kernel counts it; for "first byte", the time on the
  clock. Memory is the most that the process held at a time.
- What is compared runs in turn: one run of each, then the next. A ratio is the median of the ratios of these pairs, and
  a time is the median of its runs. So compare the ratios; the times depend on the machine.
- A comparison runs up to {runs} times, or until {seconds:.0f} seconds are over, but at least once.
- The program sees no settings: no variables but those that find programs, a home, settings and a cache of its own, and a
  folder without a settings file. Its files are older than two seconds, so that it does not suspect a change.

## How to run it

`pip install -e '.[bench]'` installs the fast parsers of TOML, the peers that are on PyPI, and matplotlib, which draws the
plots. The other peers are jq, hledger and tomlq (Debian has them as jq, hledger and yq) and nushell (npm has it). The
benchmarks install nothing: what is missing is left out, and the page says so. Then:

```sh
python benchmarks                                # everything
python benchmarks --sizes 500,1000,10000,100000  # without the million events, which take minutes and 2 GB of memory
python benchmarks --only show,edit               # some rows, printed
python benchmarks --quick --to /tmp              # a minute, to see that it works
```
"""

PLOTS = {
    "goals": (
        "Each figure as a part of its goal",
        "Figures with a goal, divided by it: where a bar ends at the line or before, the goal is reached.",
    ),
    "questions": ("How the cost of an answer grows", "CPU time by the number of events, on logarithmic axes."),
    "peers": ("The events of 1969, asked of other programs", "CPU time by the number of events, on logarithmic axes."),
}
"""The title of each plot, and a line about it."""


def page(bench: Bench, rows: Sequence[Row], drawn: Iterable[str], seconds: float) -> str:
    """Return the page in Markdown, with the plots that were drawn."""
    options = bench.options
    missed = [figure for figure in bench.figures if _is_missed(figure)]
    goals = [figure for figure in bench.figures if figure.goal is not None]
    parts = [
        INTRO,
        f"{machine()}. Measured in {seconds / 60:.0f} minutes on {date.today():%Y-%m-%d}, on histories of "
        f"{', '.join(f'{size:,}' for size in options.sizes)} events. "
        f"{len(goals) - len(missed)} of {len(goals)} goals are reached.\n",
        "This was a quick run, on small histories. It shows that everything works, not how fast it is.\n"
        if options.shapes < 1
        else "",
        *(_picture(name) for name in drawn),
        *(_section(bench, row) for row in rows),
        HOW.format(runs=options.runs, seconds=options.seconds),
    ]
    return "\n".join(part for part in parts if part)


def machine() -> str:
    """Return what the figures were measured on, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "rich"))
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GB of memory, {platform.system()};"
        f" Python {platform.python_version()}, {libraries}, SQLite {sqlite3.sqlite_version};"
        f" timeline {version('althistory')}"
    )


def _processor() -> str:
    """Return the name of the processor."""
    about = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)$", about.read_text(), re.MULTILINE) if about.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _section(bench: Bench, row: Row) -> str:
    lines = [f"## {row.title}: `{row.name}`", "", row.explanation]
    figures = [_line(figure) for figure in bench.figures if figure.row == row.name]
    if figures:
        lines += ["", "| | CPU | wall | memory | against | | result | goal | n |"]
        lines += ["| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |", *figures]
    if row.name == "peers":
        lines += ["", *_by_size([point for point in bench.points if point.plot == "peers"])]
    notes = [f"- {note.text}" for note in bench.notes if note.row == row.name]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _line(figure: Figure) -> str:
    sample = figure.sample
    costs = (text(sample.median(measure), measure) for measure in ("cpu", "wall", "peak"))
    goal = "" if figure.goal is None else _value(figure.goal, figure.unit)
    result = _value(figure.value, figure.unit)
    if _is_missed(figure):
        goal = f"**{goal}**"
    cells = (figure.what, *costs, figure.against, figure.baseline, result, goal, str(len(sample.runs)))
    return f"| {' | '.join(cells)} |"


def _by_size(points: Sequence[Point]) -> Iterator[str]:
    """Yield a table of programs by size; the first program is the one that the others are compared with."""
    sizes = sorted({point.size for point in points})
    yield f"| CPU time, and times that of timeline | {' | '.join(f'{size:,} events' for size in sizes)} |"
    yield f"| --- |{' ---: |' * len(sizes)}"
    own = {point.size: point.cpu for point in points if point.series == points[0].series}
    for series in dict.fromkeys(point.series for point in points):
        costs = {point.size: point.cpu for point in points if point.series == series}
        cells = (f"{text(costs[size], 'cpu')}, {_value(costs[size] / own[size], 'x')}" for size in sizes)
        yield f"| {series} | {' | '.join(cells)} |"


def _is_missed(figure: Figure) -> bool:
    return figure.goal is not None and figure.value > figure.goal


def _value(value: float, unit: str) -> str:
    if unit == "x":
        return f"{value:.2f}x" if value < 10 else f"{value:.0f}x"
    return f"{value:,.1f} s" if unit == "s" else f"{value:,.0f} MB"


def _picture(name: str) -> str:
    title, about = PLOTS[name]
    return (
        f"## {title}\n\n{about}\n\n<picture>\n"
        f'  <source media="(prefers-color-scheme: dark)" srcset="performance/{name}-dark.svg">\n'
        f'  <img src="performance/{name}.svg" alt="{title}">\n</picture>\n'
    )
