"""The command line: `timeline COMMAND`. To add a command, write `cli/NAME.py` with a function NAME, and its line here.

The module of a command is imported when the command is called: importing all of them would slow down every start.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = (
    "show",
    "diverge",
    "drift",
    "event",
    "why",
    "ripple",
    "whatif",
    "compare",
    "branches",
    "who",
    "seasons",
    "watch",
    "check",
    "init",
    "add",
    "schema",
    "cache",
    "config",
    "people",
    "cast",
    "today",
    "stats",
)


SHELL_OPTIONS = ("--install-completion", "--show-completion")
"""The options whose value, the name of a shell, may be left out."""


class _Commands(TyperGroup):
    """The commands by name, each created when it is needed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: Any = dict.fromkeys(COMMANDS)  # for suggestions
        self.commands = names

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in SHELL_OPTIONS:  # typer has no options whose value may be left out
            option, *rest = args
            args = [f"{option}={''.join(rest[:1])}", *rest[1:]]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

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
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
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
        typer.echo(context.get_help())
