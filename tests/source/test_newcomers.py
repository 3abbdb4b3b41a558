"""What newcomers write: the first error names the mistake, and following its hint word for word gives a file that loads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.diagnostics import Diagnostic
    from timeline.source.document import Document

BASE = {"date": "1969-07-20", "title": '"Apollo 11 lands"', "kind": '"real"'}
FRAME = '[[event]]\n{}\n\n[[event]]\ndate = 1972-12-11\ntitle = "Apollo 17 lands"\nkind = "real"\n'


def load(text: str) -> Document:
    return load_document(["/nowhere/events.toml"], {"/nowhere/events.toml": text})


def errors(text: str) -> list[Diagnostic]:
    return [found for found in load(text).problems.diagnostics() if found.severity == "error"]


def events(text: str) -> list[object]:
    document = load(text)
    assert [found for found in document.problems.diagnostics() if found.severity == "error"] == []
    return list(document.events)


def framed(line: str) -> str:
    """Return a file with an event of which one line is this one, in the place of that of its key."""
    written = {key: f"{key} = {value}" for key, value in BASE.items()}
    key = next((key for key in written if re.match(rf"\W*(?:let )?{key}\b", line.lower())), "")
    key = "title" if line.startswith("titel") else key
    return FRAME.format(
        "\n".join(line if each == key else text for each, text in written.items()) + (f"\n{line}" * (not key))
    )


def followed(text: str, error: Diagnostic) -> str:
    """Return the text after the hint "write ..." of an error is followed without thinking.

    A statement or a header takes the place of the line, or of the key and value that are marked; anything else takes the
    place of what is marked.
    """
    assert error.hint is not None
    assert error.line is not None
    assert error.column is not None
    assert error.hint.startswith("write "), error.hint
    new = error.hint.removeprefix("write ")
    lines = text.split("\n")
    line = lines[error.line - 1]
    start, end = error.column - 1, error.column - 1 + error.width
    if re.match(r"(?:[\w.]|\"[^\"]*\")+ = |\[|#", new):
        key = re.search(r"[\w.-]+\s*=\s*$", line[:start])
        pair = key or re.match(r"\w+ = (?:\"[^\"]*\"|\d+)", line[start:])
        is_inside = pair and line.lstrip().startswith("{")
        start = (key.start() if key else start) if is_inside else len(line) - len(line.lstrip())
        end = max(end, start + pair.end()) if pair and is_inside and not key else end if is_inside else len(line)
    elif re.fullmatch(r".+[,\]]", new) and line.strip() in new:
        start, end = len(line) - len(line.lstrip()), len(line)
    lines[error.line - 1] = line[:start] + new + line[end:]
    return "\n".join(lines)


def mended(text: str) -> str:
    """Return the text after all hints are followed, one after the other, the first error first."""
    for _ in range(20):
        found = errors(text)
        if not found:
            return text
        text = followed(text, found[0])
    raise AssertionError(errors(text))


LINES = [
    (
        'title = "The "Eagle" lands"  # say "x"',
        "E109",
        'the text holds the quote (")',
        'title = \'The "Eagle" lands\'  # say "x"',
    ),
    # quotes
    ("title = Apollo #11", "E302", "a text needs quotes", 'title = "Apollo #11"'),
    ("title = Apollo 11 lands", "E302", "a text needs quotes", 'title = "Apollo 11 lands"'),
    ("title = Apollo 11 lands  # first", "E302", "a text needs quotes", 'title = "Apollo 11 lands"  # first'),
    ('title = Apollo "Eagle" lands', "E302", "a text needs quotes", "title = 'Apollo \"Eagle\" lands'"),
    ('title = "The "Eagle" lands"', "E109", 'the text holds the quote (")', "title = 'The \"Eagle\" lands'"),
    ("title = 'Apollo 11's landing'", "E109", "the text holds the quote (')", 'title = "Apollo 11\'s landing"'),
    ("title = \u201cApollo 11\u201d", "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ('title = \u201cApollo 11"', "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ("title = \u2018Apollo 11\u2019", "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ("title = \u201eApollo 11\u201c", "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ("title = \u00abApollo 11\u00bb", "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ("title = `Apollo 11`", "E302", "a text needs straight quotes", 'title = "Apollo 11"'),
    ('title = ""Apollo 11""', "E109", 'one quote (") at each end', 'title = "Apollo 11"'),
    ('title = "Apollo 11', "E109", "the closing quote is missing", 'title = "Apollo 11"'),
    ('title = Apollo 11"', "E109", "the opening quote is missing", 'title = "Apollo 11"'),
    ("title = \"Apollo 11'", "E109", "a text needs the same quotes", 'title = "Apollo 11"'),
    ("kind = real", "E302", "a text needs quotes", 'kind = "real"'),
    (r'source = "C:\users\moon.txt"', "E109", "a backslash in double quotes", r"source = 'C:\users\moon.txt'"),
    (r'source = "C:\History"', "E109", "a backslash in double quotes", r"source = 'C:\History'"),
    (r"source = C:\users", "E302", "a text needs quotes", r"source = 'C:\users'"),
    ("title = 2001", "E203", "`title` takes text in quotes, not a number", 'title = "2001"'),
    ("title = 1969-07-20", "E203", "`title` takes text in quotes, not a date", 'title = "1969-07-20"'),
    # strange characters
    ('title =\u00a0"Apollo 11"', "E109", "U+00A0 (no-break space)", 'title = "Apollo 11"'),
    ('title\u00a0= "Apollo 11"', "E109", "U+00A0 (no-break space)", 'title = "Apollo 11"'),
    ('title = "Apollo 11"\u200b', "E109", "U+200B (zero width space)", 'title = "Apollo 11"'),
    ('\ufefftitle = "Apollo 11"', "E109", "U+FEFF (zero width no-break space)", 'title = "Apollo 11"'),
    ('title \uff1d "Apollo 11"', "E109", "U+FF1D (fullwidth equals sign)", 'title = "Apollo 11"'),
    # commas and comments of other languages
    ('title = "Apollo 11",', "E109", '"," ends no line', 'title = "Apollo 11"'),
    ("date = 1969-07-20,", "E109", '"," ends no line', "date = 1969-07-20"),
    ("season = 1;", "E109", '";" ends no line', "season = 1"),
    ("title = Apollo 11,", "E302", "a text needs quotes", 'title = "Apollo 11"'),
    ("// the landing", "E109", '"//" starts no comment', "# the landing"),
    ("-- the landing", "E109", '"--" starts no comment', "# the landing"),
    ("/* the landing */", "E109", '"/*" starts no comment', "# the landing"),
    ("; the landing", "E109", '";" starts no comment', "# the landing"),
    ("<!-- the landing -->", "E109", '"<!--" starts no comment', "# the landing"),
    ("% the landing", "E109", '"%" starts no comment', "# the landing"),
    ('title = "Apollo 11" // first', "E109", '"//" starts no comment', 'title = "Apollo 11"  # first'),
    ("date = 1969-07-20 -- first", "E109", '"--" starts no comment', "date = 1969-07-20  # first"),
    ("season = 1 /* first */", "E109", '"/*" starts no comment', "season = 1  # first"),
    ("season = 1 ; first", "E109", '";" starts no comment', "season = 1  # first"),
    # keys and values
    ("date: 1969-07-20", "E109", 'a key and its value have "=" between them, not ":"', "date = 1969-07-20"),
    ("title: Apollo 11", "E109", 'a key and its value have "=" between them, not ":"', 'title = "Apollo 11"'),
    ('"title": "Apollo 11",', "E109", 'a key and its value have "=" between them, not ":"', 'title = "Apollo 11"'),
    ('title "Apollo 11"', "E109", 'a key and its value have "=" between them', 'title = "Apollo 11"'),
    ('title := "Apollo 11"', "E109", 'a key and its value have "=" between them', 'title = "Apollo 11"'),
    ("date == 1969", "E109", 'a key and its value have "=" between them', "date = 1969"),
    ('let title = "Apollo 11"', "E109", "nothing stands before a key", 'title = "Apollo 11"'),
    ('Title = "Apollo 11"', "E201", 'an event has no key "Title"', 'title = "Apollo 11"'),
    ('titel = "Apollo 11"', "E201", 'an event has no key "titel"', 'title = "Apollo 11"'),
    # numbers
    ('season = "2"', "E203", "`season` takes a whole number from 0 on, not a text", "season = 2"),
    ('season = "Season 2"', "E203", "`season` takes a whole number", "season = 2"),
    ('season = "S02"', "E203", "`season` takes a whole number", "season = 2"),
    ("season = S2", "E203", "`season` takes a whole number", "season = 2"),
    ("season = two", "E203", "`season` takes a whole number", "season = 2"),
    ("season = 2.0", "E203", "`season` takes a whole number", "season = 2"),
    ("season = [2]", "E203", "`season` takes a whole number", "season = 2"),
    ("season = 02", "E109", "a number has no zero before it", "season = 2"),
    ('episode = "S02E07"', "E203", "`episode` takes a whole number", "episode = 7"),
    # lists
    ('tags = "moon"', "E203", "`tags` takes a list of texts", 'tags = ["moon"]'),
    ('tags = "moon, first"', "E203", "`tags` takes a list of texts", 'tags = ["moon", "first"]'),
    ('tags = "moon", "first"', "E109", "a list needs brackets", 'tags = ["moon", "first"]'),
    ("tags = moon, first", "E302", "a list of texts needs brackets", 'tags = ["moon", "first"]'),
    ("tags = [moon, first]", "E109", "the texts of a list have quotes", 'tags = ["moon", "first"]'),
    ('tags = ["moon" "first"]', "E109", "the texts of a list have quotes, and commas", 'tags = ["moon", "first"]'),
    ('tags = ["moon", "first"', "E109", "the list is not closed", 'tags = ["moon", "first"]'),
    ('tags = {"moon", "first"}', "E109", "a list", 'tags = ["moon", "first"]'),
    ("tags = [\u201cmoon\u201d, \u201cfirst\u201d]", "E109", "the texts of a list", 'tags = ["moon", "first"]'),
    ('tags = ["moon", 11]', "E203", "`tags` takes texts, not a number", 'tags = ["moon", "11"]'),
    ("people = Buzz Aldrin", "E302", "a list of texts needs", 'people = ["Buzz Aldrin"]'),
    ('people = "Sammy Davis, Jr."', "E203", "`people` takes a list", 'people = ["Sammy Davis, Jr."]'),
    (
        'people = [\n  "Buzz Aldrin"\n  "Neil Armstrong"\n]',
        "E109",
        "a comma is missing",
        'people = [\n  "Buzz Aldrin",\n  "Neil Armstrong"\n]',
    ),
    (
        'people = [\n  "Buzz Aldrin",\n  "Neil Armstrong"\norder = 1',
        "E109",
        "the list is not closed",
        'people = [\n  "Buzz Aldrin",\n  "Neil Armstrong"]\norder = 1',
    ),
    ('place = ["Moon"]', "E203", "`place` takes text in quotes, not a list", 'place = "Moon"'),
    # words of kind
    ('kind = "Real"', "E205", '"Real" is not a `kind`', 'kind = "real"'),
    ('kind = "OTL"', "E205", '"OTL" is not a `kind`', 'kind = "real"'),
    ('kind = "alternate"', "E205", '"alternate" is not a `kind`', 'kind = "alt"'),
    # other names of keys
    ('location = "Moon"', "E201", 'an event has no key "location"', 'place = "Moon"'),
    ('description = "They land."', "E201", 'an event has no key "description"', 'summary = "They land."'),
    ('tag = "moon"', "E201", 'an event has no key "tag"', 'tags = ["moon"]'),
    ('characters = ["Buzz Aldrin"]', "E201", 'an event has no key "characters"', 'people = ["Buzz Aldrin"]'),
    ('url = "https://nasa.gov"', "E201", 'an event has no key "url"', 'source = "https://nasa.gov"'),
    ('book = "Moonfall"', "E201", 'an event has no key "book"', 'show = "Moonfall"'),
    ("chapter = 3", "E201", 'an event has no key "chapter"', "episode = 3"),
    ('chapter = "Chapter 3"', "E201", 'an event has no key "chapter"', "episode = 3"),
    ("volume = 2", "E201", 'an event has no key "volume"', "season = 2"),
    ("budget = 1_000", "E201", 'an event has no key "budget"', "x.budget = 1000"),
    ('"first human" = true', "E201", 'an event has no key "first human"', 'x."first human" = true'),
    ('x = "mine"', "E203", "`x` takes a table of your own", 'x = { note = "mine" }'),
    # dates
    ("date = 7/20/1969", "E301", '"7/20/1969" is not an EDTF date', 'date = "1969-07-20"'),
    ('date = "7/20/1969"', "E301", '"7/20/1969" is not an EDTF date', 'date = "1969-07-20"'),
    ("date = July 20, 1969", "E301", '"July 20, 1969" is not an EDTF date', 'date = "1969-07-20"'),
    ("date = 20.7.1969", "E301", '"20.7.1969" is not an EDTF date', 'date = "1969-07-20"'),
    ("date = 1969-7-20", "E301", '"1969-7-20" is not an EDTF date', 'date = "1969-07-20"'),
    ("date = 1969\u201307\u201320", "E301", "", 'date = "1969-07-20"'),
    ("date = 1969-07-20 20:17", "E301", "", 'date = "1969-07-20T20:17"'),
    ("date = 1969-07-20T20:17", "E302", "1969-07-20T20:17 needs quotes", 'date = "1969-07-20T20:17"'),
    ("date = 1969-07", "E302", "1969-07 needs quotes", 'date = "1969-07"'),
    ("date = 1969~", "E302", "1969~ needs quotes", 'date = "1969~"'),
    ("date = 0300", "E302", "0300 needs quotes", 'date = "0300"'),
    ("date = c. 1942", "E301", '"c. 1942" is not an EDTF date', 'date = "1942~"'),
    ("date = 44 BC", "E301", '"44 BC" is not an EDTF date', 'date = "-0043"'),
    ('date = "AD 300"', "E301", '"AD 300" is not an EDTF date', 'date = "0300"'),
    ('date = "Spring 1942"', "E301", '"Spring 1942" is not an EDTF date', 'date = "1942-21"'),
    ('date = "16th century"', "E301", '"16th century" is not an EDTF date', 'date = "15XX"'),
    ('date = "1960s"', "E301", '"1960s" is not an EDTF date', 'date = "196X"'),
    ('date = "1942\u20131945"', "E301", "", 'date = "1942/1945"'),
    ("date = 1942\u20131945", "E301", "", 'date = "1942/1945"'),
    ('date = "before 1950"', "E301", '"before 1950" is not an EDTF date', 'date = "../1949"'),
    ("date = { year = 1969, month = 7 }", "E203", "`date` takes a date", 'date = "1969-07"'),
    ("year = 1969", "E201", 'an event has no key "year"', "date = 1969"),
    ('when = "July 1969"', "E201", 'an event has no key "when"', 'date = "1969-07"'),
]
"""A line of an event, the code and the start of the message of the first error, and the line that its hint says."""


@pytest.mark.parametrize(("bad", "code", "message", "good"), LINES, ids=[row[0] for row in LINES])
def test_following_the_hint_of_a_line_mends_it(bad: str, code: str, message: str, good: str) -> None:
    is_date = re.match("(year|when) ", bad)
    text, expected = (framed(line) for line in (bad, good))
    if is_date:
        text = text.replace(f"date = {BASE['date']}\n", "")
        expected = expected.replace("\n" + good, "", 1) if good in BASE else expected
    found = errors(text)
    assert (found[0].code, found[0].message[: len(message)]) == (code, message)
    once = followed(text, found[0])
    assert good in once
    whole = mended(text)
    assert len(events(whole)) == 2
    assert len({found.line for found in errors(text)}) == 1, "one mistake, told in one place"
    if not is_date:
        assert events(whole) == events(expected)


class File(NamedTuple):
    """A whole file with a mistake: its first error, and the file as its hint says it."""

    bad: str
    code: str
    message: str
    good: str
    hint: str | None = None
    """Where the hint is not followed by a machine: the whole of it."""


def in_parts(keys: str, date: str, extra: str) -> File:
    """Return an event whose date is in several keys, and becomes one date without the `extra` ones."""
    return File(
        EVENT.replace("date = 1969-07-20", keys),
        "E201",
        "an event says when it happened in `date` alone",
        EVENT.replace("1969-07-20", f'"{date}"'),
        f'write date = "{date}" and take out {extra}',
    )


EVENT = '[[event]]\ndate = 1969-07-20\ntitle = "Apollo 11 lands"\nkind = "real"\n'
OTHER = EVENT.replace("11", "12")
FILES = {
    "[event]": File(EVENT.replace("[[event]]", "[event]"), "E203", "`event` takes tables", EVENT),
    "[event] before [[event]]": File(
        EVENT.replace("[[event]]", "[event]") + OTHER, "E109", "a table that may stand several", EVENT + OTHER
    ),
    "[event] after [[event]]": File(
        EVENT + OTHER.replace("[[event]]", "[event]"), "E109", "a table that may stand several", EVENT + OTHER
    ),
    "[event] twice": File(
        (EVENT + OTHER).replace("[[event]]", "[event]"), "E109", "a table that may stand several", EVENT + OTHER
    ),
    "[[event]": File(EVENT.replace("[[event]]", "[[event]"), "E109", "the header of this table is [[event]]", EVENT),
    "[event]]": File(EVENT.replace("[[event]]", "[event]]"), "E109", "the header of this table is [[event]]", EVENT),
    "[[event 1]]": File(
        EVENT.replace("[[event]]", "[[event 1]]"), "E109", "the header of this table is [[event]]", EVENT
    ),
    "[[event]]:": File(
        EVENT.replace("[[event]]", "[[event]]:"), "E109", "the header of this table is [[event]]", EVENT
    ),
    "full width": File(EVENT.replace("[[event]]", "\uff3b\uff3bevent\uff3d\uff3d"), "E109", "U+FF3B", EVENT),
    "[[events]]": File(
        (EVENT + OTHER).replace("[[event]]", "[[events]]"), "E201", 'an events file has no key "events"', EVENT + OTHER
    ),
    "[[Event]]": File(EVENT.replace("[[event]]", "[[Event]]"), "E201", 'an events file has no key "Event"', EVENT),
    "[[people]]": File(
        '[[people]]\nname = "Buzz Aldrin"\n',
        "E201",
        'an events file has no key "people"',
        '[[person]]\nname = "Buzz Aldrin"\n',
    ),
    "[[season]]": File(
        '[[show]]\nid = "fam"\n[[season]]\nnumber = 1\n',
        "E201",
        'an events file has no key "season"',
        '[[show]]\nid = "fam"\n[[show.season]]\nnumber = 1\n',
    ),
    "[[show.season]] above [[show]]": File(
        '[[show.season]]\nnumber = 1\n[[show]]\nid = "fam"\n',
        "E109",
        "[[show.season]] stands above the [[show]] to which it belongs",
        '[[show]]\nid = "fam"\n[[show.season]]\nnumber = 1\n',
        "move it below its [[show]]",
    ),
    "number of a book": File(
        EVENT + 'show = "Dune"\nbook = 2\n',
        "E201",
        'an event has no key "book"',
        EVENT + 'show = "Dune"\nseason = 2\n',
    ),
    "key of a state": File(
        EVENT + "acting = true\n", "E201", 'an event has no key "acting"', EVENT, "`acting` is a key of [[state]]"
    ),
    "[tags": File(
        '[tags\nmoon = "On the Moon"\n' + EVENT,
        "E109",
        "the header of this table is [tags]",
        '[tags]\nmoon = "On the Moon"\n' + EVENT,
    ),
    "no header": File(
        EVENT.replace("[[event]]\n", ""),
        "E201",
        'an events file has no key "date"',
        EVENT,
        "write [[event]] above `date`",
    ),
    "key above the event": File(
        'place = "Moon"\n' + EVENT,
        "E201",
        'an events file has no key "place"',
        EVENT + 'place = "Moon"\n',
        "`place` belongs below an [[event]], or below [defaults] for every event of the file",
    ),
    "show above the events": File(
        'show = "FAM"\n' + EVENT,
        "E203",
        "`show` takes tables",
        EVENT + 'show = "FAM"\n',
        'write [defaults] above show = "FAM", for every event of the file',
    ),
    "include below a table": File(
        EVENT + "include = []\n",
        "E201",
        'an event has no key "include"',
        "include = []\n" + EVENT,
        "`include` belongs to the head of the file, above its first [table]",
    ),
    "format below a table": File(
        EVENT + "format = 1\n",
        "E201",
        'an event has no key "format"',
        "format = 1\n" + EVENT,
        "`format` belongs to the head of the file, above its first [table]",
    ),
    "name below a table": File(
        EVENT + 'name = "Moon"\n',
        "E201",
        'an event has no key "name"',
        'name = "Moon"\n' + EVENT,
        "`name` belongs to the head of the file, above its first [table]",
    ),
    "include as text": File(
        'include = ""\n' + EVENT, "E203", "`include` takes a list", EVENT, 'such as include = ["...", "..."]'
    ),
    "start and end": in_parts("start = 1969-07-16\nend = 1969-07-24", "1969-07-16/1969-07-24", "`start`, `end`"),
    "date and end": in_parts("date = 1969-07-16\nend = 1969-07-24", "1969-07-16/1969-07-24", "`end`"),
    "year, month and day": in_parts("year = 1969\nmonth = 7\nday = 20", "1969-07-20", "`year`, `month`, `day`"),
    "date and time": in_parts("date = 1969-07-20\ntime = 20:17:40", "1969-07-20T20:17:40", "`time`"),
    "year beside date": File(
        EVENT + "year = 1969\n", "E201", 'an event has no key "year"', EVENT, "take it out: there is a `date` beside it"
    ),
    "1942-43": File(
        EVENT.replace("1969-07-20", '"1942-43"'),
        "E301",
        '"1942-43" is not a month of 1942, and may be a span of years',
        EVENT.replace("1969-07-20", '"1942/1943"'),
        'write "1942/1943", if that is meant',
    ),
    "7/8/1969": File(
        EVENT.replace("1969-07-20", "7/8/1969"),
        "E301",
        '"7/8/1969" can be read in two ways',
        EVENT.replace("1969-07-20", '"1969-08-07"'),
        'write "1969-07-08" or "1969-08-07"',
    ),
    "null": File(EVENT + "place = null\n", "E109", 'TOML has no "null"', EVENT, "leave the line out"),
    "None": File(EVENT + "place = None\n", "E109", 'TOML has no "None"', EVENT, "leave the line out"),
    "key twice": File(
        EVENT + 'kind = "both"\n',
        "E109",
        "`kind` stands twice in this table, first in line 4",
        EVENT,
        "take one of the two lines out, or write [[event]] above the first key of a new event",
    ),
    "several lines in single quotes": File(
        EVENT + 'summary = "They land\non the Moon"\n',
        "E109",
        "a text of several lines needs three quotes",
        EVENT + 'summary = """They land\non the Moon"""\n',
        'write """ for " where it starts and where it ends',
    ),
    "three quotes not closed": File(
        EVENT + 'summary = """\nThey land\n',
        "E109",
        'the text that starts here with """ is never closed',
        EVENT + 'summary = """\nThey land"""\n',
        'write """ where it ends',
    ),
    "conflict": File(
        f"<<<<<<< HEAD\n{EVENT}=======\n{OTHER}>>>>>>> other\n",
        "E109",
        "a merge conflict of git is not resolved",
        EVENT,
        "keep one of the two sides, and take out the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "CR": File(
        EVENT.replace("\n", "\r"),
        "E109",
        "the lines end in CR alone",
        EVENT,
        "save the file with the line ends LF or CRLF",
    ),
    **{
        name: File(
            bad,
            "E115",
            f"this is {kind}, not TOML",
            EVENT,
            'write each event as four lines or more: [[event]], date = 1969-07-20, title = "...", kind = "real"',
        )
        for name, kind, bad in (
            ("Markdown list", "Markdown", "# Apollo\n\n- 1969: the landing\n- 1972: the last\n"),
            ("Markdown table", "Markdown", "| date | title |\n| --- | --- |\n| 1969 | Apollo 11 |\n"),
            ("YAML", "YAML", "events:\n  - date: 1969-07-20\n    title: Apollo 11\n"),
            ("HTML", "HTML or XML", "<!doctype html>\n<html></html>\n"),
        )
    },
}


@pytest.mark.parametrize("name", FILES)
def test_following_the_hint_of_a_file_mends_it(name: str) -> None:
    file = FILES[name]
    found = errors(file.bad)
    assert (found[0].code, found[0].message[: len(file.message)]) == (file.code, file.message)
    if file.hint is None:
        assert mended(file.bad) == file.good
    else:
        assert found[0].hint == file.hint
    assert len(found) == (2 if name in ("[event] twice", "[[events]]") else 1)
    events(file.good)


def test_a_date_without_quotes_in_a_table_of_ones_own_is_no_toml_either() -> None:
    text = EVENT + "[event.x]\ndate = July 1969\nseason = S1\n"
    assert [(error.code, error.line, error.hint) for error in errors(text)] == [
        ("E302", 6, 'write date = "July 1969"'),
        ("E302", 7, 'write season = "S1"'),
    ]


def test_the_corpus_is_large() -> None:
    assert len(LINES) + len(FILES) > 150


def test_many_mistakes_are_told_at_once_each_at_its_place() -> None:
    bad = '[event]\ndate: July 20, 1969,\ntitle = Apollo #11\nkind = real // ours\nseason = "2"\n'
    found = errors(bad)
    assert [(error.line, error.column, error.code) for error in found] == [
        (1, 1, "E203"),
        (2, 5, "E109"),
        (3, 9, "E302"),
        (4, 8, "E302"),
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('episode = "1-3"', "such as episode = 1"),
        ("season = true", "such as season = 1"),
        ('kind = "alt" or "real"', None),
        ('died = "1972"', "`died` is a key of [[person]]"),
        ("date = 1969-07-20T20:17:40 EST", "times look like 20:17, 20:17:40 or 20:17:40Z"),
        ("date = [1969, 1970]", 'such as date = 1969-07-20, date = 1969 or date = "1969-07"'),
        (
            "date=1969-07-20;title='x';kind='real'",
            "write each key on a line of its own: date=1969-07-20 and title='x' and kind='real'",
        ),
    ],
)
def test_where_the_meaning_is_not_sure_no_hint_says_what_to_write(line: str, hint: str | None) -> None:
    found = errors(framed(line))[0]
    if hint is None:
        assert not (found.hint or "").startswith("write ")
    else:
        assert found.hint == hint


def test_a_link_to_an_event_with_a_mistake_is_no_further_mistake() -> None:
    bad = '[[event]]\ndate = "then"\ntitle = "Korolev lives"\nkind = "alt"\n'
    for cause in ("korolev-lives", "k"):
        own = 'id = "k"\n' if cause == "k" else ""
        link = f'[[event]]\ndate = 1970\ntitle = "B"\nkind = "alt"\nbecause = "{cause}"\nreplaces = "{cause}"\n'
        assert [(error.code, error.line) for error in errors(bad + own + link)] == [("E301", 2)]
    assert [error.code for error in errors(bad + link)] == ["E301", "E404", "E404"]


def test_a_table_that_lacks_a_key_is_called_by_name() -> None:
    bad = '[[event]]\n[[event]]\nid = "a"\n[[event]]\ntitle = "Apollo 11"\n[[person]]\nid = "ed"\n'
    messages = [error.message.split(" has no ")[0] for error in errors(bad) if error.code == "E202"]
    assert list(dict.fromkeys(messages)) == ["event 1", 'the event "a"', 'the event "Apollo 11"', 'the person "ed"']


CORPUS = Path(__file__).parents[1] / "errors"
BY_HAND = {
    "E115-csv": None,
    "E115-json": None,
    "E115-markdown": None,
    "E109-merge-conflict": (
        "<<<<<<< HEAD\ndate = 1969-06-26\n=======\ndate = 1969-06-27\n>>>>>>> draft\n",
        "date = 1969-06-26\n",
    ),
    "E201-start-and-end": ("start = 1974-08-05\nend = 1974-08-09", 'date = "1974-08-05/1974-08-09"'),
    "E301-two-readings": ("7/8/1969", "1969-08-07"),
    "E301-two-years": ("1942-43", "1942/1943"),
    "E109-key-twice": ('kind = "both"\n', ""),
    "E109-table-twice": ("\n[tags]\n", ""),
    "E109-three-quotes-missing": ("way of life.\n", 'way of life."""\n'),
    "E109-two-keys-on-a-line": ('date = 1969-06-26, kind = "alt"', 'date = 1969-06-26\nkind = "alt"'),
    "E109-value-missing": ("title =\n", 'title = "Leonov"\n'),
    "E201-event-key": ('titel = "Alexei Leonov is the first human on the Moon"\n', ""),
    "E201-key-above-the-event": ('title = "Alexei Leonov is the first human on the Moon"\n\n', ""),
    "E202-no-kind": ("date =", 'kind = "alt"\ndate ='),
    "E202-no-title": ("date =", 'title = "Leonov"\ndate ='),
    "E202-nothing-at-all": ("[[event]]\n", '[[event]]\nkind = "alt"\ntitle = "Leonov"\ndate = 1969\n'),
    "E202-person-without-a-name": ("id =", 'name = "Ed Baldwin"\nid ='),
    "E203-text-for-tables": ('show = "For All Mankind"\n\n[[event]]\n', '[[event]]\nshow = "For All Mankind"\n'),
    "E203-truth-for-date": ("true", "1969-07-20"),
    "E204-blank-tag": (', " "', ""),
    "E204-empty-title": ('""', '"Leonov"'),
    "E205-canon": ("comic", "screen"),
    "E206-below-zero": ("-1", "0"),
    "E206-too-large": ("2147483648", "2147483647"),
    "E207-later-format": None,
    "E208-real-event-with-a-link": ('replaces = "apollo-11"\n', ""),
    "E209-actor-beside-played-by": ('actor = "Coral Peña"\n', ""),
    "E301-empty": ('""', '"1969-07-20"'),
    "E301-interval-runs-backwards": ("1974-08/1969-06", "1969-06/1974-08"),
    "E301-no-such-day-without-quotes": ("29", "28"),
    "E301-no-such-day": ("31", "30"),
    "E301-no-such-month": ("-13", "-12"),
    "E301-open-at-both-ends": ("../..", "1969/.."),
    "E301-table-by-timeline": ("30", "29"),
    "E301-level-2-digit": ("1XX9", "1009/1999"),
    "E301-level-2-exponent": ("Y17E7", "Y170000000"),
    "E301-level-2-part": ("1969-07~-20", "1969-07-20~"),
    "E301-level-2-quarter": ("1969-33", "1969"),
    "E301-level-2-set": ("[1969, 1970]", "1969/1970"),
}
"""What a person replaces who reads the hint of an error; None where that makes another file."""


READING = [
    path for path in sorted(CORPUS.glob("E[123]*.toml")) if path.name[:4] in ("E109", "E115") or path.name[:2] != "E1"
]
"""All but the files whose includes are wrong, which is no matter of their text."""


@pytest.mark.parametrize("path", READING, ids=lambda path: path.stem)
def test_following_the_hint_of_every_error_of_reading_leads_to_a_file_that_loads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.stem not in BY_HAND:
        assert errors(mended(text)) == []
        return
    change = BY_HAND[path.stem]
    if change is not None:
        old, new = change
        assert old in text
        assert errors(new.join(text.rsplit(old, 1))) == []
