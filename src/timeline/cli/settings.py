"""Defaults that a user has set: options override the environment, which overrides files. None of them is ever run."""

# Without `from __future__ import annotations`, the fields of `Setting` need not be evaluated: every start reads them.

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from timeline.cli.settings_files import Loaded, load
from timeline.cli.settings_text import VARIABLES, Problem
from timeline.model.errors import UsageError

_MEANINGS = {"NO_COLOR": "never", "FORCE_COLOR": "always"}
"""The values of `color` that variables of other programs mean if they are set."""


class Setting(NamedTuple):
    """A value, and where it comes from."""

    name: str
    values: tuple[str, ...]
    source: str
    """"option", a variable such as "$TIMELINE_DATA", the path of a file, or "default"."""
    is_found: bool = False
    """Whether it comes from a settings file in the working directory or above it."""
    problem: Problem | None = None
    """A mistake in a file that takes precedence over the source."""


class Settings:
    """The settings of one run of a command."""

    def __init__(
        self, options: Mapping[str, Any], *, are_needed: bool = True, note: Callable[[str], None] = lambda text: None
    ) -> None:
        """Take the values of all options of the command by name; options that are not given are None.

        If settings `are_needed`, a mistake in a settings file is an error once the command uses a setting that it may
        affect. Other mistakes are passed to `note`, once.
        """
        self._options = options
        self._are_needed = are_needed
        self.note = note

    def of(self, name: str) -> Setting:
        """Return the value of a setting: of its option if given, else of the environment, of a file, or none.

        Raises `UsageError` if a settings file that may set it cannot be used.
        """
        option = self._options.get(name)
        if option:
            return Setting(name, (option,) if isinstance(option, str) else tuple(option), "option")
        variable = _variable_of(name)
        if variable is not None:
            value = _MEANINGS.get(variable, os.environ[variable])
            values = tuple(part for part in value.split(os.pathsep) if part) if name == "data" else (value,)
            return Setting(name, values, f"${variable}")
        passed: Problem | None = None
        for file in self.loaded.files:
            if file.values.get(name):
                return Setting(name, file.values[name], str(file.path), file.is_found, passed)
            if name == "safe" and file.is_found:
                continue
            for problem in file.problems:
                if problem.may_concern(name) and self._is_error(problem):
                    raise UsageError(problem.text, problem.hint)
                if problem.setting in (name, None):
                    passed = passed or problem
        return Setting(name, (), "default", problem=passed)

    @cached_property
    def loaded(self) -> Loaded:
        """The settings files, read once."""
        loaded = load(os.environ.get(VARIABLES["safe"]) or None)
        for stranger in loaded.strangers:
            self.note(stranger)
        for problem in (problem for file in loaded.files for problem in file.problems):
            if not self._is_error(problem):
                self.note(f"{problem.text}{f' ({problem.hint})' if problem.hint else ''}")
        return loaded

    def _is_error(self, problem: Problem) -> bool:
        """Return whether a problem ends the command if it affects a setting in use; otherwise it is only noted."""
        name = problem.setting
        if name not in VARIABLES:
            return self._are_needed
        return self._are_needed and name in self._options and not self._options[name] and _variable_of(name) is None


def _variable_of(name: str) -> str | None:
    """Return the environment variable that sets a setting; None if none does."""
    others = _MEANINGS if name == "color" else ()
    return next((variable for variable in (VARIABLES[name], *others) if os.environ.get(variable)), None)
