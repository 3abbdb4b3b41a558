"""Files that no TOML file can hold: missing, unreadable, not text, too long; each is told, none ends in a traceback."""

from __future__ import annotations

import io
import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

import pytest

from timeline.__main__ import run
from timeline.source.files import MAX_BYTES, MAX_LINE, read_file
from timeline.source.load import load_document

EVENT = b'[[event]]\ndate = 1969-06-26\ntitle = "Alexei Leonov walks on the Moon"\nkind = "alt"\n'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def findings(*names: str) -> list[tuple[str, int | None, int | None, str, str]]:
    """Return file, line, column, code and message of every problem."""
    problems = load_document(names).problems.diagnostics()
    return [(found.file, found.line, found.column, found.code, found.message) for found in problems]


def finding_in(data: bytes) -> tuple[int | None, int | None, str, str]:
    """Return line, column, code and message of the one problem of a file of these bytes."""
    Path("bad.toml").write_bytes(data)
    ((file, *rest),) = findings("bad.toml")
    assert file == "bad.toml"
    return (*rest,)


def give_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def titles(*names: str) -> list[str]:
    document = load_document(names)
    assert document.problems.diagnostics() == []
    return [event.title for event in document.events]


def test_a_missing_file() -> None:
    assert findings("none.toml") == [("none.toml", None, None, "E101", "there is no such file")]


def test_a_missing_folder() -> None:
    assert findings("none/events.toml") == [("none/events.toml", None, None, "E101", "there is no such file")]


def test_a_dangling_link() -> None:
    Path("link.toml").symlink_to("none.toml")
    assert findings("link.toml") == [("link.toml", None, None, "E101", "there is no such file")]


def test_an_empty_name() -> None:
    ((_, _, _, code, _),) = findings("")
    assert code == "E102", "the empty path is the folder itself"


def test_a_directory() -> None:
    Path("events.toml").mkdir()
    assert findings("events.toml") == [
        ("events.toml", None, None, "E102", "this is a directory, not an events file"),
    ]


def test_a_name_with_a_nul_character() -> None:
    ((file, line, column, code, message),) = findings("a\0b.toml")
    assert (file, line, column, code) == ("a\0b.toml", None, None, "E103")
    assert message.startswith("cannot be read: ")


def test_a_name_that_is_too_long() -> None:
    ((_, _, _, code, message),) = findings("a" * 300)
    assert (code, message) == ("E103", "cannot be read: File name too long")


def test_a_link_to_itself() -> None:
    Path("loop.toml").symlink_to("loop.toml")
    ((_, _, _, code, message),) = findings("loop.toml")
    assert (code, message) == ("E103", "cannot be read: Too many levels of symbolic links")


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    Path("secret.toml").write_bytes(EVENT)
    monkeypatch.setattr("timeline.source.files.open", refuse, raising=False)
    assert findings("secret.toml") == [("secret.toml", None, None, "E103", "cannot be read: Permission denied")]


def test_a_socket() -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("events.toml")
        ((_, _, _, code, message),) = findings("events.toml")
    assert code == "E103"
    assert message.startswith("cannot be read: ")


@pytest.mark.parametrize("data", [b"", b"\n", b" \t\r\n\n"], ids=repr)
def test_an_empty_file(data: bytes) -> None:
    assert finding_in(data) == (1, 1, "E104", "is empty")


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"\0", (1, 1)), (EVENT + b"\0", (5, 1)), (b"name = 'x\0'\n", (1, 10)), (b"# \xc3\xa9\xc3\xa9\0\n", (1, 5))],
    ids=repr,
)
def test_a_nul_byte(data: bytes, place: tuple[int, int]) -> None:
    assert finding_in(data) == (*place, "E105", "is a binary file, not an events file")


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b'name = "D\xe9j\xe0 vu"\n', (1, 10), "0xe9"),
        (EVENT + b"# \xc3\xa9 \xff\n", (5, 5), "0xff"),
        (EVENT + b"# cut off \xc3", (5, 11), "0xc3"),
        (b"# a surrogate \xed\xa0\x80\n", (1, 15), "0xed"),
        (b"# an overlong slash \xc0\xaf\n", (1, 21), "0xc0"),
    ],
    ids=repr,
)
def test_a_byte_that_is_not_utf_8(data: bytes, place: tuple[int, int], byte: str) -> None:
    assert finding_in(data) == (*place, "E106", f"is not UTF-8: byte {byte}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    data = (mark + EVENT.decode()).encode(encoding)
    assert finding_in(data) == (1, 1, "E106", "is UTF-16 text; events files are UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    data = EVENT.decode().encode(encoding)
    assert finding_in(data) == (1, 1, "E106", "is UTF-16 text without a mark; events files are UTF-8")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    Path("marked.toml").write_bytes(b"\xef\xbb\xbf" + EVENT)
    source = read_file("marked.toml", "marked.toml")
    assert (source.problem, source.mark, source.text) == (None, b"\xef\xbb\xbf", EVENT.decode())


def line_of(length: int) -> bytes:
    return b"# ".ljust(length, b"x")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (line_of(MAX_LINE + 1), 1),
        (line_of(MAX_LINE + 1) + b"\n" + EVENT, 1),
        (EVENT + line_of(MAX_LINE + 1), 5),
        (EVENT + line_of(MAX_LINE) + b"\n" + line_of(MAX_LINE + 1) + b"\n", 6),
    ],
    ids=["all there is", "first", "last", "after a long one"],
)
def test_a_line_of_more_than_a_million_characters(data: bytes, line: int) -> None:
    assert finding_in(data) == (line, 1, "E108", "this line is longer than 1,000,000 characters")


def test_a_line_of_a_million_characters_is_read() -> None:
    Path("long.toml").write_bytes(EVENT + line_of(MAX_LINE) + b"\n" + line_of(MAX_LINE))
    assert titles("long.toml") == ["Alexei Leonov walks on the Moon"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a=", "}")], ids=["lists", "tables"])
def test_nesting_too_deep(opening: str, closing: str) -> None:
    data = f"x = {opening * 5000}{1 if '=' in opening else ''}{closing * 5000}\n"
    assert finding_in(data.encode()) == (1, 1, "E113", "tables or lists are nested too deeply")


def test_deep_headers_and_keys_are_read() -> None:
    """Two hundred levels are silly, and still no reason to fail."""
    Path("deep.toml").write_bytes(EVENT + f"x.{'.'.join('a' * 200)} = {'[' * 50}{']' * 50}\n".encode())
    assert titles("deep.toml") == ["Alexei Leonov walks on the Moon"]


def test_a_number_with_too_many_digits() -> None:
    line, column, code, _ = finding_in(EVENT + b"order = " + b"9" * 5000 + b"\n")
    assert (line, column, code) == (5, 9, "E109")


def test_carriage_returns_and_no_line_end_at_the_end() -> None:
    Path("dos.toml").write_bytes(EVENT.replace(b"\n", b"\r\n").rstrip())
    assert titles("dos.toml") == ["Alexei Leonov walks on the Moon"]


def test_a_named_pipe() -> None:
    os.mkfifo("events.toml")
    writer = threading.Thread(target=Path("events.toml").write_bytes, args=[EVENT], daemon=True)
    writer.start()
    assert titles("events.toml") == ["Alexei Leonov walks on the Moon"]
    writer.join()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, EVENT)
    assert titles("-") == ["Alexei Leonov walks on the Moon"]


def test_problems_of_standard_input_are_named_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, EVENT + b"season = -1\n")
    assert findings("-") == [("<stdin>", 5, 10, "E206", "`season` is out of range")]


def test_standard_input_and_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, EVENT)
    Path("more.toml").write_bytes(EVENT.replace(b"1969", b"1959").replace(b"Alexei Leonov", b"Nobody"))
    assert titles("-", "more.toml") == ["Nobody walks on the Moon", "Alexei Leonov walks on the Moon"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "E104"), (b"\xff", "E106"), (b"\xef\xbb\xbf", "E104"), (b"\0", "E105")], ids=repr
)
def test_bad_bytes_on_standard_input(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    give_standard_input(monkeypatch, data)
    ((file, line, column, found, _),) = findings("-")
    assert (file, line, column, found) == ("<stdin>", 1, 1, code)


@pytest.mark.parametrize("stdin", [None, "closed"])
def test_no_standard_input(stdin: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed if stdin else None)
    assert findings("-") == [("<stdin>", None, None, "E103", "cannot be read: standard input is closed")]


def test_every_file_that_cannot_be_read_is_told() -> None:
    Path("empty.toml").touch()
    Path("good.toml").write_bytes(EVENT)
    found = findings("none.toml", "good.toml", "empty.toml")
    assert [(file, code) for file, _, _, code, _ in found] == [("none.toml", "E101"), ("empty.toml", "E104")]


@pytest.mark.parametrize("command", ["check", "show", "diverge"])
@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.toml", None, "none.toml: error[E101]: there is no such file\n"),
        ("empty.toml", b"", "empty.toml:1:1: error[E104]: is empty\n"),
        ("bad\n\x1b[2J.toml", b"", "bad ␛[2J.toml:1:1: error[E104]: is empty\n"),
        ("latin.toml", b"# \xe9", "latin.toml:1:3: error[E106]: is not UTF-8: byte 0xe9\n"),
    ],
    ids=["missing", "empty", "control characters in the name", "Latin-1"],
)
def test_every_command_ends_in_status_3(
    command: str, name: str, data: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    assert run([command, "--data", name]) == 3
    captured = capsys.readouterr()
    told, other = (captured.out, captured.err) if command == "check" else (captured.err, captured.out)
    assert told.startswith(message)
    assert other == ("timeline: 1 error\n" if command == "check" else "")


def test_the_line_of_a_file_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.toml").write_bytes("# \x9b2J\u202e\n".encode() + EVENT + "kind = \u202e1\u202c\n".encode())
    assert run(["show", "--data", "a.toml"]) == 3
    assert not set(capsys.readouterr().err) & {"\x1b", "\x9b", "\u202e", "\u202c"}


def by_a_command(command: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which `timeline` is this program, with at most `limit` KB of address space."""
    prepared = f'ulimit -v {limit or "unlimited"}; timeline() {{ "{sys.executable}" -m timeline "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", prepared], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_not_included(kind: str) -> None:
    """Refused at once: nothing is waited for."""
    words = {"pipe": "a named pipe", "socket": "a socket", "device": "a device"}[kind]
    Path("main.toml").write_bytes(b'include = ["part.toml"]\n' + EVENT)
    with socket.socket(socket.AF_UNIX) as listener:
        if kind == "pipe":
            os.mkfifo("part.toml")
        elif kind == "socket":
            listener.bind("part.toml")
        else:
            try:
                os.mknod("part.toml", 0o600 | stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero
            except PermissionError:
                pytest.skip("only root makes devices")
        result = by_a_command("timeline check --data main.toml")
    assert result.returncode == 1
    assert result.stdout == (
        f'main.toml:1:12: error[E102]: "part.toml": this is {words}, not an events file\n'
        '  1 | include = ["part.toml"]\n    |            ^^^^^^^^^^^\n'
        "  help: only --data reads pipes and devices\n"
    )


def test_a_pipe_that_takes_the_place_of_an_include_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("main.toml").write_bytes(b'include = ["part.toml"]\n' + EVENT)
    Path("part.toml").write_bytes(EVENT)
    os.mkfifo("pipe")
    plain_open = os.open

    def replacing(path: str, flags: int, **options: int | None) -> int:
        if path.endswith("part.toml"):
            os.replace("pipe", path)
        return plain_open(path, flags, **options)

    monkeypatch.setattr(os, "open", replacing)
    assert findings("main.toml") == [
        ("main.toml", 1, 12, "E102", '"part.toml": this is a named pipe, not an events file')
    ]


@pytest.mark.parametrize(
    "command",
    [
        "timeline show --data <(cat events.toml)",
        "timeline show --data /dev/stdin < events.toml",
        "cat events.toml | timeline show --data /dev/stdin",
        "cat events.toml | timeline show --data -",
        "mkfifo pipe; cat events.toml > pipe & TIMELINE_DATA=pipe timeline show",
    ],
)
def test_pipes_that_a_person_names_are_read(command: str) -> None:
    Path("events.toml").write_bytes(EVENT)
    result = by_a_command(command)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Alexei Leonov walks on the Moon" in result.stdout


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
def test_a_device_without_end_is_left_at_once(device: str) -> None:
    result = by_a_command(f"timeline show --data {device}", limit=500_000)
    assert result.returncode == 3
    assert result.stderr.startswith(f"{device}:1:1: error[E105]: is a binary file")


@pytest.mark.parametrize("command", ["show", "check", "stats", "config"])
def test_a_small_file_takes_little_memory(command: str) -> None:
    Path("events.toml").write_bytes(EVENT)
    result = by_a_command(f"timeline {command} --data events.toml", limit=500_000)
    assert (result.returncode, result.stderr) == (0, "")


def test_more_than_the_memory_holds_is_an_error() -> None:
    result = by_a_command("yes | timeline show --data -", limit=300_000)
    assert result.returncode == 3
    assert result.stderr.startswith("<stdin>: error[E103]: is larger than the memory there is")


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.source.files.read_up_to", None)
    with open("large.toml", "wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert findings("large.toml") == [("large.toml", None, None, "E103", "is larger than 512 MB")]


@pytest.mark.parametrize("command", ["add pipe --date 1969 --title X --kind real", "init pipe", "init --force pipe"])
def test_nothing_is_written_to_a_pipe(command: str) -> None:
    os.mkfifo("pipe")
    result = by_a_command(f"timeline {command}")
    assert result.returncode in (2, 74)
    assert "pipe" in result.stderr
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)
