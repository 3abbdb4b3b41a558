"""The keys of an event as command-line options and as prompts, made from the table of keys."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Annotated, Any

from typer import BadParameter, Option, prompt

from timeline.cli.options import Options, Texts
from timeline.cli.when import date_of
from timeline.model.errors import UsageError
from timeline.model.events import LINKS
from timeline.model.names import did_you_mean, fold, pick, storable
from timeline.source.fields import EVENT, Field, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.model.world import World

_ONE_OF = {"tags": "tag", "people": "person"}
"""The option of a key with several values, named like its filter."""

_NUMBERS = (Type.WHOLE, Type.COUNT)
_METAVARS = {Type.DATE: "DATE", Type.ID: "ID", Type.WHOLE: "N", Type.COUNT: "N"}

OFFERED = tuple(entry for entry in EVENT.fields if entry.type is not Type.FREE)
"""The keys that an option can set: all except the free table."""


class EventOptions(Options):
    """One option for each key of an event, in the order of the format."""

    def table(self) -> dict[str, Any]:
        """Return the given keys with their TOML values; raises `UsageError` for an invalid value or too many."""
        given = {entry.key: getattr(self, entry.key) for entry in OFFERED}
        return {
            entry.key: _value(entry, given[entry.key] if entry.is_list else _only(entry, given[entry.key]))
            for entry in OFFERED
            if given[entry.key]
        }


def _only(entry: Field, given: Sequence[Any]) -> Any:
    """Return the one value that was given for a key that takes one."""
    if len(given) > 1:
        values = " and ".join(f'"{value}"' for value in given)
        raise UsageError(f"{_flag(entry)} was given twice: {values}", "an event has one")
    return given[0]


def _flag(entry: Field) -> str:
    return f"--{_ONE_OF.get(entry.key, entry.key)}"


def _option(entry: Field) -> Any:
    """Return the annotated type of a key's option."""
    help_ = f"{entry.sentence}{' Required.' if entry.required else ''}{' Repeat for more.' if entry.is_list else ''}"
    metavar = "|".join(entry.choices) or _METAVARS.get(entry.type, "TEXT")
    lowest = 0 if entry.type is Type.COUNT else None
    kind: Any = list[int] | None if entry.type in _NUMBERS else Texts
    return Annotated[kind, Option(_flag(entry), metavar=metavar, help=help_, min=lowest)]


EventOptions.__annotations__ = {entry.key: _option(entry) for entry in OFFERED}
for _entry in OFFERED:
    setattr(EventOptions, _entry.key, None)


def _value(entry: Field, given: Any) -> Any:
    """Return the TOML value for what the user gave for a key."""
    for text in given if entry.is_list else [given]:
        if isinstance(text, str) and not storable(text).strip():
            raise UsageError(f"{_flag(entry)} is empty", "give it a value or leave it out")
    if entry.type is Type.DATE:
        from timeline.source.writer import toml_date

        return toml_date(date_of(given))
    if entry.choices:
        return pick(given, entry.choices, f'"{given}" is not a `{entry.key}`')
    return given[0] if entry.key in (*LINKS, "timeline") and len(given) == 1 else given


def missing(table: dict[str, Any]) -> list[Field]:
    """Return the required keys that are missing from a table."""
    return [entry for entry in OFFERED if entry.required and entry.key not in table]


def completed(table: dict[str, Any], world: World) -> dict[str, Any]:
    """Ask for the required keys that a table lacks on the terminal, and return the table with them.

    If the history declares shows, also ask which of them tells of the event, and for its declared seasons and episodes.
    Raises `UsageError` if there is no terminal.
    """
    wanted = missing(table)
    if wanted and not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        flags = ", ".join(_flag(entry) for entry in wanted)
        raise UsageError(f"the event needs {flags}", "on a terminal, the command asks for what is missing")
    asked = table | {entry.key: _asked(entry) for entry in wanted}
    if wanted:
        _ask_for_episode(asked, world)
    return {entry.key: asked[entry.key] for entry in OFFERED if entry.key in asked}


def _asked(entry: Field) -> Any:
    """Ask for the value of a key until it is valid, on standard error because standard output is for data."""

    def value(typed: str) -> Any:
        try:
            return _value(entry, typed)
        except UsageError as error:
            raise BadParameter(f"{error.message}{f'; {error.hint}' if error.hint else ''}") from error

    with redirect_stdout(sys.stderr):
        return prompt(f"{entry.key} ({entry.help})", value_proc=value, err=True)


def _ask_for_episode(table: dict[str, Any], world: World) -> None:
    """Ask for the show, the season and the episode of an event, if any are declared; an empty answer is valid."""
    shows = [show for show in world.shows.values() if show.declared]
    if "show" not in table and "timeline" not in table and shows and table.get("kind") != "real":
        ids = [show.id for show in shows]
        by_name = {fold(name): show.id for show in shows for name in show.names}
        table["show"] = _chosen("show", ids, lambda typed: by_name.get(fold(typed)))
    show = next(
        (show for show in shows if any(fold(name) == fold(table.get("show") or "") for name in show.names)), None
    )
    seasons = {str(season.number): season for season in show.seasons} if show else {}
    if seasons and "season" not in table:
        table["season"] = _chosen("season", list(seasons), lambda typed: int(typed) if typed in seasons else None)
    season = seasons.get(str(table.get("season")))
    episodes = [str(episode.number) for episode in season.episodes] if season else []
    if episodes and "episode" not in table:
        table["episode"] = _chosen("episode", episodes, lambda typed: int(typed) if typed in episodes else None)
    for key in ("show", "season", "episode"):
        if table.get(key, "") is None:
            del table[key]


def _chosen(key: str, known: Sequence[str], meant: Callable[[str], Any]) -> Any:
    """Ask for one of the known names until `meant` finds its value; None for an empty answer."""

    def value(typed: str) -> Any:
        found = meant(typed.strip()) if typed.strip() else None
        if typed.strip() and found is None:
            raise BadParameter(f'there is no {key} "{typed}"; {did_you_mean(typed, known, few=len(known))}')
        return found

    with redirect_stdout(sys.stderr):
        listed = ", ".join(known)
        return prompt(
            f"{key} (one of {listed}; empty for none)", default="", show_default=False, value_proc=value, err=True
        )
