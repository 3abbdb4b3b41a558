"""Decide whether a file is meant as an events file. Only then may an error show its lines.

A path may come from a stranger: from an `include`, or from a settings file. So of a file of another kind, such as a list
of passwords, no word is shown, whoever named it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.source.fields import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER = re.compile(
    r"""^[ \t]*(?:\[{1,2}[ \t]*)?["']?(?:event|state|show|timeline|person|people|tag)s?["']?[ \t]*(?:[\].]|=[ \t]*[\[{])""",
    re.MULTILINE | re.IGNORECASE,
)
"""The header of a table of an events file, or the list that stands for such tables, misspelt or not."""

_COLUMNS = re.compile(r"\A(?=[^\n]*\bdate\b)(?=[^\n]*\btitle\b)[\w\"',;\t ]+$", re.MULTILINE)
"""A first line of columns: a table that somebody took for an events file."""


_ANYWHERE = {"format", "name", "defaults"}
"""Keys of an events file that files of every kind have."""

_EVENT = {"date", "title"}
"""The keys of an event whose header is missing."""


def is_about_events(text: str, tables: Mapping[str, Any]) -> bool:
    """Return whether a text is an events file, right or wrong; `tables` is its TOML, empty where it is none."""
    known = tables.keys() & ROOT.by_key.keys()
    if "include" in tables or tables.keys() >= _EVENT or (known == tables.keys() and known - _ANYWHERE):
        return True
    return _HEADER.search(text) is not None or _COLUMNS.match(text) is not None
