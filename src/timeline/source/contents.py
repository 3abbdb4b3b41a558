"""From the text of a file to its decoded tables. Events that are kept from an earlier compilation are not parsed again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any

import tomli

from timeline.source.decode import Decoder
from timeline.source.fields import DEFAULTS
from timeline.source.files import Parsed
from timeline.source.imports import is_about_events as rows_are_events
from timeline.source.imports import kind_of, read_rows
from timeline.source.imports.rows import RowsError
from timeline.source.kept import BATCH, KeptFile, events_from_text, values_from_text, values_to_text
from timeline.source.lines import Lines
from timeline.source.pieces import HASH_BYTES, Pieces, UnclearError, hash_of, split
from timeline.source.positions import Region
from timeline.source.purpose import is_about_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.source.files import SourceFile
    from timeline.source.problems import Problems
    from timeline.source.row import Row


@dataclass(slots=True)
class Contents:
    """The decoded tables of one file, and what is to be kept of it."""

    values: dict[str, Any] = field(default_factory=dict)
    """Plain values under their keys, and lists of `Row` under the names of tables."""
    left_out: list[str] = field(default_factory=list)
    """The ids of the events that could not be read."""
    includes: list[tuple[int, str]] = field(default_factory=list)
    """The names in `include`, each with its index."""
    defaults: str = "{}"
    """The decoded `[defaults]`, as JSON."""
    rest: str = ""
    """The hash of the text without its events; empty if they could not be told apart."""
    hashes: bytes = b""
    """The hashes of the events, one after another."""


def contents_of(source: SourceFile, number: int, problems: Problems, known: KeptFile | None) -> Contents:
    """Return what a file with a text holds, and note what is wrong with it; `known` is what is kept of it."""
    text = source.text
    assert text is not None
    found = len(problems.found)
    if kind_of(text) is not None:
        try:
            return contents_of_rows(source, iter([text]), number, problems)
        except RowsError as error:
            del problems.found[found:]
            problems.add(number, error.problem)
            source.is_about_events = rows_are_events(text)
            return Contents()
    source.parse = parse_toml
    try:
        contents = _by_pieces(source, text, Decoder(number, problems), known)
    except (ValueError, RecursionError):  # no TOML, or not clear where its events are
        from timeline.source.syntax import read_toml  # what mends mistakes takes a while to import

        del problems.found[found:]
        decoder = Decoder(number, problems)
        tables = read_toml(source, text, number, problems)
        source.is_about_events = is_about_events(text, tables)
        contents = Contents(decoder.root(tables), list(decoder.ids_left_out()), _includes(tables))
    source.let_go()
    return contents


def contents_kept(kept: KeptFile, number: int) -> Contents:
    """Return what a file holds that has not changed."""
    values = values_from_text(kept.values, number)
    if kept.events:
        batches = map(events_from_text, kept.events, repeat(number), kept.starts)
        values["event"] = [row for batch in batches for row in batch]
    return Contents(values, [], _includes(values), kept.defaults, kept.rest, kept.hashes)


def parser_of(kept: KeptFile) -> Callable[[str], Parsed]:
    """Return what parses the text of a kept file again, to show its problems."""
    return parse_rows if kept.is_rows else parse_toml


def parse_toml(text: str) -> Parsed:
    """Return the tables of a TOML text; none if it is not TOML."""
    try:
        return Parsed(tomli.loads(text))
    except (ValueError, RecursionError):
        return Parsed()


def parse_rows(text: str) -> Parsed:
    """Return the rows of a text, and where each stands."""
    try:
        records = list(read_rows(kind_of(text) or "", iter([text])))
    except RowsError:
        return Parsed()
    return Parsed({"event": [values for values, _, _ in records]}, [Region(*place) for _, *place in records])


def contents_of_rows(source: SourceFile, parts: Iterator[str], number: int, problems: Problems) -> Contents:
    """Return what a file of rows holds, whose text comes in parts, and note what is wrong with its events.

    Raises `RowsError` if its rows are no events, and passes on what is raised for a part.
    """
    source.is_rows, source.parse = True, parse_rows
    rows: list[Row] = []
    decoder = Decoder(number, problems)
    first = next(parts)
    kind = kind_of(first)
    assert kind is not None
    records = read_rows(kind, chain([first], parts))
    while batch := [values for values, _, _ in islice(records, BATCH)]:
        rows += decoder.events(batch, len(rows) + len(decoder.left_out))
    return Contents({"event": rows} if rows else {}, list(decoder.ids_left_out()))


def _by_pieces(source: SourceFile, text: str, decoder: Decoder, known: KeptFile | None) -> Contents:
    """Return what a text holds whose events can be told apart; raises `ValueError` for any other.

    What is parsed and decoded is what is not known.
    """
    pieces = split(text)
    rest = hash_of(pieces.rest).hex()
    if known is not None and known.rest == rest:
        tables = values = values_from_text(known.values, decoder.file)
        defaults = known.defaults
        decoder.defaults = values_from_text(defaults, decoder.file, DEFAULTS)
        source.is_about_events = known.is_about_events
    else:
        tables = parsed_rest(pieces)
        source.is_about_events = is_about_events(text, tables)
        values, defaults = decoder.root(tables), values_to_text(decoder.defaults, DEFAULTS)
    contents = Contents(values, [], _includes(tables), defaults, rest)
    if pieces.runs:
        contents.hashes = pieces.hashes(text)
        old = _Known(known if known is not None and known.defaults == defaults else None, decoder.file)
        values["event"] = _events(text, pieces, decoder, old.rows(contents.hashes))
    contents.left_out = list(decoder.ids_left_out())
    return contents


def _includes(tables: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return the names in `include`; a value of another type is noted by the decoder."""
    names = tables.get("include")
    names = names if isinstance(names, list | tuple) else ()
    return [(index, name) for index, name in enumerate(names) if isinstance(name, str) and name.strip()]


def parsed_rest(pieces: Pieces) -> dict[str, Any]:
    """Return the tables beside the events; raises `UnclearError` if one of them has to do with events."""
    tables = tomli.loads(pieces.rest)
    if pieces.runs:
        if tables["event"] != [{}] * pieces.runs:
            raise UnclearError
        tables["event"] = []  # that there are some is known
    elif "event" in tables:
        raise UnclearError
    return tables


def parsed_events(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return the tables of the texts of events; raises `ValueError` unless each is one event."""
    tables = tomli.loads("\n".join(texts))
    if tables.keys() != {"event"} or len(tables["event"]) != len(texts):
        raise UnclearError
    events: list[dict[str, Any]] = tables["event"]
    return events


def _events(text: str, pieces: Pieces, decoder: Decoder, known: Iterator[Row | None]) -> list[Row]:
    """Return the events of a text: those that are known, and the others decoded, without those that have mistakes."""
    rows: list[Row] = []
    new: list[str] = []
    lines = Lines()
    for n, row in enumerate(known):
        if row is None:
            new.append(text[pieces.starts[n] : pieces.ends[n]])
        if new and (row is not None or len(new) == BATCH):
            rows += _decoded(new, decoder, lines, n + (row is None) - len(new))
            new.clear()
        if row is not None:
            rows.append(row)
    if new:
        rows += _decoded(new, decoder, lines, len(pieces.starts) - len(new))
    return rows


def _decoded(texts: Sequence[str], decoder: Decoder, lines: Lines, first: int) -> list[Row]:
    """Decode the texts of events, numbered from `first`; those that have more than plain lines are parsed."""
    read = lines.values(texts)
    odd = [text for text, values in zip(texts, read, strict=True) if values is None]
    parsed = iter(parsed_events(odd) if odd else ())
    return decoder.events([next(parsed) if values is None else values for values in read], first, read)


class _Known:
    """The events that are kept of a file, by the hash of their texts."""

    def __init__(self, kept: KeptFile | None, file: int) -> None:
        hashes = kept.hashes if kept is not None else b""
        self._places = {hashes[at : at + HASH_BYTES]: at // HASH_BYTES for at in range(0, len(hashes), HASH_BYTES)}
        self._texts, self._starts = (kept.events, kept.starts) if kept is not None else ((), ())
        self._file = file
        self._batches: dict[int, list[Row]] = {}

    def rows(self, hashes: bytes) -> Iterator[Row | None]:
        """Yield the events of a file whose texts have these hashes; None for each that is not known."""
        if not self._places:
            return repeat(None, len(hashes) // HASH_BYTES)
        steps = range(0, len(hashes), HASH_BYTES)
        return (self._row(hashes[at : at + HASH_BYTES], number) for number, at in enumerate(steps))

    def _row(self, piece: bytes, number: int) -> Row | None:
        place = self._places.get(piece)
        if place is None:
            return None
        batch = bisect_right(self._starts, place) - 1
        start = self._starts[batch]
        if batch not in self._batches:
            self._batches[batch] = events_from_text(self._texts[batch], self._file, start)
        row = self._batches[batch][place - start]
        return row if row.at.number == number else row._replace(at=row.at._replace(number=number))
