"""Run the command line and return an exit status. Closed pipes, ^C and errors are handled here and nowhere else."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NoReturn

from timeline.model.errors import DataError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Typer


class ExitStatus(IntEnum):
    """Exit statuses, which scripts may rely on."""

    DONE = 0
    FOUND = 1
    """`check` found an error, or `diverge --exit-code` a divergence."""
    USAGE = 2
    DATA = 3
    """The data cannot be read or is invalid."""
    INTERNAL = 70
    """A fault of the program (EX_SOFTWARE of sysexits.h)."""
    OUTPUT = 74
    """The output cannot be written (EX_IOERR)."""
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class _StandardOutput(io.TextIOWrapper):
    """Standard output whose errors cannot be mistaken for errors of reading."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise _output_error(error) from None

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise _output_error(error) from None


class _StandardError(io.TextIOWrapper):
    """Standard error: what cannot be written there is lost, and changes no exit status."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def _output_error(error: OSError) -> OSError:
    return error if isinstance(error, BrokenPipeError) else OutputError(error.errno, error.strerror)


_GARBAGE = 50_000
"""How many new objects make Python look for garbage: a start makes fewer, and none of them is garbage."""


def main() -> NoReturn:
    """Run the command line of this process and exit with its status.

    The process ends without the work of taking every module apart. Nothing waits for that: all files are closed by then.
    TIMELINE_DEBUG has it end as usual, for profilers.
    """
    gc.set_threshold(_GARBAGE)
    status = run(sys.argv[1:])
    if os.environ.get("TIMELINE_DEBUG"):
        sys.exit(status)
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.flush()
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status. Never raises for bad input."""
    if sys.stdout is None:
        return _fail("cannot write the output: standard output is closed", ExitStatus.OUTPUT)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the life of the process
    try:
        _set_up_streams()
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return ExitStatus.PIPE_CLOSED
    except OutputError as error:
        _discard_output()
        return _fail(f"cannot write the output: {error.strerror or error}", ExitStatus.OUTPUT)
    except OSError as error:
        what = f"cannot read {os.fsdecode(error.filename)}" if error.filename else "cannot read a file or folder"
        return _fail(f"{what}: {error.strerror or error}", ExitStatus.DATA)
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        message = f"internal error: {type(error).__name__}: {error} (TIMELINE_DEBUG=1 shows where; please report it)"
        return _fail(message, ExitStatus.INTERNAL)


def _run(arguments: Sequence[str]) -> int:
    if os.environ.get("_TIMELINE_COMPLETE"):  # set by typer's own scripts, which would evaluate an answer
        return ExitStatus.DONE
    if arguments[:1] == ["--complete"]:
        from timeline.cli.complete import complete

        complete(arguments[1:])
        return ExitStatus.DONE
    from timeline.cli.app import app

    try:
        return _invoke(app, arguments)
    except UsageError as error:
        return _fail(error.message, ExitStatus.USAGE, "one of" if error.listed else error.hint, error.listed)
    except DataError as error:
        from timeline.cli.diagnose import print_diagnostics

        print_diagnostics(found for found in error.diagnostics if found.severity == "error")
        return ExitStatus.DATA


def _invoke(app: Typer, arguments: Sequence[str]) -> int:
    """Run the typer application and handle the exceptions of click, whichever copy of it this typer brings."""
    import typer
    from typer.main import get_command

    try:
        status = get_command(app).main(list(arguments), prog_name="timeline", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as leaving:
        if isinstance(leaving.__context__, OSError):  # click exits with 1 if a pipe is closed
            raise leaving.__context__ from None
        raise
    except Exception as error:
        usage_error: Any = typer.BadParameter.__mro__[1]
        if not isinstance(error, usage_error):
            raise
        return _fail(error.format_message(), ExitStatus.USAGE, _help_of(error))
    return status if isinstance(status, int) else ExitStatus.DONE


def _help_of(error: Any) -> str | None:
    from timeline.cli.suggest import option_for

    context = getattr(error, "ctx", None)
    if context is None:
        return None
    names = {name for option in context.command.params for name in option.opts}
    meant = option_for(str(getattr(error, "option_name", "")), names)
    hint = f"try '{context.command_path} --help'"
    return f'did you mean "{meant}"? {hint}' if meant else hint


def _set_up_streams() -> None:
    """Write UTF-8 to pipes and files, and to a terminal whatever it can show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(
                encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "surrogateescape", newline="\n"
            )
    if type(sys.stdout) is io.TextIOWrapper:  # not what a test has put there
        sys.stdout = _rewrapped(sys.stdout, _StandardOutput)
    if type(sys.stderr) is io.TextIOWrapper and sys.stderr is sys.__stderr__:
        sys.stderr = _rewrapped(sys.stderr, _StandardError)


def _rewrapped(stream: io.TextIOWrapper, kind: type[io.TextIOWrapper]) -> io.TextIOWrapper:
    newline = None if stream.isatty() else "\n"
    return kind(stream.buffer, stream.encoding, stream.errors, newline, stream.line_buffering)


def _fail(message: str, status: ExitStatus, hint: str | None = None, listed: Sequence[str] = ()) -> int:
    from timeline.model.cleaning import one_line

    lines = [f"timeline: error: {one_line(message)}", *([f"  help: {one_line(hint)}"] if hint else [])]
    lines += [f"    {one_line(each)}" for each in listed]
    with suppress(OSError):  # standard error is closed
        print("\n".join(lines), file=sys.stderr)
    return status


def _discard_output() -> None:
    """Point standard output at the null device, so that the interpreter's last flush does not fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass


if __name__ == "__main__":
    main()
