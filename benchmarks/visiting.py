"""A visit to the full-screen program on a terminal: how soon it is there, how soon a key shows, what it costs at rest."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measuring import CommandFailedError, Run, Sample

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAINTED = b"quit"
"""What the last line of the first screen ends with."""

_PATIENCE = 30.0
_QUIET = 0.03
"""After how many seconds without a byte a screen is complete."""


class Visit(NamedTuple):
    """What one visit cost."""

    paint: Run
    """Until the first screen was complete."""
    keys: Run
    """The sum over all keys, each pressed when the screen was at rest: until the first byte of its answer."""
    rest: Run
    """While nothing happened."""


def visit(
    arguments: Sequence[str], variables: Mapping[str, str], size: tuple[int, int], keys: int, rest: float
) -> Visit:
    """Start the program on a terminal of so many lines and columns, press keys, leave it alone, and quit.

    Raises `CommandFailedError` if it draws nothing, or does not end as it should.
    """
    main, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, size)
    begun = time.perf_counter()
    process = subprocess.Popen(
        arguments, stdin=terminal, stdout=terminal, stderr=terminal, env=dict(variables), start_new_session=True
    )
    os.close(terminal)
    try:
        first, arrived = 0.0, b""
        while PAINTED not in arrived:
            part = _read(main, _PATIENCE)
            if not part:
                raise CommandFailedError(
                    f"{' '.join(arguments)} draws nothing: {arrived[-300:].decode(errors='replace')}"
                )
            first = first or time.perf_counter() - begun
            arrived += part
        painted = time.perf_counter() - begun
        cpu = _cpu(process.pid)
        _settle(main)
        before = _cpu(process.pid)
        shown = [_press(main, b"j") for _ in range(keys)]
        pressed = _cpu(process.pid) - before
        time.sleep(0.5)
        _settle(main)
        before = _cpu(process.pid)
        time.sleep(rest)
        rested = _cpu(process.pid) - before
        peak = _peak(process.pid)
        os.write(main, b"q")
        _settle(main)
        process.wait(_PATIENCE)
    finally:
        os.close(main)
        if process.returncode is None:
            process.kill()
            process.wait()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(arguments)} ended with {process.returncode}")
    return Visit(Run(painted, cpu, first, peak), Run(sum(shown), pressed, shown[0], peak), Run(rest, rested, 0.0, peak))


def samples(visits: Sequence[Visit]) -> tuple[Sample, Sample, Sample]:
    """Return several visits as samples of each part."""
    return (
        Sample([each.paint for each in visits]),
        Sample([each.keys for each in visits]),
        Sample([each.rest for each in visits]),
    )


def _press(main: int, key: bytes) -> float:
    begun = time.perf_counter()
    os.write(main, key)
    _read(main, _PATIENCE)
    taken = time.perf_counter() - begun
    _settle(main)
    return taken


def _settle(main: int) -> None:
    while _read(main, _QUIET):
        pass


def _read(main: int, seconds: float) -> bytes:
    """Return what arrives within some seconds; nothing if nothing does, or if the program has ended."""
    if not select.select([main], [], [], seconds)[0]:
        return b""
    try:
        return os.read(main, 1 << 16)
    except OSError:
        return b""


def _peak(pid: int) -> float:
    """Return the most memory that a process has held, in MB, as Linux tells it; elsewhere 0.

    What the kernel tells of a process that has ended is no less than what this one held when it started it.
    """
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0.0


def _cpu(pid: int) -> float:
    """Return the CPU time of a process so far, as Linux tells it; elsewhere 0."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
