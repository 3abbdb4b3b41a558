"""Write the tables of keys in docs/format.md out of the one table of the format, `timeline.source.fields`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from timeline.source.fields import ROOT, Table, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).with_name("format.md")
START, END = "<!-- keys -->\n", "<!-- end of keys -->"


def page() -> str:
    """Return the page with its tables of keys up to date."""
    text = TARGET.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{''.join(sections(ROOT, ''))}{END}{after}"


def sections(table: Table, name: str) -> Iterator[str]:
    """Return a section for a table, and then for each table inside it."""
    yield f"### {f'`[[{name}]]`' if name else 'The top of the file'}\n\n| key | takes | what it is |\n| --- | --- | --- |\n"
    inner = []
    for field in table.fields:
        takes = field.type.value
        if field.choices:
            takes = ", ".join(f'`"{choice}"`' for choice in field.choices)
        elif field.type is Type.TABLES:
            takes = f"`[[{name}{'.' if name else ''}{field.key}]]`"
        elif field.type in (Type.TABLE, Type.TEXT_TABLE):
            takes = f"`[{field.key}]`"
        yield f"| `{field.key}`{' (required)' if field.required else ''} | {takes} | {field.help} |\n"
        if field.table is not None and field.type is Type.TABLES:
            inner.append((field.table, f"{name}{'.' if name else ''}{field.key}"))
    yield "\n"
    for inside, inside_name in inner:
        yield from sections(inside, inside_name)
