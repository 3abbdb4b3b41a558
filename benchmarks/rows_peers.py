"""The row about other programs: they answer the same question, and have to find the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import peers
from benchmarks.bench import DifferentAnswersError
from benchmarks.core import OF_THE_YEAR, YEAR
from benchmarks.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.bench import Bench
    from benchmarks.measuring import Sample

SIZES = (500, 10_000, 100_000)


def others(bench: Bench) -> None:
    """Measure `show` and every peer that is there, at each size in turn."""
    there = {name: program for name, peer in peers.PEERS.items() if (program := peers.find(peer))}
    for name, peer in peers.PEERS.items():
        found = (
            f"is `{peers.version(bench, there[name])}` and reads {peer.form}"
            if name in there
            else "is left out: not installed"
        )
        bench.note(f"{name} {found}.")
    for size in sorted({bench.size(each) for each in SIZES}):
        history = bench.history(size)
        events = bench.export(history, "ndjson")
        show = bench.timeline("show", "--data", history, "--year", str(YEAR), "--columns", "id")
        bench.settle(history)
        commands = {name: peers.command(bench, peers.PEERS[name], there[name], history, events) for name in there}
        _compare("timeline", bench.output(show).split())
        for name, command in commands.items():
            _compare(name, peers.PEERS[name].ids(bench.output(command)))
        series = ("timeline", "timeline, first time", *commands)
        samples = dict(zip(series, bench.paired(show, bench.cold(show), *commands.values()), strict=True))
        for name, sample in samples.items():
            bench.point("peers", name, size, sample)
        if size == min(bench.options.sizes):
            _note_native(bench, size, samples)


def _compare(name: str, ids: Iterable[str]) -> None:
    """Raise `DifferentAnswersError` if a program finds other events than those of the year."""
    found = sorted(ids)
    if found != sorted(OF_THE_YEAR):
        raise DifferentAnswersError(f"{name} finds other events of {YEAR} than there are: {' '.join(found) or 'none'}")


def _note_native(bench: Bench, size: int, samples: Mapping[str, Sample]) -> None:
    """Note how far ahead native programs are where there is little to read."""
    native = [sample for name, sample in samples.items() if name in peers.PEERS and peers.PEERS[name].is_native]
    if native:
        ratios = [samples["timeline"].ratio(sample, "cpu") for sample in native]
        times = f"{min(ratios):.1f} to {max(ratios):.1f} times the CPU time of the native programs"
        bench.note(f"With {size:,} events, `show` takes {times}.")


ROWS = (
    Row(
        "peers",
        "Other programs",
        "The events of 1969, asked of other programs. Each has the same events in the form that it likes best, and all have"
        " to find the same ids. Native programs start several times faster than Python can, so with few events they are"
        " ahead. `timeline` and sqlite-utils ask an index that was made before; the line for the first time has what"
        " timeline takes to make it. The others read everything each time.",
        others,
    ),
)
