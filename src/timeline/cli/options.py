"""The options that commands share, in groups: a command takes a group as a parameter and gets its options with it."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from typer import Argument, Option

from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.store.chronicle import Chronicle

DATA_VARIABLE = "TIMELINE_DATA"

LONG_TO_COMPILE = 2_000_000
"""Bytes of events files from which on compiling them takes some seconds."""

Texts = list[str] | None
Numbers = list[int] | None


class Options:
    """A group of options: its annotated class attributes, with their defaults."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


class FilterOptions(Options):
    """The filters of every command that lists events."""

    year: Annotated[Texts, Option(metavar="YEARS", help="1969, 1969..1974 or 1960s.")] = None
    from_: Annotated[Texts, Option("--from", metavar="DATE", help='From this date on: 1969-07, "July 1969".')] = None
    to: Annotated[Texts, Option(metavar="DATE", help="Up to this date and all that it covers.")] = None
    kind: Annotated[Texts, Option(metavar="KIND", help="real or alt, each with what is both; or both alone.")] = None
    timeline: Annotated[Texts, Option(metavar="ID", help="All that happens in this timeline.")] = None
    show: Annotated[Texts, Option(metavar="NAME", help="Told by this show: its id, name or alias.")] = None
    season: Annotated[Numbers, Option(metavar="N", help="Told in this season.")] = None
    episode: Annotated[Numbers, Option(metavar="N", help="Told in this episode.")] = None
    tag: Annotated[Texts, Option(metavar="TAG", help="Tagged so.")] = None
    person: Annotated[Texts, Option(metavar="NAME", help="With this person: name, id or alias.")] = None
    place: Annotated[Texts, Option(metavar="NAME", help="At this place.")] = None
    id: Annotated[Texts, Option(metavar="ID", help="The event of this id.")] = None
    reverse: Annotated[bool, Option("--reverse", help="The latest first.")] = False
    limit: Annotated[int | None, Option(metavar="N", min=0, help="At most so many.")] = None

    def query(self, words: Texts = None) -> Query:
        """Return the filters as a query; raises `UsageError` for one that makes no sense."""
        filters: Filters = {
            "words": words or (),
            "year": self.year or (),
            "from_": _dates(self.from_),
            "to": _dates(self.to),
            "kind": self.kind or (),
            "timeline": self.timeline or (),
            "show": self.show or (),
            "season": self.season or (),
            "episode": self.episode or (),
            "tag": self.tag or (),
            "person": self.person or (),
            "place": self.place or (),
            "id": self.id or (),
            "reverse": self.reverse,
            "limit": self.limit,
        }
        return Query.of(filters)


def _dates(texts: Texts) -> list[EdtfDate]:
    if not texts:
        return []
    from timeline.cli.when import date_of

    return [date_of(text) for text in texts]


Words = Annotated[
    Texts, Argument(metavar="[WORD]...", show_default=False, help="Words that must all occur; moon* for any ending.")
]


class DataOptions(Options):
    """Which events files a command reads."""

    data: Annotated[
        Texts,
        Option(
            metavar="FILE",
            help=f"An events file, again for more; - is standard input. Else ${DATA_VARIABLE}, else the bundled history.",
        ),
    ] = None

    def paths(self) -> list[str]:
        """Return the events files to read."""
        if self.data:
            if "" in self.data:
                raise UsageError("--data needs the name of a file")
            return self.data
        variable = os.environ.get(DATA_VARIABLE)
        if variable:
            return [variable]
        from timeline.bundled import bundled_events

        return [str(bundled_events())]

    def open(self) -> Chronicle:
        """Open the history; raises `DataError` where it cannot be read or is invalid."""
        from timeline.store.chronicle import Chronicle

        paths = self.paths()
        if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
            print("timeline: reading events from the terminal; end them with Ctrl-D", file=sys.stderr)
        return Chronicle(paths, compiling=lambda: _say_if_long(paths))


def _say_if_long(paths: list[str]) -> None:
    """Tell a person at a terminal what takes so long, where it does."""
    size = sum(os.path.getsize(path) for path in paths if os.path.isfile(path))
    if size > LONG_TO_COMPILE and sys.stderr is not None and sys.stderr.isatty():
        print(f"timeline: compiling {size / 1e6:.0f} MB of events, once until they change", file=sys.stderr)


class OutputOptions(Options):
    """In which form a command answers."""

    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, tsv, csv, json, ndjson, md or toml; a table on a terminal, tsv without header in a pipe.",
        ),
    ] = None


F = TypeVar("F", bound=Callable[..., Any])


def with_options(command: F) -> F:
    """Give a command, for each parameter that is a group of options, the options themselves."""
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    groups = {
        name: _members(hint) for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, Options)
    }

    def run(**values: Any) -> Any:
        for name, members in groups.items():
            values[name] = hints[name](**{member.name: values.pop(member.name) for member in members})
        return command(**values)

    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        own = parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        parameters += groups.get(name, [own])
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__, run.__name__, run.__module__ = command.__doc__, command.__name__, command.__module__
    return run  # type: ignore[return-value]


def _members(group: type[Options]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=hint)
        for name, hint in get_type_hints(group, include_extras=True).items()
    ]
