"""What is wrong with a history after an edit, from what was wrong before: rules run only for what may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.history import History
from timeline.checks.reach import TooFarError
from timeline.checks.registry import RULES, UNUSED_EXEMPTION
from timeline.checks.run import Found, Noted, findings_of, noted
from timeline.model.names import fold
from timeline.source.collector import no_collector
from timeline.source.problems import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.checks.exemptions import Exemptions
    from timeline.checks.reach import Edit
    from timeline.checks.rule import Rule
    from timeline.model.world import World
    from timeline.source.document import Document


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
    for event in edit.new:
        exemptions.allow(event)
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
    """Return the problems of reading after an edit; None if a name may be unknown where others are declared."""
    world = edit.around.world
    declared = {"people": bool(world.people), "tags": bool(world.tags)}
    for key in {"people", "tags"} & set(edit.keys):
        edited = [new for old, new in edit.changes if new and (not old or getattr(old, key) != getattr(new, key))]
        if declared[key] and not all(
            _is_declared(world, key, name) for event in edited for name in getattr(event, key)
        ):
            return None
        places = {path_of(event.at, key) for event in edited}
        reading = [each for each in reading if (each[0], each[1].path[:3]) not in places]
    return reading


def _is_declared(world: World, key: str, name: str) -> bool:
    if key == "people":
        return bool(world.directory.like(name))
    return fold(name) in map(fold, world.tags)
