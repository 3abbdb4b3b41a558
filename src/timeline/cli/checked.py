"""What is wrong with a history: from the cache while its files are unchanged, else found by reading them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from timeline.store.findings import Found, keep, open_kept

if TYPE_CHECKING:
    from collections.abc import Sequence


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

    return found_again(paths)


def _check(paths: Sequence[str], limits: Sequence[str]) -> Found:
    from timeline.checks.run import all_findings
    from timeline.source.fence import fenced
    from timeline.store.compiling import document_of

    read_at_ns = time.time_ns()
    document = fenced(document_of(paths), limits)
    files = document.files
    named = [source for source in files if not source.is_included]
    found = Found(
        all_findings(document),
        tuple(source.path for source in files),
        tuple(source.label for source in files),
        all(source.text is not None for source in named),
    )
    lookups = [lookup for source in files for lookup in source.lookups]
    keep(found, paths, limits, [source.stamp for source in files], lookups, read_at_ns)
    return found
