"""Recognize files that are not TOML: JSON, YAML, Markdown, CSV, and what other tools leave in a file."""

from __future__ import annotations

import re

from timeline.source.positions import Region
from timeline.source.problems import Problem

_EXAMPLE = '[[event]], date = 1969-07-20, title = "...", kind = "real"'
_INSTEAD = f"write each event as four lines or more: {_EXAMPLE}"

_LINE_OF_TOML = re.compile(r"^[ \t]*(?:\[\[?[\w. -]+\]|[\w-]+[ \t]*=)", re.MULTILINE)
_YAML = re.compile(r"- +[A-Za-z][\w ]*:|---$")
_MARKDOWN = re.compile(r"[-*+] |\d+\. |\||\*\*|##")
_CSV = re.compile(r"[\w\"]+(?:[,;\t][\w\" ]*)+$")
_LOOKED_AT = 50
"""How many lines decide what a file is."""

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


def other_kind(text: str) -> Problem | None:
    """Return the problem of a text that is not TOML at all; None if it may be TOML with a mistake in it."""
    conflict = _CONFLICT.search(text)
    if conflict:
        return Problem(
            "E109",
            "a merge conflict of git is not resolved",
            "keep one of the two sides, and take out the lines <<<<<<<, ======= and >>>>>>>",
            region=Region(*conflict.span()),
        )
    if "\r" in text and "\n" not in text:
        first = text.index("\r")
        hint = "save the file with the line ends LF or CRLF"
        return Problem(
            "E109", "the lines end in CR alone, which TOML does not know", hint, region=Region(first, first + 1)
        )
    name = _name(text)
    if name is None:
        return None
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if name == "CSV" and _names_events(text[start:end] if end > 0 else text[start:]):
        hint = "put commas between the values, and keys in lower case in the first line, such as date,title"
        return Problem(
            "E115", "this CSV is not as it is read here", hint, region=Region(start, end if end > 0 else len(text))
        )
    return Problem("E115", f"this is {name}, not TOML", _INSTEAD, region=Region(start, end if end > 0 else len(text)))


def _names_events(line: str) -> bool:
    """Return whether the first line of a CSV has a date and a title, however it is written."""
    return {"date", "title"} <= {name.strip(' "\r').lower() for name in re.split("[,;\t]", line)}


def _name(text: str) -> str | None:
    """Return what a text is instead of TOML."""
    beginning = text[:10_000]
    marks = "".join(beginning.split())[:2]
    if marks[:1] == "{" and marks != "{{":
        return "JSON"
    if marks[:1] == "[" and (marks[1:] in ("{", "]") or marks[1:].isdecimal()):
        return "JSON"
    if marks[:1] == "<" and marks != "<<":
        return "HTML or XML"
    if _LINE_OF_TOML.search(beginning):
        return None
    lines = [line.strip() for line in beginning.splitlines() if line.strip()][:_LOOKED_AT]
    for name, pattern in (("YAML", _YAML), ("Markdown", _MARKDOWN)):
        if any(map(pattern.match, lines)):
            return name
    return "CSV" if lines and _CSV.match(lines[0]) else None
