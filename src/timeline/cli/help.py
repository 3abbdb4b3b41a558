"""`timeline help`: the help of a command, or help on a topic."""

from __future__ import annotations

from typing import Annotated, Any

from typer import Argument, Context

from timeline.cli.answer import on_screen
from timeline.cli.options import NoPager, Texts, with_options
from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean


def _names(incomplete: str) -> list[str]:
    from timeline.cli.app import COMMANDS
    from timeline.cli.complete import choices
    from timeline.cli.topics import TOPICS

    return choices((*COMMANDS, *TOPICS), incomplete)


@with_options
def help(  # noqa: A001 - the name of the command
    name: Annotated[
        Texts,
        Argument(
            metavar="[COMMAND|TOPIC]",
            show_default=False,
            autocompletion=_names,
            help="A command, or one of the topics.",
        ),
    ] = None,
    no_pager: NoPager = False,
) -> None:
    """Show the help of a command, or help on a topic: dates, filters, fences or formats. Without a name, list all of them.

    \b
    Examples:
      timeline help dates
      timeline help filters
      timeline help show
    """
    from timeline.cli.topics import TOPICS

    asked = " ".join(name or ()).lower()
    text = TOPICS[asked].text if asked in TOPICS else f"{_help_of(asked)}\n"
    with on_screen(no_pager=no_pager) as stream:
        stream.write(text)


def _help_of(name: str) -> str:
    """Return the help of a command, or of `timeline` itself for an empty name; raises `UsageError` if it is neither."""
    from typer.main import get_command

    from timeline.cli.app import COMMANDS, app
    from timeline.cli.topics import TOPICS

    group: Any = get_command(app)
    context = group.make_context("timeline", [], resilient_parsing=True)
    if not name:
        return str(context.get_help())
    if name not in COMMANDS:
        hint = did_you_mean(name, (*TOPICS, *COMMANDS), few=0)
        topics = f"topics are {', '.join(TOPICS)}; 'timeline --help' lists the commands"
        raise UsageError(f'there is no help on "{name}"', f"{hint} {topics}" if hint else topics)
    command = group.get_command(context, name)
    return str(Context(command, info_name=name, parent=context).get_help())
