"""The collector of cyclic garbage, which is of no use while a history is read and written to an index."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collector() -> Iterator[None]:
    """Turn the collector off, and on again at the end if it was on.

    A history is millions of objects that stay and have no cycles; the collector would look through all of them again and
    again, which takes longer than the rest of the work. At the end they count as old, so that it does not start with them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # else someone has frozen objects, which have to stay so
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()
