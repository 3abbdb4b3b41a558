"""Edits of an events file, for property tests: what people do to one, and what could mislead who tells its events apart."""

from __future__ import annotations

from hypothesis import strategies as st

SOUND = (
    "# a comment\n",
    "\n",
    '[[event]]\ndate = 1970\ntitle = "New"\nkind = "real"\n',
    '[[event]]\nid = "one"\ndate = 1971\ntitle = "One"\nkind = "real"\ntags = ["moon"]\n',
    '[[event]] # more\r\nid = "two"\r\ndate = 1971\r\ntitle = "Two"\r\nkind = "real"\r\n',
    '  [[ event ]]\n  date = 1969-07-20\n  title = "Indented"\n  kind = "both"\n',
    "[event.x]\nmine = 1969-07-20\nlist = [[1, 2],\n[3]\n]\n",
    "[[event.x.deep]]\na = 1\n",
    'summary = """\n[[event]]\ntitle = \'\'\'\n"""\n',
    "summary = '''\n[[event]]\n\"\"\" '''\n",
    'summary = "\'\'\'" # """\n',
    '# """\n',
    'tags = ["moon", "Mars"]\n',
    'tags = ["MOON"]\npeople = ["Ed Baldwin", "Somebody"]\n',
    'people = ["Ed"]\n',
    'people = ["Somebody", "Valerie Ott"]\n',
    'place = "Houston"\n',
    'place = "houston"\n',
    'source = ["a", "b"]\ncanon = "inferred"\nallow = ["C501"]\n',
    'x = { at = 12:00:00, day = 1969-07-20, when = 1969-07-20T12:00:00Z, "\\u0000toml" = [1.5, inf] }\n',
    "order = 1\n",
)
"""What may stand somewhere in a file without a mistake."""

ODD = (
    'because = "one"\n',
    '[defaults]\ntags = ["moon"]\n',
    '[defaults]\nplace = "Houston"\nx = { at = 12:00:00 }\n',
    '[tags]\nmoon = "The Moon"\n',
    '[[person]]\nname = "Ed Baldwin"\naliases = ["Ed"]\nborn = 1930\n',
    '[[person]]\nname = "Other"\naliases = ["Ed"]\n',
    '[[state]]\nof = "Chief"\nis = "Ed"\ndate = 1969\nkind = "real"\n',
    '[check]\noff = ["Q301"]\n',
    "tags = [\n[tags]\n]\n",
    "x = { a = [\n[1]\n] }\n",
    "[event]\n",
    "event = []\n",
    '["event"]\n',
    "[1]\n",
    "]\n",
    "x = [\n",
    '"""\n',
    "'''\n",
    'title = "unclosed\n',
    "no = \n",
    "a.b.c = 1\n",
    'include = ["other.toml"]\n',
    "\\\n",
    "= [[event]]\n",
)
"""What is often a mistake, or changes more than an event."""


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """Draw what becomes of a text: lines or tables inserted, deleted, changed, moved."""
    pieces = st.sampled_from(draw(st.sampled_from((SOUND, SOUND, SOUND, ODD))))
    lines = text.splitlines(keepends=True)
    tables = [n for n, line in enumerate(lines) if line.lstrip().startswith("[")] or [0]
    forms = ("insert", "below", "below", "between", "delete", "change", "change", "move", "drop", "cut")
    form = draw(st.sampled_from(forms))
    at = draw(st.integers(0, len(lines)))
    if form == "insert":
        lines.insert(at, draw(pieces))
    elif form == "between":
        lines.insert(draw(st.sampled_from(tables)), draw(pieces))
    elif form == "below":  # a key of a table
        lines.insert(draw(st.sampled_from(tables)) + 1, draw(pieces))
    elif form == "delete":
        del lines[at : at + 1]
    elif form == "change":
        quoted = [n for n, line in enumerate(lines) if line.rstrip().endswith('"')]
        if quoted:
            n = draw(st.sampled_from(quoted))
            lines[n] = lines[n].rstrip()[:-1] + draw(st.sampled_from((" x", "ü", " Moon", ""))) + '"\n'
    elif form == "cut":
        return text[: draw(st.integers(0, len(text)))]
    else:
        start = draw(st.sampled_from(tables))
        end = next((n for n in tables if n > start), len(lines))
        table = lines[start:end]
        del lines[start:end]
        if form == "move":
            lines[at:at] = table
    return "".join(lines)
