"""Turn names into ids: the decoded tables of all files become the timelines, shows, people, states and events of a history.

`declared` takes in the tables, `homes` finds where events and states belong, `drafts` puts the events together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.model.ordering import RANK_STEP, by_place, causes_first
from timeline.model.world import State
from timeline.source.declared import declare_people, declare_shows, declare_tables, merged_states
from timeline.source.drafts import Draft, Targets, name_drafts, put_together
from timeline.source.groups import Decoded, Group, ShowNames
from timeline.source.homes import homes
from timeline.source.name_checks import NameChecks

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline.source.document import Document


def resolve(document: Document, files: Sequence[Decoded], left_out: Collection[str] = ()) -> None:
    """Fill the document from decoded files. Tables are taken in first, over all files, then events and states.

    `left_out` are the ids of events that could not be read. That is noted already, so a link to one is not noted again.
    """
    world = document.world
    world.name = next((file.values["name"] for file in files if "name" in file.values), None)
    roots = sorted({file.root for file in files})
    shows = ShowNames(world.shows)
    groups = [Group(document, [file for file in files if file.root == root], shows) for root in roots]
    for group in groups:
        declare_tables(group)
    for group in groups:
        declare_shows(group)
    for group in groups:
        declare_people(group)
    drafts = [draft for group in groups for draft in _members(group)]
    states = merged_states(world.states)
    document.problems.tell_once({state.at for state in world.states} - {state.at for state in states})
    world.states[:] = states
    drafts = put_together(document, drafts)
    name_drafts(document, drafts)
    _follow_links(document, drafts, left_out)
    placed = by_place(drafts)
    drafts.clear()
    ordered = causes_first(placed)
    document.is_straight = ordered is placed
    del placed
    ordered.reverse()
    while ordered:  # a draft is gone when its event is there
        document.events.append(ordered.pop().event(RANK_STEP * (len(document.events) + 1)))


def _members(group: Group) -> list[Draft]:
    """Take in the states of a group, and return its events."""
    found, checks, drafts = iter(homes(group)), NameChecks(group), []
    for row, home in zip(group.rows("event"), found, strict=False):  # the states come after them
        draft = Draft(row, home)
        if draft.id:
            drafts.append(draft)
            checks.event(row, draft.home.show)
        else:
            group.note(row.at, "title", "E411", "no id can be made from this title", "give the event an `id`")
    for row, home in zip(group.rows("state"), found, strict=True):
        values = {key: value for key, value in row.values.items() if key not in ("is", "timeline")}
        state = State(is_=row.values["is"], at=row.at, **values | home._asdict())
        group.world.states.append(state)
        checks.state(row, state.show)
    return drafts


def _follow_links(document: Document, drafts: Sequence[Draft], left_out: Collection[str]) -> None:
    """Turn the names in the links of events and in `diverges_at` into ids."""
    world, targets = document.world, Targets(document, drafts, left_out)
    for draft in drafts:
        draft.links = targets.links(draft)
        draft.because = draft.links.get("because", ())
    for timeline in list(world.timelines.values()):
        if timeline.diverges_at is not None and timeline.at is not None:
            pod = targets.find(timeline.diverges_at, timeline.at, ("diverges_at",))
            world.timelines[timeline.id] = replace(timeline, diverges_at=pod)
