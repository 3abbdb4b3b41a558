"""What the tests of the full-screen program share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pilot import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def demo(write: Callable[..., Path]) -> Path:
    """Return the path of a small history with three alternate timelines."""
    return write(DEMO)
