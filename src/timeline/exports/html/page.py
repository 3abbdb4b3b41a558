"""The page: a history as one HTML file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.files import ExportOptions

if TYPE_CHECKING:
    from timeline.store.chronicle import Chronicle


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the page at `path`."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(render(chronicle, options))


def render(chronicle: Chronicle, options: ExportOptions | None = None) -> str:
    """Return the page as text: one document that makes no request."""
    raise NotImplementedError
