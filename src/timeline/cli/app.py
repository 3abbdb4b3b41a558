"""The command line: `timeline COMMAND`. To add a command, write `cli/NAME.py` with a function NAME, and its line here.

The module of a command is imported when the command is called: importing all of them would slow down every start.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

GROUPS = {
    "Both histories": {
        "show": "List events in order of time.",
        "diverge": "List where histories part, pair by pair.",
        "graph": "Draw histories as branches, as git log --graph does.",
        "compare": "Show two histories side by side, year by year.",
        "drift": "Show how far histories have moved apart.",
        "explore": "Explore two histories on a full screen.",
        "branches": "List the timelines, and where each leaves its parent.",
        "browse": "Look at both histories in a browser.",
    },
    "One event": {
        "event": "Show events in full, with counterparts, causes and ages.",
        "why": "Show what led to an event.",
        "ripple": "Show what follows from an event.",
        "whatif": "Show what would fall without an event, or rank the hinges.",
    },
    "People, offices, shows and days": {
        "people": "List people with their ages and actors, or show one life.",
        "cast": "List the characters of shows by season, with ages and actors.",
        "who": "Show who held an office in each history.",
        "seasons": "List the seasons, and the time that each covers.",
        "watch": "List the episodes, as released or in the order of the story.",
        "today": "List what happened on this day of the year.",
        "stats": "Count events by decade, kind, show, canon, tag and person.",
    },
    "A history of your own": {
        "init": "Write an events file to start from.",
        "add": "Append an event to an events file.",
        "check": "Report every problem in the data.",
        "schema": "Print the JSON Schema of the events file, for editors.",
        "export": "Write a whole history for DuckDB, Spark or SQLite.",
        "sql": "Print a question as a query over an export.",
    },
    "The program": {
        "config": "Show the settings, and where each comes from.",
        "cache": "Show or clear the compiled histories.",
        "help": "Show the help of a command, or help on a topic.",
    },
}
"""Every command with a line of help, as `timeline --help` lists them."""

_LINES = {name: line for commands in GROUPS.values() for name, line in commands.items()}

COMMANDS = tuple(_LINES)

SHELL_OPTIONS = ("--install-completion", "--show-completion")
"""The options whose value, the name of a shell, may be left out."""


class _Commands(TyperGroup):
    """The commands by name, each created when it is needed."""

    lines = _LINES

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in SHELL_OPTIONS:  # typer has no options whose value may be left out
            option, *rest = args
            args = [f"{option}={''.join(rest[:1])}", *rest[1:]]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        from timeline.cli.topics import TOPICS

        topics = {name: topic.line for name, topic in TOPICS.items()}
        widest = max(map(len, (*COMMANDS, *topics)))
        for title, lines in {**GROUPS, "Topics (timeline help TOPIC)": topics}.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), line) for name, line in lines.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from timeline.cli.suggest import no_command

            raise no_command(args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(cmd_name)(getattr(import_module(f"timeline.cli.{cmd_name}"), cmd_name))
        return get_command(single)


app = typer.Typer(
    name="timeline",
    cls=_Commands,
    add_completion=False,  # typer's scripts evaluate names in the data; `cli/completion.py` has safe ones
    rich_markup_mode=None,  # with help by Rich, a command takes twice as long to start
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from timeline import __version__

        typer.echo(f"timeline {__version__}")
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from timeline.cli.completion import show

        show(shell)


def _install_completion(shell: str | None) -> None:
    if shell is not None:
        from timeline.cli.completion import install

        install(shell)


def _shells(incomplete: str) -> list[str]:
    from timeline.cli.complete import choices
    from timeline.cli.completion import SHELLS

    return choices(SHELLS, incomplete)


@app.callback()
def main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            metavar="[SHELL]",
            callback=_install_completion,
            is_eager=True,
            autocompletion=_shells,
            help="Set up completion with TAB for a shell (bash, zsh, fish; by default this one), and exit.",
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            metavar="[SHELL]",
            callback=_show_completion,
            is_eager=True,
            autocompletion=_shells,
            help="Print the script for this completion, and exit.",
        ),
    ] = None,
) -> None:
    """Explore alternate history beside our own: what happened in theirs and in ours, and where they split.

    \b
    Examples:
      timeline show --year 1969
      timeline diverge
      timeline show --tag moon -f csv > moon.csv
    """
    if context.invoked_subcommand is None:
        if sys.stdout.isatty():
            from timeline.cli.greeting import greeting

            typer.echo(greeting())
        else:
            typer.echo(context.get_help())
