"""Whole command lines with their whole output: tests/golden/CASE/ holds `cmd`, and `out`, `err` and `status` to the byte.

A case runs in its own folder. `cmd` is one line as a shell reads it, without the program's name; it may start with
variables. `in.toml` is a case's own data, `../history.toml` a history that holds one of everything.
`UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes down what comes out now; read the difference before you commit it.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from timeline.__main__ import run

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
SHARED = {path.name for path in GOLDEN.iterdir() if path.is_file()}
RESULTS = ("out", "err", "status")
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


def words_of(case: str) -> list[str]:
    return shlex.split((GOLDEN / case / "cmd").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = GOLDEN / case
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    arguments = words_of(case)
    while arguments and "=" in arguments[0] and not arguments[0].startswith("-"):
        variable, _, value = arguments.pop(0).partition("=")
        monkeypatch.setenv(variable, value)

    status = run(arguments)

    captured = capsysbinary.readouterr()
    results = dict(zip(RESULTS, (captured.out, captured.err, b"%d\n" % status), strict=True))
    if UPDATE:
        for name, content in results.items():
            (folder / name).write_bytes(content)
    for name, content in results.items():
        assert content.decode() == (folder / name).read_bytes().decode(), f"{case}/{name} differs"


@pytest.mark.parametrize("case", CASES)
def test_every_golden_case_is_whole_and_holds_nothing_else(case: str) -> None:
    files = {path.name for path in (GOLDEN / case).iterdir()}
    assert files - {"in.toml"} == {"cmd", *RESULTS}
    assert (GOLDEN / case / "cmd").read_bytes().count(b"\n") == 1, "one line"
    assert ("in.toml" in files) == any(word.endswith("in.toml") for word in words_of(case)), "in.toml is there if used"


def test_every_shared_file_is_used() -> None:
    assert {Path(word).name for case in CASES for word in words_of(case)} >= SHARED


@pytest.mark.parametrize("command", ["show", "diverge"])
@pytest.mark.parametrize("name", ["table", "tsv", "csv", "json", "ndjson", "md", "toml"])
def test_every_format_has_its_golden_cases(command: str, name: str) -> None:
    assert {f"{command}-{name}", f"nothing-{name}"} <= set(CASES)
