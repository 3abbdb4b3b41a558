"""How far two histories are apart, one stretch of time after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from timeline.model.divergence import DIVERGENT, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.divergence import Status

Stretch = Literal["year", "decade", "season"]
STRETCHES: tuple[Stretch, ...] = get_args(Stretch)


@dataclass(frozen=True, slots=True)
class Apart:
    """What two histories record of one stretch of time, counted in the pairs of `diverge`."""

    timeline: str
    """The id of the alternate timeline."""
    period: str
    """"1969", "1960s" or "fam S1"; empty for what lies in no season."""
    counts: Mapping[Status, int]
    """How many pairs have each status."""
    shifts: tuple[float, ...] = ()
    """How far each moved event lies from its counterpart, middle to middle, in days, negative where it is earlier."""
    year: int | None = None
    """The first year; None for a season."""

    @property
    def differ(self) -> int:
        """How many pairs are moved, replaced, averted or added."""
        return sum(self.counts[status] for status in DIVERGENT)

    @property
    def recorded(self) -> int:
        """How many pairs there are at all."""
        return sum(self.counts.values())

    @property
    def share(self) -> float:
        """The share of the recorded pairs that differ, 0 to 1."""
        return self.differ / self.recorded

    @property
    def mean_shift(self) -> float | None:
        """The mean of the shifts, in days; None where nothing is moved."""
        return sum(self.shifts) / len(self.shifts) if self.shifts else None

    @property
    def mean_distance(self) -> float | None:
        """The mean of the shifts without regard to their direction, in days; None where nothing is moved."""
        return sum(map(abs, self.shifts)) / len(self.shifts) if self.shifts else None


def together(rows: Sequence[Apart]) -> Apart:
    """Return several stretches of one timeline as one."""
    counts = {status: sum(row.counts[status] for row in rows) for status in STATUSES}
    return Apart(rows[0].timeline, "all", counts, tuple(shift for row in rows for shift in row.shifts))
