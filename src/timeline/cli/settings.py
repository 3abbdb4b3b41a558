"""Defaults that a user has set: options before environment before file.

Files are the nearest `timeline.toml` from the working directory upwards, then `timeline/timeline.toml` in the user's folder
for settings; what the first does not say the second may. They hold values only: nothing in them is run.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE_NAME = "timeline.toml"
COLORS = ("auto", "always", "never")


class Setting(NamedTuple):
    """A value, and where it comes from."""

    name: str
    values: tuple[str, ...]
    source: str
    """"option", a variable such as "$TIMELINE_DATA", the path of a file, or "default"."""


VARIABLES = {"data": "TIMELINE_DATA", "up_to": "TIMELINE_UP_TO", "format": "TIMELINE_FORMAT", "color": "TIMELINE_COLOR"}
"""Every setting, with the environment variable that sets it."""


def setting(name: str, option: Sequence[str] | str | None = None) -> Setting:
    """Return the value of a setting: of the option where it is given, else of the environment, of a file; else none.

    Raises `UsageError` for a settings file that cannot be used.
    """
    if option:
        return Setting(name, (option,) if isinstance(option, str) else tuple(option), "option")
    variable = VARIABLES[name]
    if os.environ.get(variable):
        return Setting(name, (os.environ[variable],), f"${variable}")
    if name == "color":
        for other, value in (("NO_COLOR", "never"), ("FORCE_COLOR", "always")):
            if os.environ.get(other):
                return Setting(name, (value,), f"${other}")
    for path in settings_files():
        values = _read(path).get(name)
        if values:
            return Setting(name, values, str(path))
    return Setting(name, (), "default")


def settings_files() -> list[Path]:
    """Return the settings files that there are, the one that counts first."""
    try:
        folder = Path.cwd()
    except OSError:  # the working directory is gone
        upwards = []
    else:
        upwards = [parent / FILE_NAME for parent in (folder, *folder.parents)]
    nearest = next((path for path in upwards if path.is_file()), None)
    users = _user_folder() / "timeline" / FILE_NAME
    return [path for path in (nearest, users if users.is_file() else None) if path is not None]


def _user_folder() -> Path:
    """Return the user's folder for settings, by the XDG Base Directory Specification or the system's own custom."""
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(configured):
        return Path(configured)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", ""))
    return Path(os.path.expanduser("~")) / ".config"


_OF_EVENTS_FILES = frozenset(("include", "name", "timeline", "show", "person", "event", "state", "tags", "check"))


@cache
def _read(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the settings of a file, none of an events file that happens to have its name.

    Raises `UsageError` where it is neither.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("[[") or "\n[[" in text:  # settings have no lists of tables
            return {}
        tables = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {error}", 'it holds settings, such as data = "mine.toml"') from None
    if _OF_EVENTS_FILES & tables.keys() or isinstance(tables.get("format"), int):
        return {}
    return {name: _values(path, name, value) for name, value in tables.items()}


def _values(path: Path, name: str, value: Any) -> tuple[str, ...]:
    if name not in VARIABLES:
        raise UsageError(f'{path}: there is no setting "{name}"', did_you_mean(name, VARIABLES))
    takes_several = name in ("data", "up_to")
    values = [value] if isinstance(value, str) else value if takes_several else None
    if not isinstance(values, list) or not all(isinstance(each, str) and each for each in values):
        example = '["first.toml", "second.toml"]' if takes_several else '"..."'
        raise UsageError(
            f"{path}: `{name}` takes a text{' or a list of texts' if takes_several else ''}",
            f"write {name} = {example}",
        )
    if name == "data":
        return tuple(each if each == "-" else os.path.join(path.parent, os.path.expanduser(each)) for each in values)
    return tuple(values)
