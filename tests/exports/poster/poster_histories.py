"""Histories that are not about a show, to make posters of."""

from __future__ import annotations

import json


def event(id_: str, date: str, title: str, **keys: object) -> str:
    lines = {"id": id_, "date": date, "title": title, **keys}
    return (
        "[[event]]\n"
        + "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
        + "\n"
    )


def timeline(id_: str, name: str, parent: str = "real") -> str:
    return f'[[timeline]]\nid = "{id_}"\nname = {json.dumps(name)}\nparent = "{parent}"\n'


def _nested() -> str:
    text = (
        'name = "Roads not taken at Waterloo"\n'
        + timeline("nap", "Napoleon wins")
        + timeline("reg", "The Regency", "nap")
    )
    text += (
        timeline("rep", "The Republic", "nap") + timeline("pru", "Prussia alone") + timeline("sea", "War at sea", "reg")
    )
    text += "".join(
        event(f"r{y}", f"{y}-05-14", f"Something in the year {y}", kind="real") for y in range(1790, 1900, 3)
    )
    text += event("pod", "1815-06-18", "Grouchy marches to the sound of the guns", timeline="nap", averts=["r1817"])
    for year in range(1818, 1880, 3):
        link = {"moves": [f"r{(year - 1790) // 3 * 3 + 1790}"]} if year % 2 else {}
        text += event(
            f"n{year}", f"{year}~", f"The Empire does a thing in {year}", timeline="nap", because=["pod"], **link
        )
    starts = {"reg": 1832, "rep": 1848, "pru": 1816, "sea": 1851}
    for name, start in starts.items():
        text += "".join(
            event(f"{name}{y}", f"{y}-05", f"{name} goes on in {y}", timeline=name) for y in range(start, start + 25, 4)
        )
    return text


def _rome() -> str:
    ours = {
        "-0752": "Rome is founded", "-0508": "The last king is driven out", "-0215-08-02": "Hannibal wins at Cannae",
        "-0043-03-15": "Caesar dies on the Ides of March", "0014-08-19": "Augustus dies", "0180": "Marcus Aurelius dies",
        "0476-09-04": "Odoacer deposes the last emperor", "1492-10-12": "Columbus lands",
        "1969-07-20": "The Moon is reached",
    }  # fmt: skip
    theirs = {
        "-0040~": ("Parthia falls to Caesar", {}),
        "0476~": ("The thousandth triumph", {"replaces": "r6"}),
        "0612~": ("Ships reach a new world", {"moves": "r7"}),
        "0960/0970": ("A legion stands on the Moon", {"moves": "r8"}),
        "1200/..": ("The long peace", {}),
        "Y12000": ("The Sun is moved", {}),
    }
    text = timeline("rome", "Eternal Rome")
    text += "".join(event(f"r{n}", date, title, kind="real") for n, (date, title) in enumerate(ours.items()))
    text += event("pod", "-0043-03-15", "Caesar reads the note and stays at home", timeline="rome", averts="r3")
    return text + "".join(
        event(f"a{n}", date, title, timeline="rome", because=["pod"], **keys)
        for n, (date, (title, keys)) in enumerate(theirs.items())
    )


def _big() -> str:
    text = event("pod", "1914-06-28", "The driver takes the right turn", timeline="x")
    for n in range(2500):
        text += event(f"r{n}", f"{1900 + n * 7 % 100}-{1 + n % 12:02}-{1 + n % 28:02}", f"Real event {n}", kind="real")
        link = {("moves", "replaces", "averts")[n // 8 % 3]: [f"r{n}"]} if n % 8 == 0 else {}
        cause = "pod" if n < 50 else f"a{n // 3}"
        text += event(
            f"a{n}", f"{1915 + n * 11 % 85}-{1 + n % 12:02}", f"Other event {n}", timeline="x", because=[cause], **link
        )
    return text


NESTED, ROME, BIG = _nested(), _rome(), _big()

LONE = 'name = "The Life of Ada Lovelace"\n' + "".join(
    event(f"e{date}", date, title, kind="real", people=["Ada Lovelace"], place="London")
    for date, title in (
        ("1815-12-10", "Augusta Ada Byron is born in London"),
        ("1828", "She designs a flying machine"),
        ("1833-06-05", "She meets Charles Babbage"),
        ("1835-07-08", "She marries William King"),
        ("1843-09", "Her notes on the Analytical Engine are printed"),
        ("1852-11-27", "She dies at 36"),
    )
)

NOTHING = timeline("x", "The other one")
ONE = NOTHING + event("a", "1900", "The only event", kind="real")
TWO = ONE + event("b", "1900-05-01", "Another one", timeline="x", replaces="a")
OPEN = (
    event("a", "../-0044", "Until then", kind="real")
    + event("b", "1900/..", "From then on", timeline="x", moves="a")
    + event("c", "/1950", "Since nobody knows when", timeline="x")
    + event("d", "19XX", "In that century", timeline="x")
    + event("e", "Y-170000002", "Long before", kind="real")
    + event("f", "Y999999999999999", "At the very end", timeline="x")
)
PRODUCTION = event("a", "2019-11-01", "The show begins", kind="real", show="s") + event(
    "b", "1970", "It is set then", show="s"
)
SHARED = "".join(event(f"s{n}", f"{1700 + n}", f"What both share, number {n}", kind="real") for n in range(60)) + event(
    "pod", "1760", "Then they part", timeline="x", averts="s59"
)

_EVIL = "</svg><script>alert(1)</script> \"q\" 'a' &amp; ]]> \u202eevil\u202c \u0007 \u200b " + "Long " * 60
HOSTILE = (
    f"name = {json.dumps(_EVIL[:300])}\n"
    + timeline("x", _EVIL[:200])
    + event("a", "1900", _EVIL[:300], kind="real")
    + event("b", "1900-05-01", _EVIL[5:300], timeline="x", replaces="a")
    + event(
        "c",
        "1950/..",
        "\u65e5\u672c\u8a9e\u306e\u984c\u540d \U0001f680 \u043a\u0438\u0440\u0438\u043b\u043b\u0438\u0446\u0430",
        timeline="x",
        moves="a",
    )
    + event("d", "1951", "Unbreakable" * 27, timeline="x")
)
