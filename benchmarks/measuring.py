"""Processes and what they cost: CPU time, wall time, the time until the first byte, and the peak of memory.

CPU time is that of user and system together, as the kernel counts it. What is compared runs in turn, so that both
have the same machine; the figure is the median of the ratios of these pairs.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LAUNCHER = str(Path(__file__).with_name("launcher.py"))

SCREEN = (50, 100)
"""Lines and columns of the terminal that a command is given."""


class CommandFailedError(Exception):
    """A command that did not end as it should; the text says which, how, and what it wrote."""


class Command(NamedTuple):
    """A command line, and how to run it."""

    arguments: Sequence[str]
    terminal: bool = False
    """Whether it writes to a terminal; otherwise to a pipe."""
    before: Callable[[], object] | None = None
    """What to do before each run; it is not measured."""
    status: int = 0
    variables: Mapping[str, str] | None = None


class Run(NamedTuple):
    """What one process cost."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of CPU time, with those of the processes that it started and waited for."""
    first: float
    """Seconds from its start to the first byte that it writes to standard output."""
    peak: float
    """The most memory that it held at a time, in MB."""


class Sample(NamedTuple):
    """The runs of one command."""

    runs: Sequence[Run]

    def median(self, measure: str) -> float:
        return statistics.median(float(getattr(run, measure)) for run in self.runs)

    def ratio(self, other: Sample, measure: str) -> float:
        """Return the median of the ratios of each run to that of another command in the same round."""
        pairs = zip(self.runs, other.runs, strict=True)
        return statistics.median(float(getattr(one, measure) / getattr(two, measure)) for one, two in pairs)


def paired(commands: Sequence[Callable[[], Run]], runs: int, seconds: float) -> list[Sample]:
    """Run commands in turn, so often or until this many seconds are over, but each at least once."""
    begun = time.perf_counter()
    rounds: list[list[Run]] = []
    while not rounds or (len(rounds) < runs and time.perf_counter() - begun < seconds):
        rounds.append([command() for command in commands])
    return [Sample(each) for each in zip(*rounds, strict=True)]


def run(command: Command, folder: str, variables: Mapping[str, str]) -> tuple[Run, bytes]:
    """Run a command in a folder and return what it cost and wrote to standard output. Raises `CommandFailedError`."""
    if command.before is not None:
        command.before()
    looking, writing = _terminal() if command.terminal else os.pipe()
    costs, report = os.pipe()
    with (
        tempfile.TemporaryFile() as errors,
        os.fdopen(looking, "rb", 0) as pipe,
        os.fdopen(costs, encoding="ascii") as costing,
    ):
        launcher = subprocess.Popen(
            [sys.executable, "-I", "-S", LAUNCHER, str(report), *command.arguments],
            cwd=folder,
            env={**variables, **(command.variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=errors,
            pass_fds=[report],
        )
        os.close(writing)
        os.close(report)
        first, output = _read_all(pipe.fileno())
        launcher.wait()
        counted = costing.read().split()
        if counted[-1:] != [str(command.status)]:
            errors.seek(0)
            said = (errors.read() or output).decode(errors="replace").strip()[-500:]
            raise CommandFailedError(
                f"{' '.join(command.arguments)} ended with {' '.join(counted[-1:]) or 'nothing'}: {said}"
            )
    begun, ended, cpu, peak = map(float, counted[:-1])
    return Run(ended - begun, cpu, (first or ended) - begun, peak / 1024), output


def _terminal() -> tuple[int, int]:
    """Return the two ends of a terminal: that of whoever looks at it, and that of the command."""
    looking, writing = pty.openpty()
    termios.tcsetwinsize(writing, SCREEN)
    return looking, writing


def _read_all(looking: int) -> tuple[float | None, bytes]:
    """Return when the first byte came, and all of them."""
    first = None
    parts = []
    while True:
        try:
            part = os.read(looking, 1 << 16)
        except OSError:  # a terminal that nobody has open any more
            break
        if not part:
            break
        if first is None:
            first = time.perf_counter()
        parts.append(part)
    return first, b"".join(parts)
