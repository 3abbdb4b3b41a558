"""Guess what a line that is not quite TOML was meant to be: what newcomers from other formats write."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from timeline.model.dates import is_date
from timeline.model.events import LINKS
from timeline.source.fields import Type
from timeline.source.spelling import FIELDS, brackets, is_toml, quoted


class Mended(NamedTuple):
    """A line turned into TOML, and what was wrong with it."""

    line: str
    message: str
    code: str = "E109"
    hint: str | None = None
    """None: to write the line."""
    is_minor: bool = False
    """Whether the decoder may know better what is wrong with the value."""


LONGEST_LINE = 1000
"""Longer lines are left alone: the patterns take time that grows with the square of the number of characters."""

_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\uff07`\u00b4"
_QUOTES = f"\"'{_DOUBLE}{_SINGLE}"
_PLAIN = str.maketrans("\uff1d\uff3b\uff3d\uff0c\uff1a\uff03", "=[],:#")
_COMMENT = r"//|--|/\*|\*/|<!--|;|%"
_NOTHING = ("null", "None", "nil", "none", "undefined", "NULL", "~")

_COMMENT_LINE = re.compile(rf"(\s*)({_COMMENT}|\*(?= |$))\s*(.*?)\s*(?:\*/|-->)?")
_HEADER = re.compile(
    r"(\s*)(?:[\[({<]\s*){1,3}[\"']?([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)[\"']?\b[^\])}>#=]*(?:[\])}>]\s*)*[,;:]*(\s*#.*)?"
)
_PAIR = re.compile(
    r"(?P<indent>\s*)(?:export |let |const |var |- )?(?P<quote>[\"']?)(?P<key>[A-Za-z_][\w.-]*(?: [a-z]+){0,2}?)(?P=quote)"
    r"\s*(?P<joint>:=|==|=>|->|=|:|(?<=\s)(?=[\"'\d\[]))\s*(?P<value>.*)"
)
_STRING = re.compile(r'"""[\s\S]*?"""' r"|'''[\s\S]*?'''" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'")


def mended_line(line: str) -> Mended | None:
    """Return what a line was meant to be, which is TOML by itself; None if that is not known."""
    if len(line) > LONGEST_LINE:
        return None
    if line.lstrip().startswith("```"):
        return Mended("", "``` fences code in Markdown and is no TOML", hint="leave the line out")
    for mend in (_comment_line, _lookalikes, _header, _pair):
        found = mend(line)
        if found is not None and found.line != line and (not found.line.strip() or is_toml(found.line)):
            return found
    return None


def _comment_line(line: str) -> Mended | None:
    match = _COMMENT_LINE.fullmatch(line)
    if match is None:
        return None
    return Mended(f"{match[1]}# {match[3]}".rstrip(), f'"{match[2]}" starts no comment in TOML')


def _lookalikes(line: str) -> Mended | None:
    """Replace characters outside of quotes that only look like a space or like a mark of TOML."""
    strange = None
    plain = ""
    for part in re.split(f"({_STRING.pattern})", line):
        if _STRING.fullmatch(part):
            plain += part
            continue
        for character in part:
            is_space = character.isspace() and character not in " \t"
            is_mark = ord(character) in _PLAIN
            is_invisible = unicodedata.category(character) in ("Cf", "Cc") and character != "\t"
            if is_space or is_mark or is_invisible:
                strange = strange or character
            plain += " " if is_space else "" if is_invisible else character.translate(_PLAIN)
    if strange is None:
        return None
    name = unicodedata.name(strange, "a control character").lower()
    message = f"U+{ord(strange):04X} ({name}) may stand in quotes only"
    if is_toml(plain):
        return Mended(plain, message)
    found = mended_line(plain)
    return found and found._replace(message=message, code="E109", hint=None)


def _header(line: str) -> Mended | None:
    match = _HEADER.fullmatch(line)
    around = brackets(match[2]) if match else None
    if match is None or around is None:
        return None
    header = f"{around[0]}{match[2]}{around[1]}"
    return Mended(f"{match[1]}{header}{match[3] or ''}", f"the header of this table is {header}")


def _pair(line: str) -> Mended | None:
    match = _PAIR.fullmatch(line)
    if match is None:
        return None
    key = match["key"] if match["key"] in FIELDS else match["key"].replace(" ", "_")
    if " " in match["key"] and key not in FIELDS:
        return None
    raw = match["value"].strip()
    if not raw:
        return None
    value = _value(key, raw)
    if value is None:
        return None
    mended = f"{match['indent']}{key} = {value.line}"
    hint = value.hint and value.hint.format(key=key)
    if match["joint"] != "=":
        joint = f'"{match["joint"]}"' if match["joint"] else "nothing"
        return Mended(mended, f'a key and its value have "=" between them, not {joint}', hint=hint)
    if match.start("quote") > match.end("indent"):
        return Mended(mended, "nothing stands before a key")
    if match["quote"] or key == match["key"]:
        return value._replace(line="" if value.line == "" else mended, hint=hint)
    return Mended(mended, f'a key is one word: "{match["key"]}" is none')


def _value(key: str, raw: str) -> Mended | None:
    """Return the value of a key as TOML; its `line` is the value, with a comment behind it."""
    for mend in (_sound, _nothing, _in_quotes, _in_brackets, _bare):
        found = mend(key, raw)
        if found is not None:
            return found
    return None


def _sound(key: str, raw: str) -> Mended | None:
    """Return a value that is TOML without the text behind it that is not."""
    match = re.match(rf"({_STRING.pattern}|\[[^\[\]]*\]|[^\s,;#\"'\[]+)(.*)", raw)
    if match is None or not is_toml(f"{key} = {match[1]}"):
        return None
    value, rest = match[1], match[2].strip()
    if not rest or rest.startswith("#"):
        return Mended(f"{value}  {rest}".rstrip(), "a line is one key and its value")
    if re.fullmatch(r"[,;]\s*(?:#.*)?", rest):
        return Mended(f"{value}  {rest[1:].strip()}".rstrip(), f'"{rest[0]}" ends no line in TOML')
    comment = re.fullmatch(rf"[,;]?\s*({_COMMENT})\s*(.*?)\s*(?:\*/|-->)?", rest)
    if comment and match[2][0] in " \t,;" and (comment[1] != ";" or rest[1:2] in ("", " ")):
        return Mended(f"{value}  # {comment[2]}", f'"{comment[1]}" starts no comment in TOML')
    if rest.startswith(",") and key in FIELDS and FIELDS[key].is_list and value[0] in "\"'":
        return Mended(f"[{raw.rstrip(', ')}]", "a list needs brackets")
    return None


def _nothing(key: str, raw: str) -> Mended | None:
    if raw.rstrip(",;") not in _NOTHING:
        return None
    return Mended("", f'TOML has no "{raw.rstrip(",;")}"', hint="leave the line out")


def _in_quotes(key: str, raw: str) -> Mended | None:
    """Return a text with its quotes mended: they are not straight, stand inside it too, or one is missing."""
    ends = rf"([{_QUOTES}])\s*[,;]?"
    closed = re.fullmatch(rf"([{_QUOTES}])(.*?){ends}\s+((?:#|//)\s.*)", raw)
    closed = closed or re.fullmatch(rf"([{_QUOTES}])(.*){ends}\s*((?:#|//).*)?", raw)
    if closed and key in FIELDS and FIELDS[key].type is Type.CHOICE and re.search(f"[{_QUOTES}]", closed[2]):
        return None
    if (
        key in FIELDS
        and FIELDS[key].is_list
        and raw[0] in _QUOTES
        and re.search(rf"[{_QUOTES}]\s*,\s*[{_QUOTES}]", raw)
    ):
        return _list(raw, "a list needs brackets")
    if closed:
        opening, text, closing = closed[1], closed[2], closed[3]
        comment = f"  # {closed[4].lstrip('#/ ')}" if closed[4] else ""
        if len(text) > 1 and text[0] == text[-1] == opening:
            return Mended(quoted(text.strip(opening)) + comment, f"one quote ({opening}) at each end is enough")
        if opening not in "\"'" or closing not in "\"'":
            return Mended(quoted(text) + comment, "a text needs straight quotes", "E302")
        if opening != closing:
            return Mended(quoted(text) + comment, "a text needs the same quotes at both ends")
        if opening == '"' and "\\" in text and '"' not in text.replace('\\"', ""):
            return Mended(quoted(text.replace('\\"', '"')) + comment, "a backslash in double quotes starts an escape")
        return Mended(quoted(text) + comment, f"the text holds the quote ({opening}) that encloses it")
    opened = re.fullmatch(rf"([{_QUOTES}])([^{_QUOTES}]*?)\s*[,;]?\s*(\s#\s.*)?", raw)
    if opened and opened[2]:
        return Mended(f"{quoted(opened[2])}{opened[3] or ''}", "the closing quote is missing")
    late = re.fullmatch(rf"([^{_QUOTES}\[{{#]+)([{_QUOTES}])\s*(#.*)?", raw)
    if late:
        return Mended(f"{quoted(late[1])}{'  ' + late[3] if late[3] else ''}", "the opening quote is missing")
    return None


def _in_brackets(key: str, raw: str) -> Mended | None:
    match = re.fullmatch(r"[\[({](.*?)[\])}]*\s*[,;]?\s*(#.*)?", raw)
    if match is None or (raw[0] != "[" and not (key in FIELDS and FIELDS[key].is_list)) or "=" in match[1]:
        return None
    if raw[0] != "[":
        return _list(match[1], "a list has the brackets [ ]")
    is_closed = re.search(r"\]\s*[,;]?\s*(?:#.*)?$", raw)
    return _list(
        match[1], "the texts of a list have quotes, and commas between them" if is_closed else "the list is not closed"
    )


def _list(raw: str, message: str) -> Mended | None:
    """Return texts as a list. They may lack their quotes or the commas between them."""
    items = re.findall(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^\s,{_QUOTES}][^,{_QUOTES}]*)", raw)
    texts = [(inner or bare).strip() for inner, bare in items]
    return Mended(f"[{', '.join(map(quoted, texts))}]", message) if texts else None


def _bare(key: str, raw: str) -> Mended | None:
    """Return a text, a date or a number that lacks its quotes or is written differently in TOML."""
    match = re.fullmatch(rf"(.*?)[,;]*(?:\s+((?:#(?=\s|$)|{_COMMENT})(?:\s.*|$)))?", raw)
    assert match is not None
    text = match[1].strip()
    comment = f"  # {re.sub(rf'^(?:#|{_COMMENT})', '', match[2]).strip()}" if match[2] else ""
    kind = FIELDS[key].type if key in FIELDS else Type.TEXT
    if not text:
        return None
    if text in ("True", "False", "TRUE", "FALSE"):
        return Mended(text.lower() + comment, "true and false are written small")
    if kind in (Type.DATE, Type.DATE_BY_TIMELINE):
        message = f"{text} needs quotes: it is a date of EDTF, not of TOML" if is_date(text) else "a text needs quotes"
        return Mended(quoted(text) + comment, message, "E302", is_minor=not is_date(text))
    if kind in (Type.WHOLE, Type.COUNT):
        number = re.fullmatch(r"[+]?0*([0-9]+)", text)
        if number:
            return Mended(number[1] + comment, "a number has no zero before it")
        return Mended(quoted(text) + comment, "a text needs quotes", "E302", is_minor=True)
    if kind is Type.TEXTS or (key in (*LINKS, "because") and "," in text):
        found = _list(text, "a list of texts needs brackets, quotes and commas")
        return found and found._replace(line=found.line + comment, code="E302")
    if kind is Type.CHOICE and re.search(f"[{_QUOTES}]", text):
        return None
    return Mended(quoted(text) + comment, "a text needs quotes", "E302", is_minor=key not in FIELDS)
