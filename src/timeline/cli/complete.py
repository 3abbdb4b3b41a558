"""What a shell offers on TAB: commands, options, and names from the index, behind the same fence as every answer.

The scripts in `cli/shells` call `timeline --complete SHELL ...`. The first line of the answer says whether to offer files;
each other line is a word to offer, raw for zsh and fish, which quote it themselves, and quoted for bash. No part of a name
is ever run, and names that a shell cannot show are not offered. An error or a long wait offers nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.cli.options import DataOptions
from timeline.cli.settings import Settings
from timeline.model.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typer import Context

    from timeline.store.chronicle import Chronicle

MOST = 200
"""The most names to offer; more would not help."""

LONGEST = 200
"""The most characters of a name to offer; a longer one would fill the terminal."""

PATIENCE = 5.0
"""The most seconds that TAB may take."""


class Offers(NamedTuple):
    """What fits the word at the cursor."""

    words: Sequence[tuple[str, str]] = ()
    """Whole words, each with a description, which is empty for names."""
    wants_file: bool = False


def complete(arguments: Sequence[str]) -> None:
    """Answer a shell, given `bash POINT REPLACED LINE` or `zsh|fish NUMBER WORD...`; word NUMBER is at the cursor."""
    if hasattr(signal, "setitimer"):  # ends it like ^C, whatever it is waiting for
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        lines = _answer(*arguments)
    except Exception:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        return
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _answer(shell: str, number: str, *words: str) -> list[str]:
    """Return the lines of the answer."""
    if shell == "bash":
        from timeline.cli.bash import read_line

        replaced, text = words
        line = read_line(text, int(number), replaced)
        found = Offers(wants_file=True) if line.is_redirection else offers(line.before, line.current, line.after)
        lines = [quoted for word, _ in found.words if (quoted := line.quoted(word)) is not None]
    else:
        at = int(number)
        found = offers(words[:at], words[at], words[at + 1 :])
        lines = [
            f"{word}\t{meaning}" if meaning else word for word, meaning in found.words if _is_quotable(shell, word)
        ]
    return ["files" if found.wants_file else "words", *lines]


def _is_quotable(shell: str, word: str) -> bool:
    """Return whether a shell that quotes words itself quotes this one: fish leaves a tilde, and expands it."""
    return not (shell == "fish" and word.startswith("~"))


def offers(before: Sequence[str], current: str, after: Sequence[str], history: Chronicle | None = None) -> Offers:
    """Return what fits the word `current` between the other words of a command line.

    Names are those of `history`, unless the line names files or a fence; by default, those that a command would read.
    """
    import typer
    from typer.main import get_command

    from timeline.cli.app import app

    group: Any = get_command(app)
    at = next((index for index, word in enumerate(before) if not word.startswith("-")), None)
    if at is None:
        return in_command(typer.Context(group, info_name="timeline"), before, current, ())
    command = group.get_command(None, before[at])
    if command is None:
        return Offers()
    return in_command(typer.Context(command, info_name=before[at], obj=history), before[at + 1 :], current, after)


def in_command(context: Context, before: Sequence[str], current: str, after: Sequence[str]) -> Offers:
    """Return what fits in a command, or in `timeline` before the name of a command."""
    command: Any = context.command
    options = {name: each for each in command.params if each.param_type_name == "option" for name in each.opts}
    waiting, ended = _read(options, before, {})
    name, equals, value = current.partition("=")
    if waiting is None and equals and not ended and name in options:
        return _of_parameter(context, options[name], value, name + equals, [*before, *after], options)
    if waiting is not None:
        return _of_parameter(context, waiting, current, "", [*before, current, *after], options)
    if current.startswith("-") and not ended:
        return Offers([(name, each.help or "") for name, each in options.items() if name.startswith(current)])
    if hasattr(command, "lines"):
        return Offers([(name, line) for name, line in command.lines.items() if name.startswith(current)])
    argument = next((each for each in command.params if each.param_type_name == "argument"), None)
    if argument is None:
        return Offers()
    found = _of_parameter(context, argument, current, "", [*before, current, *after], options)
    return found if ended else found._replace(words=[each for each in found.words if not each[0].startswith("-")])


def _of_parameter(
    context: Context, parameter: Any, typed: str, start: str, words: Sequence[str], options: dict[str, Any]
) -> Offers:
    """Return the values of an option or argument that begin as typed; `start` comes before each in the same word.

    The data and the fence in the whole line count, also those after the cursor.
    """
    if "FILE" in (parameter.metavar or ""):
        return Offers(wants_file=True)
    _read(options, words, context.params)
    return Offers([(f"{start}{item.value}", "") for item in parameter.shell_complete(context, typed)])


def _read(options: dict[str, Any], words: Iterable[str], given: dict[str, Any]) -> tuple[Any, bool]:
    """Return the option that still needs a value, if any, and whether "--" has ended the options.

    Unlike the parser of the commands, this goes on after a mistake. The values of options go into `given`.
    """
    waiting: Any = None
    lacking, ended = 0, False
    for word in words:
        if lacking:
            given.setdefault(waiting.name, []).append(word)
            lacking -= 1
            continue
        ended = ended or word == "--"
        name, equals, value = word.partition("=")
        option = None if ended else options.get(name)
        if option is None or option.is_flag:
            continue
        if equals:
            given.setdefault(option.name, []).append(value)
        else:
            waiting, lacking = option, option.nargs
    return waiting if lacking else None, ended


def names(facet: str, context: Context, incomplete: str) -> list[str]:
    """Return the names of a facet that begin with the typed text; none if the data cannot be read."""
    try:
        history = _asked(context)
        found = history.names(facet, incomplete, MOST) if history else []
    except (DataError, UsageError, OSError):
        return []
    return [name for name in found if name.isprintable() and len(name) <= LONGEST]


def _asked(context: Context) -> Chronicle | None:
    """Return the history that a command line asks; None if that cannot be known before it runs."""
    from timeline.store.chronicle import Chronicle

    at_hand: Chronicle | None = context.obj
    data, limits = context.params.get("data", ()), context.params.get("up_to")
    if at_hand is not None and not data and not limits:
        return at_hand
    if at_hand is not None:
        data, limits = data or at_hand.key.paths, limits or at_hand.up_to
    paths = DataOptions(data=[os.path.expanduser(path) for path in data]).paths()
    if "-" in paths or not all(os.path.isfile(path) for path in paths):
        return None  # standard input belongs to the shell, and a pipe may have no writer
    return Chronicle(paths, up_to=Settings({"up_to": limits}).of("up_to").values)


def choices(known: Iterable[str], incomplete: str) -> list[str]:
    """Return the words that begin with the typed text."""
    return [word for word in known if word.startswith(incomplete)]


def columns(context: Context, incomplete: str) -> list[str]:
    """Return lists of columns of a command's answer, given up to a comma, each with one more that begins as typed."""
    try:
        report = vars(import_module(f"timeline.reports.{context.info_name}"))
    except ModuleNotFoundError:  # a command without a report
        return []
    found = next((report[name] for name in ("COLUMNS", "_COLUMNS", "EVENT_COLUMNS") if name in report), ())
    found = (*found, *next((report[name] for name in ("_EXTRA", "EXTRA_COLUMNS") if name in report), ()))
    before, comma, typed = incomplete.rpartition(",")
    names = choices([column.name for column in found], typed)
    return [f"{before}{comma}{name}" for name in names if name not in before.split(",")]
