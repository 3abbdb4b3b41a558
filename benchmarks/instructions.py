"""Instructions of a command: a figure without noise, counted by `perf stat`, or by valgrind, which takes longer."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measuring import Command

_PERF = ("perf", "stat", "-x,", "-e", "instructions:u", "-o")
_VALGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file={}")
_COUNTED = re.compile(r"^(\d+),.*instructions|Collected : (\d+)$", re.MULTILINE)


def count(command: Command, folder: str, variables: Mapping[str, str]) -> int | None:
    """Return how many instructions of its own a command executes; None where nothing can count them."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as counted:
        for counter in ((*_PERF, counted.name, "--"), (each.format(counted.name) for each in _VALGRIND)):
            program, *options = counter
            if found := shutil.which(program):
                _run([found, *options, *command.arguments], folder, variables)
                counted.seek(0)
                if (number := read(counted.read())) is not None:
                    return number
    return None


def _run(arguments: list[str], folder: str, variables: Mapping[str, str]) -> None:
    nothing = subprocess.DEVNULL
    subprocess.run(
        arguments, cwd=folder, env=dict(variables), stdin=nothing, stdout=nothing, stderr=nothing, check=False
    )


def read(text: str) -> int | None:
    """Return the number that a counter wrote; `perf stat -x,` writes `<not supported>` where nothing is counted."""
    counted = _COUNTED.search(text)
    return int(counted[1] or counted[2]) if counted else None
