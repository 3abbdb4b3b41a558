"""`--show-completion` and `--install-completion`: the right script, in the right place, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Timeline = Callable[..., subprocess.CompletedProcess[str]]

SHELLS = ("bash", "zsh", "fish")
SCRIPTS = {
    "bash": ".bash_completions/timeline.sh",
    "zsh": ".zfunc/_timeline",
    "fish": ".config/fish/completions/timeline.fish",
}
MARKS = {"bash": "complete -F _timeline timeline\n", "zsh": "#compdef timeline\n", "fish": "complete -c timeline "}


@pytest.fixture
def install(timeline: Timeline, tmp_path: Path) -> Timeline:
    """Return a function that runs `--install-completion` in a home of its own."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        places = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "", "ZDOTDIR": "", **variables}
        return timeline("--install-completion", *arguments, **places)

    return run


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("form", [["--show-completion", "{}"], ["--show-completion={}"]])
def test_the_script_of_a_shell_is_shown(timeline: Timeline, shell: str, form: list[str]) -> None:
    result = timeline(*(part.format(shell) for part in form))
    assert (result.returncode, result.stderr) == (0, "")
    assert MARKS[shell] in result.stdout
    assert [other for other in SHELLS if other != shell and MARKS[other] in result.stdout] == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_has_no_errors_and_evaluates_nothing(timeline: Timeline, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = timeline("--show-completion", shell).stdout
    checked = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    code = "\n".join(line for line in script.splitlines() if not line.startswith("#"))
    assert "eval" not in code


@pytest.mark.parametrize("shell", SHELLS)
def test_without_a_name_it_is_the_shell_that_asks(timeline: Timeline, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    command = f"{sys.executable} -m timeline --show-completion; true"  # or the shell would become the program
    result = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=False)
    assert result.stdout == timeline("--show-completion", shell).stdout


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
@pytest.mark.parametrize("name", ["powershell", "pwsh", "sh", "show", "../bash", "bash\x1b[31m"])
def test_another_shell_is_wrong_usage(timeline: Timeline, option: str, name: str, tmp_path: Path) -> None:
    result = timeline(option, name, HOME=str(tmp_path))
    assert (result.returncode, result.stdout, files(tmp_path)) == (2, "", {})
    assert "choose one of bash, zsh, fish" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_installed_once(install: Timeline, tmp_path: Path, timeline: Timeline, shell: str) -> None:
    first = install(shell)
    assert (first.returncode, first.stdout) == (0, "")
    assert str(tmp_path / SCRIPTS[shell]) in first.stderr
    made = files(tmp_path)
    assert made[SCRIPTS[shell]].decode() == timeline("--show-completion", shell).stdout
    assert install(shell).returncode == 0
    assert files(tmp_path) == made
    assert set(made) - set(SCRIPTS.values()) == ({f".{shell}rc"} if shell != "fish" else set())


@pytest.mark.parametrize("before", [b"", b"alias x=y\n", b"alias x=y", b"\xff\xfe\r\nalias x=y\r\n"])
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_what_the_user_wrote_stays(install: Timeline, tmp_path: Path, shell: str, before: bytes) -> None:
    real = tmp_path / "dotfiles"
    real.write_bytes(before)
    real.chmod(0o600)
    (tmp_path / f".{shell}rc").symlink_to(real)
    for _ in range(2):
        assert install(shell).returncode == 0
    after = real.read_bytes()
    assert after.startswith(before)
    assert len(after.removeprefix(before).strip().splitlines()) == 1
    assert (tmp_path / f".{shell}rc").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600


def test_what_an_earlier_version_installed_is_replaced(install: Timeline, tmp_path: Path, timeline: Timeline) -> None:
    script = tmp_path / SCRIPTS["bash"]
    script.parent.mkdir()
    script.write_text('eval "$(whatever)"\n')
    start = f"alias x=y\n\nsource '{script}'\n"
    (tmp_path / ".bashrc").write_text(start)
    assert install("bash").returncode == 0
    assert script.read_text() == timeline("--show-completion", "bash").stdout
    assert (tmp_path / ".bashrc").read_text() == start


def test_a_home_with_a_quote_in_its_name_is_one_word(install: Timeline, tmp_path: Path) -> None:
    home = tmp_path / "it's; touch X"
    home.mkdir()
    assert install("bash", HOME=str(home)).returncode == 0
    found = subprocess.run(
        ["bash", "--norc", "-c", ". ./.bashrc; complete -p timeline"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "complete -F _timeline timeline\n"
    assert sorted(path.name for path in home.iterdir()) == [".bash_completions", ".bashrc"]


def test_places_of_the_users_own_are_respected(install: Timeline, tmp_path: Path) -> None:
    zsh, settings = tmp_path / "zsh", tmp_path / "settings"
    zsh.mkdir()
    assert install("zsh", ZDOTDIR=str(zsh)).returncode == 0
    assert install("fish", XDG_CONFIG_HOME=str(settings)).returncode == 0
    assert set(files(tmp_path)) == {"zsh/.zshrc", ".zfunc/_timeline", "settings/fish/completions/timeline.fish"}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_home_that_cannot_be_written_is_an_error_of_output(install: Timeline, tmp_path: Path, shell: str) -> None:
    home = tmp_path / "file"
    home.write_text("a home that is no folder, which not even root can write into")
    result = install(shell, HOME=str(home))
    assert (result.returncode, result.stdout) == (74, "")
    assert result.stderr.startswith("timeline: error: ")
    assert SCRIPTS[shell] in result.stderr
    assert "Traceback" not in result.stderr


def test_a_start_file_that_cannot_be_written_is_an_error_of_output(install: Timeline, tmp_path: Path) -> None:
    (tmp_path / ".bashrc").mkdir()
    result = install("bash")
    assert (result.returncode, result.stdout) == (74, "")
    assert ".bashrc" in result.stderr


def test_without_a_home_nothing_is_written(install: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = install("bash", HOME="relative")
    assert (result.returncode, os.listdir(tmp_path)) == (2, [])
    assert "HOME" in result.stderr
