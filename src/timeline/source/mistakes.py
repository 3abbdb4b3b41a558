"""Explain what the TOML parser refuses: name the mistake, and give the text that was meant if that is known."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.source.kinds import other_kind
from timeline.source.mended import LONGEST_LINE, Mended, mended_line
from timeline.source.positions import Region, common_ends, offset_at
from timeline.source.problems import Problem
from timeline.source.spelling import brackets

_LONGEST_SEARCH = 200
"""How many lines are searched for the ends of a text or a list that spans several lines."""

_STATEMENT = re.compile(r"\s*(?:[\w.-]+\s*=|\[\[?\s*[A-Za-z\"'])")
_ONE_BRACKET = re.compile(r"^[ \t]*\[[ \t]*([\w.-]+)[ \t]*\](?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)


_PAIR = r"[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]|[\w:+-]+)"
_SEVERAL_PAIRS = re.compile(rf"\s*{_PAIR}(?:\s*[,;]?\s*{_PAIR})+\s*[,;]?\s*")


class Mistake(NamedTuple):
    """A mistake of syntax, and the text without it; None if what was meant is not known."""

    problem: Problem
    mended: str | None


def mistake_in(text: str, error: ValueError) -> Mistake:
    """Return the mistake for which `tomli` refused a text with this error."""
    offset, message = _place(text, error)
    kind = other_kind(text)
    if kind is not None:
        return Mistake(kind, None)
    found = _twice(text, offset, message) or _several_lines(text, offset, message) or _line_mistake(text, offset)
    return found or Mistake(_not_toml(message, offset), None)


def _place(text: str, error: ValueError) -> tuple[int, str]:
    """Return the offset and the message of a TOML error, which has its position only in its text."""
    message = str(error)
    match = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if match is None:  # a number that int() refuses: no place is told
        digits = re.search(r"[0-9_]{4000,}", text)
        return (digits.start() if digits else 0), "A number with too many digits"
    if match[1] is None:
        return len(text.rstrip()), message[: match.start()]
    return offset_at(text, int(match[1]) - 1, int(match[2]) - 1), message[: match.start()]


def _bounds(text: str, offset: int) -> tuple[int, int]:
    """Return the start and the end of the line at an offset, without its line end."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return text.rfind("\n", 0, offset) + 1, end - (text[:end].endswith("\r") and end > offset)


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return f"{text[:start]}{new}{text[end:]}"


def _line_mistake(text: str, offset: int) -> Mistake | None:
    """Return the mistake of one line."""
    start, end = _bounds(text, offset)
    line = text[start:end]
    several = _SEVERAL_PAIRS.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if several:
        hint = f"write each key on a line of its own: {' and '.join(re.findall(_PAIR, line))}"
        return Mistake(Problem("E109", "several keys stand on one line", hint, region=Region(start, end)), None)
    empty = re.fullmatch(r"[ \t]*([\w.-]+)[ \t]*=[ \t]*(?:#.*)?", line)
    if empty:
        problem = Problem(
            "E109", f"`{empty[1]}` has no value", "fill it in, or leave the line out", region=Region(start, end)
        )
        return Mistake(problem, None)
    found = mended_line(line)
    return found and _of_line(text, start, end, found)


def _of_line(text: str, start: int, end: int, found: Mended) -> Mistake:
    line = text[start:end]
    before, behind = common_ends(line, found.line) if found.line else (len(line) - len(line.lstrip()), 0)
    region = Region(start + min(before, len(line) - 1), max(end - behind, start + before + 1))
    hint = found.hint or f"write {found.line.strip()}"
    problem = Problem(found.code, found.message, hint, region=region, is_minor=found.is_minor)
    return Mistake(problem, _replaced(text, start, end, found.line))


def _twice(text: str, offset: int, message: str) -> Mistake | None:
    """Return the mistake of a table or key that stands twice, usually because of a single bracket."""
    if not message.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        return None
    for match in _ONE_BRACKET.finditer(text):
        if brackets(match[1]) == ("[[", "]]"):
            header = f"[[{match[1]}]]"
            said = f"a table that may stand several times has two brackets: {header}"
            region = Region(match.end() - len(match[0].lstrip()), match.end())
            problem = Problem("E109", said, f"write {header}", region=region)
            return Mistake(problem, _replaced(text, *region, header))
    start, end = _bounds(text, offset)
    key = re.match(r"\s*([\w-]+)\s*=", text[start:end])
    if (table := re.match(r"\s*\[\[\s*(\w+)\s*\]\]", text[start:end])) and key is None:
        return _part_above(text, start, table[1])
    if message != "Cannot overwrite a value" or key is None:
        return None
    top = max((match.start() for match in re.finditer(r"^[ \t]*\[", text[:start], re.MULTILINE)), default=0)
    first = re.compile(rf"^[ \t]*{re.escape(key[1])}[ \t]*=", re.MULTILINE).search(text, top, start)
    where = f", first in line {text.count(chr(10), 0, first.end()) + 1}" if first else ""
    region = Region(start, end)
    hint = "take one of the two lines out, or write [[event]] above the first key of a new event"
    problem = Problem("E109", f"`{key[1]}` stands twice in this table{where}", hint, region=region)
    is_whole = text[start:end].count('"""') % 2 == 0 and text[start:end].rstrip()[-1:] not in "[{,"
    return Mistake(problem, _replaced(text, start, end, "") if is_whole else None)


def _part_above(text: str, start: int, name: str) -> Mistake | None:
    """Return the mistake of a table such as [[show.season]] that stands above the first [[show]]."""
    part = re.search(rf"^[ \t]*(\[\[?\s*{name}\.[\w.]+\s*\]\]?)", text[:start], re.MULTILINE)
    if part is None:
        return None
    said = f"{part[1]} stands above the [[{name}]] to which it belongs"
    return Mistake(Problem("E109", said, f"move it below its [[{name}]]", region=Region(*part.span(1))), None)


def _several_lines(text: str, offset: int, message: str) -> Mistake | None:
    """Return the mistake of a list or a text that spans several lines."""
    start, end = _bounds(text, offset)
    if message.startswith("Unclosed array"):
        return _list_of_lines(text, start)
    if message.startswith(("Unterminated string", 'Expected \'"""\'', "Expected \"'''\"")):
        opening = max(text.rfind('"""', 0, offset), text.rfind("'''", 0, offset))
        if opening < 0:
            return None
        quotes = text[opening : opening + 3]
        problem = Problem(
            "E109",
            f"the text that starts here with {quotes} is never closed",
            f"write {quotes} where it ends",
            region=Region(opening, opening + 3),
        )
        return Mistake(problem, None)
    if message.startswith("Illegal character"):
        return _text_of_lines(text, start, end)
    return None


def _list_of_lines(text: str, start: int) -> Mistake | None:
    """Return the missing comma or bracket of a list if the parser stopped in the line that begins at `start`."""
    line = text[slice(*_bounds(text, start))]
    before, behind = start, 0
    while before > 0 and not text[before:start].strip():
        before, behind = _bounds(text, before - 1)
    if behind == 0 or re.match(r"\s*[\w.-]+\s*=\s*\[", line) or _COMPLETE.search(text[before:behind]):
        return None
    last = text[before:behind]
    if len(last) > LONGEST_LINE:
        return None
    comment = re.search(r"\s*#[^\"']*$", last)
    content, comment_text = (last[: comment.start()], comment[0]) if comment else (last, "")
    if _STATEMENT.match(line) or not line.strip():
        mended = Mended(f"{content.rstrip().rstrip(',')}]{comment_text}", "the list is not closed")
    else:
        mended = Mended(f"{content.rstrip()},{comment_text}", "a comma is missing between two values of a list")
    return _of_line(text, before, behind, mended)


_COMPLETE = re.compile(r"[\],\[]\s*(?:#.*)?$")
"""The line before does not lack its comma."""


def _text_of_lines(text: str, start: int, end: int) -> Mistake | None:
    """Return the mistake of a text in single quotes that spans several lines."""
    opened = re.match(r"\s*[\w.-]+\s*=\s*([\"'])(?!.*\1)", text[start:end])
    if opened is None:
        return None
    at = end
    for _ in range(_LONGEST_SEARCH):
        at = text.find("\n", at) + 1
        line_start, line_end = _bounds(text, at)
        line = text[line_start:line_end]
        if at == 0 or _STATEMENT.match(line):
            return None
        closing = re.search(rf"{opened[1]}\s*(?:#.*)?$", line)
        if closing:
            break
        at = line_end
    else:
        return None
    quotes, first, last = opened[1] * 3, start + opened.end() - 1, line_start + closing.start()
    problem = Problem(
        "E109",
        "a text of several lines needs three quotes at each end",
        f"write {quotes} for {opened[1]} where it starts and where it ends",
        region=Region(first, end),
    )
    return Mistake(problem, _replaced(_replaced(text, last, last + 1, quotes), first, first + 1, quotes))


def _not_toml(message: str, offset: int) -> Problem:
    """Return the problem for a message of the parser, which writes the names of tables as Python tuples."""
    message = re.sub(r"\(('.*'),?\)", lambda match: "[" + ".".join(re.findall(r"'(.*?)'", match[1])) + "]", message)
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if message.startswith(start)), None)
    return Problem("E109", f"not TOML: {message[:1].lower()}{message[1:]}", hint, region=Region(offset, offset + 1))


_SYNTAX_HINTS = {
    "Cannot overwrite": "each key may stand once in a table; a new event starts with [[event]]",
    "Cannot declare": "put all of its keys below one header; what stands several times has two brackets: [[event]]",
    "Expected ']]'": "a table of a list is [[event]]",
    "Illegal character '\\n'": 'close the quotes on the same line; """ holds several lines',
    "Expected '='": "write key = value",
    "Invalid value": "a value stands behind the =; texts need quotes",
    "Invalid statement": "a line is a [table], a key = value or a # comment",
    "Unterminated string": "close the quotes",
    "Unescaped": "write a backslash twice, or use single quotes",
    "Unclosed array": "close the list with ], and put a comma between its values",
    "Expected newline": "one key a line; texts and partial dates need quotes, numbers no leading zero",
    "Invalid date": "no calendar has this day",
}
