"""`timeline browse`: look at both histories in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.browse_place import fragment_of, open_place, print_place
from timeline.cli.export import ExportFilters
from timeline.cli.options import Between, DataOptions, Texts, named, with_options
from timeline.model.errors import UsageError
from timeline.model.stamps import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.cli.browse_place import Show
    from timeline.exports.files import ExportOptions
    from timeline.store.chronicle import Chronicle


@with_options
def browse(
    filters: ExportFilters,
    data: DataOptions,
    event: Annotated[
        Texts,
        Argument(
            metavar="[EVENT]",
            show_default=False,
            autocompletion=named("id"),
            help="Open the page at this event: its id, the start of it, or words from its title.",
        ),
    ] = None,
    between: Between = None,
    title: Annotated[str | None, Option(metavar="TEXT", help="The heading. Default: the name of the history.")] = None,
    watch: Annotated[
        bool,
        Option(
            "--watch",
            help="Serve the page on this machine; reload it when an events file changes, or show what is wrong with it.",
        ),
    ] = False,
    no_open: Annotated[bool, Option("--no-open", help="Only print where the page is.")] = False,
) -> None:
    """Look at both histories in your browser: a page to explore, made from the data at hand.

    The page is kept beside the compiled history and made again when that has changed. Where no browser can be opened, as
    over SSH, the command prints where the page is; $BROWSER chooses another browser. A browser that may not read hidden
    folders, such as one from a snap, needs --watch. To pass a page on, use timeline export history.html.

    With --watch, the command serves the page until you press Ctrl-C: to programs of this machine, at an address that nobody
    can guess.

    \b
    Examples:
      timeline browse
      timeline browse apollo 11 first on the moon
      timeline browse --tag moon --up-to fam:s2
      timeline browse --data mine.toml --no-open
    """
    from timeline.exports.files import ExportOptions

    options = ExportOptions(filters.query(), between, title)
    show = print_place if no_open else open_place
    if watch:
        from timeline.cli.browse_watch import Watched, serve

        if STDIN in data.paths():
            raise UsageError("standard input cannot be watched", "name the file with --data FILE")
        serve(Watched(data.paths(), data.limits(), options, event), show)
    else:
        _browse(data.open(), options, event, show)


def _browse(chronicle: Chronicle, options: ExportOptions, event: Sequence[str] | None, show: Show) -> None:
    from timeline.exports.html.page import render
    from timeline.store.pages import kept_page, way_to

    fragment = fragment_of(chronicle, event)
    page = kept_page(chronicle, repr(options), lambda: render(chronicle, options))
    show(f"{page}{fragment}", lambda: (way_to(page, f"{page.name}{fragment}") if fragment else page).as_uri())
