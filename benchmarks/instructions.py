"""Instructions counted by `perf stat`: a figure without noise, where the kernel and the machine can count."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measuring import Command


def count(command: Command, folder: str, variables: Mapping[str, str]) -> int | None:
    """Return how many instructions of its own a command executes; None where that cannot be counted."""
    perf = shutil.which("perf")
    if perf is None:
        return None
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as counted:
        subprocess.run(
            [perf, "stat", "-x,", "-e", "instructions:u", "-o", counted.name, "--", *command.arguments],
            cwd=folder,
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return read(counted.read())


def read(text: str) -> int | None:
    """Return the number in what `perf stat -x,` writes, which is `<not supported>` where nothing is counted."""
    fields = [line.split(",") for line in text.splitlines() if "instructions" in line]
    return int(fields[0][0]) if fields and fields[0][0].isdigit() else None
