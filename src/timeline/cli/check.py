"""`timeline check`: report every problem in the data."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from timeline.cli.answer import answer, on_screen
from timeline.cli.notes import note
from timeline.cli.options import DataOptions, NoPager, OutputOptions, Texts, with_options
from timeline.model.diagnostics import to_tell
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.diagnostics import Diagnostic, Placed
    from timeline.store.findings import Found

    _Rule = tuple[str, str, str]


_BLIND_BEHIND_A_FENCE = ["C402", "C501", "C504", "C505", "Q103", "Q107"]
"""Rules that report something missing: a spoiler fence may have hidden it."""


@with_options
def check(
    data: DataOptions,
    only: Annotated[
        Texts, Option(metavar="CODE", help="Run only these rules: a code, the start of a code, or a family.")
    ] = None,
    skip: Annotated[Texts, Option(metavar="CODE", help="Skip these rules.")] = None,
    strict: Annotated[bool, Option("--strict", help="Exit with 1 on warnings as well.")] = False,
    list_: Annotated[bool, Option("--list", help="List all rules and exit.")] = False,
    format_: Annotated[
        str, Option("--format", "-f", metavar="FORMAT", help="Output format: text, json, github or sarif.")
    ] = "text",
    no_pager: NoPager = False,
    files: Annotated[
        Texts,
        Argument(
            metavar="[FILE]...",
            show_default=False,
            help="Events files to check, each as its own history. Default: --data.",
        ),
    ] = None,
) -> None:
    """Report every problem in the data as file:line:column, with what to write instead. No output means no problems.

    An error is a contradiction for all days that the dates involved may mean. A warning is a contradiction only if "~" and
    "?" are ignored, or a flaw in how the file is maintained. Exits with 1 if there is an error, with 3 if a file cannot be
    read. To exempt a finding, list its code in an event's `allow` or the file's `[check] off`. Several --data options make
    up one history. Several FILEs are checked one by one, except those that another of them includes.

    \b
    Examples:
      timeline check
      timeline check mine.toml --strict
      timeline check --only people --skip C304
      timeline check --format sarif > findings.sarif
      timeline check --list
    """
    from timeline.formats.findings import findings_format

    render = findings_format(format_)
    chosen = [_patterns(only), _patterns(skip)]
    if list_:
        _list_rules(no_pager=no_pager)
        return
    limits = data.limits()
    histories = _histories(files, data, limits)
    if limits:
        chosen[1] += _BLIND_BEHIND_A_FENCE
    found = [diagnostic for history in histories for diagnostic in to_tell(_selected(history.placed, *chosen))]
    if limits:
        found = [
            replace(diagnostic, excerpt=None) for diagnostic in found
        ]  # the line may name what is beyond the fence
    with on_screen(no_pager=no_pager) as stream:
        stream.write(render(found, _help_by_code))
    _summarise(found)
    if not all(history.is_readable for history in histories):
        raise Exit(3)
    if any(strict or diagnostic.severity == "error" for diagnostic in found):
        raise Exit(1)


def _patterns(given: Sequence[str] | None) -> list[str]:
    """Return the patterns that select rules; raises `UsageError` for one that selects none."""
    if not given:
        return []
    from timeline.checks.registry import check_pattern

    return [check_pattern(pattern) for pattern in given]


def _selected(placed: Sequence[Placed], only: Sequence[str], skip: Sequence[str]) -> Sequence[Placed]:
    if not (placed and (only or skip)):
        return placed
    from timeline.checks.registry import selected

    return selected(placed, only, skip)


def _help_by_code() -> dict[str, str]:
    from timeline.checks.registry import known_codes

    return {code: text for code, (_, text) in known_codes().items()}


def _histories(files: Sequence[str] | None, data: DataOptions, limits: Sequence[str]) -> list[Found]:
    """Check the history that --data names, or the histories of the files except those that another file includes."""
    from timeline.cli.checked import checked, files_of
    from timeline.cli.whole import whole_of

    if not files:
        return [checked(data.paths(), limits)]
    if "" in files:
        raise UsageError("the name of a file is empty")
    wholes = dict.fromkeys(tuple(whole_of(file, data, lambda paths: files_of(paths, limits))) for file in files)
    histories = {whole: checked(whole, limits) for whole in wholes}
    read: set[str] = set()
    kept: list[tuple[str, ...]] = []
    for whole in sorted(histories, key=lambda whole: -len(histories[whole].paths)):
        paths = [os.path.realpath(path) for path in histories[whole].paths]
        if paths[0] not in read:
            kept.append(whole)
            read.update(paths)
    return [history for whole, history in histories.items() if whole in kept]


def _summarise(found: Sequence[Diagnostic]) -> None:
    """Note how many errors and warnings there are, if any."""
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    counts = ((errors, "error"), (len(found) - errors, "warning"))
    parts = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    if parts:
        note(", ".join(parts))


def _list_rules(*, no_pager: bool) -> None:
    from timeline.checks.registry import known_codes
    from timeline.formats.report import Column, Report

    columns: tuple[Column[_Rule], ...] = (
        Column("code", lambda rule: rule[0], brief=True),
        Column("severity", lambda rule: rule[1], brief=True),
        Column("help", lambda rule: rule[2], brief=True, header="What it finds"),
    )
    rules = [(code, severity, text) for code, (severity, text) in known_codes().items()]
    answer(Report(columns, rows=rules), OutputOptions(format=None, no_pager=no_pager), nothing="there are no rules")
