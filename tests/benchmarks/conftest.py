"""What the tests of the benchmarks share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # the benchmarks are not installed

from benchmarks.bench import Bench, Options  # noqa: E402

TINY = Options(sizes=(60, 120), runs=1, seconds=0, settling=0, shapes=0.002, counting=False)
"""The least that can be measured: the figures mean nothing, but all of them are there."""


@pytest.fixture(scope="session")
def tiny() -> Options:
    return TINY


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench for the smallest histories, with one run of each command."""
    return Bench(TINY, tmp_path)
