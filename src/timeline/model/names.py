"""Names: how to compare them, make ids of them, and guess what a mistyped one means."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Generic, TypeVar

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")
Word = TypeVar("Word", bound=str)

FEW = 8
"""Up to this many known names, a hint lists them all."""

LEAST_START = 3
"""The number of letters that are enough to guess a word."""

MOST_CANDIDATES = 8
"""The most names that a hint lists if a text may mean several."""

HINT_WIDTH = 72
"""The columns that a hint has on a screen of 80, behind its `help: `."""

MOST_LINES = 20
"""The most names that an error lists if each has a line."""


def fold(name: str) -> str:
    """Return the form in which names are compared: without regard to case, accents, Unicode variants and runs of space.

    Accents are the combining diacritical marks U+0300 to U+036F. The marks of other scripts stay, because they
    distinguish words: dakuten in Japanese, vowel signs in Thai and Devanagari. `İ` and `ß` become `i` and `ss`.
    """
    folded = caseless(name)
    if folded.isascii():
        return folded
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def caseless(name: str) -> str:
    """Return a name without regard to case, Unicode variants and runs of space, but with its accents."""
    if name.isascii():
        return " ".join(name.casefold().split())
    for form in ("NFD", "NFKD"):  # Unicode Standard, section 3.13, D146: compatibility caseless matching
        name = unicodedata.normalize(form, name).casefold()
    return " ".join(unicodedata.normalize("NFKC", name).split())


@cache
def _unspaced() -> re.Pattern[str]:
    """Return a pattern for one character of a script without spaces between words, or with endings joined to them."""
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
        "\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # radicals, kana, Bopomofo
        "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
        "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"  # Hangul
    )


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; each character of a script that is written without spaces is a word.

    A word is a run of letters, digits and their marks. The index keeps texts in this form, and searches for it.
    """
    return [word for run in runs_of(text) for word in run]


def runs_of(text: str) -> list[list[str]]:
    """Return the words of a text in runs; spaces and punctuation separate runs."""
    folded = fold(text)
    if folded.isascii():
        return [[word] for word in re.findall(r"[a-z0-9]+", folded)]
    plain = "".join(c if _is_of_word(c) else " " for c in folded)
    return [_unspaced().sub(r" \g<0> ", run).split() for run in plain.split()]


def _is_of_word(character: str) -> bool:
    if character.isalnum():
        return True
    return unicodedata.category(character) in ("Mn", "Mc") and not "\ufe00" <= character <= "\ufe0f"


def has_words(name: str, typed: str) -> bool:
    """Return whether a name has all typed words as whole words; in scripts without spaces, any part of it counts."""
    words = f" {' '.join(words_of(name))} "
    runs = runs_of(typed)
    return bool(runs) and all(f" {' '.join(run)} " in words for run in runs)


class NameTable(Generic[T]):
    """A table from names to values. The exact form of a name comes before forms that differ only in case or accents."""

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
        return self._exact.get(name) or self.like(name)

    def like(self, name: str) -> list[T]:
        """Return the values of all names that differ from this one at most in case or accents, in their order."""
        return self._folded.get(fold(name), [])


def storable(text: str) -> str:
    """Return the text; raises `UsageError` if no events file can contain it: half a surrogate pair, or NUL."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("the text is not UTF-8", "events files are UTF-8")
    return text


def slug(title: str) -> str:
    """Return a title as an id: lower case, accents dropped, hyphens between words ("Déjà vu!" gives "deja-vu").

    The marks of other scripts stay, as in `fold`. Empty if the title has neither letters nor digits.
    """
    words = "".join(c if _is_of_word(c) else " " for c in fold(title)).split()
    return "-".join(word for word in words if any(c.isalnum() for c in word))


def nearest(name: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """Return at most `limit` of the `known` names that a mistyped `name` probably means, the best first.

    Names that contain all of the typed words come before names that only look similar.
    """
    import difflib

    folded = {fold(candidate): candidate for candidate in known}
    typed = fold(name)
    if not words_of(name):
        return []
    holding = sorted((f for f in folded if has_words(f, typed)), key=len)
    alike = difflib.get_close_matches(typed, folded, n=limit, cutoff=0.6)
    by_word = (f for f in folded if _has_like_words(words_of(f), words_of(typed))) if len(alike) < limit else ()
    return [folded[match] for match in dict.fromkeys([*holding, *alike, *by_word])][:limit]


def _has_like_words(words: Sequence[str], typed: Iterable[str]) -> bool:
    """Return whether each typed word is the start of one of the words, or looks like one."""
    import difflib

    return all(
        any(len(each) >= LEAST_START and word.startswith(each) for word in words)
        or difflib.get_close_matches(each, words, n=1, cutoff=0.75)
        for each in typed
    )


def near_words(word: str, counts: Mapping[str, int], limit: int = 5) -> list[tuple[str, int]]:
    """Return the words nearest to one that is not among the counted, folded words, with their counts, the nearest first.

    These are the most frequent words that start with it, and words that look like it.
    """
    import difflib

    start = fold(word)
    longer = sorted((each for each in counts if each.startswith(start)), key=lambda each: -counts[each])
    alike = difflib.get_close_matches(start, counts, n=limit, cutoff=0.75)
    found = dict.fromkeys([*longer[: limit - 2], *alike, *longer[limit - 2 :]])
    matcher = difflib.SequenceMatcher(b=start)

    def distance(each: str) -> tuple[float, int]:
        matcher.set_seq1(each)
        return -matcher.ratio(), -counts[each]

    return [(each, counts[each]) for each in sorted([*found][:limit], key=distance)]


def pick(word: str, choices: Iterable[Word], problem: str) -> Word:
    """Return the choice that `word` names, in upper or lower case.

    Raises `UsageError` with the message `problem` if there is none; the hint is the nearest choice, or else all choices.
    """
    known = tuple(choices)
    for choice in known:
        if word.casefold() == choice:
            return choice
    raise UsageError(problem, did_you_mean(word, known, few=len(known)))


def did_you_mean(name: str, known: Iterable[str], few: int = FEW) -> str | None:
    """Return a hint: the nearest of the `known` names, else all of them if there are at most `few`, else None.

    Of the few that are usual, those that fit a line are listed. Where `few` is given, nothing else says what there is.
    """
    candidates = list(dict.fromkeys(known))  # an id is often a name as well
    near = nearest(name, candidates)
    if near:
        return f'did you mean "{near[0]}"?'
    if 0 < len(candidates) <= few:
        begin = f"known {'is' if len(candidates) == 1 else 'are'} "
        return begin + first_of(candidates, HINT_WIDTH - len(begin) if few == FEW else None)
    return None


def first_of(names: Sequence[str], room: int | None = None, where: str = "") -> str:
    """Return names in quotation marks, as many as fit into `room` columns, how many more there are and `where` they are.

    One is always there. Without `room`, all are.
    """
    quoted = [f'"{name}"' for name in names]
    if room is None or len(quoted) == 1 or len(", ".join(quoted)) <= room:
        return ", ".join(quoted)
    lines = (
        f"{', '.join(quoted[:shown])} and {len(quoted) - shown:,} more" + (f" ({where})" if where else "")
        for shown in range(1, len(quoted))
    )
    first = next(lines)
    return max(takewhile(lambda line: len(line) <= room, lines), key=len, default=first)


def ambiguous(
    name: str, what: str, candidates: Sequence[str], total: int | None = None, lines: Sequence[str] = ()
) -> UsageError:
    """Return the error for a name that several things have; `what` is the plural of their kind.

    `total` is their number, where `candidates` are only the first of them. `lines` say more of each candidate.
    """
    listed = ", ".join(f'"{candidate}"' for candidate in candidates[:MOST_CANDIDATES])
    count = len(candidates) if total is None else total
    more = f" and {count - MOST_CANDIDATES} more" if count > MOST_CANDIDATES else ""
    shown = [*(lines or candidates)[:MOST_LINES], *([f"and {count - MOST_LINES} more"] if count > MOST_LINES else [])]
    return UsageError(f'"{name}" may be any of {count} {what}', f"one of {listed}{more}", shown)


_CUT = r"\s*(?:\u2026|\.\.+)\s*$"
"""How a screen shows that it has cut a text, as a pattern."""


def uncut(text: str) -> str:
    """Return a text without the sign that a screen has cut it."""
    return re.sub(_CUT, "", text)


def starting(ids: Iterable[str], text: str) -> list[str]:
    """Return the ids that start with a text, without regard to case and accents.

    Of a text that a screen has cut ("korolev-surv…", "korolev-surv.."), those that go on where it is cut come first.
    """
    start = fold(uncut(text))
    found = [each for each in ids if start and fold(each).startswith(start)]
    longer = [each for each in found if len(fold(each)) > len(start)] if re.search(_CUT, text) else []
    return longer or found
