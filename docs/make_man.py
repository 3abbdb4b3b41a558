"""Write the man page docs/timeline.1 out of the same help that --help shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from make_commands import STATUSES
from typer.main import get_command

from timeline.cli.app import COMMANDS, app
from timeline.cli.settings_text import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).with_name("timeline.1")


def page() -> str:
    """Return the page as roff (man(7))."""
    group: Any = get_command(app)
    context = group.make_context("timeline", [], resilient_parsing=True)
    lines = [
        '.TH TIMELINE 1 "" "timeline" "User Commands"',
        ".SH NAME",
        "timeline \\- explore alternate history beside our own",
    ]
    lines += [".SH SYNOPSIS", ".B timeline", ".I COMMAND", "[OPTIONS] [ARGS]...", ".SH DESCRIPTION", *text(group.help)]
    lines += [".SH COMMANDS"]
    for name in COMMANDS:
        command = group.get_command(context, name)
        lines += [f".SS timeline {escaped(name)}", *text(command.help), *options(command, context)]
    lines += [".SH ENVIRONMENT"]
    for setting, variable in VARIABLES.items():
        lines += [".TP", f".B {variable}", f"The setting {escaped(setting)}; see timeline config."]
    lines += [
        ".TP",
        ".B TIMELINE_PAGER, PAGER",
        "What shows an answer that is longer than the screen; less by default.",
    ]
    lines += [
        ".SH FILES",
        ".TP",
        ".I timeline.toml",
        "Settings, in the working directory or above it; see timeline config.",
    ]
    lines += [".SH EXIT STATUS"]
    for status, meaning in STATUSES.items():
        lines += [".TP", f".B {int(status)}", escaped(meaning)]
    return "\n".join(lines) + "\n"


def options(command: Any, context: Any) -> Iterator[str]:
    """Return the options and arguments of a command."""
    with type(context)(command, info_name=command.name, parent=context) as own:
        for parameter in command.params:
            record = parameter.get_help_record(own)
            if record is not None:
                names, meaning = record
                yield ".TP"
                yield f".B {escaped(names)}"
                yield escaped(meaning)


def text(help_text: str) -> Iterator[str]:
    """Return help as paragraphs; one that starts with the mark against wrapping stands as it is."""
    for paragraph in re.split(r"\n\s*\n", help_text.strip()):
        if paragraph.startswith("\b"):
            yield from (".PP", ".nf", *(escaped(line) for line in paragraph.splitlines()[1:]), ".fi")
        else:
            yield from (".PP", escaped(" ".join(paragraph.split())))


def escaped(text: str) -> str:
    """Return a text as roff shows it: no line starts a request, and hyphens are those of options."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
