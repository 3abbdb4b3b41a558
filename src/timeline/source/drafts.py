"""Turn the events of several files into one list: an event counts once, each has its id, and links lead to ids.

Two events of one id in different files that differ in nothing but their links are one event, with the links of both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS, Event, Origin
from timeline.model.names import did_you_mean, slug
from timeline.source.declared import differences
from timeline.source.ids import Implied, implied_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.source.decode import Row
    from timeline.source.document import Document
    from timeline.source.groups import Group
    from timeline.source.homes import Home

_LINK_KEYS = ("because", *LINKS)


@dataclass(slots=True, eq=False)
class Draft:
    """An event whose id and links are not yet known, with all the rows that declare it."""

    event: Event
    rows: list[Row]
    is_named: bool
    """Whether a row gives it an id."""
    implied: Implied | None
    """The forms of its id if a row gives it none."""

    @classmethod
    def of(cls, group: Group, row: Row, home: Home) -> Draft | None:
        """Return the draft of a row; None, which is noted, if no id can be made from its title."""
        values = {key: value for key, value in row.values.items() if key != "timeline"}
        explicit, title = values.pop("id", None), slug(values["title"])
        if not explicit and not title:
            group.note(row.at, "title", "E411", "no id can be made from this title", "give the event an `id`")
            return None
        event = Event(id=explicit or title, at=row.at, **values | home._asdict())
        return cls(event, [row], bool(explicit), None if explicit else Implied.of(title, event.date))

    @property
    def files(self) -> set[int]:
        return {row.at.file for row in self.rows}

    def tells_the_same(self, other: Draft) -> bool:
        """Return whether two drafts of different files differ in nothing but their links."""
        return not self.files & other.files and _bare(self.event) == _bare(other.event)


def _bare(event: Event) -> Event:
    return replace(event, id="", because=(), moves=(), replaces=(), averts=())


def put_together(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, equal ones merged. Note those that share an id and differ."""
    kept: dict[str, Draft] = {}
    clashing: list[Draft] = []
    for draft in (draft for draft in drafts if draft.is_named):
        first = kept.setdefault(draft.event.id, draft)
        if first is draft:
            continue
        if first.tells_the_same(draft):
            first.rows += draft.rows
        else:
            clashing.append(draft)
            _note_clash(document, first, draft)
    implied: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.implied is not None and not draft.is_named:
            same = implied[draft.implied.title, draft.event.date.text]
            explicit = [kept[form] for form in draft.implied if form in kept]
            first = next((each for each in (*explicit, *same) if each.tells_the_same(draft)), draft)
            if first is draft:
                same.append(draft)
            else:
                first.rows += draft.rows
                first.implied = draft.implied
    left = [*kept.values(), *clashing, *(draft for same in implied.values() for draft in same)]
    order = {id(draft): n for n, draft in enumerate(drafts)}
    return sorted(left, key=lambda draft: order[id(draft)])


def _note_clash(document: Document, first: Draft, second: Draft) -> None:
    message = f'two events have the id "{first.event.id}"'
    hint = "give each event an `id` of its own"
    if not first.files & second.files:
        differing = differences(_bare(first.event), _bare(second.event))
        message, hint = f"{message}, which differ in {differing}", f"{hint}, or keep one of the two"
    for draft in (first, second):
        document.problems.note(draft.event.at, "id", "E401", message, hint)


def name_drafts(document: Document, drafts: Sequence[Draft]) -> None:
    """Give each draft without an id its implied one."""
    unnamed = [draft for draft in drafts if not draft.is_named]
    named = [draft for draft in drafts if draft.is_named]
    taken = {draft.event.id for draft in named} | {draft.implied.title for draft in named if draft.implied}

    def clash(shared: Sequence[int]) -> None:
        events = [unnamed[n].event for n in shared]
        for event in events:
            other = next((each for each in events if each is not event), None)
            if other is None:
                message = f'another event has the id "{ids[shared[0]]}"'
            elif (other.title, other.date.text) == (event.title, event.date.text):
                message = f'another event has the title "{event.title}" and the date {event.date.text}, too'
            else:
                message = f'the title "{other.title}" and the date {other.date.text} of another event give the same id'
            document.problems.note(event.at, "title", "E401", message, "give the event an `id` of its own")

    forms = [draft.implied for draft in unnamed if draft.implied]
    ids: list[str] = [form.marked for form in forms]
    ids = implied_ids(forms, taken, clash)
    for draft, event_id in zip(unnamed, ids, strict=True):
        draft.event = replace(draft.event, id=event_id)


class Targets:
    """What links name: an event by its id, or by its title as a slug; one of the link's own file first."""

    def __init__(self, document: Document, drafts: Iterable[Draft], left_out: Collection[str] = ()) -> None:
        self._document = document
        self._left_out = left_out
        self._note = document.problems.note
        self._by_id: dict[str, list[Event]] = defaultdict(list)
        self._by_title: dict[str, list[Event]] = defaultdict(list)
        self._own_titles: dict[tuple[int, str], list[Event]] = defaultdict(list)
        self._own_ids: set[tuple[int, str]] = set()
        for draft in drafts:
            event = draft.event
            self._by_id[event.id].append(event)
            self._own_ids.update((file, event.id) for file in draft.files)
            if draft.implied is not None:
                self._by_title[draft.implied.title].append(event)
                for file in draft.files:
                    self._own_titles[file, draft.implied.title].append(event)

    def links(self, draft: Draft) -> dict[str, Any]:
        """Return the links of all rows of a draft, as ids."""
        links: dict[str, Any] = {}
        for key in _LINK_KEYS:
            found = [
                target
                for row in draft.rows
                for index, name in enumerate(row.values.get(key, ()))
                if (target := self.find(name, row.at, (key, index))) is not None
            ]
            links[key] = tuple(found) if len(draft.rows) == 1 else tuple(dict.fromkeys(found))
        return links

    def find(self, name: str, at: Origin, key: tuple[str | int, ...]) -> str | None:
        """Return the id of the event that a link names.

        If it names none or several, that is noted and the name itself returned; a link of rows to no event is dropped.
        """
        own = () if (at.file, name) in self._own_ids else self._own_titles.get((at.file, name), ())
        events = own or self._by_id.get(name, ()) or self._by_title.get(name, ())
        ids = list(dict.fromkeys(event.id for event in events))
        if len(ids) == 1:
            return ids[0]
        if ids:
            named = " and ".join(f'"{event.id}"' for event in events)
            hint = "write " + " or ".join(f'"{each}"' for each in ids)
            self._note(at, key, "E414", f'"{name}" may be {named}', hint)
        elif self._document.is_of_rows(at):
            self._document.dropped_links += 1
            return None
        elif name not in self._left_out:
            others = [each for each, events in self._by_id.items() if any(event.at != at for event in events)]
            self._note(at, key, "E404", f'there is no event "{name}"', did_you_mean(name, others))
        return name
