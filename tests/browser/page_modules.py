"""The script's modules in a page of their own, so that their functions can be called from a test."""

from __future__ import annotations

from graphlib import TopologicalSorter

from timeline.exports.html import scripts


def laboratory(*names: str) -> str:
    """Return a page whose `window.lab` has what these modules, and those that they import, export."""
    texts = scripts.modules()
    graph = {name: scripts.imports_of(text) for name, text in texts.items()}
    needed = set(names)
    while more := {each for name in needed for each in graph[name]} - needed:
        needed |= more
    order = [name for name in TopologicalSorter(graph).static_order() if name in needed]
    script = "".join(scripts.plain(texts[name]) for name in order)
    exported = sorted({each for name in needed for each in scripts.exports_of(texts[name])})
    return (
        f"<!doctype html><title>Modules</title><script type=module>{script}"
        f"window.lab = {{ {', '.join(exported)} }}</script>"
    )
