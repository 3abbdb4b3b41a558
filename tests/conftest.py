"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from isolation import isolated, own_user

from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytest_plugins = ["no_skips"]

ROOT = Path(__file__).resolve().parents[1]
"""The top of the source tree."""

# How fast the machine is today says nothing about the program.
settings.register_profile("timeline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeline")


@pytest.fixture(scope="session", autouse=True)
def isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's variables and files away, also from what a whole session shares."""
    with isolated(tmp_path_factory.getbasetemp()):
        yield


@pytest.fixture(autouse=True)
def own_user_of_the_test(isolated_session: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give every test a home, settings, cache and working folder of its own."""
    with own_user(tmp_path_factory.mktemp("user")):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes an events file (dedented) and gives its path."""

    def write_file(text: str, name: str = "events.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8", newline="")
        return path

    return write_file


@pytest.fixture
def history(write: Callable[..., Path]) -> Callable[[str], Chronicle]:
    """Return a function that loads an events file from its text."""
    return lambda text: Chronicle([str(write(text))])


@pytest.fixture
def timeline() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the command line in a process of its own, as a shell would."""

    def run(*arguments: str, stdin: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "timeline", *arguments],
            input="" if stdin is None else stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, **variables},
            check=False,
        )

    return run
