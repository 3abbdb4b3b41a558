"""The same question to other programs: which events were in 1969? Each gets the same events in the form it likes best.

A program that is not installed is left out, with a line that says so. Each prints the ids that it finds; they are compared.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.core import YEAR
from benchmarks.measuring import Command, CommandFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.bench import Bench


class Peer(NamedTuple):
    """Another program that can answer the question."""

    name: str
    program: str
    """What it is called, beside Python or in PATH."""
    form: str
    """What it reads, for the table."""
    prepare: Callable[[Bench, str, Path], Path]
    """Returns the file that it reads, for a history and its events as NDJSON; the time is not measured."""
    arguments: Callable[[str], Sequence[str]]
    """What it is called with for that file."""
    ids: Callable[[str], Iterable[str]] = str.split
    """Returns the ids in what it writes."""
    is_native: bool = True
    """Whether it is a program of its own, and not one of Python."""


def _ndjson(_bench: Bench, _history: str, events: Path) -> Path:
    return events


def _toml(_bench: Bench, history: str, events: Path) -> Path:
    """Write the events file with its dates in quotes: some versions of tomlq do not read dates of TOML."""
    path = events.with_suffix(".quoted.toml")
    text = Path(history).read_text(encoding="utf-8")
    path.write_text(re.sub(r"^(date|aired|born) = (\d.*)$", r'\1 = "\2"', text, flags=re.MULTILINE), encoding="utf-8")
    return path


def _journal(_bench: Bench, _history: str, events: Path) -> Path:
    """Write a transaction for each event: its day, its id as the code, and its title."""
    path = events.with_suffix(".journal")
    with events.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as file:
        for line in lines:
            event = json.loads(line)
            title = event["title"].replace(";", ",")
            file.write(f"{event['earliest']} ({event['id']}) {title}\n    {event['kind']}:events  1\n    total\n\n")
    return path


def _table(bench: Bench, _history: str, events: Path) -> Path:
    """Import the events into a table of SQLite with an index of the dates."""
    path, program = events.with_suffix(".db"), str(find(PEERS["sqlite-utils"]))
    bench.output(Command([program, "insert", str(path), "events", str(events), "--nl", "--pk", "id"]))
    bench.output(Command([program, "create-index", str(path), "events", "date"]))
    return path


def _codes(output: str) -> list[str]:
    """Return the codes of the transactions that `hledger print` writes."""
    return [line.split("(")[1].split(")")[0] for line in output.splitlines() if line[:1].isdigit()]


_SQL = f"date >= '{YEAR}' AND date < '{YEAR + 1}'"
_JQ = f'select(.date | tostring | startswith("{YEAR}")) | .id'

PEERS = {
    peer.name: peer
    for peer in (
        Peer("jq", "jq", "NDJSON", _ndjson, lambda path: ["-r", _JQ, path]),
        Peer(
            "nushell",
            "nu",
            "NDJSON",
            _ndjson,
            lambda path: [
                "--no-config-file",
                "--commands",
                f"open --raw '{path}' | from json --objects | where date starts-with '{YEAR}' | get id | to text",
            ],
        ),
        Peer(
            "tomlq",
            "tomlq",
            "the events file",
            _toml,
            lambda path: ["-r", f".event[] | {_JQ}", path],
            is_native=False,
        ),
        Peer(
            "hledger",
            "hledger",
            "a journal",
            _journal,
            lambda path: ["-f", path, "print", f"date:{YEAR}"],
            _codes,
        ),
        Peer(
            "DuckDB",
            "duckdb",
            "NDJSON",
            _ndjson,
            lambda path: [
                "-noheader",
                "-list",
                "-c",
                f"SELECT id FROM read_json('{path}', format = 'newline_delimited',"
                f" columns = {{id: 'VARCHAR', date: 'VARCHAR'}}) WHERE {_SQL}",
            ],
        ),
        Peer(
            "sqlite-utils",
            "sqlite-utils",
            "a table with an index",
            _table,
            lambda path: ["query", path, f"SELECT id FROM events WHERE {_SQL}", "--raw-lines"],
            is_native=False,
        ),
    )
}


def find(peer: Peer) -> Path | None:
    """Return the program of a peer; for one that a package wraps in a script, what the script starts."""
    found = shutil.which(peer.program, path=str(Path(sys.executable).parent)) or shutil.which(peer.program)
    return None if found is None else _native(peer.program, Path(found))


def _native(name: str, found: Path) -> Path:
    """Return what the script of a package starts: a native program that PyPI or npm brings."""
    if name == "duckdb" and (spec := find_spec("duckdb_cli")) and spec.origin:
        found = Path(spec.origin).with_name("duckdb")
    elif name == "nu" and found.resolve().suffix == ".js":
        modules = found.resolve().parents[2]
        found = next(modules.glob("@nushell/*/bin/nu"), found)
    return found


def command(bench: Bench, peer: Peer, program: Path, history: str, events: Path) -> Command:
    """Return the command that asks a peer, and write what it reads; the time for that is not measured."""
    return Command([str(program), *peer.arguments(str(peer.prepare(bench, history, events)))])


def version(bench: Bench, program: Path) -> str:
    """Return the version of a program, as it says it."""
    try:
        said = bench.output(Command([str(program), "--version"]))
    except CommandFailedError:
        said = ""
    return (said.strip().splitlines() or ["of unknown version"])[0]
