"""Write an events file without losing anything: one writer at a time, and never half a file.

A file is written under a temporary name beside the old one and then renamed over it, so a writer that is killed leaves the
old file whole. Writers of this program take turns with a lock on the file itself (`flock`), which the system releases when
the process ends.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING

from timeline.model.errors import OutputError

try:
    import fcntl
except ImportError:  # not a Unix
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WAIT = 30.0
"""Seconds that a writer waits for a lock file. A writer that was killed may have left it behind."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)
_NO_HARD_LINKS = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turn an `OSError` into an `OutputError` with the name of the file that is being written."""
    try:
        yield
    except OSError as error:
        raise OutputError(error.errno, f"{name}: {error.strerror or error}") from error


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Lock the file at the real `path` for this writer alone. Raises `OSError` if it cannot be written."""
    file = _flocked(path)
    with file or _lock_file(path):
        yield


def _flocked(path: str) -> IO[bytes] | None:
    """Return the file, open and locked; None if the system has no such locks."""
    while True:
        with ExitStack() as stack:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise OSError(errno.EINVAL, "not a regular file", path)
            file = stack.enter_context(open(path, "r+b"))
            if not _flock(file):
                return None
            if os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                stack.pop_all()
                return file
            # the writer before this one has put another file in its place: wait for that one


def _flock(file: IO[bytes]) -> bool:
    """Wait for the lock on an open file. Return False if the file system has no locks."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    return True


@contextmanager
def _lock_file(path: str) -> Iterator[None]:
    """Hold a lock file beside `path`, which only one process at a time can create."""
    name = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.lock")
    patience = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > patience:
                reason = f"another writer holds it; if no other one is running, remove {name}"
                raise OSError(errno.EBUSY, reason, path) from None
            time.sleep(0.02)
    try:
        yield
    finally:
        os.unlink(name)


def replace_file(path: str, data: bytes) -> None:
    """Replace the content of the file at the real `path`. It keeps its mode and, where that is allowed, its owner."""
    with _beside(path, data, mode=0o600) as made:
        status = os.stat(path)
        if hasattr(os, "chown"):
            with suppress(PermissionError):  # only root may give files away
                os.chown(made, status.st_uid, status.st_gid)
        shutil.copystat(path, made)
        os.utime(made)
        os.replace(made, path)
    _sync_folder(path)


def create_file(path: str, data: bytes) -> None:
    """Create a file at `path`, whole or not at all. Raises `FileExistsError` if there is anything at `path`."""
    with _beside(path, data, mode=0o666) as made:
        try:
            os.link(made, path)  # unlike a rename, it never takes the place of a file
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            os.replace(made, path)
    _sync_folder(path)


@contextmanager
def _beside(path: str, data: bytes, mode: int) -> Iterator[str]:
    """Write a temporary file beside `path`, through to the disk, and remove it unless it was renamed."""
    name = os.path.join(os.path.dirname(path), f".timeline-{secrets.token_hex(8)}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(name, flags, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _sync_folder(path: str) -> None:
    """Write a rename through to the disk, if the system can sync folders."""
    try:
        folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)
