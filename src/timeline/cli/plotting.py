"""The option `--plot`: an answer as a picture, for the commands whose answers are better seen than read."""

from __future__ import annotations

import shlex
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from timeline.cli.notes import note
from timeline.cli.options import Options
from timeline.model.errors import UsageError
from timeline.model.query import FILTERS, Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.cli.options import DataOptions, OutputOptions, QueryOptions
    from timeline.model.world import World

_STDOUT = "-"


class PlotOptions(Options):
    """Whether the answer is drawn, and where the picture goes."""

    plot: Annotated[
        str | None,
        Option(
            metavar="FILE.svg",
            help="Draw the answer as a picture in this file, .svg, .png or .pdf; - is SVG on standard output.",
        ),
    ] = None
    dark: Annotated[bool, Option("--dark", help="With --plot: draw on a dark ground.")] = False
    force: Annotated[bool, Option("--force", help="With --plot: replace an earlier picture.")] = False

    def is_wanted(self, output: OutputOptions) -> bool:
        """Return whether the answer is drawn.

        Raises `UsageError` if it cannot be written where it is wanted, and for options of answers that are text.
        """
        if self.plot is None:
            for name, is_given in (("--force", self.force), ("--dark", self.dark)):
                if is_given:
                    raise UsageError(f"{name} is for a picture that --plot draws", "add --plot FILE.svg")
            return False
        given = {"--count": output.count, "--format": output.format, "--columns": output.columns}
        other = next((name for name, value in given.items() if value), None)
        if other:
            raise UsageError(f"--plot and {other} cannot be used together", "a picture has no other form")
        if self.plot != _STDOUT:
            from timeline.exports.svg.saving import check_place

            check_place(self.plot, force=self.force)
        return True

    def draw(self, kind: str, world: World, rows: Sequence[Any], command: str, *, nothing: str, **more: Any) -> None:
        """Write the picture of an answer's rows; if there are none, note `nothing` and write no file.

        `kind` is the module that draws them, and `command` what the user asked for.
        """
        if not rows:
            note(f"{nothing}; there is no picture")
            return
        picture = import_module(f"timeline.exports.svg.plots.{kind}").picture(world, rows, command, **more)
        if self.dark:
            from timeline.exports.svg.palette import DARK, LIGHT

            picture = picture.recolored(dict(zip(LIGHT, DARK, strict=True)))
        assert self.plot is not None
        if self.plot == _STDOUT:
            sys.stdout.write(picture.render())
            return
        from timeline.exports.svg.saving import save

        save(picture, self.plot, force=self.force)
        note(f"wrote {self.plot}")


def asked(name: str, words: Sequence[str] | None, filters: QueryOptions, data: DataOptions, **others: Any) -> str:
    """Return a command as one would type it: its words, filters, other options by name, and the spoiler fence."""
    given = [name, *(words or ())]
    for option, entry in FILTERS.items():
        value = getattr(filters, option, None)
        if option != "words" and value not in (None, [], Query._field_defaults[option] if entry.is_single else None):
            given += _typed(option, value)
    for option, value in others.items():
        given += _typed(option, value)
    for limit in data.settings.of("up_to").values:
        given += ["--up-to", limit]
    return f"timeline {shlex.join(given)}"


def _typed(option: str, value: Any) -> Iterator[str]:
    """Yield an option and its values; nothing if it is not given."""
    flag = f"--{option.strip('_').replace('_', '-')}"
    if value is True:
        yield flag
    elif isinstance(value, tuple):  # an option with several values
        yield from (flag, *map(str, value))
    elif isinstance(value, list):
        for each in value:
            yield from (flag, str(each))
    elif value not in (None, False):
        yield from (flag, str(value))
