"""Where the bundled history is: inside the installed package, or in `data/` of a source tree."""

from __future__ import annotations

from pathlib import Path

BUNDLED = "bundled"
"""Its name among data files; `./bundled` is a file of that name."""


def bundled_events() -> Path:
    """Return the path of the bundled events file."""
    here = Path(__file__).resolve().parent
    installed = here / "data" / "events.toml"
    return installed if installed.exists() else here.parents[1] / "data" / "events.toml"
