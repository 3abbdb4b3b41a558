"""The options that commands share, as dataclasses: a command takes one as a parameter and gets its options with it."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from typer import Argument, Option

from timeline.cli.when import date_of
from timeline.model.query import Filters, Query

if TYPE_CHECKING:
    from timeline.store.chronicle import Chronicle

DATA_VARIABLE = "TIMELINE_DATA"

Texts = list[str] | None
Numbers = list[int] | None


@dataclass(frozen=True, slots=True)
class FilterOptions:
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
            "from_": [date_of(text) for text in self.from_ or ()],
            "to": [date_of(text) for text in self.to or ()],
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


Words = Annotated[
    Texts, Argument(metavar="[WORD]...", show_default=False, help="Words that must all occur; moon* for any ending.")
]


@dataclass(frozen=True, slots=True)
class DataOptions:
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
        return Chronicle(paths)


@dataclass(frozen=True, slots=True)
class OutputOptions:
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
    """Give a command, for each parameter whose type is a dataclass of options, the options themselves."""
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    groups = {name: hints[name] for name in signature.parameters if is_dataclass(hints[name])}

    def run(**values: Any) -> Any:
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        return command(**values)

    parameters = []
    for name, parameter in signature.parameters.items():
        if name in groups:
            parameters += _parameters(groups[name])
        else:
            parameters.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__, run.__name__, run.__module__ = command.__doc__, command.__name__, command.__module__
    return run  # type: ignore[return-value]


def _parameters(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
