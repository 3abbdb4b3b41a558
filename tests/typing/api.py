"""A program that uses the library, for mypy --strict: what it accepts, and what it has to refuse. Never run."""

from __future__ import annotations

import datetime
from typing import assert_type

import timeline

with timeline.load("events.toml", up_to="fam:s2") as history:
    assert_type(history, timeline.Chronicle)
    found = history.events(
        words=["moon", "land*"],
        year=[1969, "1970s"],
        from_=datetime.date(1969, 7, 20),
        to=history["landing"].date,
        kind="alt",
        season=range(1, 3),
        tag={"moon", "mars"},
        reverse=True,
        limit=None,
        sort="aired",
    )
    assert_type(found, list[timeline.Event])
    history.events(yeer=1969)  # type: ignore[call-arg]
    history.events(year=1969.5)  # type: ignore[arg-type]
    history.events(tag=None)  # type: ignore[arg-type]
    history.events(limit="3")  # type: ignore[arg-type]
    history[0]  # type: ignore[index]

    first, *_ = history
    assert_type(first, timeline.Event)
    assert_type(first.to_dict(), dict[str, object])
    assert_type(first.date, timeline.EdtfDate)
    assert_type(first.date < history["landing"].date, bool)
    assert_type(sorted(event.date for event in history), list[timeline.EdtfDate])
    print(first.date < "1969")  # type: ignore[operator]
    assert_type(len(history), int)
    assert_type("landing" in history, bool)

    pairs = timeline.diverge(history, tag="moon", statuses="moved", between=("real", "fam"))
    assert_type(pairs, list[timeline.Divergence])
    assert_type(timeline.diverge(history, timeline.Query.of({"year": 1969})), list[timeline.Divergence])
    timeline.diverge(history, tags="moon")  # type: ignore[call-arg]
    timeline.diverge(history, statuses="movd")  # type: ignore[arg-type]
    timeline.diverge(history, between="real")  # type: ignore[arg-type]
    for join in timeline.graph(history, detail="all", year=1969).joins():
        print(join.pair.status, join.lanes)
    timeline.graph(history, detail="most")  # type: ignore[arg-type]
    for term in timeline.who(history, "president", year=1975):
        print(term.date, term.state.is_)
    timeline.who(history, "president", tag="moon")  # type: ignore[call-arg]
    for step in timeline.why(history, first, depth=2).steps + timeline.ripple(history, "landing").steps:
        print(step.event.title)
    answer = timeline.whatif(history, first, kind="alt")
    print([(outcome.fate, outcome.stands_in) for outcome in answer.outcomes], answer.fall.events, answer.weakened)
    timeline.whatif(history, first, depth=2)  # type: ignore[call-arg]
    print([(hinge.rank, hinge.event.title, hinge.fall.last_year) for hinge in timeline.hinges(history, limit=3)])
    for living in timeline.people(history, name="margo", year=1983):
        print(living.who.person.name, living.age and living.age.words)
    for character in timeline.cast(history, show="fam", season="1-3", person=["ed baldwin", "margo"]):
        print(character.who.person.name, [(part.presence, part.age) for part in character.parts])
    timeline.cast(history, tag="moon")  # type: ignore[call-arg]
    print(timeline.people(history, season=[1, 4], in_all=True))
    for season in timeline.seasons(history, show="fam"):
        print(season.show.name, season.number)
    for episode in timeline.watch(history, chronological=True):
        print(episode.title)
    print([count.value for count in timeline.stats(history, by="tag")])
    print([each.words for each in timeline.today(history, day=datetime.date(2019, 7, 20))])
    print(timeline.find(history, "apollo 11").id, timeline.event(history, first).causes)
    comparison = timeline.compare(history)
    print([line.status for line in comparison.lines] if comparison else "")
    print([period.share for period in timeline.drift(history, by="season")])

try:
    timeline.load("none.toml")
except timeline.DataError as error:
    print([(problem.file, problem.line, problem.message, problem.hint) for problem in error.diagnostics])
except timeline.UsageError as error:
    print(error.message, error.hint)
