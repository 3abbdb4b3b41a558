"""The options that commands share, in groups: a command takes a group as a parameter and gets its options with it."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from typer import Argument, Context, Option

from timeline.cli.settings import Settings
from timeline.formats import FORMATS
from timeline.model.cleaning import one_line
from timeline.model.errors import UsageError
from timeline.model.events import KINDS
from timeline.model.query import SORTS, Filters, Query

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.model.fence import Limit
    from timeline.store.chronicle import Chronicle


LONG_TO_COMPILE = 2_000_000
"""Bytes of events files from which on compiling them takes some seconds."""

Texts = list[str] | None
Numbers = list[int] | None


def named(facet: str) -> Callable[[Context, str], list[str]]:
    """Return what completes the names of a facet (show, timeline, tag, person, place, id, office) on TAB."""

    def complete(context: Context, incomplete: str) -> list[str]:
        from timeline.cli.complete import names

        return names(facet, context, incomplete)

    return complete


def one_of(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes one of a few words on TAB."""

    def complete(incomplete: str) -> list[str]:
        from timeline.cli.complete import choices

        return choices(words, incomplete)

    return complete


ShowNames = Annotated[
    Texts, Option(metavar="NAME", autocompletion=named("show"), help="Told by this show: its id, name or alias.")
]
SeasonNumbers = Annotated[Numbers, Option(metavar="N", help="Told in this season.")]


class Options:
    """A group of options: its annotated class attributes, with their defaults."""

    def __init__(self, settings: Settings | None = None, **values: Any) -> None:
        """Take the values of the options; without `settings` of a command, mistakes in settings files are passed over."""
        self.settings = settings or Settings(values, are_needed=False)
        self.__dict__.update(values)


class WhenOptions(Options):
    """The filters by time."""

    year: Annotated[Texts, Option(metavar="YEARS", help="1969, 1969..1974 or 1960s.")] = None
    from_: Annotated[Texts, Option("--from", metavar="DATE", help='From this date on: 1969-07, "July 1969".')] = None
    to: Annotated[Texts, Option(metavar="DATE", help="Up to this date and all that it covers.")] = None

    def in_time(self, timelines: Texts = None) -> Query:
        """Return a query for this time and these timelines; raises `UsageError` for a date or a year that is none."""
        when: Filters = {"year": self.year or (), "from_": _dates(self.from_), "to": _dates(self.to)}
        return Query.of({**when, "timeline": timelines or ()})


class FilterOptions(WhenOptions):
    """The filters of every command that lists events."""

    kind: Annotated[
        Texts,
        Option(
            metavar="KIND", autocompletion=one_of(KINDS), help="real or alt, each with what is both; or both alone."
        ),
    ] = None
    timeline: Annotated[
        Texts, Option(metavar="ID", autocompletion=named("timeline"), help="All that happens in this timeline.")
    ] = None
    show: ShowNames = None
    season: SeasonNumbers = None
    episode: Annotated[Numbers, Option(metavar="N", help="Told in this episode.")] = None
    tag: Annotated[Texts, Option(metavar="TAG", autocompletion=named("tag"), help="Tagged so.")] = None
    person: Annotated[
        Texts, Option(metavar="NAME", autocompletion=named("person"), help="With this person: name, id or alias.")
    ] = None
    place: Annotated[Texts, Option(metavar="NAME", autocompletion=named("place"), help="At this place.")] = None
    id: Annotated[Texts, Option(metavar="ID", autocompletion=named("id"), help="The event of this id.")] = None
    reverse: Annotated[bool, Option("--reverse", help="The latest first.")] = False
    limit: Annotated[int | None, Option(metavar="N", min=0, help="At most so many.")] = None
    sort: Annotated[
        str,
        Option(
            metavar="ORDER",
            autocompletion=one_of(SORTS),
            help="date, or aired: in the order in which the shows told of it.",
        ),
    ] = "date"

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
            "sort": self.sort,
        }
        return Query.of(filters)


def _dates(texts: Texts) -> list[EdtfDate]:
    if not texts:
        return []
    from timeline.cli.when import date_of

    return [date_of(text) for text in texts]


class SeasonOptions(Options):
    """Which seasons of which shows a command is about."""

    show: ShowNames = None
    season: SeasonNumbers = None

    def chosen(self) -> tuple[list[str], list[int]]:
        """Return the names of the shows and the numbers of the seasons; empty where all are meant."""
        return self.show or [], self.season or []


Words = Annotated[
    Texts, Argument(metavar="[WORD]...", show_default=False, help="Words that must all occur; moon* for any ending.")
]


Between = Annotated[
    tuple[str, str] | None, Option(metavar="BASE ALT", help="Compare these two timelines, whichever they are.")
]


class DataOptions(Options):
    """Which events files a command reads."""

    reads_history = True
    """Whether the command reads them; else it only tells which they would be."""

    data: Annotated[
        Texts,
        Option(
            metavar="FILE",
            help="An events file, again for more; - is standard input. Else $TIMELINE_DATA, else the bundled history.",
        ),
    ] = None

    up_to: Annotated[
        Texts,
        Option(
            "--up-to",
            metavar="LIMIT",
            help="Spoiler fence: only what is told up to fam:s2e5 (fam:s2, s2), again for more. Else $TIMELINE_UP_TO.",
        ),
    ] = None

    def limits(self) -> tuple[Limit, ...]:
        """Return how far the user has watched, and say that a fence is up; empty where there is none."""
        texts = self.settings.of("up_to").values
        if not texts:
            return ()
        from timeline.model.fence import parse_limits

        limits = parse_limits(texts)
        print(f"timeline: a spoiler fence is up: {', '.join(str(limit) for limit in limits)}", file=sys.stderr)
        return limits

    def paths(self) -> list[str]:
        """Return the events files to read."""
        if self.data and "" in self.data:
            raise UsageError("--data needs the name of a file")
        data = self.settings.of("data")
        if data.is_found and sys.stderr is not None and sys.stderr.isatty():
            self.settings.tell(f"reading {', '.join(data.values)}, as {data.source} says")
        if data.values:
            return list(data.values)
        from timeline.bundled import bundled_events

        return [str(bundled_events())]

    def open(self) -> Chronicle:
        """Open the history; raises `DataError` where it cannot be read or is invalid."""
        from timeline.store.chronicle import Chronicle

        paths = self.paths()
        if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
            print("timeline: reading events from the terminal; end them with Ctrl-D", file=sys.stderr)
        return Chronicle(paths, compiling=lambda: _say_if_long(paths), up_to=self.limits())


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
            autocompletion=one_of(FORMATS),
            help="table, tsv, csv, json, ndjson, md or toml; a table on a terminal, tsv without header in a pipe.",
        ),
    ] = None
    color: Annotated[str | None, Option(metavar="WHEN", help="Colour in tables: auto, always or never.")] = None


F = TypeVar("F", bound=Callable[..., Any])


def with_options(command: F) -> F:
    """Give a command, for each parameter that is a group of options, the options themselves."""
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    groups = {
        name: _members(hint) for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, Options)
    }

    def run(**values: Any) -> Any:
        settings = Settings(dict(values), are_needed=_needs_settings(hints, values), tell=_tell)
        for name, members in groups.items():
            values[name] = hints[name](settings, **{member.name: values.pop(member.name) for member in members})
        return command(**values)

    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        own = parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        parameters += groups.get(name, [own])
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__, run.__name__, run.__module__ = command.__doc__, command.__name__, command.__module__
    return run  # type: ignore[return-value]


def _needs_settings(hints: dict[str, Any], values: dict[str, Any]) -> bool:
    """Tell whether a command rests on settings: it reads a history, and the command line does not say which."""
    reads = any(
        isinstance(hint, type) and issubclass(hint, DataOptions) and hint.reads_history for hint in hints.values()
    )
    return reads and not values.get("data") and not values.get("files")


def _tell(text: str) -> None:
    print(f"timeline: {one_line(text)}", file=sys.stderr)


def _members(group: type[Options]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=hint)
        for name, hint in get_type_hints(group, include_extras=True).items()
    ]
