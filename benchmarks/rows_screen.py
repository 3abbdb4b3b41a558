"""Rows about the full-screen program: the first screen, a key, and rest."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.row import Row
from benchmarks.visiting import samples, visit

if TYPE_CHECKING:
    from benchmarks.bench import Bench

LARGE = 100_000
SIZES = ((24, 80), (45, 160))
KEYS, REST = 100, 5
"""How many keys are pressed, and for how many seconds none is; fewer in a quick run."""
PAINT, KEY, IDLE = 0.5, 0.02, 0.01
"""The goals: seconds to the first screen and for a key, and the part of the time that it works while nothing happens."""


def explore(bench: Bench) -> None:
    if find_spec("textual") is None:
        bench.note("It is left out: textual is not installed.")
        return
    size = bench.size(LARGE)
    history = bench.history(size)
    bench.settle(history)
    command = bench.timeline("explore", "--data", history)
    is_large = size == LARGE
    count, rest = (KEYS, REST) if bench.options.seconds else (2, 0.1)
    for lines, columns in SIZES:
        visits = [
            visit(command.arguments, bench.variables, (lines, columns), count, rest)
            for _ in range(max(1, bench.options.runs // 2))
        ]
        paint, keys, idle = samples(visits)
        what = f"{columns}x{lines}, {size:,} events"
        bench.absolute(f"the first screen, {what}", paint, PAINT if is_large else None, "wall")
        bench.absolute(f"{count} keys, {what}", keys, KEY * count if is_large else None, "wall")
        bench.absolute(f"{rest:g} s at rest, {what}", idle, IDLE * rest if is_large else None)
    bench.absolute("memory", paint, None, "peak")


ROWS = (
    Row(
        "explore",
        "The full screen",
        "`explore` on a terminal. The wall time of the first screen is that from the start of the process until its last"
        " line is there; that of keys is the sum of the times until each shows. At rest, the CPU time is what counts: 0 is"
        " the goal, and less than a hundredth of the time is taken for it. The goals are for 100,000 events.",
        explore,
    ),
)
