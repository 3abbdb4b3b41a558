"""Lines of bash: taken apart as bash does it, and words put back so that a real bash reads them as they are."""

from __future__ import annotations

import shutil
import subprocess
from itertools import product

import pytest

from timeline.cli.bash import BashLine, read_line

PRINTABLE = [chr(code) for code in range(0x20, 0x7F)] + ["é", "月", "\U0001f680"]


def read(left: str, replaced: str, right: str = "") -> BashLine:
    return read_line(left + right, len(left), replaced)


@pytest.mark.parametrize(
    ("left", "replaced", "before", "current", "kept", "quote"),
    [
        ("timeline show --tag mo", "mo", ["show", "--tag"], "mo", "", ""),
        ("timeline show --tag ", "", ["show", "--tag"], "", "", ""),
        ("timeline  show\t--tag  arc:f", "f", ["show", "--tag"], "arc:f", "arc:", ""),
        ("timeline show --tag=arc:f", "f", ["show"], "--tag=arc:f", "--tag=arc:", ""),
        (r"timeline show --person Ed\ B", r"Ed\ B", ["show", "--person"], "Ed B", "", ""),
        ('timeline show --person "Ed B', "Ed B", ["show", "--person"], "Ed B", "", '"'),
        ("timeline show --person 'Ed B", "Ed B", ["show", "--person"], "Ed B", "", "'"),
        ('timeline show --person="Ed B', "Ed B", ["show"], "--person=Ed B", "--person=", '"'),
        ("timeline show --person Ed' B", " B", ["show", "--person"], "Ed B", "Ed", "'"),
        (r"timeline show --tag a\$b\\", r"a\$b\\", ["show", "--tag"], "a$b\\", "", ""),
        (r'timeline show --tag "a\$b\q', r"a\$b\q", ["show", "--tag"], r"a$b\q", "", '"'),
        (r"timeline show 'it'\''s' --tag x", "x", ["show", "it's", "--tag"], "x", "", ""),
        ("timeline show --tag a\\", "a\\", ["show", "--tag"], "a", "", ""),
        ('timeline show "" ', "", ["show", ""], "", "", ""),
        ("timeline show > out.tsv --tag x", "x", ["show", "--tag"], "x", "", ""),
        ("timeline show >out.tsv 2>&1 --tag x", "x", ["show", "2", "--tag"], "x", "", ""),
    ],
)
def test_a_line_is_taken_apart(
    left: str, replaced: str, before: list[str], current: str, kept: str, quote: str
) -> None:
    assert read(left, replaced) == BashLine(before, current, [], kept, quote, is_redirection=False)


@pytest.mark.parametrize(
    ("left", "replaced", "right", "after"),
    [
        ("timeline show --tag ", "", "--up-to s1", ["--up-to", "s1"]),
        ("timeline show --tag ", "", " --up-to s1", ["--up-to", "s1"]),
        ("timeline show --tag mo", "mo", " --up-to s1", ["--up-to", "s1"]),
        ("timeline show --tag mo", "mo", "on --up-to 's1", ["--up-to", "s1"]),
        ('timeline show --tag "mo', "mo", 'on" --up-to s1', ["--up-to", "s1"]),
    ],
)
def test_what_stands_behind_the_cursor_is_read(left: str, replaced: str, right: str, after: list[str]) -> None:
    assert read(left, replaced, right).after == after


@pytest.mark.parametrize("line", ["timeline show > ev", "timeline show >", "timeline show < "])
def test_a_redirection_is_told(line: str) -> None:
    assert read(line, "").is_redirection


@pytest.mark.parametrize(
    ("left", "replaced"),
    [("timeline show --tag x", "y"), ("timeline show --tag a'b", "a'b"), ("timeline show --tag $'a", "a")],
)
def test_what_is_not_clear_is_refused(left: str, replaced: str) -> None:
    with pytest.raises(ValueError, match=r"quote|cursor"):
        read(left, replaced)


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_reads_every_pair_of_characters_as_it_is(quote: str) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    line = BashLine([], "", [], "ab", quote, is_redirection=False)
    words = [f"ab{first}{second}" for first, second in product(PRINTABLE, repeat=2)]
    offered = {word: text for word in words if (text := line.quoted(word)) is not None}
    script = "".join(f"printf '%s\\0' {quote}ab{text}{quote}\n" for text in offered.values())
    result = subprocess.run(["bash", "--norc"], input=script.encode(), capture_output=True, check=True)
    assert result.stderr == b""
    assert result.stdout.decode().split("\0")[:-1] == list(offered)
    missing = {"": set(), "'": {"'"}, '"': {'"', "!"}}[quote]
    assert {word for word in words if word not in offered} == {word for word in words if missing & set(word)}


def test_a_word_that_begins_otherwise_is_not_put_back() -> None:
    assert BashLine([], "", [], "arc:", "", is_redirection=False).quoted("moon") is None
