"""What keeps the tests apart from whoever runs them: variables, signals, home, settings, working folder.

The session starts from an allowed list, not from a list of known troublemakers: a variable that the program or one of its
libraries reads tomorrow is already gone.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = frozenset(
    (
        *("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),  # where programs and modules are
        *("TMPDIR", "TEMP", "TMP"),
        *("SYSTEMROOT", "COMSPEC", "PATHEXT", "WINDIR"),  # without them Windows starts no process
        *("UPDATE_GOLDEN", "TIMELINE_NO_SKIPS"),  # they steer the tests
    )
)
"""Variables that the tests see as they are."""

KEPT_PREFIXES = ("PYTEST_", "HYPOTHESIS_", "COV_", "COVERAGE_")
"""Starts of the names of further variables that the tests see as they are: those of the tools that run them."""

USER_ENVIRONMENT = dict(os.environ)
"""The variables of whoever runs the tests, for tools of theirs: pip needs their mirror, proxy and cache."""

SHIELD = "# No settings. This file keeps those of the folders above away from the tests.\n"
"""The content of a `timeline.toml` at which the search for settings ends."""


def is_kept(variable: str) -> bool:
    """Return whether the tests see a variable of whoever runs them."""
    return variable.upper() in KEPT or variable.upper().startswith(KEPT_PREFIXES)


@contextmanager
def isolated(base: Path) -> Iterator[None]:
    """Run the session without the user's variables and files; `base` is the folder of all temporary files.

    Two searches for `timeline.toml` go upwards: from below `base`, and from the folders of cases in this one, which has a
    shield of its own.
    """
    (base / "timeline.toml").write_text(SHIELD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for variable in [variable for variable in os.environ if not is_kept(variable)]:
            patch.delenv(variable)
        patch.setenv("PAGER", "cat")  # nobody presses a key
        patch.setenv("TIMELINE_SAFE", os.path.dirname(__file__))  # the checkout may belong to somebody else
        with own_user(base / "session"), interruptible():
            yield


@contextmanager
def own_user(folder: Path) -> Iterator[None]:
    """Give the program a user who has nothing yet: empty folders for home, settings and caches, and one to work in."""
    with pytest.MonkeyPatch.context() as patch:
        for variable, name in (
            ("HOME", "home"),
            ("USERPROFILE", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ):
            (folder / name).mkdir(parents=True, exist_ok=True)
            patch.setenv(variable, str(folder / name))
        patch.chdir(folder / "home")
        yield


@contextmanager
def interruptible() -> Iterator[None]:
    """Heed SIGINT again where it is ignored, as in what a script starts in the background: programs inherit that."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
