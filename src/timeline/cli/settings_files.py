"""The settings files in force: where they are, whom they belong to, and what is wrong with them.

There are two: the nearest `timeline.toml` in the working directory or above it that belongs to the user and has settings,
and `timeline/timeline.toml` in the user's folder for settings. Anyone who can write above the working directory could have
put the first one there. So it counts only if it and its folder belong to the user, as for git's `safe.directory`; otherwise
the search goes on as if it did not exist.
"""

# Without `from __future__ import annotations`, the fields of `Loaded` need not be evaluated: every start reads them.

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from timeline.cli.settings_text import MAX_BYTES, LinkOutError, SettingsFile, parse, unreadable
from timeline.store.ownership import is_own, owner_name

FILE_NAME = "timeline.toml"
EVERY_FOLDER = "*"


class Loaded(NamedTuple):
    """The settings files, the one that takes precedence first, and notes about them."""

    files: Sequence[SettingsFile]
    strangers: Sequence[str]
    """A note for each file that is not used because it belongs to somebody else."""


class _Stranger(Exception):  # noqa: N818 - it is skipped, and not an error
    """A found file that does not belong to the user; the text says whom it belongs to."""


def load(safe_by_variable: str | None) -> Loaded:
    """Read the settings files. Never raises: a file keeps its own problems.

    `safe_by_variable` has folders whose file is used whoever owns it, separated as in $PATH; None stands for those in the
    user's own settings.
    """
    users = _users_file()
    own = _of_user(users) if users is not None else None
    if safe_by_variable is not None:
        safe: Sequence[str] = safe_by_variable.split(os.pathsep)
    else:
        safe = own.values.get("safe", ()) if own is not None else ()
    strangers: list[str] = []
    found = _nearest(users, safe, strangers)
    return Loaded([file for file in (found, own) if file is not None], strangers)


def _of_user(path: Path) -> SettingsFile | None:
    if not os.path.lexists(path):
        return None
    try:
        return parse(path, _content(str(path)), is_trusted=True)
    except (OSError, ValueError) as error:
        return unreadable(path, error)


def _nearest(users: Path | None, safe: Sequence[str], strangers: list[str]) -> SettingsFile | None:
    for path in _upwards():
        if not os.path.lexists(path) or (users is not None and _is_same(path, users)):
            continue
        is_safe = _is_safe(str(path.parent), safe)
        try:
            file = parse(path, _found_content(path, is_safe=is_safe), is_trusted=is_safe, is_found=True)
        except _Stranger as whose:
            strangers.append(_passed_over(path, str(whose), users))
        except FileNotFoundError:  # a link that leads nowhere
            continue
        except (OSError, ValueError) as error:
            return unreadable(path, error, is_found=True)
        else:
            if file is not None:
                return file
    return None


def _upwards() -> Iterator[Path]:
    try:
        folder = Path.cwd()
    except OSError:  # the working directory is gone
        return
    for parent in (folder, *folder.parents):
        yield parent / FILE_NAME


def _is_same(path: Path, other: Path) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _found_content(path: Path, *, is_safe: bool) -> bytes:
    """Return the content of a found file.

    Raises `_Stranger`, before or after it is opened, if the file belongs to somebody else, and `LinkOutError` for a link
    out of the folder, unless the folder is safe. Folder, link and file are checked through one descriptor of the folder, so
    that nobody can replace them in between.
    """
    if os.open not in os.supports_dir_fd:
        return _content(str(path))
    folder = os.open(path.parent, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
    try:
        if not is_safe:
            _require_own("its folder", os.fstat(folder))
            _require_own("it", os.stat(path.name, dir_fd=folder, follow_symlinks=False))
            _require_own("it", os.stat(path.name, dir_fd=folder))
            _require_inside(path)
        return _content(path.name, folder, must_be_own=not is_safe)
    finally:
        os.close(folder)


def _content(path: str, folder: int | None = None, *, must_be_own: bool = False) -> bytes:
    from timeline.source.opening import open_regular, read_up_to

    with open(open_regular(path, folder), "rb", 0) as file:
        if must_be_own:
            _require_own("it", os.fstat(file.fileno()))
        return read_up_to(MAX_BYTES, file.read)


def _require_own(what: str, status: os.stat_result) -> None:
    if not is_own(status):
        raise _Stranger(f"{what} belongs to {owner_name(status.st_uid)}")


def _require_inside(path: Path) -> None:
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(path.parent), "")):
        raise LinkOutError


def _passed_over(path: Path, whose: str, users: Path | None) -> str:
    import json
    import shlex

    folder = str(path.parent)
    ways = []
    if os.pathsep not in folder:
        ways.append(f"set TIMELINE_SAFE={shlex.quote(folder)}")
    if users is not None:
        ways.append(f"write safe = [{json.dumps(folder, ensure_ascii=False)}] in {users}")
    trusts = f"; if you trust it, {' or '.join(ways)}" if ways else ""
    return f"{path} is not used because {whose}{trusts}"


def _is_safe(folder: str, safe: Sequence[str]) -> bool:
    return any(_names(entry, folder) for entry in safe)


def _names(entry: str, folder: str) -> bool:
    """Return whether an entry of `safe` means a folder: it is its path, a path above it with /*, or * alone."""
    if entry == EVERY_FOLDER:
        return True
    path = os.path.expanduser(entry)
    if not os.path.isabs(path):
        return False
    if os.path.basename(path) == EVERY_FOLDER:
        return Path(os.path.realpath(os.path.dirname(path))) in Path(folder).parents
    return os.path.realpath(path) == os.path.realpath(folder)


def _users_file() -> Path | None:
    """Return the path of the user's own file, by the XDG Base Directory Specification or the convention of the system.

    None if there is no absolute path of such a folder; a relative one could belong to anybody.
    """
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):
        if sys.platform == "win32":
            folder = os.environ.get("APPDATA", "")
        else:
            folder = os.path.join(os.path.expanduser("~"), ".config")
    return Path(folder) / "timeline" / FILE_NAME if os.path.isabs(folder) else None
