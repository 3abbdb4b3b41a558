"""Generate docs/errors.md from the rules and the error corpus, tests/errors: bad files and what `check` says about them."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timeline.checks.registry import FAMILIES as RULE_FAMILIES
from timeline.checks.registry import known_codes
from timeline.formats.diagnostics import diagnostic_text
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).with_name("errors.md")
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "errors"


RULES = """\
## Rules

Besides errors of reading (E), `check` has rules: the C rules find contradictions, the Q rules find careless entries.
Dates are uncertain, so a rule has three outcomes. It is an *error* only if it holds for the whole span of every date
involved. It is a *warning* if it would hold with `~`, `?` and `%` ignored. Otherwise, there is no finding. A mistake
is reported once, where it is made, and not again for its consequences.

Each rule has a code. `--only` and `--skip` choose rules by code; `allow` on an event exempts the event, and `off`
under `[check]` exempts its file. The start of a code stands for all codes that begin with it, and so does the name of
a family: `C3` and `people` are the same. An exemption that matches nothing is reported as Q107. Errors of reading are
always reported.

A link to the future is a cause that comes after its effect (C201), or one that occurs in the parent only after the
branch has left it (C106). The events that an event moves, replaces or averts may be any distance in the future.
"""


class Made(NamedTuple):
    """A bad file that the page cannot show: a description, its content, and the name that `--data` gives it."""

    code: str
    words: str
    data: bytes
    name: str = "events.toml"


MADE = (
    Made("E104", "A file with only white space.", b"\n"),
    Made("E105", "A file with a NUL byte, such as a picture or a database.", b"SQLite format 3\0"),
    Made("E106", "A file in Latin-1 or another old encoding.", b'name = "D\xe9j\xe0 vu"\n'),
    Made("E106", "A file in UTF-16, which some editors call Unicode.", 'name = "Déjà vu"\n'.encode("utf-16")),
    Made("E106", "A file in UTF-16 without a byte order mark.", 'name = "Déjà vu"\n'.encode("utf-16-le")),
    Made("E108", "A line of more than a million characters.", b'name = "' + b"moon " * 200_000 + b'"\n'),
    Made("E112", "A file that includes others, read with `--data -`.", b'include = ["people.toml"]\n', "-"),
    Made("E113", "A thousand nested lists.", b"x = " + b"[" * 1000 + b"]" * 1000 + b"\n"),
    Made(
        "E114",
        "A file of another kind, such as the settings of a server. No line of it is shown.",
        b"[server]\nport = 8080\n",
    ),
)
"""Files that are not TOML or are too long for the page."""

INTRODUCTION = """\
# Errors

`timeline check` reports all problems in the data on standard output, in the order of the files and their lines. Other
commands print the errors of reading on standard error and stop. A problem looks like this (`check --format` also has
`json`, `github` and `sarif`):

```text
{example}
```

It starts with the file, the line and the column, both counted from 1, the column in characters. Then come `error` or
`warning` and a code, which stays the same from version to version. Below that are the line with the position marked
and, if known, what to write instead. Control characters are shown as their pictures (`\u241b` for ESC), so that no
file can control the terminal.

| status | of `check` | of other commands |
| --- | --- | --- |
| 0 | no error; maybe warnings | no error |
| 1 | an error | |
| 3 | a file cannot be read as text | an error, or a file that cannot be read |

Warnings change the status of `check --strict` only. `docs/make.py` generates this page from the files in
`tests/errors`.
"""

EXAMPLE = Made(
    "E205",
    "A kind of event that does not exist.",
    b'[[event]]\ndate = 1969-06-26\ntitle = "Leonov lands"\nkind = "alternate"\n',
    "history.toml",
)
"""The file whose problem the introduction shows."""

FAMILIES = {
    "E1": "Files and TOML",
    "E2": "Tables, keys and values",
    "E3": "Dates",
    "E4": "Names, timelines and links",
    "W4": "Names missing from a table",
    "C1": "Links and causes",
    "C2": "Time",
    "C3": "People",
    "C4": "Offices and other states",
    "C5": "Divergence",
    "Q1": "Care",
}
"""The parts of the page, in its order."""


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION.replace("{example}", message_of(EXAMPLE)), _rules()]
    samples = _samples()
    for prefix, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        for code in sorted(code for code in samples if code.startswith(prefix)):
            parts += [f"### {code}\n", *_meaning(code), *samples[code]]
    return "\n".join(parts)


def _meaning(code: str) -> Iterator[str]:
    """Return the meaning of the code of a rule. The message of an error of reading is clear without one."""
    if code in known_codes():
        severity, meaning = known_codes()[code]
        yield f"{severity.capitalize()}: {meaning}.\n"


def _samples() -> dict[str, list[str]]:
    """Return the samples of each code, those of the corpus in the order of their files' names."""
    samples: dict[str, list[str]] = {}
    for code, sample in (*_corpus_samples(), *_made_samples()):
        samples.setdefault(code, []).append(sample)
    return samples


def _rules() -> str:
    """Return the table of all codes that can be chosen or exempted, as in `timeline check --list`."""
    families = {prefix: name for name, prefix in RULE_FAMILIES.items()}
    lines = [
        f"| [`{code}`](#{code.lower()}) | {families.get(code[:2], '')} | {severity} | {text} |"
        for code, (severity, text) in known_codes().items()
    ]
    return "\n".join([RULES, "| code | family | severity | what it finds |", "| --- | --- | --- | --- |", *lines, ""])


def _corpus_samples() -> Iterator[tuple[str, str]]:
    for path in sorted(CORPUS.glob("*.toml")):
        code, _, words = path.stem.partition("-")
        title = words.replace("-", " ").capitalize()
        title = re.sub(r"\b(toml|pod|bc)\b", lambda match: match[0].upper(), title)
        file = path.read_text(encoding="utf-8")
        message = path.with_suffix(".err").read_text(encoding="utf-8")
        yield code, f"{title}:\n\n```toml\n{file}```\n\n```text\n{message}```\n"


def _made_samples() -> Iterator[tuple[str, str]]:
    for made in MADE:
        yield made.code, f"{made.words}\n\n```text\n{message_of(made)}\n```\n"


def message_of(made: Made) -> str:
    """Write a bad file to a temporary folder and return what `timeline check` says about it."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(made.data))
        try:
            if made.name != "-":
                Path(made.name).write_bytes(made.data)
            problems = load_document([made.name]).problems.diagnostics()
        finally:
            sys.stdin = stdin
    return "\n".join(diagnostic_text(problem) for problem in problems)
