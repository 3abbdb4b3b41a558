"""A picture as the bytes of a file: SVG as it is, PNG and PDF by Typst, which has the renderer of resvg in it."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

PNG_MARK = b"Software\0timeline"
PDF_MARK = b"\n%timeline export\n"
"""How an earlier export is recognized, so that --force replaces nothing else; an SVG has `drawing.GENERATOR`."""

_PAGE = """\
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


ENDINGS = (".svg", ".png", ".pdf")
"""The endings of the names of pictures."""


def encoded(svg: str, ending: str, dots_per_inch: int) -> bytes:
    """Return an SVG document in the form of an ending; raises `UsageError` if Typst is needed and missing."""
    made = {".png": _png, ".pdf": _pdf}
    return made[ending](svg, dots_per_inch) if ending in made else svg.encode()


def _typst(ending: str) -> ModuleType:
    try:
        import typst
    except ImportError:
        raise UsageError(
            f"{ending} needs typst", "the extra `poster` has it: pip install '.[poster]' in a clone"
        ) from None
    module: ModuleType = typst
    return module


def _png(svg: str, dots_per_inch: int) -> bytes:
    drawn: bytes = _typst("PNG").compile(_PAGE.encode(), format="png", ppi=dots_per_inch, sys_inputs={"svg": svg})
    header = 8 + 25  # the signature, and the first chunk
    chunk = b"tEXt" + PNG_MARK
    marked = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return drawn[:header] + marked + drawn[header:]


def _pdf(svg: str, _: int) -> bytes:
    drawn: bytes = _typst("PDF").compile(_PAGE.encode(), format="pdf", sys_inputs={"svg": svg}, timestamp=0)
    return drawn.rstrip() + PDF_MARK
