"""What is handed out: wheel and sdist hold what they should, and an installed wheel works on its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from isolation import USER_ENVIRONMENT

import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
"""The top of the source tree, which is not what the installed program may look at."""


def call(*command: str | Path, cwd: Path, **variables: str) -> str:
    return call_as({**os.environ, **variables}, *command, cwd=cwd)


def call_as(environment: dict[str, str], *command: str | Path, cwd: Path) -> str:
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist out of a copy of the sources, with the backend of this environment where it has one."""
    source = tmp_path_factory.mktemp("source") / "timeline"
    for name in ("src", "data", "docs", "tests", "benchmarks", ".ci", ".github"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, source)
    for name in ("LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, source)
    target = tmp_path_factory.mktemp("built")
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    call_as(USER_ENVIRONMENT, sys.executable, "-m", "build", *isolation, "--outdir", target, source, cwd=target)
    return target


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def sdist(built: Path) -> Path:
    (path,) = built.glob("*.tar.gz")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Install the wheel into a virtual environment of its own and return that one's folder of programs."""
    folder = tmp_path_factory.mktemp("venv")
    call(sys.executable, "-m", "venv", folder, cwd=folder)
    programs = folder / "bin"
    call_as(USER_ENVIRONMENT, programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    yield programs
    shutil.rmtree(folder)


def files_of(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_holds_the_program_the_data_and_the_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"timeline/__init__.py", "timeline/data/events.toml", "timeline/py.typed"} <= names
    sources = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert sources == {name for name in names if name.endswith(".py")}
    distribution = f"althistory-{timeline.__version__}"
    assert {name.partition("/")[0] for name in names} == {
        "timeline",
        f"{distribution}.dist-info",
        f"{distribution}.data",
    }
    assert [name for name in names if ".data/" in name] == [f"{distribution}.data/data/share/man/man1/timeline.1"]
    assert "timeline/source/starter.toml" in names
    assert {f"timeline/cli/shells/timeline.{shell}" for shell in ("bash", "zsh", "fish")} <= names


def test_the_data_in_the_wheel_is_the_bundled_file(wheel: Path) -> None:
    data = zipfile.ZipFile(wheel).read("timeline/data/events.toml")
    assert data == (ROOT / "data" / "events.toml").read_bytes()


def test_the_metadata_say_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    folder = f"althistory-{timeline.__version__}.dist-info"
    metadata = message_from_bytes(archive.read(f"{folder}/METADATA"))
    assert (metadata["Name"], metadata["Version"]) == ("althistory", timeline.__version__)
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    needed = {
        line.split(">")[0].split("<")[0] for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line
    }
    assert needed == {"typer", "rich", "python-dateutil", "tomli", "tomlkit", "shellingham", "jinja2"}
    assert b"timeline = timeline.__main__:main" in archive.read(f"{folder}/entry_points.txt")
    assert f"{folder}/licenses/LICENSE" in archive.namelist()


def test_the_sdist_holds_what_it_takes_to_test_and_to_build(sdist: Path) -> None:
    names = files_of(sdist)
    wanted = {
        "pyproject.toml",
        "LICENSE",
        "data/events.toml",
        "src/timeline/py.typed",
        ".ci/run",
        ".github/workflows/ci.yml",
    }
    wanted |= {path.name for path in (*ROOT.glob("*.md"), *ROOT.glob(".pre-commit-*.yaml"))}
    wanted |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.*") if path.suffix != ".pyc"}
    assert wanted - names == set()
    assert not [name for name in names if name.endswith((".pyc", ".sqlite")) or name.startswith((".git/", ".venv"))]


def test_an_installed_wheel_works_from_anywhere(installed: Path, tmp_path: Path) -> None:
    variables = {"HOME": "", "XDG_CACHE_HOME": "", "PYTHONPATH": ""}
    out = call(installed / "timeline", "show", "--year", "1969", cwd=tmp_path, **variables)
    events = [line.split("\t") for line in out.splitlines()]
    assert any(fields[:2] == ["1969-06-26", "alt"] for fields in events)
    assert all(len(fields) == len(events[0]) for fields in events)
    table = call(installed / "timeline", "diverge", "-f", "table", "--limit", "1", cwd=tmp_path, **variables)
    assert table.startswith("fam: 1 divergence")
    assert list(tmp_path.iterdir()) == []


def test_an_installed_wheel_is_used_and_not_the_sources(installed: Path, tmp_path: Path) -> None:
    probe = "import timeline.bundled as b; print(b.__file__); print(b.bundled_events())"
    module, data = call(installed / "python", "-c", probe, cwd=tmp_path, PYTHONPATH="").splitlines()
    assert Path(module).is_relative_to(installed.parent)
    assert data == str(Path(module).resolve().parent / "data" / "events.toml")


def test_every_way_to_start_it_says_the_same_version(installed: Path, tmp_path: Path) -> None:
    said = f"timeline {timeline.__version__}\n"
    assert call(installed / "timeline", "--version", cwd=tmp_path) == said
    assert call(installed / "python", "-m", "timeline", "--version", cwd=tmp_path, PYTHONPATH="") == said
    probe = "from importlib.metadata import version; print('timeline', version('althistory'))"
    assert call(installed / "python", "-c", probe, cwd=tmp_path, PYTHONPATH="") == said
