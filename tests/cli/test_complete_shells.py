"""Completion in real shells at a terminal: nothing that a name holds is run, and what is accepted is exactly the name."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SHELLS = ("bash", "zsh", "fish")

INSIDE = (
    *("$(touch X)`touch X`", "\\$(touch X)\\`touch X`", "\\\\$(touch X)", "';touch X;'", '";touch X;"', "\\"),
    *("*?[a-z]{b,c}/../*", " ~ # !a & b | c < d > e ; f", "!!", "!$  two ", "%s%n${x}$x$$", "a:b=c@host^d^e"),
    *("(e:'touch X':)", "é 月 ¿", "$'\\n'\\x41\\t -- -x"),
)
"""Names are offered when a few plain characters of theirs are typed; this stands behind those."""

AT_THE_START = (
    *(
        "~root/a b",
        "=ls",
        "-rf",
        "!!",
        "#x",
        "*",
        "/etc/host*",
        "$(touch X)",
        "`touch X`",
        "\\'",
        '"q',
        "{a,b}",
        "&touch X",
    ),
    *("<X", "=(touch X)", "[a]", " x", "^a^b", "%1", "!touch", "(touch X)", "--tag", "|touch X", "~"),
)
"""Names that begin so, offered when nothing is typed yet."""

NEVER = ("n1\ta", "n2\na", "n3\x1b[31m", "n4\u202eevil", "n5\u200b", "n6\x7f", "n7" + "a" * 3000, "n8\r", "n9\x9b")
"""Names that no shell offers: they would be something else on the screen or the line."""

EVIL = "q{}\\$(touch X)`touch X` '\"!!*~"
"""A name with everything in it, for every kind of thing that has names."""

FACETS = ("tag", "person", "place", "show", "id", "office")

Ask = Callable[..., list[str]]


def events_file(**names: str) -> str:
    """Return an events file in which these are the only names of their facets."""
    quoted = {facet: json.dumps(name) for facet, name in names.items()}
    return f"""
[[event]]
id = {quoted["id"]}
date = 1969
title = "T"
kind = "alt"
show = {quoted["show"]}
tags = [{quoted["tag"]}]
people = [{quoted["person"]}]
place = {quoted["place"]}
[[state]]
of = {quoted["office"]}
is = "x"
date = 1969
kind = "real"
"""


class Terminal:
    """A shell at a terminal, whose `timeline` completes for real and else only says which words it got."""

    def __init__(self, name: str, home: Path, folder: Path) -> None:
        self.name = name
        self._words = home / "words"
        self._main_end, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        takes_terminal = (
            "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", takes_terminal, name, "-i"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            cwd=folder,
            env={
                **{key: value for key, value in os.environ.items() if not key.startswith(("ZDOTDIR", "XDG_"))},
                "HOME": str(home),
                "PATH": f"{home}/bin:{os.environ['PATH']}",
                "TERM": "xterm",
                "LC_ALL": "C.UTF-8",
            },
        )
        os.close(terminal)
        self.screen = ""
        self._wait_for("READY> ")

    def _wait_for(self, text: str) -> None:
        """Read until this is on the screen, and forget all up to there."""
        patience = time.monotonic() + 10
        while text not in self.screen:
            left = patience - time.monotonic()
            assert left > 0, f"the shell shows {self.screen!r}"
            if select.select([self._main_end], [], [], left)[0]:
                part = os.read(self._main_end, 65536).decode("utf-8", "replace")
                if "\x1b[c" in part or "\x1b[0c" in part:  # it asks which terminal this is
                    os.write(self._main_end, b"\x1b[?62;c")
                self.screen += part
        self.screen = self.screen.partition(text)[2]

    def __call__(self, keys: str) -> list[str]:
        """Type a line, and return the arguments with which `timeline` is run."""
        os.write(self._main_end, f"{keys}\r".encode())
        try:
            self._wait_for("GOT")
        except AssertionError:
            os.write(self._main_end, b"\x03")
            raise
        self._wait_for("READY> ")
        return self._words.read_bytes().decode("utf-8", "surrogateescape").split("\0")[:-1]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._main_end)


STUB = f"""#!/bin/sh
case $1 in
--complete) exec {shlex.quote(sys.executable)} -m timeline "$@" ;;
esac
[ $# = 0 ] || printf '%s\\0' "$@" > "$HOME/words"
echo GOT
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose shells start with the scripts that `--install-completion` put there, and a plain prompt."""
    home = tmp_path_factory.mktemp("home")
    for name, text in (
        (".bashrc", "PS1='READY> '\nbind 'set enable-bracketed-paste off'\nHISTFILE=\n"),
        (".zshrc", "PROMPT='READY> '\nunset zle_bracketed_paste\nalias -g solo2='| cat'\n"),
        (".config/fish/config.fish", "function fish_prompt\n echo -n 'READY> '\nend\nset -g fish_greeting\n"),
        ("bin/timeline", STUB),
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    (home / "bin" / "timeline").chmod(0o755)
    for shell in SHELLS:
        subprocess.run(
            [sys.executable, "-m", "timeline", "--install-completion", shell],
            env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": "", "ZDOTDIR": ""},
            check=True,
        )
    return home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as a stranger may hand it out: its settings name a file that is full of traps."""
    folder = tmp_path_factory.mktemp("cloned")
    (folder / "timeline.toml").write_text('data = "evil.toml"\n', encoding="utf-8")
    tags = [f"k{number:02}{name}" for number, name in enumerate(INSIDE)]
    tags += [*NEVER, "arc:first", "arc:second", "solo"]
    evil = events_file(**{facet: EVIL.format(facet) for facet in FACETS})
    evil += (
        f'[[event]]\ndate = 1970\ntitle = "Tags"\nkind = "real"\npeople = ["Ed Baldwin"]\ntags = {json.dumps(tags)}\n'
    )
    (folder / "evil.toml").write_text(evil, encoding="utf-8")
    for start in range(0, len(AT_THE_START), len(FACETS)):
        names = dict(zip(FACETS, AT_THE_START[start : start + len(FACETS)], strict=False))
        text = events_file(**{facet: names.get(facet, "unused") for facet in FACETS})
        (folder / f"start{start // len(FACETS)}.toml").write_text(text, encoding="utf-8")
    alias = '[[event]]\ndate = 1970\ntitle = "T"\nkind = "real"\ntags = ["solo2"]\n'
    (folder / "alias.toml").write_text(alias, encoding="utf-8")
    (folder / "timeline").write_text('#!/bin/sh\n[ "$1" = --complete ] && touch X\nexec timeline "$@"\n')
    (folder / "timeline").chmod(0o755)
    os.mkfifo(folder / "pipe.toml")
    return folder


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, home: Path, folder: Path) -> Iterator[Terminal]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    terminal = Terminal(request.param, home, folder)
    yield terminal
    terminal.close()


@pytest.fixture(autouse=True)
def nothing_is_run(folder: Path) -> Iterator[None]:
    before = sorted(os.listdir(folder))
    yield
    assert sorted(os.listdir(folder)) == before


@pytest.mark.parametrize(("number", "name"), list(enumerate(INSIDE)), ids=ascii)
def test_a_name_is_accepted_as_it_is(shell: Terminal, number: int, name: str) -> None:
    typed = f"k{number:02}"
    assert shell(f"timeline show --tag {typed}\t--limit 1") == ["show", "--tag", typed + name, "--limit", "1"]


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("number", [1, 4, 5, 8, 14])
def test_a_name_is_accepted_as_it_is_within_quotes(shell: Terminal, number: int, quote: str) -> None:
    typed, name = f"k{number:02}", INSIDE[number]
    if shell.name == "bash" and (quote in name or (quote == '"' and "!" in name)):  # it would not close the quote
        assert shell(f"timeline show --tag {quote}{typed}\t{quote} --limit 1") == [
            "show",
            "--tag",
            typed,
            "--limit",
            "1",
        ]
    else:
        assert shell(f"timeline show --tag {quote}{typed}\t--limit 1") == [
            "show",
            "--tag",
            typed + name,
            "--limit",
            "1",
        ]


@pytest.mark.parametrize(("number", "name"), list(enumerate(AT_THE_START)), ids=ascii)
def test_a_name_that_starts_with_what_shells_expand(shell: Terminal, number: int, name: str) -> None:
    facet = FACETS[number % len(FACETS)]
    before = f"{'who' if facet == 'office' else 'show'} --data start{number // len(FACETS)}.toml"
    option = [] if facet == "office" else [f"--{facet}"]
    is_offered = not (option == [] and name.startswith("-")) and not (shell.name == "fish" and name.startswith("~"))
    assert shell(f"timeline {' '.join([before, *option])} \t") == [*before.split(), *option, *[name][:is_offered]]


@pytest.mark.parametrize("facet", FACETS)
def test_names_of_every_kind(shell: Terminal, facet: str) -> None:
    option = [] if facet == "office" else [f"--{facet}"]
    command = "who" if facet == "office" else "show"
    assert shell(f"timeline {' '.join([command, *option])} q\t") == [command, *option, EVIL.format(facet)]


LEFT = "\x1b[D"

TYPED = {
    '--person "Ed B\t--limit 1': ["--person", "Ed Baldwin", "--limit", "1"],
    "--person 'Ed B\t--limit 1": ["--person", "Ed Baldwin", "--limit", "1"],
    "--person Ed\\ B\t--limit 1": ["--person", "Ed Baldwin", "--limit", "1"],
    "--person=Ed\\ B\t--limit 1": ["--person=Ed Baldwin", "--limit", "1"],
    '--person="Ed B\t--limit 1': ["--person=Ed Baldwin", "--limit", "1"],
    "--tag arc:f\t--tag arc:s\t": ["--tag", "arc:first", "--tag", "arc:second"],
    "--tag=arc:f\t--limit 1": ["--tag=arc:first", "--limit", "1"],
    "--tag arc\tf\t": ["--tag", "arc:first"],
    '--tag "arc:f\t--limit 1': ["--tag", "arc:first", "--limit", "1"],
    f"--tag arc:f --limit 1{LEFT * 10}\t": ["--tag", "arc:first", "--limit", "1"],
    '--person "Ed Baldwin" --tag so\t': ["--person", "Ed Baldwin", "--tag", "solo"],
    "--tag /etc/hos\t": ["--tag", "/etc/hos"],
    "--tag n\t": ["--tag", "n"],
    "--data pipe.toml --tag so\t": ["--data", "pipe.toml", "--tag", "so"],
    "--data - --tag so\t": ["--data", "-", "--tag", "so"],
    "--data ev\t--limit 1": ["--data", "evil.toml", "--limit", "1"],
    "--data=ev\t--limit 1": ["--data=evil.toml", "--limit", "1"],
    "--rev\t--limit 1": ["--reverse", "--limit", "1"],
}


@pytest.mark.parametrize("keys", TYPED)
def test_what_is_typed_is_understood(shell: Terminal, keys: str) -> None:
    assert shell(f"timeline show {keys}") == ["show", *TYPED[keys]]


@pytest.mark.parametrize("command", ["check", "add", "init"])
def test_a_file_is_offered_where_one_is_wanted(shell: Terminal, command: str) -> None:
    assert shell(f"timeline {command} ./ev\t") == [command, "./evil.toml"]


def test_a_name_that_is_an_alias_anywhere_on_a_line_is_not_offered(shell: Terminal) -> None:
    """zsh has such aliases, and cannot quote a name that is one."""
    is_offered = shell.name != "zsh"
    assert shell("timeline show --data alias.toml --tag sol\t") == [
        *("show", "--data", "alias.toml", "--tag"),
        "solo2" if is_offered else "sol",
    ]


def test_a_program_of_the_folder_is_not_asked(shell: Terminal) -> None:
    """Who types its name and TAB has not run it yet."""
    assert shell("./timeline show --tag so\t") == ["show", "--tag", "solo"]
