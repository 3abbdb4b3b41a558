"""The server of `timeline browse --watch`, attacked as by a web page, by another user, by a broken client."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from timeline.browsing import server as page_server
from timeline.browsing.server import MOST_CONNECTIONS, PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = """\
<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;sha256-abc=&#39;">
<title>First</title></head><body><p id="a">First</p></body></html>
"""


@pytest.fixture
def serving() -> Iterator[PageServer]:
    server = PageServer()
    server.show(PAGE)
    yield server
    server.close()


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def sent(server: PageServer, data: bytes, *, wait: float = 5) -> bytes:
    """Return all that comes back for bytes, until the server closes the connection."""
    with closing(socket.create_connection(("127.0.0.1", server.port), wait)) as connection:
        connection.sendall(data)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def request(server: PageServer, path: str, *, host: str | None = None, method: str = "GET", more: str = "") -> bytes:
    text = f"{method} {path} HTTP/1.1\r\nHost: {server.host if host is None else host}\r\n{more}\r\n"
    return sent(server, text.encode("latin-1"))


def status_of(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.0 (\d+) ", answer)
    return int(found[1]) if found else 0


def test_the_page_is_at_its_address_and_is_not_stored(serving: PageServer) -> None:
    answer = request(serving, path_of(serving.address))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status_of(answer) == 200
    assert b"<title>First</title>" in body
    for header in (
        b"Cache-Control: no-store",
        b"Content-Type: text/html; charset=utf-8",
        b"Cross-Origin-Opener-Policy: same-origin",
        b"Cross-Origin-Resource-Policy: same-origin",
        b"Referrer-Policy: no-referrer",
        b"X-Content-Type-Options: nosniff",
        b"X-Frame-Options: DENY",
    ):
        assert header in head, header
    assert b"Python" not in head


def test_it_listens_on_the_loopback_address_only(serving: PageServer) -> None:
    assert serving._server.socket.getsockname() == ("127.0.0.1", serving.port)


def test_two_servers_have_other_ports_and_other_tokens(serving: PageServer) -> None:
    other = PageServer()
    try:
        assert other.port != serving.port
        assert path_of(other.address) != path_of(serving.address)
        assert len(path_of(other.address)) >= 30
        assert status_of(request(other, path_of(serving.address))) == 404
    finally:
        other.close()


WRONG_PATHS = (
    *("/", "/index.html", "/favicon.ico", "//", "/..", "/%2e%2e/", "/etc/passwd", "/TOKEN", "/TOKEN//", "/TOKEN/."),
    *("/TOKEN/../", "/TOKEN/%2e%2e/", "/TOKEN/state/", "/TOKEN/state?x", "/TOKEN/?x", "/token/", "/x/TOKEN/", "*"),
    *("http://127.0.0.1:PORT/TOKEN/", "TOKEN/", "/TOKE/", "/\xff/", "/TOKEN/\x00", "/TOKEN/live.js", "//TOKEN//"),
)


@pytest.mark.parametrize("path", WRONG_PATHS)
def test_there_is_nothing_anywhere_else(serving: PageServer, path: str) -> None:
    token = path_of(serving.address).strip("/")
    path = path.replace("TOKEN", token).replace("TOKE", token[:-1]).replace("token", token.swapcase())
    answer = request(serving, path.replace("PORT", str(serving.port)))
    assert status_of(answer) in (400, 404)
    assert b"First" not in answer


HOSTS = (
    "",
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost",
    "[::1]:PORT",
    "127.0.0.1.:PORT",
)


@pytest.mark.parametrize(
    "host", [*HOSTS, "127.0.0.1:PORT.evil.example", "127.0.0.1:PORT, evil.example", "0.0.0.0:PORT"]
)
@pytest.mark.parametrize("place", ["", "state"])
def test_another_host_gets_nothing(serving: PageServer, host: str, place: str) -> None:
    """DNS rebinding: a page of evil.example, whose name has come to mean 127.0.0.1, sends its own name."""
    answer = request(serving, path_of(serving.address) + place, host=host.replace("PORT", str(serving.port)))
    assert status_of(answer) == 421
    assert b"First" not in answer


def test_localhost_is_this_server(serving: PageServer) -> None:
    assert status_of(request(serving, path_of(serving.address), host=f"localhost:{serving.port}")) == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "G", "_page"]
)
def test_only_get_is_answered(serving: PageServer, method: str) -> None:
    answer = request(serving, path_of(serving.address), method=method)
    assert status_of(answer) == 501
    assert b"First" not in answer


SMUGGLED = {
    "a second request": b"GET /x HTTP/1.1\r\nHost: HOST\r\n\r\nGET PATH HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "a kept connection": b"GET /x HTTP/1.1\r\nHost: HOST\r\nConnection: keep-alive\r\n\r\n"
    b"GET PATH HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "a body": b"GET PATH HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nhello",
    "a chunked body": b"GET PATH HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two hosts": b"GET PATH HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n",
    "two equal hosts": b"GET PATH HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n",
    "no host": b"GET PATH HTTP/1.1\r\n\r\n",
    "a folded host": b"GET PATH HTTP/1.1\r\nHost:\r\n HOST\r\n\r\n",
    "a line without a colon": b"GET PATH HTTP/1.1\r\nbroken\r\nHost: HOST\r\n\r\n",
    "a blank before the colon": b"GET PATH HTTP/1.1\r\nHost : HOST\r\n\r\n",
    "an old version": b"GET PATH\r\n\r\n",
    "no version that there is": b"GET PATH HTTP/9.9\r\nHost: HOST\r\n\r\n",
    "blanks in the path": b"GET PATH /x HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "zeros": b"GET PATH\0 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "bytes above 127": b"\xff\xfe PATH HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "a very long line": b"GET PATH" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "a very long header": b"GET PATH HTTP/1.1\r\nHost: HOST\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET PATH HTTP/1.1\r\nHost: HOST\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a carriage return in the host": b"GET PATH HTTP/1.1\r\nHost: HOST\revil\r\n\r\n",
}


@pytest.mark.parametrize("name", SMUGGLED)
def test_bytes_that_no_browser_sends_get_no_page(
    serving: PageServer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_server._Handler, "timeout", 1.0)
    data = SMUGGLED[name].replace(b"PATH", path_of(serving.address).encode()).replace(b"HOST", serving.host.encode())
    answer = sent(serving, data)
    assert b"First" not in answer
    assert answer.count(b"HTTP/1.0 ") <= 1
    assert status_of(request(serving, path_of(serving.address))) == 200  # and others are still served


def test_a_ticket_leads_to_the_page_once(serving: PageServer) -> None:
    ticket = path_of(serving.ticket)
    answer = request(serving, ticket)
    assert status_of(answer) == 303
    assert f"Location: {serving.address}\r\n".encode() in answer
    again = request(serving, ticket)
    assert status_of(again) == 404
    assert serving.address.encode() not in again
    assert path_of(serving.ticket) != ticket


def test_a_ticket_is_not_for_another_host(serving: PageServer) -> None:
    assert status_of(request(serving, path_of(serving.ticket), host="evil.example")) == 421
    assert status_of(request(serving, path_of(serving.ticket))) == 303


def test_nothing_is_logged(serving: PageServer, capfd: pytest.CaptureFixture[str]) -> None:
    request(serving, "/x")
    sent(serving, b"\x00\r\n\r\n")
    with closing(socket.create_connection(("127.0.0.1", serving.port))) as connection:
        connection.sendall(f"GET {path_of(serving.address)}state HTTP/1.1\r\nHost: {serving.host}\r\n\r\n".encode())
    serving.warn("wrong")
    time.sleep(0.2)
    assert capfd.readouterr() == ("", "")


class Tab:
    """A tab that is open: it reads the states that the server sends."""

    def __init__(self, server: PageServer) -> None:
        self.connection = HTTPConnection(server.host, timeout=10)
        self.connection.request("GET", path_of(server.address) + "state")
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200
        assert self.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"

    def next(self) -> dict[str, str]:
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return dict(json.loads(line[6:]))
        return {}

    def close(self) -> None:
        self.connection.close()


def test_tabs_hear_of_problems_and_of_new_pages(serving: PageServer) -> None:
    tab = Tab(serving)
    first = tab.next()
    assert first["problem"] == ""
    serving.warn("mine.toml:3:1: error")
    assert tab.next() == {**first, "problem": "mine.toml:3:1: error"}
    assert b"First" in request(serving, path_of(serving.address)), "the last good page stays"
    late = Tab(serving)
    assert late.next()["problem"] == "mine.toml:3:1: error"
    serving.show(PAGE)
    assert tab.next() == first, "the same page need not be loaded again"
    serving.show(PAGE.replace("First", "Second"))
    assert tab.next()["version"] != first["version"]
    assert b"Second" in request(serving, path_of(serving.address))
    tab.close()
    late.close()


def test_closing_ends_the_tabs(serving: PageServer) -> None:
    server = PageServer()
    tab = Tab(server)
    tab.next()
    server.close()
    assert tab.next() == {}
    tab.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", server.port), 1)


def test_many_connections_are_closed_and_the_server_stays(serving: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server._Handler, "timeout", 0.3)
    idle = [socket.create_connection(("127.0.0.1", serving.port), 5) for _ in range(MOST_CONNECTIONS * 3)]
    try:
        assert status_of(request(serving, path_of(serving.address))) == 200, "the oldest made room"
        deadline = time.monotonic() + 10
        while threading.active_count() >= MOST_CONNECTIONS + 20:
            assert time.monotonic() < deadline, "those that are closed still wait"
            time.sleep(0.02)
        deadline = time.monotonic() + 10
        while status_of(request(serving, path_of(serving.address))) != 200:
            assert time.monotonic() < deadline, "connections that say nothing keep others out for good"
            time.sleep(0.1)
    finally:
        for each in idle:
            each.close()


def test_strangers_do_not_end_a_tab(serving: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program of this machine can connect as often as it wants; only a tab knows the address."""
    monkeypatch.setattr(page_server, "BEAT", 0.05)
    tab = socket.create_connection(("127.0.0.1", serving.port), 5)
    tab.sendall(f"GET {path_of(serving.address)}state HTTP/1.1\r\nHost: {serving.host}\r\n\r\n".encode())
    assert b"200" in tab.recv(4096)
    strangers = [socket.create_connection(("127.0.0.1", serving.port), 5) for _ in range(MOST_CONNECTIONS + 1)]
    try:
        assert strangers[0].recv(1) == b"", "the oldest is closed long before its time is over"
        serving.warn("Something is wrong")
        heard = b""
        while b"Something is wrong" not in heard:
            heard += (part := tab.recv(4096))
            assert part, "the tab has been closed"
        strangers[1].settimeout(0.05)
        with pytest.raises(TimeoutError):
            strangers[1].recv(1)
    finally:
        for each in (tab, *strangers):
            each.close()


def test_there_are_not_more_tabs_than_places(serving: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "BEAT", 0.05)
    place = f"{path_of(serving.address)}state"
    tabs = [socket.create_connection(("127.0.0.1", serving.port), 5) for _ in range(MOST_CONNECTIONS)]
    try:
        for each in tabs:
            each.sendall(f"GET {place} HTTP/1.1\r\nHost: {serving.host}\r\n\r\n".encode())
            assert b"200" in each.recv(4096)
        assert request(serving, place) == b""
    finally:
        for each in tabs:
            each.close()


def test_a_request_that_comes_byte_by_byte_is_given_up(serving: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that never pauses for long must not keep its place: with enough of them, nobody else would have one."""
    monkeypatch.setattr(page_server._Handler, "timeout", 0.3)
    with closing(socket.create_connection(("127.0.0.1", serving.port), 0.02)) as connection:
        for _ in range(100):
            try:
                connection.sendall(b"x")
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                pass
            except ConnectionError:
                return
    pytest.fail("the connection is still open")


@pytest.mark.parametrize("pieces", [2, 5])
def test_a_request_in_pieces_is_answered(serving: PageServer, pieces: int) -> None:
    data = f"GET {path_of(serving.address)} HTTP/1.1\r\nHost: {serving.host}\r\nCookie: {'c' * 20_000}\r\n\r\n".encode()
    cuts = [0, *(len(data) - back for back in range(pieces - 1, -1, -1))]  # the last bytes come one by one
    with closing(socket.create_connection(("127.0.0.1", serving.port), 5)) as connection:
        for first, end in pairwise(cuts):
            connection.sendall(data[first:end])
            time.sleep(0.01)
        assert status_of(connection.recv(100)) == 200


def test_tabs_that_are_gone_free_their_places(serving: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "BEAT", 0.05)
    for _ in range(MOST_CONNECTIONS * 2):
        deadline = time.monotonic() + 10
        while True:
            try:
                tab = Tab(serving)
                break
            except (ConnectionError, OSError):
                assert time.monotonic() < deadline
                time.sleep(0.02)
        tab.next()
        tab.close()


def test_a_page_that_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    server = PageServer()
    try:
        server.warn("mine.toml:1:1: error")
        assert b"appears here as soon as" in request(server, path_of(server.address))
        tab = Tab(server)
        assert tab.next()["problem"] == "mine.toml:1:1: error"
        tab.close()
    finally:
        server.close()


def test_a_long_problem_is_cut(serving: PageServer) -> None:
    serving.warn("x" * 1_000_000)
    tab = Tab(serving)
    assert len(tab.next()["problem"]) == page_server.LONGEST_TEXT
    tab.close()
