"""The events file that `timeline init` writes: `starter.toml` beside this module."""

from __future__ import annotations

from pathlib import Path


def starter() -> str:
    """Return the text of the starter file."""
    return Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
