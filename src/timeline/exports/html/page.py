"""The page: a history as one HTML file that needs nothing else.

It is a list of events, each with its counterparts and sources, which a browser without script shows as it stands. The
script makes a chart of the same list. The page makes no request: its Content-Security-Policy allows nothing but the style
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
from timeline.exports.html.intro import introduction
from timeline.exports.html.items import color_number, items, packed
from timeline.exports.svg.palette import DARK, LIGHT
from timeline.model.cleaning import one_line
from timeline.questions.panorama import panorama

if TYPE_CHECKING:
    from collections.abc import Sequence

    import jinja2

    from timeline.exports.html.items import Item
    from timeline.exports.svg.palette import Palette
    from timeline.questions.panorama import Panorama
    from timeline.store.chronicle import Chronicle

LARGEST = 1_000_000
"""The number of bytes from which on sources, then all that an event says beside its title, are compressed."""


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the page at `path`."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(render(chronicle, options))


def render(chronicle: Chronicle, options: ExportOptions | None = None) -> str:
    """Return the page as text: one document that makes no request.

    Raises `UsageError` for a name in the filters, or in `between`, that is not in the data.
    """
    options = options or ExportOptions()
    shown = panorama(chronicle, options.query, between=options.between, title=options.title)
    fitting = set(chronicle.ranks(chronicle.where(options.query._replace(timeline=()))))
    listed = items(shown)
    data = json.dumps(page_data(chronicle, shown, fitting), ensure_ascii=False, separators=(",", ":"))
    text = ""
    for level in range(3):
        text = _document(shown, listed, data, level)
        if len(text.encode()) <= LARGEST:
            break
    return text


def _document(shown: Panorama, listed: Sequence[Item], data: str, level: int) -> str:
    """Return the document; at level 1, the sources are compressed, at level 2 also summaries and places."""
    style, script = _style(), scripts.joined()
    bodies = ""
    if level:
        bodies = packed([_body(item, level) for item in listed])
        emptied: dict[str, Any] = (
            {"sources": ()} if level == 1 else {"sources": (), "summary": None, "place": "", "told": ""}
        )
        listed = [item._replace(**emptied) for item in listed]
    places = {branch.timeline.id: place for place, branch in enumerate(shown.timelines)}
    opened = shown.comparisons[0]
    return (
        _environment()
        .get_template("template.html.j2")
        .render(
            title=one_line(shown.title),
            policy=_policy(style, script),
            style=style,
            script=script,
            data=data.replace("<", "\\u003c"),
            bodies=bodies,
            items=listed,
            intro=introduction(shown),
            shown_left=color_number(places.get(opened.base, 0)),
            shown_right=color_number(places[opened.alt]) if opened.alt != opened.base else 1,
        )
    )


def _body(item: Item, level: int) -> list[object]:
    sources = [list(source) for source in item.sources]
    return [sources] if level == 1 else [sources, item.summary, item.place]


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
