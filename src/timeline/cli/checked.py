"""What is wrong with a history: from the cache while its files are unchanged, else found by reading them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from timeline.store.findings import Found, keep, open_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.source.document import Document
    from timeline.store.refinding import Edited, Refound


def checked(paths: Sequence[str], limits: Sequence[str]) -> Found:
    """Return all findings about a history behind a spoiler fence; raises `UsageError` for a limit that it does not have."""
    return open_kept(paths, limits) or (None if limits else _again(paths)) or _check(paths, limits)


def files_of(paths: Sequence[str], limits: Sequence[str]) -> tuple[str, ...]:
    """Return the absolute paths of the files of a history, those that they include among them."""
    kept = open_kept(paths, limits)
    if kept is not None:
        return kept.paths
    from timeline.store.compiling import document_of

    return tuple(source.path for source in document_of(paths).files)


def _again(paths: Sequence[str]) -> Found | None:
    from timeline.store.refinding import found_again

    return found_again(paths, lambda edited: _refound(paths, edited))


def _refound(paths: Sequence[str], edited: Edited) -> Refound | None:
    """Return what is wrong after an edit that rules read; only those run that it may concern."""
    from timeline.checks.again import found_again
    from timeline.checks.exemptions import Exemptions
    from timeline.checks.reach import Change, Edit
    from timeline.model.events import Origin
    from timeline.store.compiling import document_of
    from timeline.store.refinding import Refound

    def whole() -> Document | None:
        document = document_of(paths)
        is_same = [source.stamp for source in document.files] == list(edited.stamps)
        return document if is_same and not document.problems.has_errors else None

    events = edited.since.events or ()
    now = {event.id: event for event in edited.around.with_ids(each.new_id for each in events if each.new_id)}
    changes = [Change(each.old, now[each.new_id] if each.new_id else None) for each in events]
    origins = {tag: Origin(*place) for tag, place in edited.memory["tags"].items()}
    exemptions = Exemptions.from_plain(edited.memory, edited.since.path_now)
    edit = Edit(changes, edited.since.keys, edited.around, origins, len(paths) == 1)
    found = found_again(edited.wrong, exemptions, edit, whole)
    return None if found is None else Refound(*found, {**edited.memory, **exemptions.plain()})


def _check(paths: Sequence[str], limits: Sequence[str]) -> Found:
    from timeline.checks.exemptions import Exemptions
    from timeline.checks.run import checked as checked_document
    from timeline.source.fence import fenced
    from timeline.store.compiling import document_of
    from timeline.store.refinding import unplaced

    read_at_ns = time.time_ns()
    document = fenced(document_of(paths), limits)
    files = document.files
    named = [source for source in files if not source.is_included]
    exemptions = Exemptions.of(document)
    document.contents.clear()  # rules read events; to place what they find, the texts are read again
    noted = checked_document(document, exemptions)
    document.events.clear()
    is_for_more = not limits and not document.problems.has_errors
    is_for_more = is_for_more and not any(
        callable(each.hint) for _, each in noted.untold
    )  # hints that take long to make
    found = Found(
        document.problems.placed(noted.told),
        tuple(source.path for source in files),
        tuple(source.label for source in files),
        all(source.text is not None for source in named),
        unplaced(noted.untold) if is_for_more else (),
        {**exemptions.plain(), "tags": document.tag_origins} if is_for_more else None,
    )
    lookups = [lookup for source in files for lookup in source.lookups]
    keep(found, paths, limits, [source.stamp for source in files], lookups, read_at_ns)
    return found
