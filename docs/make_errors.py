"""Write docs/errors.md out of the error corpus, tests/errors: each bad file, and what `timeline check` says about it."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timeline.source.load import load_document
from timeline.views.diagnostics import diagnostic_text

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).with_name("errors.md")
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "errors"


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
    Made("E107", "A file that starts with the three bytes of a byte order mark.", b'\xef\xbb\xbfname = "Moon"\n'),
    Made("E108", "A line of more than a million characters.", b'name = "' + b"moon " * 200_000 + b'"\n'),
    Made("E112", "A file that includes others, read with `--data -`.", b'include = ["people.toml"]\n', "-"),
    Made("E113", "A thousand lists, each inside the one before.", b"x = " + b"[" * 1000 + b"]" * 1000 + b"\n"),
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

A warning (W) stops nothing. The page is made from the files in `tests/errors` by `docs/make_errors.py`, and a test keeps
the two together.
"""

FAMILIES = {
    "E1": "Files and TOML",
    "E2": "Tables, keys and values",
    "E3": "Dates",
    "E4": "Names, timelines and links",
    "W4": "Warnings",
}


def page() -> str:
    """Return the whole page."""
    samples = sorted([*_corpus_samples(), *_made_samples()], key=lambda sample: sample[:1])
    parts, family, code = [INTRODUCTION], "", ""
    for sample_code, text in samples:
        if sample_code[:2] != family:
            family = sample_code[:2]
            parts.append(f"## {FAMILIES[family]}\n")
        if sample_code != code:
            code = sample_code
            parts.append(f"### {code}\n")
        parts.append(text)
    return "\n".join(parts)


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


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
