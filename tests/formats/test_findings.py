"""Findings in the four forms of `check --format`, each held against its own specification."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks.registry import known_codes
from timeline.checks.run import check_document
from timeline.formats.findings import as_github, as_json, as_sarif, as_text, findings_format
from timeline.model.cleaning import one_line
from timeline.model.diagnostics import Diagnostic
from timeline.model.errors import UsageError
from timeline.source.load import load_document

RULES = {code: text for code, (_, text) in known_codes().items()}
TESTS = Path(__file__).parents[1]
SCHEMA: dict[str, Any] = json.loads((TESTS / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
PLANTED = TESTS / "checks" / "planted.toml"

EARLY = Diagnostic(
    code="C201",
    message='the cause "landing" (1970) comes after its effect (1969)',
    hint="turn them round",
    file="my events.toml",
    line=6,
    column=12,
    excerpt='because = ["landing"]',
    width=9,
)
BARE = Diagnostic(code="E101", message="there is no such file", file="none.toml")
NASTY = Diagnostic(
    code="Q105",
    message="100% \x1b[31mred\r\n::error::forged\u2028, 1:2 ü \U0001f680",
    severity="warning",
    file="a,b:c%\n.toml",
    line=1,
    column=1,
)


def sarif(*found: Diagnostic) -> dict[str, Any]:
    """Return a log that the standard's own schema has let pass."""
    log: dict[str, Any] = json.loads(as_sarif(found, lambda: RULES))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(log)
    return log


@pytest.mark.parametrize("name", ["text", "json", "github", "sarif", "SARIF"])
def test_a_format_is_found_by_its_name(name: str) -> None:
    assert findings_format(name)([EARLY], dict)


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        findings_format("sarf")
    assert refused.value.message == 'there is no format "sarf" for findings'
    assert refused.value.hint == 'did you mean "sarif"?'


def test_text() -> None:
    assert as_text([EARLY, BARE], dict) == (
        'my events.toml:6:12: error[C201]: the cause "landing" (1970) comes after its effect (1969)\n'
        '  6 | because = ["landing"]\n'
        "    |            ^^^^^^^^^\n"
        "  help: turn them round\n"
        "none.toml: error[E101]: there is no such file\n"
    )


def test_nothing_is_nothing_in_every_format() -> None:
    assert (as_text([], dict), as_json([], dict), as_github([], dict)) == ("", "[]\n", "")
    assert sarif()["runs"][0]["results"] == []
    assert sarif()["runs"][0]["tool"]["driver"]["rules"] == []


def test_json_has_every_field_and_null_for_what_is_not_known() -> None:
    assert json.loads(as_json([EARLY, BARE], dict)) == [
        {
            "code": "C201",
            "severity": "error",
            "message": 'the cause "landing" (1970) comes after its effect (1969)',
            "hint": "turn them round",
            "file": "my events.toml",
            "line": 6,
            "column": 12,
        },
        {
            "code": "E101",
            "severity": "error",
            "message": "there is no such file",
            "hint": None,
            "file": "none.toml",
            "line": None,
            "column": None,
        },
    ]


def test_json_keeps_what_a_terminal_must_not_see() -> None:
    text = as_json([NASTY], dict)
    assert json.loads(text)[0]["message"] == NASTY.message
    assert "\x1b" not in text


def test_github_is_one_command_a_finding() -> None:
    assert as_github([EARLY, BARE], dict) == (
        "::error file=my events.toml,line=6,col=12,title=C201::"
        'the cause "landing" (1970) comes after its effect (1969); turn them round\n'
        "::error file=none.toml,title=E101::there is no such file\n"
    )


def test_github_is_escaped_as_its_toolkit_escapes() -> None:
    """Percent signs and line ends everywhere, colons and commas in properties; controls are shown as pictures."""
    line = as_github([NASTY], dict)
    assert line == (
        "::warning file=a%2Cb%3Ac%25 .toml,line=1,col=1,title=Q105::"
        "100%25 \u241b[31mred ::error::forged , 1:2 ü \U0001f680\n"
    )
    assert line.count("\n") == 1


def test_sarif_of_one_finding() -> None:
    log = sarif(EARLY)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule == {"id": "C201", "shortDescription": {"text": "a cause that comes after its effect"}}
    assert run["results"] == [
        {
            "ruleId": "C201",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": 'the cause "landing" (1970) comes after its effect (1969) (turn them round)'},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "my%20events.toml"},
                        "region": {"startLine": 6, "startColumn": 12, "endColumn": 21},
                    }
                }
            ],
        }
    ]


def test_sarif_of_a_file_as_a_whole_has_no_region() -> None:
    (result,) = sarif(BARE)["runs"][0]["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "none.toml"}}}]


def test_sarif_tells_files_as_uris() -> None:
    (result,) = sarif(NASTY)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)
    assert unquote(uri) == NASTY.file


def test_sarif_of_a_whole_history_is_valid_and_each_result_has_its_rule() -> None:
    found = check_document(load_document([str(PLANTED)]))
    (run,) = sarif(*found)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert [result["ruleId"] for result in run["results"]] == [each.code for each in found]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = sarif(EARLY)
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


@given(st.text("ab \t\x00\x7f~\u202e中é", max_size=12) | st.text(max_size=12))
def test_each_character_of_a_line_is_shown_by_itself(line: str) -> None:
    text = as_text([Diagnostic(code="E1", message="m", file="f", line=1, column=1, excerpt=line)], dict)
    assert text.split("\n")[1] == f"  1 | {''.join(map(one_line, line))}"
