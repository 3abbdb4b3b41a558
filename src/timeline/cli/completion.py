"""`--show-completion` and `--install-completion`: the scripts in `cli/shells`, and where each shell looks for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

from typer import Exit

from timeline.model.errors import UsageError

SHELLS = ("bash", "zsh", "fish")


class _Place(NamedTuple):
    """Where a shell's script goes."""

    script: Path
    start: Path | None = None
    """The startup file of the shell, if that has to load the script."""
    line: str = ""
    """The line that it needs."""


def show(shell: str) -> NoReturn:
    """Print the script of a shell ("" for the current one) and exit."""
    sys.stdout.write(_script(_known(shell)))
    raise Exit


def install(shell: str) -> NoReturn:
    """Install the script of a shell ("" for the current one) and exit.

    Raises `OSError` if the files cannot be written.
    """
    from timeline.cli.notes import note
    from timeline.source.writing import naming

    shell = _known(shell)
    place = _place(shell)
    with naming(str(place.script)):
        _put(place.script, _script(shell).encode("utf-8"))
    if place.start is not None:
        with naming(str(place.start)):
            _append_line(place.start, os.fsencode(place.line))
    note(f"installed {place.script}; {shell} uses it from its next start on")
    raise Exit


def _known(shell: str) -> str:
    """Return a known shell by its name ("" for the current one); raises `UsageError` for any other."""
    name = shell or _parent()
    if name in SHELLS:
        return name
    shells = ", ".join(SHELLS)
    if not name:
        raise UsageError("cannot tell which shell this is", f"name it: {shells}")
    raise UsageError(f'there is no completion for "{name}"', f"choose one of {shells}")


def _parent() -> str:
    import shellingham  # type: ignore[import-untyped]

    try:
        name: str = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        return ""
    return name


def _script(shell: str) -> str:
    return (Path(__file__).parent / "shells" / f"timeline.{shell}").read_text(encoding="utf-8")


def _place(shell: str) -> _Place:
    home = Path(os.path.expanduser("~"))
    if not home.is_absolute():
        raise UsageError("there is no home folder in which to install it", "set HOME, or use --show-completion")
    if shell == "bash":
        script = home / ".bash_completions" / "timeline.sh"
        quoted = str(script).replace("'", r"'\''")
        return _Place(script, home / ".bashrc", f"source '{quoted}'")
    if shell == "zsh":
        start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        return _Place(home / ".zfunc" / "_timeline", start, "fpath+=~/.zfunc; autoload -Uz compinit; compinit")
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return _Place(settings / "fish" / "completions" / "timeline.fish")


def _put(path: Path, data: bytes) -> None:
    """Write a file, unless it already has this content."""
    from timeline.source.writing import create_file, replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    real = os.path.realpath(path)
    if not os.path.exists(real):
        create_file(real, data)
    elif Path(real).read_bytes() != data:
        replace_file(real, data)


def _append_line(path: Path, line: bytes) -> None:
    """Add a line to the end of a file, unless the file has it; the rest of the file does not change."""
    with open(path, "ab+") as file:
        file.seek(0)
        text = file.read()
        if line not in text.splitlines():
            file.write((b"" if text.endswith(b"\n") or not text else b"\n") + line + b"\n")
