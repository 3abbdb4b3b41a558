"""What is wrong with a history after an edit, from what was wrong before: rules run only for what may have changed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from timeline.checks.history import History
from timeline.checks.reach import MOST, TooFarError
from timeline.checks.registry import RULES, UNUSED_EXEMPTION
from timeline.checks.run import Found, Noted, findings_of, noted
from timeline.model.names import fold
from timeline.source.collector import no_collector
from timeline.source.document import Document
from timeline.source.groups import Group, ShowNames
from timeline.source.name_checks import NameChecks
from timeline.source.problems import path_of
from timeline.source.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.checks.exemptions import Exemptions
    from timeline.checks.reach import Edit
    from timeline.checks.rule import Rule
    from timeline.model.events import Event
    from timeline.model.world import World


@no_collector()
def found_again(
    before: Iterable[Found], exemptions: Exemptions, edit: Edit, whole: Callable[[], Document | None]
) -> Noted | None:
    """Return all that is wrong after an edit of a valid history, given all that was, whether it was told of or not.

    `whole` reads the history for rules that look at all of it. It returns None, and so does this, if the files are others.
    """
    by_code: dict[str, list[Found]] = {rule.code: [] for rule in RULES}
    reading: list[Found] = []
    for each in before:
        if each[1].code != UNUSED_EXEMPTION:
            by_code.get(each[1].code, reading).append(each)
    wide: list[Rule] = []
    for rules in _by_reach(edit):
        try:
            found = _found_in_part(rules, edit, by_code)
        except TooFarError:
            found = None
        if found is None:
            wide += rules
        else:
            by_code |= found
    known = _names_known(reading, edit)
    if wide or known is None:
        document = whole()
        if document is None:
            return None
        history, known = History(document), document.problems.found
        by_code |= {rule.code: list(findings_of(rule, history)) for rule in wide}
    for old, new in edit.changes:
        if new and new.allow != (old.allow if old else ()):
            exemptions.allow(new)
    return noted([*known, *(each for found in by_code.values() for each in found)], exemptions)


def _by_reach(edit: Edit) -> Iterable[Sequence[Rule]]:
    """Return the rules that read what has changed, together with those of the same reach."""
    groups: dict[object, list[Rule]] = {}
    for rule in RULES:
        if rule.reads is None or not rule.reads.isdisjoint(edit.keys):
            groups.setdefault(rule.reach, []).append(rule)
    return groups.values()


def _found_in_part(rules: Sequence[Rule], edit: Edit, before: dict[str, list[Found]]) -> dict[str, list[Found]] | None:
    """Return what rules of one reach find now; None if they have to see the whole history."""
    reach = rules[0].reach
    if reach is None:
        return None
    part = reach(edit)
    if not part.about:
        return {}
    history = History(part.document())

    def is_told_again(found: Found) -> bool:
        return (found[0], found[1].path[:2]) in part.about

    return {
        rule.code: [
            *(each for each in before[rule.code] if not is_told_again(each)),
            *filter(is_told_again, findings_of(rule, history)),
        ]
        for rule in rules
    }


def _names_known(reading: list[Found], edit: Edit) -> list[Found] | None:
    """Return the problems of reading after an edit; None if it is not sure whether names are known."""
    for key, code in (("people", "W401"), ("tags", "W402")):
        edited = [new for old, new in edit.changes if new and getattr(new, key) != (getattr(old, key) if old else ())]
        names = {name for event in edited for name in getattr(event, key)}
        if not (edit.around.world.people if key == "people" else edit.around.world.tags):
            if names and not _are_implied(reading, edit, edited, key, code):
                return None
            names.clear()
        places = {path_of(event.at, key) for event in edited}
        reading = [each for each in reading if (each[0], each[1].path[:3]) not in places]
        if not all(_is_declared(edit.around.world, key, name) for name in names):
            if not edit.is_one_group:
                return None
            reading += _unknown(edit, edited, key)
    return reading


def _are_implied(reading: Iterable[Found], edit: Edit, edited: Sequence[Event], key: str, code: str) -> bool:
    """Return whether the files of some events are sure to have no table of names, not even an empty one.

    Another event of the file has names, and is not told that these are unknown.
    """
    if any(each[1].code == code for each in reading):
        return False
    others = islice(edit.others(edit.around.with_key(key)), MOST)
    return {event.at.file for event in edited if event.at} <= {event.at.file for event in others if event.at}


def _unknown(edit: Edit, edited: Iterable[Event], key: str) -> list[Found]:
    """Return the problems of names that no table declares, in a history in which all files belong together."""
    document = Document(edit.around.world)
    group = Group(document, [], ShowNames({}))
    group.declares = {"person" if key == "people" else key}
    checks = NameChecks(group)
    for event in edited:
        assert event.at is not None
        checks.event(Row({key: getattr(event, key)}, event.at), None)
    return document.problems.found


def _is_declared(world: World, key: str, name: str) -> bool:
    if key == "people":
        return bool(world.directory.like(name))
    return fold(name) in map(fold, world.tags)
