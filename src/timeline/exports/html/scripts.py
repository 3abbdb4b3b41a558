"""The page's script: the modules of `scripts/` as one, in the order of their imports.

A page makes no request, so its modules cannot import each other. Each is a real ES module, which other tools read as
it stands; the page has them one after the other in one module script, without their imports, without `export` and without
comments on lines of their own. So a name at the top of a module is unique among all of them, imports rename nothing and
there is no default export.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_COMMENT = re.compile(r"^[ ]*/\*\*(?:(?!\*/).)*\*/\n|^[ ]*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?=const |let |function |class |async )", re.MULTILINE)
_DECLARED = r"(?:async )?(?:const|let|function|class) (\w+|[\[{].*?[\]}](?= =))"
_EXPORTED = re.compile(rf"^export {_DECLARED}", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(rf"^(?:export )?{_DECLARED}", re.MULTILINE | re.DOTALL)
_TAKEN_APART = re.compile(r"(?:[\[{,:]|\.\.\.)\s*(\w+)\s*(?=[,\]}=])")
_INDENT = re.compile(r"^ +|\n(?=\n)", re.MULTILINE)


def modules() -> dict[str, str]:
    """Return the text of each module by its name."""
    folder = resources.files(__package__) / "scripts"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name[:-3]: file.read_text(encoding="utf-8") for file in files if file.name.endswith(".js")}


@cache
def joined() -> str:
    """Return all modules as one, each after those that it imports."""
    texts = modules()
    graph = {name: imports_of(text) for name, text in texts.items()}
    return "".join(plain(texts[name]) for name in TopologicalSorter(graph).static_order())


def imports_of(text: str) -> list[str]:
    """Return the names of the modules that a module imports."""
    return sorted(_IMPORT.findall(text))


def exports_of(text: str) -> list[str]:
    """Return the names that a module exports."""
    return _names(_EXPORTED.findall(text))


def names_of(text: str) -> list[str]:
    """Return the names that a module declares at its top."""
    return _names(_NAMED.findall(text))


def _names(declared: Iterable[str]) -> list[str]:
    """Return names, with those in patterns such as `[a, { b: c, ...d }]` one by one."""
    return [name for each in declared for name in (_TAKEN_APART.findall(each) if each[0] in "[{" else [each])]


def plain(text: str) -> str:
    """Return a module without imports, exports, comments and indents."""
    return _INDENT.sub("", _EXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", text))))
