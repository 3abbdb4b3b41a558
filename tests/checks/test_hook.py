"""The hook for pre-commit: its file names an entry that takes the names of changed files, as pre-commit gives them."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
CHANGED = ("events.toml", "data/events.toml", "events/mars.toml", "data/events-2.toml", "pyproject.toml", "events.md")

CLEAN = '[[event]]\ndate = 1969-07-20\ntitle = "Landing"\nkind = "real"\n'
BAD = CLEAN.replace("1969-07-20", '"1969-02-30"')
WARNED = CLEAN.replace('"real"', '"real"\nallow = ["C203"]')


def hook() -> dict[str, str]:
    """Return the keys of the one hook: plain `key: value` lines below `- id`, which is all of YAML that it needs."""
    first, *rest = HOOKS.splitlines()
    assert first.startswith("- ")
    assert all(re.fullmatch(r"  [a-z_]+: \S.*", line) for line in rest)
    return dict(line[2:].split(": ", 1) for line in (first, *rest))


def run_hook(names: list[str], *arguments: str) -> int:
    program, *words = shlex.split(hook()["entry"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts[program] == "timeline.__main__:main"
    return run([*words, *arguments, *names])


def test_the_hook_is_known_by_its_id_and_installed_as_a_package() -> None:
    assert (hook()["id"], hook()["language"], hook()["types"]) == ("timeline-check", "python", "[toml]")
    assert hook()["require_serial"] == "true", "files of one history are checked by one process"


def test_the_hook_takes_events_files() -> None:
    taken = [name for name in CHANGED if re.search(hook()["files"], name)]
    assert taken == ["events.toml", "data/events.toml", "events/mars.toml", "data/events-2.toml"]


@pytest.mark.parametrize(
    ("texts", "arguments", "status"),
    [
        ([CLEAN], [], 0),
        ([CLEAN, CLEAN], [], 0),
        ([CLEAN, BAD], [], 1),
        ([WARNED], [], 0),
        ([WARNED], ["--strict"], 1),  # `args` of the repository that uses the hook
    ],
)
def test_the_hook_checks_the_files_that_it_is_given(
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    texts: list[str],
    arguments: list[str],
    status: int,
) -> None:
    names = [f"data/events-{number}.toml" for number in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        write(text, name)
    monkeypatch.chdir(tmp_path)
    assert run_hook(names, *arguments) == status
