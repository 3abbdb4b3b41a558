"""From paths or a text to a `Document`: read, decode, resolve. The only way in for events files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.source.decode import Decoder
from timeline.source.document import Document
from timeline.source.groups import Decoded
from timeline.source.reader import read, read_text
from timeline.source.references import resolve_references
from timeline.source.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.source.reader import Parsed


def load_document(paths: Sequence[str], texts: Mapping[str, str] | None = None) -> Document:
    """Read events files (`-` is standard input) as one history. Never raises over what they hold.

    `texts` are read in the place of files, by their real paths.
    """
    document = Document()
    return _filled(document, read(paths, document.problems, texts or {}))


def load_text(label: str, path: str, text: str) -> Document:
    """Read a text as if it stood in the file at the absolute `path`, with what it includes; problems call it `label`."""
    document = Document()
    return _filled(document, read_text(label, path, text, document.problems))


def _filled(document: Document, files: Sequence[Parsed]) -> Document:
    decoders = [Decoder(file.number, document.problems) for file in files]
    decoded = [
        Decoded(file.number, file.root, decoder.root(file.tables))
        for file, decoder in zip(files, decoders, strict=True)
    ]
    resolve(document, decoded, {event_id for decoder in decoders for event_id in decoder.ids_left_out()})
    resolve_references(document)
    return document
