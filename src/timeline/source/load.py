"""From paths to a `Document`: read, decode, resolve. The only way in for events files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.source.collector import no_collector
from timeline.source.decode import Decoder
from timeline.source.document import Document
from timeline.source.groups import Decoded
from timeline.source.reader import read
from timeline.source.references import resolve_references
from timeline.source.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@no_collector()
def load_document(paths: Sequence[str], texts: Mapping[str, str] | None = None) -> Document:
    """Read events files (`-` is standard input) as one history. Never raises over what they hold.

    `texts` are read in the place of files, by their real paths.
    """
    document = Document()
    files = read(paths, document.problems, texts or {})
    decoders = [Decoder(file.number, document.problems) for file in files]
    decoded = [
        Decoded(file.number, file.root, decoder.root(file.tables))
        for file, decoder in zip(files, decoders, strict=True)
    ]
    resolve(document, decoded, {event_id for decoder in decoders for event_id in decoder.ids_left_out()})
    resolve_references(document)
    return document
