"""Parse the whole of a TOML text, past the mistakes whose mending is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

from timeline.source.mistakes import mistake_in
from timeline.source.positions import Region, same_place
from timeline.source.problems import Problem, Problems

if TYPE_CHECKING:
    from timeline.source.files import SourceFile

_MAX_REPAIRS = 50
"""How many mistakes of syntax are reported at once."""


def read_toml(source: SourceFile, text: str, number: int, problems: Problems) -> dict[str, Any]:
    """Parse TOML. A mistake whose mending is known is reported and read as mended, so that the rest is seen."""
    tried = text
    for _ in range(_MAX_REPAIRS):
        try:
            return tomli.loads(tried)
        except RecursionError:
            problems.add(number, Problem("E113", "tables or lists are nested too deeply", region=Region(0, 1)))
            return {}
        except ValueError as error:
            mistake = mistake_in(tried, error)
            region = Region(*(same_place(text, tried, end) for end in mistake.problem.region or (0, 0)))
            problems.add(number, mistake.problem._replace(region=region))
            if mistake.mended is None:
                return {}
            source.repaired = tried = mistake.mended
    return {}
