"""The content of a settings file: the values of its settings, and the lines of its problems."""

# Without `from __future__ import annotations`, the fields of tuples need not be evaluated: every start reads them.

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from timeline.bundled import BUNDLED
from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean

VARIABLES = {
    "data": "TIMELINE_DATA",
    "up_to": "TIMELINE_UP_TO",
    "format": "TIMELINE_FORMAT",
    "color": "TIMELINE_COLOR",
    "safe": "TIMELINE_SAFE",
}
"""Every setting, with the environment variable that sets it."""

SEVERAL = ("data", "up_to", "safe")
"""The settings that also take a list."""

COLORS = ("auto", "always", "never")

MAX_BYTES = 16 * 1024
"""The size of the largest settings file: enough for hundreds of paths, and quick to read even if a stranger wrote it."""

_OF_EVENTS_FILES = frozenset(("include", "name", "timeline", "show", "person", "event", "state", "tags", "check"))


class Problem(NamedTuple):
    """Something that is wrong with a settings file."""

    path: Path
    line: int | None
    setting: str | None
    """The setting whose name or value is wrong; None for the whole file."""
    message: str
    hint: str | None = None

    def may_concern(self, setting: str) -> bool:
        """Return whether the file may have meant this setting: an unknown name may be a misspelling of any."""
        return self.setting == setting or self.setting not in VARIABLES

    @property
    def text(self) -> str:
        return f"{self.path}{'' if self.line is None else f':{self.line}'}: {self.message}"


class SettingsFile(NamedTuple):
    """A settings file that is in force."""

    path: Path
    is_found: bool
    """Whether it was found in the working directory or above it; otherwise it is the user's own."""
    values: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...] = ()


class _Wrong(Exception):  # noqa: N818 - a message on its way to a `Problem`
    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class LinkOutError(OSError):
    """A found settings file is a link out of its folder, with which somebody could make us quote another file."""

    def __init__(self) -> None:
        super().__init__("it is a link that leads out of its folder")


def unreadable(path: Path, error: Exception, *, is_found: bool = False) -> SettingsFile:
    """Return a settings file that cannot be read, with nothing but its problem."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    hint = "make it a file that you can read, or remove it"
    if isinstance(error, LinkOutError):
        hint = "put the file itself there, or trust the folder: `safe` in your own settings"
    return _broken(path, is_found, None, f"cannot be read: {reason}", hint)


def _broken(
    path: Path,
    is_found: bool,
    line: int | None,
    message: str,
    hint: str = 'it has settings, such as data = "mine.toml"',
) -> SettingsFile:
    return SettingsFile(path, is_found, {}, (Problem(path, line, None, message, hint),))


def parse(path: Path, content: bytes, *, is_trusted: bool, is_found: bool = False) -> SettingsFile | None:
    """Return the settings in a file; None for an events file that happens to have the same name.

    The `data` of a found file has to be inside its folder, unless the folder is trusted.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.lstrip().startswith(b"[[") or b"\n[[" in content:  # settings have no lists of tables
        return None
    if len(content) > MAX_BYTES:
        return _broken(path, is_found, None, f"is larger than {MAX_BYTES // 1024} KB, so it is not a settings file")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _broken(path, is_found, line, f"cannot be read: it is not UTF-8 (byte 0x{content[error.start]:02x})")
    import tomli

    try:
        tables = tomli.loads(text)
    except RecursionError:
        return _broken(path, is_found, None, "cannot be read: lists or tables are nested too deeply")
    except ValueError as error:
        return _broken(path, is_found, *_not_toml(text, str(error)))
    if _OF_EVENTS_FILES & tables.keys() or isinstance(tables.get("format"), int):
        return None
    return _checked(path, text, tables, is_found=is_found, is_trusted=is_trusted)


def _not_toml(text: str, message: str) -> tuple[int | None, str]:
    """Return the line and the message of a TOML error, without names from the file."""
    line = re.search(r"\(at line (\d+)", message)
    end = text.count("\n", 0, len(text.rstrip())) + 1 if "(at end of document)" in message else None
    reason = re.sub(r" \(at [^)]*\)$", "", message)
    reason = re.sub(r"\('.*'.?\)|'[^'\\]{2,}'", "a key", reason)
    return int(line[1]) if line else end, f"cannot be read: {reason[:1].lower()}{reason[1:]}"


def _checked(path: Path, text: str, tables: dict[str, Any], *, is_found: bool, is_trusted: bool) -> SettingsFile:
    values: dict[str, tuple[str, ...]] = {}
    wrong: dict[str, _Wrong | UsageError] = {}
    for name, value in tables.items():
        try:
            if name not in VARIABLES:
                raise _Wrong(f'there is no setting "{name}"', did_you_mean(name, VARIABLES))
            if name == "safe" and is_found:
                raise _Wrong("`safe` has no effect here", "only your own settings say which folders you trust")
            texts = _texts(name, value)
            if name == "data":
                values[name] = tuple(_data(path, each, stays_inside=is_found and not is_trusted) for each in texts)
            else:
                _VALUES[name](texts)
                values[name] = texts
        except (_Wrong, UsageError) as error:
            wrong[name] = error
    return SettingsFile(path, is_found, values, tuple(_problems(path, text, wrong)))


def _problems(path: Path, text: str, wrong: Mapping[str, _Wrong | UsageError]) -> Iterator[Problem]:
    """Yield the problems of a text with their lines; the text is only scanned if there are any."""
    if not wrong:
        return
    from timeline.source.positions import Lines, Positions

    lines, positions = Lines(text), Positions(text)
    for name, error in wrong.items():
        line, _ = lines.line_column(positions.region((name,)).start)
        yield Problem(path, line, name, str(error), error.hint)


def _texts(name: str, value: Any) -> tuple[str, ...]:
    takes_several = name in SEVERAL
    values = [value] if isinstance(value, str) else value if takes_several else None
    if not isinstance(values, list) or not all(isinstance(each, str) and each for each in values):
        example = '["first.toml", "second.toml"]' if name == "data" else '["...", "..."]' if takes_several else '"..."'
        raise _Wrong(
            f"`{name}` takes a text{' or a list of texts' if takes_several else ''}", f"write {name} = {example}"
        )
    return tuple(values)


def _data(path: Path, name: str, *, stays_inside: bool) -> str:
    """Return the path of an events file that a settings file names; only a regular file or `bundled` will do."""
    from timeline.source.opening import kind_of

    if name == BUNDLED:
        return name
    if name == "-":
        raise _Wrong("`data` cannot be standard input", "write --data - on the command line")
    file = os.path.join(path.parent, name if stays_inside else os.path.expanduser(name))
    try:
        is_inside = os.path.realpath(file).startswith(os.path.join(os.path.realpath(path.parent), ""))
        if stays_inside and (name.startswith("~") or not is_inside):
            hint = "name it with --data or TIMELINE_DATA, or trust the folder of this file: `safe` in your own settings"
            raise _Wrong(f'`data` leads out of the folder of this file: "{name}"', hint)
        kind = kind_of(os.stat(file).st_mode)
    except (OSError, ValueError):
        return file  # reading it says why it cannot be read
    if kind is not None:
        hint = "name the TOML file inside it" if kind == "a directory" else "only --data reads pipes and devices"
        raise _Wrong(f'`data` names {kind}, not a file: "{name}"', hint)
    return file


def _check_limits(texts: Sequence[str]) -> None:
    from timeline.model.fence import require_text

    require_text(texts)


def _check_format(texts: Sequence[str]) -> None:
    from timeline.exports import form_named

    form_named(texts[0])


def _check_color(texts: Sequence[str]) -> None:
    require_color(texts[0])


def require_color(word: str) -> None:
    """Raise `UsageError` for a word that is not one of `COLORS`."""
    if word not in COLORS:
        raise UsageError(f'"{word}" is not a value for color', did_you_mean(word, COLORS))


def _check_safe(texts: Sequence[str]) -> None:
    for text in texts:
        if text != "*" and not os.path.isabs(os.path.expanduser(text)):
            raise _Wrong(
                f'`safe` takes whole paths, not "{text}"', 'write safe = ["~/novel", "/srv/*"], or "*" for every folder'
            )


_VALUES: dict[str, Callable[[Sequence[str]], None]] = {
    "up_to": _check_limits,
    "format": _check_format,
    "color": _check_color,
    "safe": _check_safe,
}
"""Functions that raise `UsageError` or `_Wrong` for an invalid value."""
