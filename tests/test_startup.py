"""Start-up is a feature: what a command may have imported by the time it is done, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PROBE = """
import sys
before = set(sys.modules)
from timeline.__main__ import run
status = run(sys.argv[1:])
print(*sorted(set(sys.modules) - before), sep="\\n", file=sys.stderr)
sys.exit(status)
"""

WARNING = str(Path(__file__).parent / "errors" / "Q105-long-title.toml")
"""A history in which `check` finds something, but no error."""

HEAVY = ("rich", "dateutil", "tomllib", "tomli", "tomlkit", "hashlib", "tempfile", "textual", "pydantic", "asyncio")

PIPED_SHOW = {
    *("timeline", "timeline.__main__", "timeline.bundled", "timeline.exports"),
    *(f"timeline.cli{name}" for name in ("", ".answer", ".app", ".notes", ".options", ".show")),
    *(f"timeline.cli.settings{name}" for name in ("", "_files", "_text")),
    *(f"timeline.model{name}" for name in ("", ".calendar", ".dates", ".errors", ".events", ".names")),
    *(
        "timeline.model.cleaning",
        "timeline.model.event_json",
        "timeline.model.query",
        "timeline.model.stamps",
        "timeline.model.values",
    ),
    *(f"timeline.store{name}" for name in ("", ".cache", ".chronicle", ".conditions")),
    *(f"timeline.store{name}" for name in (".freshness", ".layout", ".ranks", ".records", ".selection", ".version")),
    "timeline.store.ownership",
    *(f"timeline.formats{name}" for name in ("", ".output", ".report", ".tsv")),
    *(f"timeline.reports{name}" for name in ("", ".columns", ".show")),
}
"""All of the program that a piped `show` needs while the index is up to date. To add to it is a decision."""


OF_HELP = {"timeline.model.names"}

OF_SHOW = {"atexit", "json", "sqlite3", "unicodedata"}
"""The libraries that the index needs."""
if sys.version_info >= (3, 13):
    OF_SHOW |= {"ipaddress", "urllib"}  # for `Path.as_uri`, which did without before

OF_VERSION = {
    "timeline",
    "timeline.__main__",
    "timeline.cli",
    "timeline.cli.app",
    "timeline.model",
    "timeline.model.errors",
}


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Return a function that gives the modules which a command imports when it finds its index up to date."""
    return Imported(str(tmp_path_factory.mktemp("warm")))


class Imported:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.after = cache(self._after)
        for arguments in [("show", "--limit", "1"), ("check",), ("check", WARNING)]:
            self.run(PROBE, *arguments)
            self.run(PROBE, *arguments)  # a file that has only just been written is read once more, by its hash

    def run(self, probe: str, *arguments: str) -> str:
        """Return what a probe of a command prints on standard error."""
        result = subprocess.run(
            [sys.executable, "-c", probe, *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, "XDG_CACHE_HOME": self._folder},
            cwd=Path(self._folder).anchor,  # no settings file is there to be parsed
            check=True,
        )
        return result.stderr

    def _after(self, *arguments: str) -> frozenset[str]:
        return frozenset(self.run(PROBE, *arguments).splitlines())


def of_this_program(modules: frozenset[str]) -> set[str]:
    return {module for module in modules if module.split(".")[0] == "timeline"}


@pytest.mark.parametrize("name", HEAVY)
def test_a_piped_show_does_not_import(imported: Imported, name: str) -> None:
    assert name not in imported.after("show", "--year", "1969")


def test_a_piped_show_reads_no_source(imported: Imported) -> None:
    modules = imported.after("show", "--year", "1969")
    assert [module for module in modules if module.startswith(("timeline.source", "timeline.exports."))] == []


def test_a_piped_show_imports_exactly_these_modules_of_its_own(imported: Imported) -> None:
    assert of_this_program(imported.after("show", "--year", "1969")) == PIPED_SHOW


@pytest.mark.parametrize(
    "options", [("--tag", "moon"), ("--from", "1969-07-01", "--to", "1970"), ("moon",), ("--limit", "3")]
)
def test_filters_cost_nothing_more(imported: Imported, options: tuple[str, ...]) -> None:
    modules = imported.after("show", *options)
    assert {name for name in HEAVY if name in modules} == set()
    assert of_this_program(modules) - PIPED_SHOW <= {"timeline.cli.when"}


@pytest.mark.parametrize(
    ("name", "view"), [("csv", "csv"), ("json", "json"), ("ndjson", "ndjson"), ("md", "md"), ("tsv", "tsv")]
)
def test_a_format_brings_its_view_and_no_terminal(imported: Imported, name: str, view: str) -> None:
    modules = imported.after("show", "--limit", "1", "-f", name)
    assert f"timeline.formats.{view}" in modules
    assert {"rich", "tomlkit", "timeline.formats.table"} & modules == set()


def test_a_table_brings_rich_and_no_dates(imported: Imported) -> None:
    modules = imported.after("show", "--year", "1969", "-f", "table")
    assert {"rich", "timeline.formats.table"} <= modules
    assert {name for name in HEAVY if name in modules} == {"rich"}


def test_divergences_need_no_more_libraries_than_a_listing(imported: Imported) -> None:
    modules = imported.after("diverge", "--limit", "1")
    assert {*HEAVY, "timeline.source"} & modules == set()


COUNTED = """
import collections, dataclasses, re, sys, typing
from timeline.cli import app  # and typer with it
compiled, made = [], []
dataclass, compile_, namedtuple = dataclasses._process_class, re._compiler.compile, collections.namedtuple
dataclasses._process_class = lambda kind, *rest: compiled.append(kind.__name__) or dataclass(kind, *rest)
re._compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or compile_(pattern, flags)
kept = typing._make_nmtuple
typing._make_nmtuple = lambda name, *rest, **more: made.append(name) or kept(name, *rest, **more)
from timeline.__main__ import run
status = run(sys.argv[1:])
print(*compiled, "--", *made, sep="\\n", file=sys.stderr)
sys.exit(status)
"""


def test_a_piped_show_compiles_no_dataclass_and_no_pattern_of_its_own(imported: Imported) -> None:
    compiled, _, made = imported.run(COUNTED, "show", "--year", "1969").partition("--\n")
    patterns_of_json = 7
    assert len(compiled.splitlines()) <= patterns_of_json, compiled
    assert len(made.splitlines()) <= 18, made


def test_help_imports_no_command(imported: Imported) -> None:
    own = of_this_program(imported.after("--help"))
    assert own - OF_VERSION <= {"timeline.cli.topics", "timeline.exports", "timeline.formats", *OF_HELP}
    assert "dataclasses" not in imported.after("--help")


def test_a_piped_show_needs_no_library_that_typer_does_not_bring(imported: Imported) -> None:
    more = imported.after("show", "--year", "1969") - imported.after("--version")
    assert {module.split(".")[0].lstrip("_") for module in more} - {"timeline"} == OF_SHOW


@pytest.mark.parametrize("options", [(), ("--strict",), ("-f", "sarif"), (WARNING,), (WARNING, "-f", "github")])
def test_a_check_of_unchanged_files_reads_no_source_and_runs_no_rule(
    imported: Imported, options: tuple[str, ...]
) -> None:
    modules = imported.after("check", *options)
    assert {*HEAVY, "timeline.source", "timeline.checks"} & modules == set()
    assert ("timeline.formats.diagnostics" in modules) == (options == (WARNING,))


def test_a_choice_of_rules_brings_their_table_and_no_source(imported: Imported) -> None:
    modules = imported.after("check", WARNING, "--only", "care")
    assert {*HEAVY, "timeline.source", "timeline.checks.run"} & modules == set()


def test_the_version_needs_next_to_nothing(imported: Imported) -> None:
    modules = imported.after("--version")
    assert {*HEAVY, "sqlite3", "json"} & modules == set()
    assert of_this_program(modules) <= OF_VERSION


def test_the_face_of_the_library_imports_nothing_until_it_is_asked() -> None:
    probe = "import sys, timeline; print(*[name for name in sys.modules if name.startswith('timeline.')])"
    result = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert result.stdout.strip() == ""
