"""`timeline sql`: print a question as a query for another engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import on_screen
from timeline.cli.options import Between, DataOptions, FilterOptions, NoPager, Texts, one_of, with_options
from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.model.names import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.questions.pairs import Status
    from timeline.sql.filters import Filter
    from timeline.store.chronicle import Chronicle

QUESTIONS = ("show", "diverge", "ripple")
ENGINES = ("duckdb", "spark", "sqlite")
PATH = "history.parquet"


@with_options
def sql(
    filters: FilterOptions,
    data: DataOptions,
    question: Annotated[
        str,
        Argument(
            metavar="QUESTION", show_default=False, autocompletion=one_of(QUESTIONS), help="show, diverge or ripple."
        ),
    ],
    event: Annotated[
        Texts,
        Argument(metavar="[ID]...", show_default=False, help="For ripple: an event, by its id or words of its title."),
    ] = None,
    dialect: Annotated[
        str, Option(metavar="ENGINE", autocompletion=one_of(ENGINES), help="duckdb, spark or sqlite.")
    ] = "duckdb",
    path: Annotated[
        str | None,
        Option(metavar="PATH", help=f"Where the engine finds the Parquet export. Default: {PATH}."),
    ] = None,
    between: Between = None,
    all_: Annotated[bool, Option("--all", help="For diverge: include what is kept and untold.")] = False,
    status: Annotated[Texts, Option(metavar="STATUS", help="For diverge: only pairs with this status.")] = None,
    depth: Annotated[int | None, Option(metavar="N", min=1, help="For ripple: follow at most N links.")] = None,
    as_written: Annotated[
        bool, Option("--as-written", help="Take names as they are (ids, tags, places), without opening a history.")
    ] = False,
    no_pager: NoPager = False,
) -> None:
    """Print the query that gives the answer of show, diverge or ripple over an export, in DuckDB, Spark or SQLite.

    DuckDB and Spark read the Parquet files at --path; for SQLite, pipe the query to `sqlite3 history.sqlite`. Filters mean
    what they mean elsewhere, and names are looked up in the history. Words cannot be searched.

    \b
    Examples:
      timeline sql show --year 1969 | duckdb
      timeline sql diverge --between real fam --all --dialect spark
      timeline sql ripple korolev-survives --depth 2 --dialect sqlite | sqlite3 history.sqlite
    """
    from timeline.sql.dialects import dialect_named
    from timeline.sql.filters import Filter
    from timeline.sql.filters import as_written as written

    asked = pick(question, QUESTIONS, f'there is no query for "{question}"')
    engine = dialect_named(dialect)
    _require_of(asked, "diverge", {"--between": between, "--all": all_, "--status": status})
    _require_of(asked, "ripple", {"--depth": depth})
    if path and engine.name == "sqlite":
        raise UsageError("--path does not go with sqlite", "open the export with it: sqlite3 history.sqlite")
    query = filters.query(words=event if asked != "ripple" else None)
    if query.words:
        raise UsageError(
            f"sql {asked} cannot search words", "use --tag, --person or --place, or run the command itself"
        )
    if data.up_to:
        raise UsageError(
            "--up-to does not go with sql", "a fence is part of an export: timeline export --up-to LIMIT FILE"
        )
    path = path or PATH
    chronicle = None if as_written else data.open()
    chosen = Filter(query, chronicle.resolve_all if chronicle else written, engine)
    if asked == "show":
        from timeline.sql.listing import show

        text = show(chosen, path)
    elif asked == "ripple":
        from timeline.sql.consequences import ripple

        text = ripple(chosen, path, _start(chronicle, " ".join(event or ())), depth)
    else:
        text = _diverge(chosen, chronicle, path, between, status or (), everything=all_)
    with on_screen(no_pager=no_pager) as stream:
        stream.write(text)


def _require_of(asked: str, question: str, given: dict[str, object]) -> None:
    """Refuse options that belong to another question."""
    for option, value in given.items():
        if value and asked != question:
            raise UsageError(f"{option} does not go with sql {asked}", f"it is an option of sql {question}")


def _start(chronicle: Chronicle | None, name: str) -> str:
    """Return the id of the event to start from."""
    if not name:
        raise UsageError("name an event", "timeline sql ripple ID")
    if chronicle is None:
        return name
    from timeline.questions.find import find

    return find(chronicle, name).id


def _diverge(
    filters: Filter,
    chronicle: Chronicle | None,
    path: str,
    between: tuple[str, str] | None,
    status: Sequence[str],
    *,
    everything: bool,
) -> str:
    from timeline.questions.diverge import DIVERGENT, chosen_alternates, parse_status
    from timeline.questions.pairs import STATUSES
    from timeline.sql.divergences import diverge

    statuses: Sequence[Status] = [parse_status(text) for text in status] or (STATUSES if everything else DIVERGENT)
    if between and filters.query.timeline:
        raise UsageError("--timeline and --between cannot be used together")
    if between and chronicle:
        base, alt = (chronicle.resolve("timeline", name) for name in between)
        between = base, alt
    if chronicle and filters.query.timeline:
        chosen_alternates(chronicle, filters.query.timeline)
    elif REAL in filters.query.timeline:
        raise UsageError("our own timeline has no parent to diverge from")
    return diverge(filters, path, statuses, between)
