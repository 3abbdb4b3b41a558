"""Rows about questions: how the cost of an answer grows with a history, when the answer stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.bench import DifferentAnswersError
from benchmarks.core import PROBE
from benchmarks.row import Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

SAME_ANSWER = {
    "show": ("show", "--year", "1969"),
    "diverge": ("diverge", "--year", "1969"),
    "compare": ("compare", "--year", "1969", "--timeline", "red"),
    "event": ("event", PROBE),
    "why": ("why", PROBE),
    "ripple": ("ripple", PROBE),
}
"""Questions about the core, whose answers are the same at every size."""


def flat(bench: Bench) -> None:
    small, large = bench.size(1_000), bench.largest
    for size in bench.options.sizes:
        bench.settle(bench.history(size))
    for name, arguments in SAME_ANSWER.items():
        sizes = list(bench.options.sizes)
        commands = [bench.timeline(*arguments, "--data", bench.history(size)) for size in sizes]
        answers = {size: bench.output(command) for size, command in zip(sizes, commands, strict=True)}
        if len(set(answers.values())) > 1:
            raise DifferentAnswersError(
                f"`{' '.join(arguments)}` gives different answers at {', '.join(map(str, sizes))} events"
            )
        samples = dict(zip(sizes, bench.paired(*commands), strict=True))
        for size, sample in samples.items():
            bench.point("questions", name, size, sample)
        what, against = f"`{' '.join(arguments[:2])}`, {large:,} events", f"{small:,} events"
        bench.ratio(what, samples[large], against, samples[small], 1.5)
        if name in ("event", "why", "ripple"):
            bench.ratio(f"`{name}`: memory", samples[large], against, samples[small], 1.5, "peak")


WHOLE = {"ripple --top": (1.3, 260), "watch": (1, None), "check": (10, 260)}
"""Questions about all of a history: the goals for seconds and for MB, which only count at `LARGE` events."""

LARGE = 100_000


def whole(bench: Bench) -> None:
    sizes = [size for size in bench.options.sizes if size <= LARGE]
    small, large = bench.size(10_000), bench.size(LARGE)
    for size in sizes:
        bench.settle(bench.history(size))
    for name, (seconds, memory) in WHOLE.items():
        commands = [bench.timeline(*name.split(), "--data", bench.history(size)) for size in sizes]
        prepare = bench.cold if name == "check" else bench.forgotten
        samples = dict(zip(sizes, bench.paired(*map(prepare, commands)), strict=True))
        for size, sample in samples.items():
            bench.point("questions", name, size, sample)
        bench.absolute(f"`{name}`, {large:,} events", samples[large], seconds if large == LARGE else None)
        bench.absolute(f"`{name}`: memory", samples[large], memory if large == LARGE else None, "peak")
        if small < large:
            bench.ratio(f"`{name}`: growth", samples[large], f"{small:,} events", samples[small], 1.2 * large / small)


ROWS = (
    Row(
        "questions",
        "Questions with a small answer",
        "Questions about one year or one event of a compiled history. Their answer is the same at every size, which is"
        " verified, so the cost should hardly grow.",
        flat,
    ),
    Row(
        "whole",
        "Questions about everything",
        "Their answer needs all events. `ripple --top` and `watch` find the history compiled, and nothing else; `check`"
        " compiles it first. Growth is linear where it equals that of the number of events.",
        whole,
    ),
)
