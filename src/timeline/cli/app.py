"""The command line: `timeline COMMAND`. To add a command, write `cli/NAME.py` and its line here."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.cache import cache
from timeline.cli.check import check
from timeline.cli.diverge import diverge
from timeline.cli.show import show

COMMANDS = (show, diverge, check, cache)

app = typer.Typer(
    name="timeline",
    rich_markup_mode=None,  # help by Rich takes twice as long to start
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from timeline import __version__

        typer.echo(f"timeline {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Explore alternate history beside our own: what happened, theirs and ours, and where it split.

    \b
    Examples:
      timeline show --year 1969
      timeline diverge
      timeline show --tag moon -f csv > moon.csv
    """


for command in COMMANDS:
    app.command()(command)
