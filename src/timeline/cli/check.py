"""`timeline check`: every problem in the data."""

from __future__ import annotations

from typer import Exit

from timeline.cli.diagnose import print_diagnostics
from timeline.cli.options import DataOptions, with_options


@with_options
def check(data: DataOptions) -> None:
    """Report every problem in the data as file:line:column, with what to write instead; silent where there is none.

    Exits with 1 where there is an error, with 3 where a file cannot be read at all.

    \b
    Examples:
      timeline check
      timeline check --data mine.toml
    """
    from timeline.source.load import load_document

    document = load_document(data.paths())
    problems = document.problems.diagnostics()
    print_diagnostics(problems)
    if any(source.text is None for source in document.files):
        raise Exit(3)
    if document.problems.has_errors:
        raise Exit(1)
