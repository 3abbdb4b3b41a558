"""Who is connected: tabs that know the address of the page, and strangers, who have not shown that they do.

Every program of this machine can connect. Strangers are counted apart, so that however many come, tabs keep their places;
of too many, the one that came first goes. A browser sends its request at once, so it is no stranger for long.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from socket import SHUT_RDWR
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socket import socket


class Connections:
    """The open connections: at most `most` strangers, and as many tabs."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._strangers: dict[socket, None] = {}
        self._tabs: set[socket] = set()

    def greet(self, connection: socket) -> None:
        """Take a new connection as a stranger; of too many, end the oldest, which ends what waits for it."""
        with self._lock:
            oldest = next(iter(self._strangers)) if len(self._strangers) >= self._most else None
            if oldest:
                del self._strangers[oldest]
            self._strangers[connection] = None
        if oldest:
            with suppress(OSError):  # it has just ended by itself
                oldest.shutdown(SHUT_RDWR)

    def admit(self, connection: socket) -> bool:
        """Take a stranger as a tab from now on; False if there are too many of these."""
        with self._lock:
            if len(self._tabs) >= self._most:
                return False
            self._strangers.pop(connection, None)
            self._tabs.add(connection)
            return True

    def part(self, connection: socket) -> None:
        """Forget a connection, which is closed."""
        with self._lock:
            self._strangers.pop(connection, None)
            self._tabs.discard(connection)
