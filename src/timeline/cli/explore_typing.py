"""What is typed on the screen of `explore`: filters and commands, read and completed as those of a command line."""

from __future__ import annotations

import os
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.cli.options import FilterOptions, QueryOptions, Words, with_options
from timeline.model.errors import UsageError
from timeline.model.query import Query
from timeline.tui.setup import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.cli.complete import Offers
    from timeline.store.chronicle import Chronicle


_LEFT_OUT = ("words", "reverse", "limit", "sort")
"""Filters that make no sense on a screen that one moves on."""


class ExploreFilters(
    QueryOptions,
    offers=[name for name in FilterOptions.__annotations__ if name not in _LEFT_OUT],
    means={
        "year": "Rows with an event in these years: 1969, 1969-1974, 1969,1983 or 1960s.",
        "kind": "Rows with an event of this kind: real, alt or both.",
        "timeline": "Compare this alternate timeline with its parent.",
        "id": "Rows with this event: its id, or the start of it.",
    },
):
    """What the filters mean here."""


@with_options
def _filters(filters: ExploreFilters, words: Words = None) -> Query:
    """Return the filters of a line that is typed on the screen."""
    return filters.query(words=words)


@cache
def _command() -> Any:
    import typer
    from typer.main import get_command

    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(add_help_option=False)(_filters)
    return get_command(single)


def query_of(text: str) -> Query:
    """Read filters as on the command line; raises `UsageError`."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"the filter cannot be read: {error}") from None
    try:
        query: Query = _command().main(words, prog_name="filter", standalone_mode=False)
    except UsageError:
        raise
    except Exception as error:
        told = getattr(error, "format_message", None)  # click's own, whichever copy of it this typer brings
        if told is None:
            raise
        raise UsageError(told(), "filters are those of compare: --tag moon --year 1969") from None
    return query


def offers_for(is_command: bool, left: str, right: str, history: Chronicle) -> Sequence[Offer]:
    """Return what fits between what is typed left and right of the cursor, as a shell would offer it."""
    from timeline.cli.bash import read_line, start_of_word

    program = "timeline "  # which a line on the screen need not begin with
    start = start_of_word(program + left)
    try:
        line = read_line(program + left + right, len(program + left), (program + left)[start:])
    except ValueError:  # a shell would not know either
        return []
    for word in _cases(line.current):
        found = _fitting(is_command, line.before, word, line.after, history)
        words = [*found.words, *(_files(word) if found.wants_file else ())]
        if words or found.wants_file:
            break
    typed, offers = left[: start - len(program)], []
    for word, meaning in words:
        quoted = line.quoted(word)
        if quoted is not None:
            is_whole = not word.endswith(("=", "/"))
            offers.append(Offer(f"{typed}{quoted}{f'{line.quote} ' if is_whole else ''}", word, meaning))
    return offers


def _cases(typed: str) -> Iterable[str]:
    """Return what is typed and, for where nothing begins like that, how it may be written; a shell would not try.

    Where nothing is typed, that is an option.
    """
    if not typed:
        return (typed, "-")
    name, equals, value = typed.rpartition("=")
    return (
        typed,
        *(f"{name}{equals}{each}" for each in (value.lower(), value.capitalize(), value.title(), value.upper())),
    )


def _fitting(
    is_command: bool,
    before: Sequence[str],
    current: str,
    after: Sequence[str],
    history: Chronicle,
) -> Offers:
    import typer

    from timeline.cli.complete import in_command, offers

    if is_command:
        words = before[1:] if before[:1] == ["timeline"] else before
        found = offers(words, current, after, history)
        return found if words else found._replace(words=[each for each in found.words if each[0] != "explore"])
    return in_command(typer.Context(_command(), info_name="filter", obj=history), before, current, after)


def _files(typed: str) -> Iterator[tuple[str, str]]:
    """Yield the files and folders that begin as typed."""
    folder, name = os.path.split(typed)
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            found = sorted((each.name, each.is_dir()) for each in entries if each.name.startswith(name))
    except OSError:
        return
    for each, is_folder in found:
        if each.isprintable() and (name or not each.startswith(".")):
            yield f"{os.path.join(folder, each)}{'/' if is_folder else ''}", ""
