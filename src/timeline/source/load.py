"""From paths to a `Document`: read, decode, resolve. The only way in for events files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.source.collector import no_collector
from timeline.source.document import Document
from timeline.source.groups import Decoded
from timeline.source.reader import read
from timeline.source.references import resolve_references
from timeline.source.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.source.kept import Kept


@no_collector()
def load_document(paths: Sequence[str], texts: Mapping[str, str] | None = None, kept: Kept | None = None) -> Document:
    """Read events files (`-` is standard input) as one history. Never raises over what they hold.

    `texts` are read in the place of files, by their real paths. Of what is `kept` of an earlier time, a file that has not
    changed is not read, and an event that has not changed is not parsed; the document is the same.
    """
    document = Document()
    files = read(paths, document.problems, texts or {}, kept)
    document.contents = {file.number: file.contents for file in files}
    decoded = [Decoded(file.number, file.root, file.contents.values) for file in files]
    resolve(document, decoded, {event_id for file in files for event_id in file.contents.left_out})
    resolve_references(document)
    return document
