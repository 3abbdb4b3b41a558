"""The error corpus, tests/errors: one small bad file an error, each with what `timeline check` prints about it.

`UPDATE_GOLDEN=1 pytest tests/test_errors.py` writes the messages anew; then `python docs/make.py` makes the page.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from timeline.__main__ import run
from timeline.checks.registry import known_codes

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(__file__).with_name("errors")
FILES = sorted(path.name for path in CORPUS.glob("*.toml"))
SOURCE = ROOT / "src" / "timeline" / "source"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"

FINDING = re.compile(
    r"^(?P<file>[^\s:][^:\n]*):(?P<line>\d+):(?P<column>\d+): (?:error|warning)\[(?P<code>\w+)\]: ", re.MULTILINE
)


def page_maker() -> Any:
    """Return the script that makes docs/errors.md, as a module."""
    spec = importlib.util.spec_from_file_location("make_errors", ROOT / "docs" / "make_errors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def in_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the folder of the corpus, so that the names of the files are short."""
    monkeypatch.chdir(CORPUS)


@pytest.mark.parametrize("name", FILES)
def test_check_reports_the_bad_file(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status = run(["check", "--data", name])

    captured = capsysbinary.readouterr()
    expected = (CORPUS / name).with_suffix(".err")
    if UPDATE:
        expected.write_bytes(captured.out)
    assert captured.out.decode() == expected.read_bytes().decode()
    assert re.fullmatch(rb"timeline: \d (error|warning)s?\n", captured.err)
    assert status == (1 if b": error[" in captured.out else 0)


@pytest.mark.parametrize("name", FILES)
def test_every_bad_file_has_the_one_problem_of_its_name(name: str) -> None:
    message = (CORPUS / name).with_suffix(".err").read_text(encoding="utf-8")
    findings = list(FINDING.finditer(message))
    expected = {"E302", "E205"} if name == "E302-before-other-problems.toml" else {name[:4]}
    assert {finding["code"] for finding in findings} == expected
    assert {finding["file"] for finding in findings} == {name}


@pytest.mark.parametrize("name", FILES)
def test_every_place_lies_within_the_file(name: str) -> None:
    lines = (CORPUS / name).read_text(encoding="utf-8").split("\n")
    message = (CORPUS / name).with_suffix(".err").read_text(encoding="utf-8")
    for finding in FINDING.finditer(message):
        line, column = int(finding["line"]), int(finding["column"])
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("E")])
def test_show_ends_in_status_3_with_the_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--data", name]) == 3

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (CORPUS / name).with_suffix(".err").read_text(encoding="utf-8")
    assert re.match(rf"{re.escape(name)}:\d+:\d+: error\[{name[:4]}\]: ", captured.err)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("E")])
def test_no_other_finding_keeps_an_event_from_being_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    events = (CORPUS / name).read_text(encoding="utf-8").count("[[event]]")
    assert run(["show", "--data", name, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == events


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("E")])
def test_a_finding_has_the_severity_of_its_rule(name: str) -> None:
    message = (CORPUS / name).with_suffix(".err").read_text(encoding="utf-8")
    severity, _ = known_codes()[name[:4]]
    assert f": {severity}[{name[:4]}]: " in message


def codes_of_the_source() -> set[str]:
    read = {code for path in SOURCE.glob("*.py") for code in re.findall(r'"([EW]\d{3})"', path.read_text("utf-8"))}
    return read | set(known_codes())


def test_every_code_of_the_source_has_a_bad_file() -> None:
    assert codes_of_the_source() == {name[:4] for name in FILES} | {made.code for made in page_maker().MADE}


def test_every_message_belongs_to_a_bad_file() -> None:
    assert {path.stem for path in CORPUS.glob("*.err")} == {Path(name).stem for name in FILES}


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def section_of(page: str, code: str) -> str:
    """Return the part of the page below the heading of a code."""
    assert page.count(f"\n### {code}\n") == 1
    return re.split(r"^##", page.partition(f"\n### {code}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", FILES)
def test_the_page_shows_every_bad_file_with_its_message(page: str, name: str) -> None:
    section = section_of(page, name[:4])
    assert f"```toml\n{(CORPUS / name).read_text(encoding='utf-8')}```\n" in section
    assert f"```text\n{(CORPUS / name).with_suffix('.err').read_text(encoding='utf-8')}```\n" in section


def test_the_page_shows_every_code_and_no_other(page: str) -> None:
    headings = re.findall(r"^### (\w+)$", page, re.MULTILINE)
    assert sorted(headings) == sorted(codes_of_the_source())


def test_the_page_says_what_every_rule_finds(page: str) -> None:
    for code, (severity, meaning) in known_codes().items():
        assert section_of(page, code).startswith(f"\n{severity.capitalize()}: {meaning}.\n\n")
        assert re.search(rf"^\| \[`{code}`\]\(#{code.lower()}\) \|.*\| {re.escape(meaning)} \|$", page, re.MULTILINE)


def test_every_made_file_is_refused_with_its_code() -> None:
    maker = page_maker()
    for made in maker.MADE:
        assert re.match(rf"[^:\n]+:1:\d+: error\[{made.code}\]: ", maker.message_of(made))
