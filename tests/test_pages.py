"""Pages made from the code: all are fresh, `docs/make.py` mends a stale one, and they hold what the code has."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from timeline.cli.app import COMMANDS, app
from timeline.source.fields import ROOT as TOP_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.source.fields import Table

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MADE = ("commands.md", "errors.md", "format.md", "site/history.html", "timeline.1")
CHANGE = ("timeline", "timelime")
"""What makes a page stale: a word that the made part of every page has, and what stands there instead."""


def make(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run `make.py` of a folder and return its status and its lines."""
    result = subprocess.run(
        [sys.executable, folder / "make.py", *arguments], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert result.stderr == ""
    return result.returncode, result.stdout.splitlines()


def options() -> Iterator[tuple[str, str]]:
    """Return every command with each of its options in the long form."""
    group: Any = get_command(app)
    for name in COMMANDS:
        for parameter in group.get_command(None, name).params:
            yield from ((name, option) for option in parameter.opts if option.startswith("--"))


def keys(table: Table, name: str = "") -> Iterator[tuple[str, str]]:
    """Return every key of the events file with the heading of its table."""
    for field in table.fields:
        yield f"### `[[{name}]]`" if name else "### The top of the file", field.key
        if field.table is not None and field.type.name == "TABLES":
            yield from keys(field.table, f"{name}.{field.key}".removeprefix("."))


def section(page: str, heading: str) -> str:
    """Return the part of a page below a heading, up to the next one of its level."""
    assert page.count(f"\n{heading}\n") == 1, heading
    mark = heading.split()[0]
    return re.split(rf"^{re.escape(mark)} ", page.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_page_is_fresh() -> None:
    assert make(DOCS, "--check") == (0, [])


def test_a_stale_page_is_named_and_mended(tmp_path: Path) -> None:
    copy = tmp_path / "docs"
    shutil.copytree(DOCS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    for name in MADE:
        text = (copy / name).read_text(encoding="utf-8")
        start = text.find("<!-- keys -->") + 1
        (copy / name).write_text(text[:start] + text[start:].replace(*CHANGE, 1), encoding="utf-8")

    assert make(copy, "--check") == (1, [f"{Path(name).name} is stale: run python docs/make.py" for name in MADE])
    assert make(copy) == (0, [f"{Path(name).name} written" for name in MADE])
    assert make(copy) == (0, [])
    for name in MADE:
        assert (copy / name).read_bytes() == (DOCS / name).read_bytes()


def test_every_command_and_option_is_on_the_page_of_commands_and_in_the_manual() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    manual = (DOCS / "timeline.1").read_text(encoding="utf-8").replace("\\-", "-")
    found = list(options())
    assert {("show", "--tag"), ("check", "--strict"), ("add", "--date")} <= set(found)
    missing = [
        (name, option)
        for name, option in found
        for part in (section(page, f"## timeline {name}"), section(manual, f".SS timeline {name}"))
        if not re.search(rf"{option}(?![\w-])", part)
    ]
    assert missing == []


@pytest.mark.parametrize(("heading", "key"), list(keys(TOP_TABLE)))
def test_every_key_is_in_a_table_of_the_format(heading: str, key: str) -> None:
    part = section((DOCS / "format.md").read_text(encoding="utf-8"), heading)
    assert re.search(rf"^\| `{key}`(?: \(required\))? \| .+ \| .+ \|$", part, re.MULTILINE)
