"""The page: a history as one HTML file that needs nothing else.

It is a list of events, each with its counterparts and sources, which a browser without script shows as it stands. The
script makes a chart of the same list. Of a very long history, the page has the events compressed, and only the script shows
them all. The page makes no request: its Content-Security-Policy allows nothing but the style
and the script that are in it, named by their hashes.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from timeline.exports.files import ExportOptions
from timeline.exports.html import scripts
from timeline.exports.html.data import page_data
from timeline.exports.html.digest import heaviest
from timeline.exports.html.intro import introduction
from timeline.exports.html.items import items
from timeline.exports.html.packing import QUICK, body, packed, texts
from timeline.exports.layout.colors import color_numbers, shade
from timeline.exports.svg.palette import DARK, LIGHT
from timeline.model.cleaning import one_line
from timeline.questions.panorama import panorama

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import jinja2

    from timeline.exports.html.items import Item
    from timeline.exports.svg.palette import Palette
    from timeline.questions.panorama import Panorama
    from timeline.store.chronicle import Chronicle

LISTED = 5_000
"""Up to so many events, the page is their list. Of more, it holds them compressed, and makes those that are looked at."""

LONG = 1_500
"""Up to so many events, all items are in the document beside the chart; of more, only those near the window."""

LARGEST = 1_000_000
"""About how many bytes a page may have before sources, then all that events say beside their titles, are compressed."""

MARKUP, LINE, BODY, LINK = 190, 90, 110, 50
"""About the bytes of an item without its texts, of a line about a counterpart, of a summary, and of a source."""

SQUEEZED = 0.15
"""About the share of sources that is left of them, compressed and in Base64."""


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the page at `path`."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(render(chronicle, options))


def render(chronicle: Chronicle, options: ExportOptions | None = None, *, listed: int = LISTED) -> str:
    """Return the page as text: one document that makes no request. Of more than `listed` events, it keeps them compressed.

    Raises `UsageError` for a name in the filters, or in `between`, that is not in the data.
    """
    options = options or ExportOptions()
    shown = panorama(chronicle, options.query, between=options.between, title=options.title)
    fitting = set(chronicle.ranks(chronicle.where(options.query._replace(timeline=()))))
    colors = color_numbers(chronicle.world, [(each.base, each.alt) for each in shown.comparisons])
    data = page_data(chronicle, shown, fitting, colors)
    parts = _packed_parts(shown, data, colors) if len(shown.events) > listed else _listed_parts(shown, data, colors)
    return _document(shown, parts, colors)


def _packed_parts(shown: Panorama, data: dict[str, Any], colors: Mapping[str, int]) -> dict[str, Any]:
    """Return what a page of many events is made of; without script, it has the heaviest and says so."""
    return {
        "items": items(shown, colors, heaviest(shown)),
        "is_packed": True,
        "data": packed(data, QUICK),
        "texts": packed(texts(shown.events), QUICK),
        "bodies": packed([body(event, whole=True) for event in shown.events], QUICK),
    }


def _listed_parts(shown: Panorama, data: dict[str, Any], colors: Mapping[str, int]) -> dict[str, Any]:
    """Return what a page is made of whose list has all events, with as much of them in it as keeps it small."""
    found = items(shown, colors)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    level = _level(found, len((_style() + scripts.joined() + text).encode()))
    bodies = ""
    if level:
        bodies = packed([body(event, whole=level > 1) for event in shown.events])
        emptied: dict[str, Any] = (
            {"sources": ()} if level == 1 else {"sources": (), "summary": None, "place": "", "told": ""}
        )
        found = [item._replace(**emptied) for item in found]
    return {"items": found, "is_packed": False, "data": text, "texts": "", "bodies": bodies}


def _level(found: Sequence[Item], fixed: int) -> int:
    """Return how much has to be compressed: nothing, the sources (1), or also summaries and places (2)."""
    titles = sources = summaries = 0
    for item in found:
        titles += MARKUP + _size(item.id) * 2 + _size(item.title) + _size(item.date)
        titles += sum(LINE + _size(line.id) + _size(line.title) + _size(line.drift) for line in item.counterparts)
        sources += sum(LINK + _size(source.text) + _size(source.address or "") for source in item.sources)
        summaries += BODY + _size(item.summary or "") + _size(item.place) + _size(item.told)
    room = LARGEST - fixed - titles - summaries
    return 0 if sources <= room else 1 if sources * SQUEEZED <= room else 2


def _size(text: str) -> int:
    return len(text.encode())


def _document(shown: Panorama, parts: dict[str, Any], colors: Mapping[str, int]) -> str:
    style, script = _style(), scripts.joined()
    opened = shown.comparisons[0]
    return (
        _environment()
        .get_template("template.html.j2")
        .render(
            title=one_line(shown.title),
            count=len(shown.events),
            listed=LISTED,
            long=0 if parts["is_packed"] else LONG,
            policy=_policy(style, script),
            style=style,
            script=script,
            intro=introduction(shown),
            shown_left=shade(colors[opened.base]),
            shown_right=shade(colors[opened.alt]),
            **parts,
        )
    )


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing but this style and this script, and no text that becomes markup."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none';"
        " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("timeline.exports.html", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )


def _style() -> str:
    """Return the stylesheet with the colors of the palette, as custom properties."""
    text = (resources.files(__package__) / "style.css").read_text(encoding="utf-8")
    return text.replace("/* light */", _tokens(LIGHT)).replace("/* dark */", _tokens(DARK))


def _tokens(palette: Palette) -> str:
    return " ".join(f"--{name}: {color};" for name, color in palette._asdict().items())
