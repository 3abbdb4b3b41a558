"""Valid TOML texts, drawn with every way to write tables, keys and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER, DOTTED = "H", "D"
"""What keys start with that a [header] opens, and the inner parts of dotted keys: neither has its value in one place."""

COMMENTS = ("", "", "  # a comment", ' # [[event]] = "', "\t#'''", '#"""', " # }, ]")
LINES = ("", "   ", "# [[event]]", '# title = """', "\t# '", "#")
SPACES = ("", " ", "  ", "\t")
TEXTS = ("", "Moon", "[[event]]", "a = 1", "# no comment", "}, ]", "Дéjà 🌒", "C:\\x", "it's")
STRINGS = (
    '""',
    '"Moon"',
    '"# no [[comment]] = 1"',
    r'"a \"quoted\" word, and \\"',
    r'"\u00e9\U0001F312\t"',
    "''",
    "'C:\\'",
    "'say \"[[event]]\"'",
    '"""one line"""',
    '"""\n[[event]]\ndate = 1969\n# no comment\n"""',
    '"""two "" quotes, and at the end two"""""',
    '"""ends in one""""',
    '"""a \\""" inside\n[x]"""',
    '"""joined \\\n   lines"""',
    "'''\n[[event]]\ntitle = \"x\"\n'''",
    "'''it''s'''''",
    "'''\\'''",
    '"[[event]] \N{CRESCENT MOON}"',
)
OTHERS = (
    *("0", "-17", "1_000", "0xC0FFEE", "3.5e-7", "-inf", "true", "false"),
    *("1969-07-20", "1969-07-20T20:17:40Z", "1969-07-20 20:17:40.5-04:00", "1969-07-20 20:17:40", "20:17:40"),
)
SCALARS = st.sampled_from([*STRINGS, *OTHERS])


class Writer:
    """Writes one valid TOML document, with every choice drawn; each key is new, so that none stands twice."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._keys = 0

    def one_of(self, choices: tuple[str, ...]) -> str:
        chosen: str = self._draw(st.sampled_from(choices))
        return chosen

    def number(self, low: int, high: int) -> int:
        number: int = self._draw(st.integers(low, high))
        return number

    def name(self, first: str = "k") -> str:
        self._keys += 1
        return f"{first}{self._keys}"

    def key_part(self, first: str = "k") -> str:
        name = self.name(first)
        return self.one_of(
            (name, f"{name}-x", f'"{name}"', f"'{name}'", f'"{name} . \\"=[]#\\u00e9"', f"'{name} .=[]#'")
        )

    def key(self) -> str:
        inner = [self.key_part(DOTTED) for _ in range(max(0, self.number(-2, 2)))]
        return f"{self.one_of(SPACES)}.{self.one_of(SPACES)}".join([*inner, self.key_part()])

    def gap(self) -> str:
        return self.one_of((*SPACES, "\n", "\n  # ] } \" '''\n", " # [[event]]\n"))

    def value(self, depth: int = 2) -> str:
        kind = self.number(0, 5) if depth else 0
        if kind == 4:
            items = [f"{self.gap()}{self.value(depth - 1)}{self.gap()}" for _ in range(self.number(0, 3))]
            return f"[{','.join(items)}{self.one_of(('', ',')) if items else ''}{self.gap()}]"
        if kind == 5:
            pairs = [self.pair(depth - 1) + self.one_of(SPACES) for _ in range(self.number(0, 3))]
            return f"{{{','.join(pairs)}{self.one_of(SPACES)}}}"
        text: str = self._draw(SCALARS)
        return text

    def pair(self, depth: int = 2) -> str:
        before, left, right = (self.one_of(SPACES) for _ in range(3))
        return f"{before}{self.key()}{left}={right}{self.value(depth)}"

    def header(self, opened: list[str]) -> str:
        """Return a header; `opened` are the arrays of tables so far, below whose last table another may be opened."""
        around = self.one_of(SPACES)
        inside = [self.one_of(tuple(opened))] if opened and self.number(0, 1) else []
        if self.number(0, 1):
            inner = [self.key_part(HEADER)] if self.number(0, 3) == 3 else []
            return f"[{around}{' .'.join([*inside, *inner, self.key_part(HEADER)])}{around}]"
        again = self.number(0, 1) == 1
        path = inside[0] if inside and again else ".".join([*inside, self.name(HEADER)])
        if path not in opened:
            opened.append(path)
        else:  # a new table of the array: what its last one held is closed
            opened[:] = [other for other in opened if not other.startswith(f"{path}.")]
        return f"[[{around}{path}{around}]]"

    def document(self) -> str:
        opened: list[str] = []
        lines = []
        for _ in range(self.number(0, 12)):
            kind = self.number(0, 5)
            if kind == 0:
                lines.append(self.one_of(LINES))
            else:
                statement = self.header(opened) if kind < 3 else self.pair()
                lines.append(self.one_of(SPACES) + statement + self.one_of(COMMENTS))
        return self.one_of(("\n", "\r\n")).join("\n".join(lines).split("\n")) + self.one_of(("", "\n"))


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    return Writer(draw).document()
