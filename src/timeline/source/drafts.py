"""Turn the events of several files into one list: an event counts once, each has its id, and links lead to ids.

Two events of one id in different files that differ in nothing but their links are one event, with the links of both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from timeline.model.events import LINKS, Event
from timeline.model.names import did_you_mean, slug
from timeline.source.declared import differences
from timeline.source.ids import Implied, implied_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Origin
    from timeline.source.document import Document
    from timeline.source.homes import Home
    from timeline.source.row import Row

_LINK_KEYS = ("because", *LINKS)
_ALL_LINKS = frozenset(_LINK_KEYS)
_NO_LINKS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Draft:
    """An event whose id and links are not yet known, with all the rows that declare it."""

    __slots__ = ("because", "date", "home", "id", "implied", "is_named", "links", "order", "rows")

    def __init__(self, row: Row, home: Home) -> None:
        self.rows: tuple[Row, ...] = (row,)
        self.home = home
        self.date: EdtfDate = row.values["date"]
        self.order: int = row.values.get("order", 0)
        self.id: str = row.values.get("id") or slug(row.values["title"])
        """As its row gives it, else the title as a slug until `name_drafts`; empty if that has no letters."""
        self.is_named = "id" in row.values
        """Whether a row gives it an id."""
        self.implied = None if self.is_named else Implied.of(self.id, self.date)
        """The forms of its id if a row gives it none."""
        self.links = _NO_LINKS
        """The ids that it names under each key."""
        self.because: tuple[str, ...] = ()
        """Those that caused it."""

    @property
    def row(self) -> Row:
        """The first of its rows."""
        return self.rows[0]

    @property
    def at(self) -> Origin:
        return self.rows[0].at

    @property
    def title(self) -> str:
        title: str = self.rows[0].values["title"]
        return title

    @property
    def files(self) -> set[int]:
        return {row.at.file for row in self.rows}

    def event(self, rank: int) -> Event:
        """Return the event with its rank in the order of time."""
        (values, at, _), (show, kind, timelines) = self.rows[0], self.home
        own = {"id": self.id, "show": show, "kind": kind, "timelines": timelines, "at": at, "rank": rank}
        return Event.made_of({**values, **self.links, **own})

    def bare(self) -> Event:
        """Return the event without its id and its links."""
        return replace(self.event(0), id="", because=(), moves=(), replaces=(), averts=())

    def tells_the_same(self, other: Draft) -> bool:
        """Return whether two drafts of different files differ in nothing but their links."""
        return not self.files & other.files and self.bare() == other.bare()


def put_together(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, equal ones merged. Note those that share an id and differ."""
    kept: dict[str, Draft] = {}
    merged: set[Draft] = set()
    for draft in (draft for draft in drafts if draft.is_named):
        first = kept.setdefault(draft.id, draft)
        if first is draft:
            continue
        if first.tells_the_same(draft):
            first.rows += draft.rows
            merged.add(draft)
        else:
            _note_clash(document, first, draft)
    implied: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.implied is not None and not draft.is_named:
            same = implied[draft.implied.title, draft.date.text]
            explicit = [kept[form] for form in draft.implied if form in kept]
            first = next((each for each in (*explicit, *same) if each.tells_the_same(draft)), draft)
            if first is draft:
                same.append(draft)
            else:
                first.rows += draft.rows
                first.implied = draft.implied
                merged.add(draft)
    document.problems.tell_once(draft.at for draft in merged)
    return [draft for draft in drafts if draft not in merged]


def _note_clash(document: Document, first: Draft, second: Draft) -> None:
    message = f'two events have the id "{first.id}"'
    hint = "give each event an `id` of its own"
    if not first.files & second.files:
        differing = differences(first.bare(), second.bare())
        message, hint = f"{message}, which differ in {differing}", f"{hint}, or keep one of the two"
    for draft in (first, second):
        document.problems.note(draft.at, "id", "E401", message, hint)


def name_drafts(document: Document, drafts: Sequence[Draft]) -> None:
    """Give each draft without an id its implied one."""
    unnamed = [draft for draft in drafts if not draft.is_named]
    if not unnamed:
        return
    named = [draft for draft in drafts if draft.is_named]
    taken = {draft.id for draft in named} | {draft.implied.title for draft in named if draft.implied}

    def clash(shared: Sequence[int]) -> None:
        drafts = [unnamed[n] for n in shared]
        for draft in drafts:
            other = next((each for each in drafts if each is not draft), None)
            if other is None:
                message = f'another event has the id "{ids[shared[0]]}"'
            elif (other.title, other.date.text) == (draft.title, draft.date.text):
                message = f'another event has the title "{draft.title}" and the date {draft.date.text}, too'
            else:
                message = f'the title "{other.title}" and the date {other.date.text} of another event give the same id'
            document.problems.note(draft.at, "title", "E401", message, "give the event an `id` of its own")

    forms = [draft.implied for draft in unnamed if draft.implied]
    ids: list[str] = [form.marked for form in forms]
    ids = implied_ids(forms, taken, clash)
    for draft, event_id in zip(unnamed, ids, strict=True):
        draft.id = event_id


class Targets:
    """What links name: an event by its id, or by its title as a slug; one of the link's own file first."""

    def __init__(self, document: Document, drafts: Iterable[Draft], left_out: Collection[str] = ()) -> None:
        self._document = document
        self._left_out = left_out
        self._note = document.problems.note
        self._by_id: dict[str, Draft] = {}
        """The first event of each id."""
        self._others: dict[str, list[Draft]] = defaultdict(list)
        """The events of an id after the first, which are mistakes."""
        self._by_title: dict[str, list[Draft]] = defaultdict(list)
        self._own_titles: dict[tuple[int, str], list[Draft]] = defaultdict(list)
        for draft in drafts:
            if self._by_id.setdefault(draft.id, draft) is not draft:
                self._others[draft.id].append(draft)
            if draft.implied is not None:
                self._by_title[draft.implied.title].append(draft)
                for file in draft.files:
                    self._own_titles[file, draft.implied.title].append(draft)

    def links(self, draft: Draft) -> Mapping[str, tuple[str, ...]]:
        """Return the links of all rows of a draft, as ids."""
        if len(draft.rows) == 1:
            row = draft.row
            if _ALL_LINKS.isdisjoint(row.values):
                return _NO_LINKS
            return {key: self._named(row, key) for key in _LINK_KEYS if key in row.values}
        links: dict[str, tuple[str, ...]] = {}
        for key in _LINK_KEYS:
            found = [target for row in draft.rows if key in row.values for target in self._targets(row, key)]
            if found or key in draft.row.values:
                links[key] = tuple(dict.fromkeys(found))
        return links

    def _named(self, row: Row, key: str) -> tuple[str, ...]:
        names: tuple[str, ...] = row.values[key]
        is_sure = not self._by_title and not self._others and all(map(self._by_id.__contains__, names))
        return names if is_sure else tuple(self._targets(row, key))

    def _targets(self, row: Row, key: str) -> Iterator[str]:
        for index, name in enumerate(row.values[key]):
            target = self.find(name, row.at, (key, index))
            if target is not None:
                yield target

    def find(self, name: str, at: Origin, key: tuple[str | int, ...]) -> str | None:
        """Return the id of the event that a link names.

        If it names none or several, that is noted and the name itself returned; a link of rows to no event is dropped.
        """
        first = self._by_id.get(name)
        if first is not None and name not in self._others and (at.file, name) not in self._own_titles:
            return name
        named = self._called(name)
        own = () if any(at.file in draft.files for draft in named) else self._own_titles.get((at.file, name), ())
        drafts = own or named or self._by_title.get(name, ())
        ids = list(dict.fromkeys(draft.id for draft in drafts))
        if len(ids) == 1:
            return ids[0]
        if ids:
            quoted = " and ".join(f'"{draft.id}"' for draft in drafts)
            hint = "write " + " or ".join(f'"{each}"' for each in ids)
            self._note(at, key, "E414", f'"{name}" may be {quoted}', hint)
        elif self._document.is_of_rows(at):
            self._document.dropped_links += 1
            return None
        elif name not in self._left_out:
            hint_of = partial(_nearest, name, at, self._by_id, self._others)
            self._note(at, key, "E404", f'there is no event "{name}"', hint_of)
        return name

    def _called(self, event_id: str) -> Sequence[Draft]:
        return _called(event_id, self._by_id, self._others)


def _called(event_id: str, by_id: Mapping[str, Draft], others: Mapping[str, Sequence[Draft]]) -> Sequence[Draft]:
    """Return the events with an id, which are several only by mistake."""
    first = by_id.get(event_id)
    return () if first is None else (first, *others.get(event_id, ()))


def _nearest(name: str, at: Origin, by_id: Mapping[str, Draft], others: Mapping[str, Sequence[Draft]]) -> str | None:
    """Return the hint for a link that names no event; an event does not lead to itself.

    It is made of these events alone: a hint that held the document would keep it, for the document holds the hint.
    """
    return did_you_mean(name, [each for each in by_id if any(one.at != at for one in _called(each, by_id, others))])
