"""`timeline add`: append an event to a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument

from timeline.cli.diagnose import print_diagnostics
from timeline.cli.event_options import EventOptions, completed, missing
from timeline.cli.notes import note
from timeline.cli.options import FileOptions, with_options
from timeline.model.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.diagnostics import Diagnostic
    from timeline.source.document import Document


@with_options
def add(
    file: Annotated[str, Argument(metavar="FILE", help="The events file to add to.")],
    event: EventOptions,
    data: FileOptions,
) -> None:
    """Append an event to an events file and print its id. The rest of the file stays as it is, byte for byte.

    On a terminal, the command asks for required keys that you leave out, and then for the show, the season and the
    episode if the history declares shows. If `timeline check` would find an error in the file with the new event, nothing
    is written. Warnings about the new event are shown. A file that is part of the history which --data or the settings
    name is checked as part of it.

    \b
    Examples:
      timeline add events.toml
      timeline add events.toml --date "July 1975" --title "Apollo meets Soyuz" --kind both --tag orbit
      timeline add events.toml --date 1976 --title "Soviets land on Mars" --kind alt --show fam --replaces viking-1-lands
    """
    from timeline.cli.whole import whole_of
    from timeline.source.load import load_document
    from timeline.source.writer import event_text
    from timeline.source.writing import locked, naming

    _require_file(file)
    table = event.table()
    whole = whole_of(file, data)
    if missing(table):
        document = load_document(whole)  # before the first prompt
        _require_valid(file, document)
        table = completed(table, document.world)
    path = os.path.realpath(file)
    with naming(file), locked(path):
        added = _append(file, path, event_text(table), whole, table.get("id"))
    print(added.id)
    note(f"{file}:{added.line}: added")
    print_diagnostics(added.warnings)


class _Added(NamedTuple):
    id: str
    line: int
    """The line of its [[event]] header."""
    warnings: Sequence[Diagnostic]
    """What `check` reports because of the new event."""


def _require_file(file: str) -> None:
    from timeline.model.diagnostics import Diagnostic

    if not os.path.exists(file):
        hint = "`timeline init` writes a file to start from"
        raise DataError([Diagnostic(code="E101", message="there is no such file", hint=hint, file=file)])
    if not os.path.isfile(file):
        raise UsageError(f"{file} is not a regular file", "name an events file")


def _require_valid(file: str, document: Document) -> None:
    """Raise `DataError` if a file, or the history that it is part of, is already invalid without the event."""
    if document.problems.has_errors:
        note(
            f"the event was not added: {file} has errors already"
            + (", or the history that it is part of" if len(document.files) > 1 else "")
        )
    document.require_valid()


def _append(file: str, path: str, event: str, whole: Sequence[str], event_id: str | None) -> _Added:
    """Write the file with the event, which may name its id, at its end, unless `check` finds an error in it.

    The caller holds the lock.
    """
    from timeline.source.files import read_file
    from timeline.source.imports import kind_of
    from timeline.source.load import load_document
    from timeline.source.writing import replace_file

    changed = UsageError(f"another program has just changed {file}", "nothing was written; try again")
    source = read_file(file, path)
    text = source.text
    if text is None:
        _require_valid(file, load_document([file]))  # says why it cannot be read
        raise changed
    kind = kind_of(text)
    if kind is not None:
        hint = "`timeline show --data FILE -f toml` turns it into an events file"
        raise UsageError(f"{file} has rows of {kind.upper()}, so no [[event]] can be added", hint)
    start = _with_blank_line(text)
    longer = start + (event.replace("\n", "\r\n") if start.endswith("\r\n") else event)
    after = load_document(whole, {path: longer})
    if event_id is not None and not after.problems.has_errors:  # one of these is E401, for two events that name it
        _require_free(event_id, load_document(whole))
    warnings = _require_no_error(file, after, whole)
    if read_file(file, path).text != text:
        raise changed
    replace_file(path, source.mark + longer.encode("utf-8"))
    return _Added(_last_id(after, path), start.count("\n") + 1, warnings)


def _with_blank_line(text: str) -> str:
    """Return the text with a blank line at its end, with the line endings of the text."""
    end = "\r\n" if text[: text.rfind("\n")].endswith("\r") else "\n"
    if not text.endswith("\n"):
        text += end
    return text if text.endswith(end * 2) else text + end


def _require_no_error(file: str, after: Document, whole: Sequence[str]) -> Sequence[Diagnostic]:
    """Return the warnings that the new event causes.

    Raises `UsageError` if it causes errors, after printing them, and `DataError` if the file was invalid before.
    """
    from timeline.checks.run import check_document
    from timeline.source.load import load_document

    found = check_document(after)
    if not found:
        return ()
    before = load_document(whole)
    if any(finding.severity == "error" for finding in found):
        _require_valid(file, before)
    known = set(check_document(before))
    found = [finding for finding in found if finding not in known]
    errors = [finding for finding in found if finding.severity == "error"]
    if any(finding.code == "E109" for finding in errors):  # the file and the event are valid, but do not fit together
        raise UsageError(
            f"{file} has its events in one list, event = [...], so no [[event]] can be added",
            "write each event under its own [[event]] header",
        )
    if errors:
        print_diagnostics(errors)
        raise UsageError(
            f"the event was not added; {file} is unchanged", "line numbers are those of the file with the event"
        )
    return found


def _require_free(event_id: str, before: Document) -> None:
    """Raise `UsageError` if another event has the id. An implied one would change, and links would lead elsewhere."""
    other = next((event for event in before.events if event.id == event_id), None)
    if other is not None:
        message = f'the id "{event_id}" is that of another event: "{other.title}"'
        raise UsageError(message, "give the new event another --id, or that one an `id` of its own")


def _last_id(document: Document, path: str) -> str:
    """Return the id of the last event of the file at a real path."""
    file = next(n for n, source in enumerate(document.files) if os.path.realpath(source.path) == path)
    numbers = {event.at.number or 0: event.id for event in document.events if event.at and event.at.file == file}
    return numbers[max(numbers)]
