"""The owner of a file, which decides whether settings and compiled indexes count as the user's own.

The rule is that of git's `safe.directory` (`is_path_owned_by_current_uid` in git-compat-util.h): the files of the effective
user are their own; for root under `sudo`, those of the user in $SUDO_UID are, too. Files of root are only root's own.
"""

from __future__ import annotations

import os


def is_own(status: os.stat_result) -> bool:
    """Return whether a file belongs to the user; always true on Windows, which has no such owners."""
    if not hasattr(os, "geteuid"):
        return True
    return is_owner(status.st_uid, os.geteuid(), os.environ.get("SUDO_UID", ""))


def is_owner(owner: int, user: int, sudo_uid: str) -> bool:
    """Return whether a user id is that of the effective user or, for root, that in the text of $SUDO_UID."""
    return owner == user or (user == 0 and sudo_uid == str(owner))


def is_private(folder: str) -> bool:
    """Return whether a folder, and a link that leads to it, belongs to the user and nobody else can write to it.

    Raises `OSError` if there is no such folder.
    """
    status = os.stat(folder)
    if not hasattr(os, "geteuid"):
        return True
    return is_own(os.lstat(folder)) and is_own(status) and not status.st_mode & 0o022


def owner_name(owner: int) -> str:
    """Return the name of a user id, such as "ann (user 1000)"."""
    try:
        import pwd

        return f"{pwd.getpwuid(owner).pw_name} (user {owner})"
    except (ImportError, KeyError):
        return f"user {owner}"
