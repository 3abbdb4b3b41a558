"""The page of `timeline browse --watch`: made again when a file of the history changes, until Ctrl-C."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from timeline.browsing.server import PageServer
from timeline.cli.browse_place import fragment_of
from timeline.cli.notes import note
from timeline.formats.diagnostics import diagnostic_text
from timeline.model.cleaning import one_line
from timeline.model.errors import DataError, UsageError
from timeline.store.chronicle import Chronicle
from timeline.store.watching import WatchedFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.cli.browse_place import Show
    from timeline.exports.files import ExportOptions

STEP = 0.25
"""After how many seconds to look at the files again."""


class Watched(NamedTuple):
    """What the page is to show."""

    paths: Sequence[str]
    limits: tuple[str, ...]
    options: ExportOptions
    event: Sequence[str] | None
    """The words that name the event to open the page at."""


class Outcome(NamedTuple):
    """What came of reading the files once."""

    files: WatchedFiles
    page: str = ""
    fragment: str = ""
    problem: str = ""
    """What is wrong with the files, in lines of text. Then there is no page."""


def serve(wanted: Watched, show: Show) -> None:
    """Serve the page, show its address, and keep it current until Ctrl-C.

    Raises `UsageError` for what does not fit the history as it is at the start, such as an unknown event.
    """
    outcome = _read(wanted, is_first=True)
    with closing(PageServer()) as server:
        _tell(server, outcome)
        show(f"{server.address}{outcome.fragment}", lambda: f"{server.ticket}{outcome.fragment}")
        note("watching the events files; Ctrl-C ends it")
        try:
            while True:
                time.sleep(STEP)
                before, outcome = outcome, _current(wanted, outcome)
                if outcome == before:
                    continue
                _tell(server, outcome)
                if before.problem and not outcome.problem:
                    note("the page is current again")
        except KeyboardInterrupt:
            pass  # the way to end it


def _tell(server: PageServer, outcome: Outcome) -> None:
    """Tell the tabs, and the terminal if something is wrong."""
    if outcome.problem:
        server.warn(outcome.problem)
        print(outcome.problem, file=sys.stderr)
    else:
        server.show(outcome.page)


def _current(wanted: Watched, before: Outcome) -> Outcome:
    """Return what was read before, or what is there now if a file has changed.

    A system that fails is a problem like others: in the next moment, it may not. What was read is thrown away at once:
    Python looks for garbage as if this were one answer (`__main__`), and an hour of mistakes would fill the memory.
    """
    try:
        if not before.files.have_changed():
            return before
        after = _read(wanted)
        gc.collect()
        return after
    except OSError as error:
        return before._replace(page="", problem=one_line(f"the events files cannot be read: {error.strerror or error}"))


def _read(wanted: Watched, *, is_first: bool = False) -> Outcome:
    from timeline.exports.html.page import render

    started_ns = time.time_ns()
    files, problem = None, ""
    try:
        with closing(Chronicle(wanted.paths, up_to=wanted.limits)) as chronicle:
            files = WatchedFiles.of_chronicle(chronicle, started_ns)
            fragment = fragment_of(chronicle, wanted.event) if is_first else ""
            page = render(chronicle, wanted.options)
            return Outcome(files or WatchedFiles.of_paths(wanted.paths), page, fragment)
    except DataError as error:
        problem = "\n".join(diagnostic_text(each) for each in error.diagnostics if each.severity == "error")
    except UsageError as error:
        if is_first:
            raise
        problem = "\n".join(one_line(part) for part in (error.message, error.hint) if part)
    return Outcome(files or WatchedFiles.of_paths(wanted.paths), problem=problem)
