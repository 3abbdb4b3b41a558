"""Write docs/errors.md out of the rules and the error corpus, tests/errors: bad files, and what `check` says about each."""

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

Besides the errors of reading (E), `check` knows rules: what cannot be (C), and what is not well kept (Q). Dates are
uncertain, so a rule has three answers. It is an *error* only where it holds over the whole span of every date involved; a
*warning* where it would hold if `~`, `?` and `%` were taken at their word; and where the spans leave room nothing is told.
One mistake is told once, at the place where it is made, and not again for what follows from it.

Each has a code, by which it is chosen (`--only`, `--skip`) and exempted (`allow` on an event, `off` under `[check]` for
all of its file). The start of a code stands for all that begin with it, and so does the name of a family: `C3` and `people`
are the same. An exemption that matches nothing is told as Q107. Errors of reading are always told.

A link to the future is a cause that comes after its effect (C201), or one that the parent's history holds only after the
branch has left it (C106); what an event moves, replaces or averts may lie as far ahead as you like.
"""


class Made(NamedTuple):
    """A bad file that a page cannot show: what it is in words, its bytes, and the name that `--data` gives it."""

    code: str
    words: str
    data: bytes
    name: str = "events.toml"


MADE = (
    Made("E104", "A file of nothing but white space.", b"\n"),
    Made("E105", "A file with a NUL byte in it, such as a picture or a database.", b"SQLite format 3\0"),
    Made("E106", "A file in Latin-1 or another old encoding.", b'name = "D\xe9j\xe0 vu"\n'),
    Made("E106", "A file in UTF-16, as some editors call Unicode.", 'name = "Déjà vu"\n'.encode("utf-16")),
    Made("E106", "A file in UTF-16 without a byte order mark.", 'name = "Déjà vu"\n'.encode("utf-16-le")),
    Made("E108", "A line of more than a million characters.", b'name = "' + b"moon " * 200_000 + b'"\n'),
    Made("E112", "A file that includes others, read with `--data -`.", b'include = ["people.toml"]\n', "-"),
    Made("E113", "A thousand lists, each inside the one before.", b"x = " + b"[" * 1000 + b"]" * 1000 + b"\n"),
    Made(
        "E114",
        "A file of another kind, such as the settings of a server. No line of it is shown.",
        b"[server]\nport = 8080\n",
    ),
)
"""Every file that is no TOML, or that a page could not hold."""

INTRODUCTION = """\
# Errors

`timeline check` reports every problem in the data at once, in the order of the files and their lines, on standard output.
Every other command tells the errors of reading on standard error, and stops. A problem looks like this (`check --format`
has it as `json`, `github` and `sarif` as well):

```text
history.toml:4:8: error[E205]: "alternate" is not a `kind`
  4 | kind = "alternate"
    |        ^^^^^^^^^^^
  help: known are "real", "alt", "both"
```

First the file, the line and the column, both from 1 and the column in characters; then `error` or `warning` and a code
that stays the same from version to version; then the line itself with the place marked, and what to write instead where
that is known. Control characters are shown as their pictures (`\u241b` for ESC), so that no file can steer the terminal.

| status | of `check` | of other commands |
| --- | --- | --- |
| 0 | no error; warnings there may be | no error |
| 1 | an error | |
| 3 | a file of `--data` cannot be read as text | an error, or a file that cannot be read |

A warning stops nothing but `check --strict`. The page is made from the files in `tests/errors` by `docs/make.py`, and a
test keeps the two together.
"""

FAMILIES = {
    "E1": "Files and TOML",
    "E2": "Tables, keys and values",
    "E3": "Dates",
    "E4": "Names, timelines and links",
    "W4": "Names that a table lacks",
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
    parts = [INTRODUCTION, _rules()]
    samples = _samples()
    for prefix, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        for code in sorted(code for code in samples if code.startswith(prefix)):
            parts += [f"### {code}\n", *_meaning(code), *samples[code]]
    return "\n".join(parts)


def _meaning(code: str) -> Iterator[str]:
    """Return what a code of a rule stands for. An error of reading says that itself."""
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
    """Return the table of all that can be chosen and exempted, as `timeline check --list` has it."""
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
    """Return what `timeline check` says about a file that is made for it."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(made.data))
        try:
            if made.name != "-":
                Path(made.name).write_bytes(made.data)
            problems = load_document([made.name]).problems.diagnostics()
        finally:
            sys.stdin = stdin
    return "\n".join(diagnostic_text(problem) for problem in problems)
