"""What the commands about causes share: naming one event, how far to follow, and what is said beside a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from timeline.cli.answer import note
from timeline.cli.options import named

if TYPE_CHECKING:
    from timeline.questions.why import Chain

EVENT_HELP = "Its id, the start or a part of it, or words of its title."
EventName = Annotated[
    list[str], Argument(metavar="ID...", show_default=False, autocompletion=named("id"), help=EVENT_HELP)
]

Depth = Annotated[int | None, Option(metavar="N", min=1, help="Follow chains of at most so many links.")]


def say_what_is_missing(chain: Chain, found: str) -> None:
    """Note where there is nothing but the event itself, and what the depth or the limit cut off."""
    if chain.left_out:
        note(f"not all {found} are listed: {chain.left_out} more beyond --depth or --limit")
    elif len(chain.steps) == 1:
        note(f"there are no {found}")
