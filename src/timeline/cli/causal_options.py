"""What the commands about causes share: the event argument, --depth, and the notes about a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.notes import note
from timeline.cli.options import named

if TYPE_CHECKING:
    from timeline.questions.why import Chain

EVENT_HELP = "An event: its id, part of the id, or words from the title."
EventName = Annotated[
    list[str], Argument(metavar="ID...", show_default=False, autocompletion=named("id"), help=EVENT_HELP)
]

Depth = Annotated[int | None, Option(metavar="N", min=1, help="Follow at most N links.")]


def say_what_is_missing(chain: Chain, found: str) -> None:
    """Note how many events --depth or --limit left out, or that there is nothing but the event itself."""
    if chain.left_out:
        note(f"some {found} are not listed: {chain.left_out} more beyond --depth or --limit")
    elif len(chain.steps) == 1:
        note(f"no {found} found")
