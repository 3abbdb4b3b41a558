"""The options that commands share, in groups. A command with a group as a parameter has the options of the group."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from typer import Argument, Context, Option

from timeline.bundled import BUNDLED, bundled_events
from timeline.cli.notes import note
from timeline.cli.settings import Settings
from timeline.exports import FORMS
from timeline.formats.output import WIDEST
from timeline.model.errors import UsageError
from timeline.model.query import FILTERS, Filter, Filters, Query, value_type

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from timeline.model.dates import EdtfDate
    from timeline.store.chronicle import Chronicle


Texts = list[str] | None


_Completion = Callable[[Context, str], list[str]]

_COMPLETION = inspect.Signature(
    [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in ("ctx", "incomplete")]
)


def _described(complete: _Completion) -> _Completion:
    """Return a function with the signature that typer looks for, which has no annotations to evaluate at every start."""
    complete.__signature__ = _COMPLETION  # type: ignore[attr-defined]
    complete.__annotations__ = {}
    return complete


def named(facet: str) -> _Completion:
    """Return a function that completes the names of a facet (show, timeline, tag, person, place, id, office) on TAB."""

    def complete(ctx: Context, incomplete: str) -> list[str]:
        from timeline.cli.complete import names

        return names(facet, ctx, incomplete)

    return _described(complete)


def one_of(words: Iterable[str]) -> _Completion:
    """Return a function that completes one of a few words on TAB."""

    def complete(ctx: Context, incomplete: str) -> list[str]:
        from timeline.cli.complete import choices

        return choices(words, incomplete)

    return _described(complete)


class Options:
    """A group of options: its annotated class attributes, with their defaults."""

    def __init__(self, settings: Settings | None = None, **values: Any) -> None:
        """Take the values of the options; without the `settings` of a command, mistakes in settings files are ignored."""
        self.settings = settings or Settings(values, are_needed=False)
        self.__dict__.update(values)


def _columns(ctx: Context, incomplete: str) -> list[str]:
    """Complete the last of several columns of a command's answer, on TAB."""
    from timeline.cli.complete import columns

    return columns(ctx, incomplete)


class QueryOptions(Options):
    """Filters as options, made from the list of filters. A subclass names the filters that it offers.

    Where an answer is no list of events, a subclass of that says what some of them mean there.
    """

    def __init_subclass__(cls, offers: Iterable[str] = (), means: Mapping[str, str] = MappingProxyType({})) -> None:
        told = {name: FILTERS[name].help for name in offers} | dict(means)
        cls.__annotations__ = {name: _option(name, FILTERS[name]._replace(help=told[name])) for name in told}
        for name in told:
            setattr(cls, name, Query._field_defaults[name] if FILTERS[name].is_single else None)

    def query(self, **others: Texts) -> Query:
        """Return the given filters and `others` as a query; raises `UsageError` for a value that a filter does not take."""
        values = {name: getattr(self, name) for name in FILTERS if hasattr(type(self), name)} | others
        given = {name: value for name, value in values.items() if value is not None and value != []}
        for name in {"from_", "to"} & given.keys():
            given[name] = _dates(given[name])
        return Query.of(cast("Filters", given))


def _option(name: str, entry: Filter) -> Any:
    """Return the annotated type of the option for a filter."""
    kind: Any = Texts
    if entry.is_single:  # its declared type is that of its only value
        kind = value_type(name)
    flags = [f"--{name.rstrip('_').replace('_', '-')}", *([entry.short] if entry.short else [])]
    complete = named(entry.facet) if entry.facet else one_of(entry.choices) if entry.choices else None
    return Annotated[kind, Option(*flags, metavar=entry.metavar, autocompletion=complete, help=entry.help)]


def _dates(texts: list[str]) -> list[EdtfDate]:
    """Read dates as people write them, in EDTF or otherwise."""
    from timeline.cli.when import date_of

    return [date_of(text) for text in texts]


class FilterOptions(QueryOptions, offers=[name for name in FILTERS if name != "words"]):
    """The filters of every command that lists events."""


Words = Annotated[Texts, Argument(metavar=FILTERS["words"].metavar, show_default=False, help=FILTERS["words"].help)]


Between = Annotated[
    tuple[str, str] | None, Option(metavar="BASE ALT", help="Compare these two timelines, whichever they are.")
]


class FileOptions(Options):
    """The events files to read."""

    reads_history = True
    """Whether the command reads them; otherwise it only lists them."""

    data: Annotated[
        Texts,
        Option(
            metavar="FILE",
            help="An events file, or JSON or CSV of events; repeat for more; - is standard input, `bundled` the bundled"
            " history. Default: $TIMELINE_DATA, or the bundled history.",
        ),
    ] = None

    def paths(self) -> list[str]:
        """Return the events files to read."""
        return self.named_paths() or [_path(BUNDLED)]

    def named_paths(self) -> list[str]:
        """Return the events files that --data or the settings name; none if it is the bundled history by default."""
        if self.data and "" in self.data:
            raise UsageError("--data needs the name of a file")
        data = self.settings.of("data")
        if data.is_found and sys.stderr is not None and sys.stderr.isatty():
            self.settings.note(f"reading {', '.join(data.values)}, as {data.source} says")
        return [_path(value) for value in data.values]


class DataOptions(FileOptions):
    """The events files to read, and the spoiler fence."""

    up_to: Annotated[
        Texts,
        Option(
            "--up-to",
            metavar="LIMIT",
            help="Spoiler fence: how far you have watched: fam:s2e5, fam:s2, or fam for all of it; repeat for more. "
            "Default: $TIMELINE_UP_TO.",
        ),
    ] = None

    def limits(self) -> tuple[str, ...]:
        """Return how far the user has watched, and note that there is a fence; empty if there is none."""
        texts = self.settings.of("up_to").values
        if texts:
            note(f"a spoiler fence is up: {', '.join(texts)}")
        return texts

    def open(self) -> Chronicle:
        """Open the history; raises `DataError` if it cannot be read or is invalid."""
        from timeline.store.chronicle import Chronicle

        paths = self.paths()
        if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
            note("reading events from the terminal; end them with Ctrl-D")
        chronicle = Chronicle(paths, compiling=lambda: _progress(paths), up_to=self.limits())
        dropped = chronicle.dropped_links
        if dropped:
            note(f"left out {dropped} link{'s' * (dropped > 1)} to events that do not exist")
        return chronicle


def _path(value: str) -> str:
    """Return the path of a data file: `bundled` is the bundled history, a leading ~ the home folder."""
    if value == BUNDLED:
        return str(bundled_events())
    return os.path.expanduser(value)


def _progress(paths: list[str]) -> AbstractContextManager[None]:
    from timeline.cli.progress import compiling  # only if there is something to compile

    return compiling(paths)


NoPager = Annotated[bool, Option("--no-pager", help="Do not show a long answer in a pager.")]


class OutputOptions(Options):
    """The form of a command's output."""

    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=one_of(FORMS),
            help=f"One of {', '.join(FORMS)}. Default: table on a terminal, tsv without a header in a pipe.",
        ),
    ] = None
    columns: Annotated[
        Texts,
        Option(
            metavar="NAMES",
            autocompletion=_described(_columns),
            help="Only these columns, in this order: date,title,id. Not for toml; a wrong name lists them.",
        ),
    ] = None
    color: Annotated[str | None, Option(metavar="WHEN", help="Color in tables: auto, always or never.")] = None
    ids: Annotated[bool, Option("--ids", help="Show ids in tables, on any screen.")] = False
    ascii: Annotated[bool, Option("--ascii", help="Draw tables with ASCII signs.")] = False
    width: Annotated[
        int | None, Option(metavar="N", min=1, max=WIDEST, help="Width of tables. Default: that of the screen.")
    ] = None
    no_pager: NoPager = False

    count = False
    """Whether only the number of rows is wanted."""


class ListOptions(OutputOptions):
    """The form of an answer whose rows can be counted."""

    count: Annotated[bool, Option("--count", help="Print only how many rows there are.")] = False


F = TypeVar("F", bound=Callable[..., Any])


def with_options(command: F) -> F:
    """Replace each parameter of a command that is a group of options by the options of the group."""
    hints = inspect.get_annotations(command, eval_str=True)
    signature = inspect.signature(command)
    groups = {
        name: _members(hint) for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, Options)
    }

    def run(**values: Any) -> Any:
        settings = Settings(dict(values), are_needed=_needs_settings(hints, values), note=note)
        for name, members in groups.items():
            values[name] = hints[name](settings, **{member.name: values.pop(member.name) for member in members})
        return command(**values)

    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        own = parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        parameters += groups.get(name, [own])
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {}  # those of the signature are values, and typer need not evaluate them
    run.__doc__, run.__name__, run.__module__ = command.__doc__, command.__name__, command.__module__
    return run  # type: ignore[return-value]


def _needs_settings(hints: dict[str, Any], values: dict[str, Any]) -> bool:
    """Return whether a command needs settings: it reads a history, and the command line does not name it."""
    reads = any(
        isinstance(hint, type) and issubclass(hint, DataOptions) and hint.reads_history for hint in hints.values()
    )
    return reads and not values.get("data") and not values.get("files")


def _members(group: type[Options]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=hint)
        for name, hint in _annotations(group).items()
    ]


def _annotations(group: type[Options]) -> dict[str, Any]:
    """Return the annotations of a group and of those it extends, which come first."""
    kinds = reversed(group.__mro__)
    return {name: hint for kind in kinds for name, hint in inspect.get_annotations(kind, eval_str=True).items()}
