"""Write docs/commands.md out of the program itself: what each command says of itself, the formats and the statuses."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from pathlib import Path

from timeline.__main__ import ExitStatus, run
from timeline.cli.app import COMMANDS
from timeline.cli.topics import TOPICS
from timeline.exports import EXPORTS
from timeline.formats import FORMATS

TARGET = Path(__file__).with_name("commands.md")
WIDTH = 80

INTRODUCTION = """\
# Commands

What `timeline COMMAND --help` and `timeline help TOPIC` say, made by `docs/make.py`; a test keeps the two together. Data
goes to standard output; notes, progress and errors go to standard error.
"""

STATUSES = {
    ExitStatus.DONE: "done, also when nothing matched: a note on standard error says so",
    ExitStatus.FOUND: "`check` found an error, or `diverge --exit-code` a divergence",
    ExitStatus.USAGE: "wrong usage: an unknown command, option or name, or a value that makes no sense",
    ExitStatus.DATA: "the data cannot be read or is invalid",
    ExitStatus.INTERNAL: "a fault of the program; please report it",
    ExitStatus.OUTPUT: "the output cannot be written: the disk is full, the stream closed",
    ExitStatus.INTERRUPTED: "interrupted with ^C",
    ExitStatus.PIPE_CLOSED: "the pipe was closed by its reader (`head`); nothing is said about it",
}


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, _help(), *(_help(command) for command in COMMANDS)]
    parts += [_section(f"help {topic}", _said("help", topic)) for topic in TOPICS]
    parts.append("## Formats\n")
    forms = [*FORMATS.values(), *EXPORTS.values()]
    parts.append(_table(("`--format`", "what it is"), [(f"`{each.name}`", each.help) for each in forms]))
    parts.append("## Exit status\n")
    parts.append(_table(("status", "when"), [(str(int(status)), STATUSES[status]) for status in ExitStatus]))
    return "\n".join(parts)


def _help(*command: str) -> str:
    """Return a section with the help of a command, as a terminal of `WIDTH` columns has it."""
    return _section(" ".join(command), _said(*command, "--help"))


def _section(command: str, text: str) -> str:
    return f"## {' '.join(('timeline', command)).strip()}\n\n```text\n{text}```\n"


def _said(*arguments: str) -> str:
    """Return what a command says on a screen of `WIDTH` columns."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(WIDTH)
    try:
        with redirect_stdout(io.StringIO()) as text:
            status = run(arguments)
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    if status:
        raise RuntimeError(f"the help of {arguments} cannot be had")
    return text.getvalue()


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    return "".join(f"| {left} | {right} |\n" for left, right in (head, ("---", "---"), *rows))
