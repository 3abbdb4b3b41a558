"""The programs that commands are compared with: the least that the framework, Rich and the parsers of TOML take.

One of them is a part of the program that no command runs alone: the reader of rows.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TYPER = """\
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
@app.command()
def one(rows: int = 1):
    {body}
@app.command()
def two(): pass
app()
"""

_DRAW = """\
from rich.console import Console
    from rich.table import Table
    table = Table("Date", "Event", "Where", "Who")
    for n in range(rows): table.add_row("1969-07-20", "Something of note happens here", "Moon", "Ada Core")
    Console().print(table)"""

_RICH_TABLE = """\
import sys
from rich.console import Console
from rich.table import Table
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
table = Table(*lines[0].split("\\t"))
for line in lines[1:]: table.add_row(*line.split("\\t"))
Console(width=100).print(table)
"""

_PARSE = """\
import sys, {parser}
{parser}.loads(open(sys.argv[1], encoding="utf-8").read())
"""

_LINES = """\
import json, sys
for line in open(sys.argv[1], encoding="utf-8"): json.loads(line)
"""

_ROWS = """\
import sys
from timeline.source.files import SourceFile
from timeline.source.imports import read_rows
from timeline.source.streaming import parts_of
for row in read_rows(sys.argv[1], parts_of(SourceFile(sys.argv[2], sys.argv[2]))): pass
"""

PARSERS = ("toml_rs", "rtoml", "tomli", "tomllib")
"""Parsers of TOML, those that are not installed as well. The fastest is the one to compare with."""


def write(folder: Path) -> dict[str, Path]:
    """Write the programs into a folder and return their paths by name."""
    texts = {
        "two": _TYPER.format(body='print("hi")'),
        "draw": _TYPER.format(body=_DRAW),
        "rich_table": _RICH_TABLE,
        "json_lines": _LINES,
        "rows": _ROWS,
        **{parser: _PARSE.format(parser=parser) for parser in PARSERS if find_spec(parser)},
    }
    paths = {name: folder / f"run_{name}.py" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    return paths
