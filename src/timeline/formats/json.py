"""JSON: one array of objects. Text stays readable UTF-8; characters that could control a terminal are escaped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report

_UNSAFE = re.compile(r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def render(report: Report[Any], output: Output) -> None:
    write = output.stream.write
    if not report.rows:
        write("[]\n")
        return
    for index, row in enumerate(report.rows):
        write(("[\n  " if index == 0 else ",\n  ") + dumped(report.json(row)))
    write("\n]\n")


def dumped(record: object) -> str:
    """Return a value as JSON on one line."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
