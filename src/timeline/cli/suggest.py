"""What a command that does not exist was meant to be: the word for it elsewhere, its start, or the nearest one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

_MEANT = {
    "show": "list ls log events find search grep query print year tag",
    "diverge": "diff difference differences divergence divergences pod split",
    "compare": "vs versus beside side-by-side",
    "drift": "distance shift gap",
    "branches": "branch timelines histories tree worlds",
    "event": "info describe detail details get view open cat",
    "why": "cause causes because explain reason blame",
    "ripple": "effect effects consequences consequence impact follows after",
    "people": "person persons age ages born life",
    "cast": "character characters actor actors",
    "who": "office offices president presidents leader leaders reign state states",
    "seasons": "season setting settings-of-seasons",
    "watch": "episode episodes order viewing chronological",
    "today": "day date anniversary anniversaries on-this-day onthisday",
    "stats": "count counts statistics summary tags",
    "init": "new create start template example",
    "add": "append insert edit write",
    "check": "lint validate verify test doctor",
    "config": "settings setting options configure env",
    "cache": "clear clean index rebuild",
    "help": "man usage docs topics",
}
SYNONYMS = {word: command for command, words in _MEANT.items() for word in words.split()}
"""Words that people type for a command, with the command."""


_MEANT_OPTIONS = {
    "--from": "--after --since --start --begin",
    "--to": "--before --until --till --end",
    "--person": "--people --character --who --name --actor",
    "--place": "--location --where --city --in",
    "--year": "--years --decade --when",
    "--kind": "--type --history",
    "--tag": "--tags --topic --category --tagged",
    "--not-tag": "--without --exclude --no-tag --without-tag",
    "--and-tag": "--with --also",
    "--limit": "--max --top --head --num",
    "--up-to": "--spoilers --spoiler --no-spoilers --watched --fence",
    "--format": "--output --output-format",
    **{f"--format {name}": f"--{name}" for name in ("table", "tsv", "csv", "json", "ndjson", "md", "toml")},
    "--columns": "--fields --select --cols --column",
    "--data": "--file --input --source",
    "--color never": "--no-color --no-colors --no-colour --mono",
    "--sort": "--order --by --order-by",
}
OPTION_SYNONYMS = {word: option for option, words in _MEANT_OPTIONS.items() for word in words.split()}
"""Options that people type, with the one of ours; of no effect for a command that has an option of that name."""


def option_for(typed: str, options: Collection[str]) -> str | None:
    """Return which of the `options` of a command was meant by one that it does not have; None if unknown."""
    meant = OPTION_SYNONYMS.get(typed.casefold())
    return meant if meant is not None and meant.split()[0] in options else None


def no_command(typed: str, commands: Collection[str]) -> UsageError:
    """Return the error for a command that is none of `commands`, with the one that was probably meant as a hint."""
    from timeline.cli.topics import TOPICS

    if typed.casefold() in TOPICS:
        return UsageError(f'there is no command "{typed}"', f"it is a topic: try 'timeline help {typed.casefold()}'")
    meant = "--version" if typed.casefold() == "version" else _meant(typed.casefold(), commands)
    hint = "try 'timeline --help'"
    return UsageError(f'there is no command "{typed}"', f'did you mean "{meant}"? {hint}' if meant else hint)


def _meant(typed: str, commands: Collection[str]) -> str | None:
    if typed in commands:
        return typed
    if typed in SYNONYMS:
        return SYNONYMS[typed]
    starting = [name for name in commands if typed and name.startswith(typed)]
    if len(starting) == 1:
        return starting[0]
    near = get_close_matches(typed, commands, n=1, cutoff=0.65) or get_close_matches(typed, SYNONYMS, n=1, cutoff=0.75)
    return next((SYNONYMS.get(name, name) for name in near), None)
