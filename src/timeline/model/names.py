"""Names: how to compare them, make ids of them, and guess what a mistyped one means."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Generic, TypeVar

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
Word = TypeVar("Word", bound=str)

FEW = 8
"""Up to this many known names, a hint lists them all."""


def fold(name: str) -> str:
    """Return the form in which names are compared: case, Unicode variants and runs of spaces do not count."""
    if name.isascii():
        return " ".join(name.casefold().split())
    for form in ("NFD", "NFKD"):  # Unicode Standard, section 3.13, D146: compatibility caseless matching
        name = unicodedata.normalize(form, name).casefold()
    return " ".join(unicodedata.normalize("NFKC", name).split())


class NameTable(Generic[T]):
    """A table from names to values. The exact form of a name comes before forms that differ in case or Unicode variant."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[T]] = {}
        self._folded: dict[str, list[T]] = {}
        for name, value in pairs:
            for table, key in ((self._exact, name), (self._folded, fold(name))):
                known = table.setdefault(key, [])
                if value not in known:
                    known.append(value)

    def find(self, name: str) -> list[T]:
        """Return the values of a name: one, several if it is ambiguous, none if it is unknown."""
        return self._exact.get(name) or self._folded.get(fold(name), [])


def slug(title: str) -> str:
    """Return a title as an id: lower case, accents dropped, hyphens between words ("Déjà vu!" gives "deja-vu").

    Empty where the title holds no letter and no digit.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", fold(title)) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def nearest(name: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """Return at most `limit` of the `known` names that a mistyped `name` probably means, the best first.

    Names that contain all of the typed words come before names that only look similar.
    """
    import difflib

    folded = {fold(candidate): candidate for candidate in known}
    typed = fold(name)
    words = [word for word in re.split(r"[\W_]+", typed) if word]
    if not words:
        return []
    holding = sorted((f for f in folded if all(word in re.split(r"[\W_]+", f) for word in words)), key=len)
    alike = difflib.get_close_matches(typed, folded, n=limit, cutoff=0.6)
    return [folded[match] for match in dict.fromkeys([*holding, *alike])][:limit]


def pick(word: str, choices: Iterable[Word], problem: str) -> Word:
    """Return the choice that `word` names, in upper or lower case.

    Raises `UsageError` with the `problem` where it names none; the hint is the nearest choice, or else all of them.
    """
    known = tuple(choices)
    for choice in known:
        if word.casefold() == choice:
            return choice
    raise UsageError(problem, did_you_mean(word, known, few=len(known)))


def did_you_mean(name: str, known: Iterable[str], few: int = FEW) -> str | None:
    """Return a hint: the nearest of the `known` names, else all of them if there are at most `few`, else None."""
    candidates = list(known)
    near = nearest(name, candidates)
    if near:
        return f'did you mean "{near[0]}"?'
    if 0 < len(candidates) <= few:
        return "known are " + ", ".join(f'"{candidate}"' for candidate in candidates)
    return None
