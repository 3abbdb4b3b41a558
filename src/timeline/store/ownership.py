"""Whose is a file? What decides which settings and which compiled indexes count as the user's own.

The rule is git's for `safe.directory` (`is_path_owned_by_current_uid` in its git-compat-util.h): what belongs to the
effective user is theirs; root, as `sudo` makes it, also has what belongs to the user in $SUDO_UID. What belongs to root
is root's alone.
"""

from __future__ import annotations

import os


def is_own(status: os.stat_result) -> bool:
    """Tell whether a file belongs to the user. Windows has no such owners: there every file does."""
    if not hasattr(os, "geteuid"):
        return True
    return is_owner(status.st_uid, os.geteuid(), os.environ.get("SUDO_UID", ""))


def is_owner(owner: int, user: int, sudo_uid: str) -> bool:
    """Tell whether `owner` is the effective `user`, or stands behind it by the text of $SUDO_UID; both are user ids."""
    return owner == user or (user == 0 and sudo_uid == str(owner))


def is_private(folder: str) -> bool:
    """Tell whether a folder, and a link that leads to it, is the user's, and nobody else can write there.

    Raises `OSError` where there is none.
    """
    status = os.stat(folder)
    if not hasattr(os, "geteuid"):
        return True
    return is_own(os.lstat(folder)) and is_own(status) and not status.st_mode & 0o022


def owner_name(owner: int) -> str:
    """Return what a user id is called here, such as "ann (user 1000)"."""
    try:
        import pwd

        return f"{pwd.getpwuid(owner).pw_name} (user {owner})"
    except (ImportError, KeyError):
        return f"user {owner}"
