"""`timeline explore`: both histories on a full screen."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Option

from timeline.cli.explore_typing import ExploreFilters, offers_for, query_of
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, Words, with_options
from timeline.cli.settings_text import VARIABLES
from timeline.formats.output import MARKS, width_of_screen
from timeline.model.errors import UsageError
from timeline.tui.setup import Left, Setup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from timeline.formats.signs import Signs
    from timeline.tui.history import History
    from timeline.tui.session import Session


@with_options
def explore(
    filters: ExploreFilters,
    data: DataOptions,
    words: Words = None,
    between: Annotated[
        tuple[str, str] | None, Option(metavar="BASE ALT", help="Compare these two timelines, whichever they are.")
    ] = None,
    no_mouse: Annotated[bool, Option("--no-mouse", help="Leave the mouse to the terminal.")] = False,
    ascii_: Annotated[bool, Option("--ascii", help="Draw with ASCII signs.")] = False,
) -> None:
    """Explore two histories on a full screen: with keys or the mouse, with filters, causes and people.

    ? lists the keys. q leaves, and prints the id of the event that the cursor is on. The files are read again when they
    change. Needs the extra `tui`.

    \b
    Examples:
      timeline explore
      timeline explore --year 1969 --tag moon
      timeline explore --between real fam --up-to fam:s2e5
    """
    paths = data.paths()
    _require_screen(paths)
    query = filters.query(words=words)
    base, alt = between or ("", query.timeline[0] if query.timeline else "")
    from timeline.tui.ahead import Ahead
    from timeline.tui.filters import Filter
    from timeline.tui.history import Choice
    from timeline.tui.session import session_of

    color = "never" if "never" in data.settings.of("color").values else "always"
    limits, signs, width = data.settings.of("up_to").values, _signs(ascii=ascii_), width_of_screen()
    kept = Filter("", _as_typed(filters, query.words), query._replace(timeline=()))
    opened = Ahead(lambda: session_of(paths, limits, Choice(base, alt), kept, signs, width, lambda: _compiling(paths)))
    run = _screen()
    setup = Setup(query_of, partial(_variables_for, color=color), offers_for, not no_mouse)
    left = run(opened.result(), setup)
    if left.up_to:
        note(f"a spoiler fence is up: {', '.join(left.up_to)}")
    if left.event is not None:
        sys.stdout.write(f"{left.event}\n")


def _screen() -> Callable[[Session, Setup], Left]:
    """Import what draws the screen. Raises `UsageError` if textual is not installed."""
    try:
        from timeline.tui.running import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        hint = "the extra `tui` has it: pip install '.[tui]' in a clone"
        raise UsageError("explore needs textual", hint) from None
    return run


def _compiling(paths: list[str]) -> AbstractContextManager[None]:
    from timeline.cli.progress import compiling  # only if there is something to compile

    return compiling(paths)


def _require_screen(paths: Sequence[str]) -> None:
    """Raise `UsageError` without a keyboard, or without a terminal that can be drawn on."""
    if not sys.stdout.isatty():
        raise UsageError("explore needs a terminal", "in a pipe, compare gives the same rows")
    if "-" in paths:
        hint = "save it to a file, and name that with --data"
        raise UsageError("standard input is the keyboard here, so it cannot be the history", hint)
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            "explore needs a keyboard, and standard input is none", "start it without < and without a pipe"
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError("this terminal cannot be drawn on", "compare shows both histories as a table")


def _signs(*, ascii: bool) -> Signs:  # noqa: A002 - as the option is called
    from timeline.formats.signs import ASCII, signs_for

    return ASCII if ascii else signs_for(sys.stdout.encoding)


def _as_typed(filters: ExploreFilters, words: Sequence[str]) -> str:
    """Return the filters of the command line as they are typed, to show and change them."""
    import shlex

    options = []
    for name in type(filters).__annotations__:
        for value in getattr(filters, name) or () if name != "timeline" else ():
            options += [f"--{name.rstrip('_').replace('_', '-')}", str(value)]
    dashed = ["--"] if any(word.startswith("-") for word in words) else []
    return shlex.join([*options, *dashed, *words])


def _variables_for(history: History, width: int, *, color: str = "always") -> Mapping[str, str]:
    """Return the variables that make a command read the same history and draw on a screen of the same width.

    It writes to a pipe, so it has to be told to use its colors; where there are to be none, Textual leaves them out.
    """
    return {
        VARIABLES["data"]: os.pathsep.join(os.path.abspath(path) for path in history.paths),
        VARIABLES["up_to"]: ",".join(history.up_to),
        VARIABLES["format"]: "table",
        VARIABLES["color"]: color,
        MARKS: "1",
        "COLUMNS": str(width),
        "PYTHONIOENCODING": "utf-8",
    }
