"""What happened on a day of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL

if TYPE_CHECKING:
    from timeline.model.events import Event


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class DayOfYear(NamedTuple):
    """A day of any year, and the year from which on others are counted back."""

    month: int
    day: int
    year: int

    @property
    def words(self) -> str:
        """The day without its year: "20 July"."""
        return f"{self.day} {_MONTHS[self.month - 1]}"


class Anniversary(NamedTuple):
    """An event on such a day."""

    event: Event
    years_ago: int
    """Negative where the event lies ahead."""

    @property
    def history(self) -> str:
        """In which history it happens: "both", or the id of its timeline."""
        return "both" if self.event.kind == "both" else self.event.timeline or REAL

    @property
    def words(self) -> str:
        """How long ago: "57 years ago", "this year", "in 3 years"."""
        count = abs(self.years_ago)
        if not count:
            return "this year"
        spelled = "1 year" if count == 1 else f"{count} years"
        return f"{spelled} ago" if self.years_ago > 0 else f"in {spelled}"
