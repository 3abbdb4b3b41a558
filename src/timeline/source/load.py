"""From paths to a `Document`: read, decode, resolve. The only way in for events files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.source.decode import Decoder
from timeline.source.document import Document
from timeline.source.reader import read
from timeline.source.references import resolve_references
from timeline.source.resolve import Decoded, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence


def load_document(paths: Sequence[str]) -> Document:
    """Read events files (`-` is standard input) as one history. Never raises over what they hold."""
    document = Document()
    decoded = [
        Decoded(file.number, file.root, Decoder(file.number, document.problems).root(file.tables))
        for file in read(paths, document.problems)
    ]
    resolve(document, decoded)
    resolve_references(document)
    return document
