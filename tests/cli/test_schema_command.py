"""`timeline schema` as a process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

from timeline.source.schema import events_schema

Timeline = Callable[..., subprocess.CompletedProcess[str]]


def test_it_prints_the_schema_and_nothing_else(timeline: Timeline) -> None:
    result = timeline("schema")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == events_schema()
    assert result.stdout.startswith('{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "title": ')
    assert result.stdout.endswith("\n}\n")
    assert result.stdout.isascii()


def test_its_help_says_how_an_editor_finds_it(timeline: Timeline) -> None:
    result = timeline("schema", "--help")
    assert result.returncode == 0
    assert "\n    #:schema ./events.schema.json\n" in result.stdout
    assert "\n    timeline schema > events.schema.json\n" in result.stdout


def test_a_first_line_that_names_the_schema_is_a_comment(timeline: Timeline) -> None:
    text = '#:schema ./events.schema.json\n[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n'
    assert timeline("check", "--data", "-", stdin=text).returncode == 0
