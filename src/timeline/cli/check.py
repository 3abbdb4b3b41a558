"""`timeline check`: every problem in the data."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from timeline.cli.answer import answer, note
from timeline.cli.options import DataOptions, OutputOptions, Texts, with_options
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.diagnostics import Diagnostic
    from timeline.source.document import Document

    _Rule = tuple[str, str, str]


_BLIND_BEHIND_A_FENCE = ["C501", "Q103", "Q107"]
"""Rules that find a thing missing, which a spoiler fence may have taken away."""


@with_options
def check(
    data: DataOptions,
    only: Annotated[Texts, Option(metavar="CODE", help="Only these: a code, the start of some, or a family.")] = None,
    skip: Annotated[Texts, Option(metavar="CODE", help="All but these.")] = None,
    strict: Annotated[bool, Option("--strict", help="Exit with 1 over a warning, too.")] = False,
    list_: Annotated[bool, Option("--list", help="List the rules and exit.")] = False,
    format_: Annotated[str, Option("--format", "-f", metavar="FORMAT", help="text, json, github or sarif.")] = "text",
    files: Annotated[
        Texts,
        Argument(metavar="[FILE]...", show_default=False, help="Events files, each a history of its own; else --data."),
    ] = None,
) -> None:
    """Report every problem in the data as file:line:column, with what to write instead; silent where there is none.

    Errors are what cannot be, over the whole span of every date involved. Warnings are what cannot be if "~" and "?" are
    taken at their word, and what is not well kept. Exits with 1 over an error, with 3 where a file cannot be read.
    An event's `allow` and a file's `[check] off` exempt by code. Several --data are one history; several FILEs are
    checked one by one, less those that another one includes.

    \b
    Examples:
      timeline check
      timeline check mine.toml --strict
      timeline check --only people --skip C304
      timeline check --format sarif > findings.sarif
      timeline check --list
    """
    from timeline.checks.registry import check_pattern, known_codes
    from timeline.checks.run import check_document
    from timeline.formats.findings import findings_format
    from timeline.source.fence import fenced

    render = findings_format(format_)
    chosen = [[check_pattern(pattern) for pattern in patterns or ()] for patterns in (only, skip)]
    if list_:
        _list_rules()
        return
    limits = data.limits()
    documents = [fenced(document, limits) for document in _documents(files, data)]
    if limits:
        chosen[1] += _BLIND_BEHIND_A_FENCE
    found = [diagnostic for document in documents for diagnostic in check_document(document, *chosen)]
    sys.stdout.write(render(found, {code: text for code, (_, text) in known_codes().items()}))
    _summarise(found)
    if any(source.text is None and not source.is_included for document in documents for source in document.files):
        raise Exit(3)
    if any(strict or diagnostic.severity == "error" for diagnostic in found):
        raise Exit(1)


def _documents(files: Sequence[str] | None, data: DataOptions) -> list[Document]:
    """Read the history that the options name, or one a file, but none of a file that another of them includes."""
    from timeline.source.load import load_document

    if not files:
        return [load_document(data.paths())]
    if data.data:
        raise UsageError("either FILEs, each a history of its own, or --data for one history")
    if "" in files:
        raise UsageError("an empty name of a file")
    histories = {file: load_document([file]) for file in files}
    read: set[str] = set()
    kept: list[str] = []
    for file in sorted(histories, key=lambda file: -len(histories[file].files)):
        paths = [os.path.realpath(source.path) for source in histories[file].files]
        if paths[0] not in read:
            kept.append(file)
            read.update(paths)
    return [history for file, history in histories.items() if file in kept]


def _summarise(found: Sequence[Diagnostic]) -> None:
    """Say beside the findings how many there are; nothing where there are none."""
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    counts = ((errors, "error"), (len(found) - errors, "warning"))
    parts = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    if parts:
        note(", ".join(parts))


def _list_rules() -> None:
    from timeline.checks.registry import known_codes
    from timeline.formats.report import Column, Report

    columns: tuple[Column[_Rule], ...] = (
        Column("code", lambda rule: rule[0], brief=True),
        Column("severity", lambda rule: rule[1], brief=True),
        Column("help", lambda rule: rule[2], brief=True, header="What it finds"),
    )
    rules = [(code, severity, text) for code, (severity, text) in known_codes().items()]
    answer(Report(columns, rows=rules), OutputOptions(format=None), nothing="there are no rules")
