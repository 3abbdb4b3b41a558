"""`timeline config`: show the settings in force and where each comes from."""

from __future__ import annotations

from timeline.cli.answer import answer
from timeline.cli.options import DataOptions, OutputOptions, with_options
from timeline.cli.settings import Setting
from timeline.cli.settings_text import VARIABLES
from timeline.formats.report import Column, Report

_DEFAULTS = {"data": "the bundled history", "format": "table, tsv in a pipe", "color": "auto"}


def _value(each: Setting) -> str:
    nothing = _DEFAULTS.get(each.name, "none") if each.source == "default" else "unknown"
    return ", ".join(each.values) or nothing


_COLUMNS: tuple[Column[Setting], ...] = (
    Column("setting", lambda each: each.name, brief=True),
    Column("value", lambda each: each.values, brief=True, shown=_value),
    Column("from", lambda each: each.source, brief=True),
)


class _ShownData(DataOptions):
    """The options for events files, which this command only shows."""

    reads_history = False


@with_options
def config(data: _ShownData, output: OutputOptions) -> None:
    """Show which settings are in force, and where each of them comes from.

    Options override the environment ($TIMELINE_DATA, $TIMELINE_UP_TO, $TIMELINE_FORMAT, $TIMELINE_COLOR), which overrides
    settings files: timeline.toml in the working directory or above it, then timeline/timeline.toml in the user's folder
    for settings. A file has lines such as data = "mine.toml", up_to = "fam:s2e5", format = "json", color = "never".
    A timeline.toml that belongs to somebody else is only used if safe = ["/its/folder"] in the user's own settings, or
    $TIMELINE_SAFE, trusts its folder.

    \b
    Examples:
      timeline config
      timeline config -f json
    """
    settings = [_in_force(data.settings.of(name)) for name in VARIABLES]
    answer(Report(_COLUMNS, settings), output, nothing="")


def _in_force(found: Setting) -> Setting:
    """Return a setting, or in place of its source the mistake in a settings file that makes it unknown."""
    return found if found.problem is None else Setting(found.name, (), found.problem.text)
