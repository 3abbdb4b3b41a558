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

from benchmarks.bench import DifferentAnswersError
from benchmarks.core import OF_THE_YEAR, YEAR
from benchmarks.measuring import Command, CommandFailedError
from benchmarks.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.bench import Bench

SIZES = (500, 10_000, 100_000)


class Peer(NamedTuple):
    """Another program that can answer the question."""

    name: str
    programs: Sequence[str]
    """What it is called, any of these; found in PATH or beside Python."""
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
        Peer("jq", ("jq",), "NDJSON", _ndjson, lambda path: ["-r", _JQ, path]),
        Peer(
            "nushell",
            ("nu",),
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
            ("tomlq",),
            "the events file",
            _toml,
            lambda path: ["-r", f".event[] | {_JQ}", path],
            is_native=False,
        ),
        Peer(
            "hledger",
            ("hledger",),
            "a journal",
            _journal,
            lambda path: ["-f", path, "print", f"date:{YEAR}"],
            _codes,
        ),
        Peer(
            "DuckDB",
            ("duckdb",),
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
            ("sqlite-utils",),
            "a table with an index",
            _table,
            lambda path: ["query", path, f"SELECT id FROM events WHERE {_SQL}", "--raw-lines"],
            is_native=False,
        ),
    )
}


def find(peer: Peer) -> Path | None:
    """Return the program of a peer; for one that a package wraps in a script, what the script starts."""
    folders = f"{Path(sys.executable).parent}:"
    for name in peer.programs:
        found = shutil.which(name, path=folders) or shutil.which(name)
        if found:
            return _native(name, Path(found))
    return None


def _native(name: str, found: Path) -> Path:
    """Return what the script of a package starts: a native program that PyPI or npm brings."""
    if name == "duckdb" and (spec := find_spec("duckdb_cli")) and spec.origin:
        found = Path(spec.origin).with_name("duckdb")
    elif name == "nu" and found.resolve().suffix == ".js":
        modules = found.resolve().parents[2]
        found = next(modules.glob("@nushell/*/bin/nu"), found)
    return found


def peers(bench: Bench) -> None:
    """Measure `show` and every peer that is there, at each size in turn."""
    there = {name: program for name, peer in PEERS.items() if (program := find(peer))}
    for name, peer in PEERS.items():
        found = (
            f"is `{_version(bench, there[name])}` and reads {peer.form}"
            if name in there
            else "is left out: not installed"
        )
        bench.note(f"{name} {found}.")
    for size in sorted({bench.size(each) for each in SIZES}):
        history = bench.history(size)
        events = bench.export(history, "ndjson")
        show = bench.timeline("show", "--data", history, "--year", str(YEAR), "--columns", "id")
        bench.settle(history)
        commands = {name: _command(bench, PEERS[name], there[name], history, events) for name in there}
        answers = {"timeline": bench.output(show).split()}
        answers |= {name: list(PEERS[name].ids(bench.output(command))) for name, command in commands.items()}
        for name, ids in answers.items():
            if sorted(ids) != sorted(OF_THE_YEAR):
                raise DifferentAnswersError(
                    f"{name} finds other events of {YEAR} than there are: {' '.join(ids) or 'none'}"
                )
        own, first, *others = bench.paired(show, bench.cold(show), *commands.values())
        bench.point("peers", "timeline", size, own)
        bench.point("peers", "timeline, first time", size, first)
        for name, sample in zip(commands, others, strict=True):
            bench.point("peers", name, size, sample)
        native = [
            own.ratio(sample, "cpu") for name, sample in zip(commands, others, strict=True) if PEERS[name].is_native
        ]
        if native and size == min(bench.options.sizes):
            low, high = min(native), max(native)
            bench.note(
                f"With {size:,} events, `show` takes {low:.1f} to {high:.1f} times the CPU time of the native programs."
            )


def _command(bench: Bench, peer: Peer, program: Path, history: str, events: Path) -> Command:
    return Command([str(program), *peer.arguments(str(peer.prepare(bench, history, events)))])


def _version(bench: Bench, program: Path) -> str:
    """Return the version of a program, as it says it."""
    try:
        said = bench.output(Command([str(program), "--version"]))
    except CommandFailedError:
        said = ""
    return (said.strip().splitlines() or ["of unknown version"])[0]


ROWS = (
    Row(
        "peers",
        "Other programs",
        "The events of 1969, asked of other programs. Each has the same events in the form that it likes best, and all have"
        " to find the same ids. Native programs start several times faster than Python can, so with few events they are"
        " ahead. `timeline` and sqlite-utils ask an index that was made before; the line for the first time has what"
        " timeline takes to make it. The others read everything each time.",
        peers,
    ),
)
