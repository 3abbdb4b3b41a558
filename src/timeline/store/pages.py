"""Pages for a browser, kept beside the indexes of the same files.

The name of a page depends on its files and on what it was asked to show, so its address stays the same when the files
change: a tab that is reloaded shows the new page. The last line of a page says what it was made of.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from timeline.model.stamps import digest
from timeline.store import cache
from timeline.store.building import temporary
from timeline.store.version import code_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

PAGE = ".html"
"""The suffix of a page in the cache."""

_PARTS = ("questions", "exports")
"""The packages that decide what is on a page, besides those that decide what an index holds."""


def kept_page(chronicle: Chronicle, about: str, render: Callable[[], str]) -> Path:
    """Return the path of a page about a history, which is rendered unless the one in the cache is still true.

    `about` is what the page was asked to show. If the cache cannot be written, the page is in a new folder for temporary
    files. Raises `OSError` if that cannot be written either.
    """
    head = chronicle.head()
    made_of = [head, about, code_version(*_PARTS)]
    mark = None if head is None else _mark(digest(json.dumps(made_of, sort_keys=True).encode()))
    try:
        path = _path(chronicle.key, about)
        if mark is not None and _is_marked(path, mark):
            return path
        return _write(path, render() + (mark or ""))
    except (OSError, PermissionError):
        folder = Path(tempfile.mkdtemp(prefix="timeline-"))
        return _write(folder / f"history{PAGE}", render())


def way_to(page: Path, address: str) -> Path:
    """Return the path of a page beside another that leads to an address at once.

    It is for what is lost on the way to a browser: systems drop what stands behind `#` in the address of a file.
    """
    from html import escape

    to = escape(address)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        f'<meta http-equiv="refresh" content="0; url={to}"><title>timeline</title>'
        f'<a href="{to}">Go to the page</a></html>\n'
    )
    return _write(page.with_name(f"{page.stem}-to-{crc32(address.encode()):08x}{PAGE}"), text)


def _path(key: cache.Key, about: str) -> Path:
    parent = cache.folder()
    if parent is None:
        raise FileNotFoundError("there is no cache folder")
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    cache.require_private(parent)
    number = crc32(json.dumps([key.text, about]).encode())
    return parent / f"{Path(key.paths[0]).stem[:40]}-{number:08x}{PAGE}"


def _mark(text: str) -> str:
    return f"<!-- made of {text} -->\n"


def _is_marked(path: Path, mark: str) -> bool:
    """Return whether a page ends with a mark."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        file.seek(-len(mark), os.SEEK_END)
        return file.read() == mark.encode()
    return False


def _write(path: Path, text: str) -> Path:
    with temporary(path.parent) as beside:
        Path(beside).write_text(text, encoding="utf-8", errors="replace", newline="\n")
        os.replace(beside, path)
    return path
