"""Serve one page to the browsers of this machine, and tell them when there is another.

Whoever can run a program here, and any web page that is open in a browser, can send bytes to a port of this machine.
So the page is at an address that nobody can guess; a request must name this server as its host, so that no name that
somebody lets point here (DNS rebinding) is good for anything; there is nothing but this page, and only GET; and each
connection is for one request, so that no bytes behind it can pass for another.
"""

from __future__ import annotations

import json
import re
import secrets
import socketserver
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from timeline.browsing.connections import Connections
from timeline.browsing.live import WAITING, live

if TYPE_CHECKING:
    from socket import socket

HOST = "127.0.0.1"
MOST_CONNECTIONS = 32
"""So many tabs may be connected, each of which holds one, and so many others."""
PATIENCE = 10.0
"""For how many seconds a whole request may take to arrive, and an answer to leave."""
LONGEST_REQUEST = 65_536
"""The longest request, in bytes. A browser sends the cookies of all other servers of this machine as well."""
BEAT = 5.0
"""After how many seconds without news a tab is told that the server is still there, which shows whether the tab is."""
LONGEST_TEXT = 100_000
"""The longest text about problems that tabs get, in characters."""
_END = re.compile(rb"\n\r?\n")
"""The end of a request without a body."""


class State(NamedTuple):
    """What tabs have to know."""

    number: int
    """How many states there were before."""
    version: str
    """That of the page."""
    problem: str = ""
    """What is wrong with the files, in lines of text."""
    page: str = WAITING


class PageServer:
    """A server for one page at a time. It answers from threads of its own, until it is closed."""

    def __init__(self) -> None:
        """Start on a free port of the loopback address; raises `OSError` if there is none."""
        self._news = threading.Condition()
        self.seal = secrets.token_hex(8)
        """What is in each page and in all news for it: whoever has the port later does not know it."""
        self._state: State | None = State(0, secrets.token_hex(4))
        token, self._ticket = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._path = f"/{token}/"
        self._server = _Server((HOST, 0), self)
        self.port: int = self._server.server_address[1]
        self.host = f"{HOST}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{self.host}{self._path}"

    @property
    def ticket(self) -> str:
        """An address that leads to the page once: what starts a browser may be seen by other users of this machine."""
        return f"http://{self.host}/{self._ticket}"

    def show(self, page: str) -> None:
        """Serve a page from now on, and have the tabs reload if it differs. Nothing is wrong any more."""
        with self._news:
            before = self._require_state()
            version = before.version if page == before.page else secrets.token_hex(4)
            self._set(State(before.number + 1, version, "", page))

    def warn(self, problem: str) -> None:
        """Show a text above the page that is there."""
        with self._news:
            before = self._require_state()
            self._set(before._replace(number=before.number + 1, problem=problem[:LONGEST_TEXT]))

    def close(self) -> None:
        """End all connections, and the server."""
        with self._news:
            self._state = None
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def after(self, number: int) -> State | None:
        """Return the state once it is another than that of a number, or after a while the same one; None if closed."""
        with self._news:
            self._news.wait_for(lambda: self._state is None or self._state.number != number, BEAT)
            return self._state

    def place_of(self, path: str) -> str:
        """Return what is at the path of a request: "page", "state", "ticket" (which is then used up) or nothing, ""."""
        places = {self._path: "page", f"{self._path}state": "state", f"/{self._ticket}": "ticket"}
        typed = path.encode("latin-1", "replace")
        found = [place for known, place in places.items() if secrets.compare_digest(known.encode(), typed)]
        if found == ["ticket"]:
            self._ticket = secrets.token_urlsafe(24)
        return "".join(found)

    def _require_state(self) -> State:
        if self._state is None:
            raise RuntimeError("the server is closed")
        return self._state

    def _set(self, state: State) -> None:
        self._state = state
        self._news.notify_all()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, address: tuple[str, int], pages: PageServer) -> None:
        self.pages = pages
        self.connections = Connections(MOST_CONNECTIONS)
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        # Not that of `HTTPServer`, which asks the name service who this is: the answer may take long.
        socketserver.TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.greet(request)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.connections.part(request)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Say nothing about a request that ended in an error: most are of tabs that were closed."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = PATIENCE
    protocol_version = "HTTP/1.0"  # one request for each connection
    server_version = "timeline"
    sys_version = ""
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    HEADERS: ClassVar = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = BytesIO(self._head())

    def _head(self) -> bytes:
        """Return a request up to its empty line; nothing if it is too long, or is not here in time as a whole."""
        until = time.monotonic() + self.timeout
        head = b""
        while not _END.search(head, max(0, len(head) - 4096 - 3)):
            left = until - time.monotonic()
            if left <= 0 or len(head) > LONGEST_REQUEST:
                return b""
            self.connection.settimeout(left)
            part = self.connection.recv(4096)
            if not part:
                return b""
            head += part
        self.connection.settimeout(self.timeout)
        return head

    def do_GET(self) -> None:
        pages = self.server.pages
        if self.headers.defects or "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.send_error(HTTPStatus.BAD_REQUEST, "This is not a request of a browser for a page")
        elif self.headers.get_all("Host") not in ([pages.host], [f"localhost:{pages.port}"]):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server has another name")
        else:
            place = pages.place_of(self.path) or "nothing"
            if place not in ("page", "state") or self.server.connections.admit(self.connection):
                getattr(self, f"_{place}")(pages)
            # Else there are too many tabs. One that gets no answer asks again later; an error would end it.

    def _nothing(self, pages: PageServer) -> None:
        self.send_error(HTTPStatus.NOT_FOUND, "There is nothing here")

    def _ticket(self, pages: PageServer) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", pages.address)
        self.end_headers()

    def _page(self, pages: PageServer) -> None:
        state = pages.after(-1)
        if state is None:
            return
        body = live(state.page, state.version, pages.seal).encode("utf-8", "replace")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _state(self, pages: PageServer) -> None:
        """Send each state as it comes, as a server-sent event, until the tab or the server is gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        number = -1
        while (state := pages.after(number)) is not None:
            if state.number == number:
                self.wfile.write(b": nothing new\n\n")
            else:
                told = json.dumps({"seal": pages.seal, "version": state.version, "problem": state.problem})
                self.wfile.write(f"data: {told}\n\n".encode())
            number = state.number

    def end_headers(self) -> None:
        for name, value in self.HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return self.server_version

    def log_message(self, *arguments: Any) -> None:
        """Log nothing: the terminal is for what is wrong with the files."""
