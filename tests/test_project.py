"""What a contributor meets: pinned linters, hooks and workflows that call what there is, pages that tell no untruths."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
SCRIPT = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
TEXTS = sorted((*ROOT.glob("*.md"), *ROOT.glob(".*.yaml"), *ROOT.glob("docs/*.md"), *ROOT.glob("src/**/*.py")))
INSTALL = re.compile(r"\b(?:pip|pipx|uv tool|uv pip) install(?: -\S+)* ([^\s`]+)")
OF_THIS_PROJECT = re.compile(r"\.|'\.\[[a-z,]+\]'|dist/\*\.whl")
TOOLS = {"pre-commit"}


@pytest.mark.parametrize("linter", ["ruff", "mypy", "types-python-dateutil"])
def test_a_linter_has_one_exact_version(linter: str) -> None:
    (requirement,) = (
        each for each in PROJECT["optional-dependencies"]["test"] if re.match(rf"{linter}(?![\w-])", each)
    )
    assert re.fullmatch(rf"{linter}==[\d.]+", requirement)


@pytest.mark.parametrize("tool", ["typescript", "@biomejs/biome"])
def test_a_tool_from_npm_has_one_exact_version_and_leaves_no_lock_file(tool: str) -> None:
    """A lock file would name the registry of whoever made it."""
    (install,) = (line for line in SCRIPT.splitlines() if line.startswith("npm install"))
    assert re.search(rf"(^| ){tool}@\d+\.\d+\.\d+( |$)", install)
    assert {"--no-save", "--no-package-lock", "--ignore-scripts"} <= set(install.split())
    assert [*ROOT.glob("*lock*"), *ROOT.glob("package*.json")] == []


def test_every_script_is_typed_and_linted() -> None:
    patterns = json.loads((ROOT / "jsconfig.json").read_text(encoding="utf-8"))["include"]
    typed = {path for pattern in patterns for path in ROOT.glob(pattern)}
    assert typed == {*ROOT.glob("src/**/*.js")}
    assert json.loads((ROOT / "biome.json").read_text(encoding="utf-8"))["files"]["includes"] == ["src/**/*.js"]
    for call in ("tsc --project jsconfig.json", "biome lint --error-on-warnings"):
        assert f"/{call}\n" in SCRIPT


def test_the_workflow_runs_the_script_on_every_python_of_the_project() -> None:
    (matrix,) = re.findall(r"^ +python: \[(.*)\]$", WORKFLOW, re.MULTILINE)
    run = set(re.findall(r'"(3\.\d+)"', matrix))
    promised = {each.rpartition(" ")[2] for each in PROJECT["classifiers"] if "Python :: 3." in each}
    assert min(run, key=_minor) == PROJECT["requires-python"].removeprefix(">=")
    assert promised <= run
    assert "- run: bash .ci/run\n" in WORKFLOW


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def test_every_hook_runs_a_program_of_the_test_extra() -> None:
    config = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: (\S+)", config, re.MULTILINE)
    assert len(entries) == config.count("- id: ") > 0
    programs = {each.removeprefix(".venv/bin/") for each in entries}
    assert {each for each in programs if not (Path(sys.executable).parent / each).exists()} == set()


def test_nothing_tells_to_install_this_project_by_name() -> None:
    """The package is on no index yet, and its name there may come to mean something else."""
    told = {target for path in TEXTS for target in INSTALL.findall(path.read_text(encoding="utf-8"))}
    assert {".", "'.[test]'", "pre-commit"} <= told
    assert [target for target in told - TOOLS if not OF_THIS_PROJECT.fullmatch(target)] == []
    assert [path.name for path in TEXTS if re.search(r"\buvx\b", path.read_text(encoding="utf-8"))] == []


def test_links_of_the_readme_are_absolute_once_the_project_has_an_address() -> None:
    """A package index shows the README without the files beside it."""
    relative = re.findall(r"\]\((?!https://)([^)#][^)]*)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert bool(relative) is ("urls" not in PROJECT), relative


def test_ci_runs_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (needle,) = re.findall(r'grep -m1 -F "(.*)" README\.md', script)
    commands = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if needle in line]
    assert [command.endswith(" && .venv/bin/pytest") for command in commands] == [True]
