"""What cannot be read is never said to be the output, nor is it a fault of the program."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path

EVENT = '[[event]]\ndate = 1969\ntitle = "The Eagle lands"\nkind = "real"\n'

AS_SOMEBODY_ELSE = """
import io, os, sys
from timeline.__main__ import run
event, home, command = sys.argv[1], sys.argv[2], sys.argv[3:]
for home_of_this_run in (os.environ["HOME"], home):  # once as it is, for the modules that it imports
    os.environ["HOME"] = home_of_this_run
    if home_of_this_run == home and os.geteuid() == 0:
        os.setuid(65534)  # root may read everything
    sys.stdin = io.TextIOWrapper(io.BytesIO(event.encode()))
    status = run([*command, "--data", "-"])
sys.exit(status)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users by number")
@pytest.mark.parametrize(
    ("command", "row"), [("show", "1969\treal\t\t\tThe Eagle lands\t"), ("config", "data\t-\toption")]
)
def test_a_home_that_cannot_be_read_is_as_good_as_an_empty_one(tmp_path: Path, command: str, row: str) -> None:
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    home.chmod(0)
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TIMELINE_"))}
    try:
        result = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY_ELSE, EVENT, str(home), command],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            env={**variables, "HOME": str(tmp_path)},
            cwd="/",
            check=False,
        )
    finally:
        home.chmod(0o700)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count(row) == 2


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "/home/x/.config"),
            "cannot read /home/x/.config: Permission",
        ),
        (OSError(errno.EIO, "Input/output error"), "cannot read a file or folder: Input/output error"),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", b"/caf\xc3\xa9"),
            "cannot read /café: No such file",
        ),
    ],
)
@pytest.mark.parametrize(
    "function", ["chronicle.Chronicle.__init__", "chronicle.Chronicle.stream", "selection.Selection.__iter__"]
)
def test_an_error_of_reading_says_what_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: OSError, message: str, function: str
) -> None:
    def failing(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(f"timeline.store.{function}", failing)
    assert run(["show"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"timeline: error: {message}")
    assert "output:" not in captured.err.replace("Input/output", "")


def test_a_full_disk_is_still_the_output() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "timeline", "show"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 74
    assert result.stderr == "timeline: error: cannot write the output: No space left on device\n"


@pytest.mark.parametrize(
    ("arguments", "status"), [(["show", "zzzz"], 0), (["shw"], 2), (["show", "--data", "none"], 3)]
)
def test_a_message_that_cannot_be_written_changes_no_exit_status(arguments: list[str], status: int) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "timeline", *arguments], stdout=subprocess.DEVNULL, stderr=full, check=False
        )
    assert result.returncode == status
