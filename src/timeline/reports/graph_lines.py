"""A graph of histories on a screen: the number of divergences, then every part with the lanes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.formats.lines import Span, cut, flowed, mark, width_of, within
from timeline.model.events import REAL, episode_code
from timeline.questions.diverge import DIVERGENT
from timeline.questions.parts import Again, Fork, Past, Rest, Year
from timeline.reports import rows
from timeline.reports.graph_form import TOLD, Text, fitted
from timeline.reports.lanes import Lanes, lane_style
from timeline.reports.short import DRIFT_WORDS, date_width, short_date, short_drift, year_heading
from timeline.reports.statuses import counted_statuses, in_words, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.formats.lines import Line, Screen, Style
    from timeline.formats.signs import Signs
    from timeline.model.drift import Drift
    from timeline.model.events import Event
    from timeline.questions.graph import Graph
    from timeline.questions.nodes import Join, Node
    from timeline.questions.pairs import Status
    from timeline.questions.parts import Item, Part


def lines(graph: Graph, screen: Screen) -> Iterator[Line]:
    """Yield the number of divergences of each status, then the parts of the graph."""
    yield from headline(graph, screen)
    page = Page(graph, screen)
    yield from (within(line, screen) for line in page.head())
    for part in graph:
        yield from (within(line, screen) for line in page.part(part))


def headline(graph: Graph, screen: Screen) -> Iterator[Line]:
    """Yield how many divergences there are, with the number and the sign of each status."""
    counts = {status: graph.counts[status] for status in DIVERGENT}
    total = Span(rows.counted(sum(counts.values()), "divergence"), "strong")
    statuses = (status for status, number in counts.items() for _ in range(number))
    legend = counted_statuses(statuses, screen.signs)
    return (within(line, screen) for line in flowed([[total], *legend], screen, gap="   "))


def stretch(first: int, last: int, signs: Signs) -> tuple[str, str]:
    """Return years as a date, and what has to be said beside it if it is too long for one: "1967–1968"."""
    one = year_heading(first)
    if first == last:
        return one, ""
    both = f"{one}{signs.dash}{year_heading(last)}"
    return (both, "") if cells(both) <= date_width(signs) else (one, f"to {year_heading(last)}: ")


class Page:
    """Draws one graph, from the first line to the last."""

    def __init__(self, graph: Graph, screen: Screen) -> None:
        self.graph, self.screen, self.signs = graph, screen, screen.signs
        self.form = fitted(graph.lanes, screen, is_upward=graph.is_reversed)
        self.lanes = Lanes([lane.id for lane in self.form.lanes], graph.parents, self.form.drawing)
        self._year: int | None = None
        """The year of the heading above."""

    def head(self) -> Iterator[Line]:
        """Yield what of the lanes cannot be drawn, and the name of our own history."""
        if self.form.left_out:
            several = rows.counted(len(self.form.left_out), "timeline")
            yield [Span(f"{several} without events here: {', '.join(lane.id for lane in self.form.left_out)}", "dim")]
        number = len(self.form.lanes) - self.form.drawing.most
        if number > 0:
            yield [Span(f"{number + 1:,} timelines share the last lane; their names stand before their events", "dim")]
        real = self.graph.lanes[0].timeline
        name = f"{REAL}  {real.name if real.declared else 'our history'}"
        context = self.context(self.graph.counts, "event", "untold")
        yield self.said("", self.lanes.idle(), [Span(name, "real"), Span(f"  ({context})" if context else "", "dim")])

    def context(self, counts: Mapping[Status, int], one: str, told: str) -> str:
        """Return how many events are untold and kept; for one branch off our own history, in more words."""
        is_single = len(self.graph.lanes) == 2
        untold, kept = counts.get("untold", 0), counts.get("kept", 0)
        words = f"{rows.counted(untold, one)} {told}" if is_single else f"{untold:,} untold"
        return ", ".join([*([words] if untold else []), *([f"{kept:,} kept"] if kept else [])])

    def part(self, part: Part) -> Iterator[Line]:
        """Yield the lines of a part."""
        if isinstance(part, Year):
            yield from self._of_year(part)
            return
        date, more = stretch(part.first, part.last, self.signs)
        if isinstance(part, Past):
            fold = self.lanes.at(REAL, Span(self.signs.folded, "dim"))
            yield self.said(date, fold, f"{more}{rows.counted(part.events, 'event')} of the shared past")
        else:
            differ = in_words(status for status in DIVERGENT for _ in range(part.counts.get(status, 0)))
            context = self.context(part.counts, "real event", "it leaves untold")
            yield self.said(date, self.lanes.folded(), more + ", ".join(filter(None, (differ, context))))

    def _of_year(self, part: Year) -> Iterator[Line]:
        self._year = part.year if part.is_headed else None
        if part.is_headed:
            differ = in_words(status for status in DIVERGENT for _ in range(part.counts.get(status, 0)))
            context = ", ".join(f"{part.counts[each]:,} {each}" for each in ("untold", "kept") if part.counts.get(each))
            words = "; ".join(filter(None, (differ, context)))
            yield self.said(year_heading(part.year), self.lanes.idle(), words, "strong")
        for item in part.items():
            found = self._of_item(item)
            yield from reversed(list(found)) if self.graph.is_reversed else found

    def _of_item(self, item: Item) -> Iterator[Line]:
        if isinstance(item, Fork):
            yield from self.fork(item)
        elif isinstance(item, Rest):
            yield from self._rest(item)
        elif isinstance(item, Again):
            lanes = self.lanes.at(item.timeline, Span(self.signs.real, lane_style(item.timeline)))
            yield self._line(item.event, lanes, self._named(item.timeline, item.event), "dim", years=item.years)
        elif item.status == "untold":
            lanes = self.lanes.at(item.timeline, sign_of("untold", self.signs))
            yield self._line(item.event, lanes, self._named(item.timeline, item.event), "dim", years=item.years)
        elif item.status == "kept":
            lanes = self.lanes.kept([each for join in item.joins for each in join.lanes], Span(self.signs.real, "both"))
            yield self._line(item.event, lanes, item.event.title, "dim", drift="same")
        else:
            yield from self._node(item)

    def fork(self, fork: Fork) -> Iterator[Line]:
        """Yield the line on which a lane begins."""
        if fork.lane not in self.form.lanes:
            return
        timeline, shows = fork.lane.timeline, fork.lane.shows
        name = timeline.id if timeline.name == timeline.id else f"{timeline.id}  {timeline.name}"
        date = short_date(fork.date, self._year, self.signs) if fork.date else ""
        text = f"{name}  ({', '.join(shows)})" if shows else name
        yield self.said(date, self.lanes.fork(timeline.id), [Span(text, "alt")])

    def _rest(self, rest: Rest) -> Iterator[Line]:
        number = sum(rest.told.values())
        ranked = sorted(rest.told.items(), key=lambda item: -item[1])
        seasons = [(episode_code(show, season) or "no show", count) for (show, season), count in ranked]
        if len(seasons) == 1:
            told = "" if seasons[0][0] == "no show" else f": {seasons[0][0]}"
        else:
            told = ": " + ", ".join(f"{count:,} of {season}" for season, count in seasons)
        words = f"{self._owner(rest.timeline)}{number:,} {'' if rest.is_all else 'more '}added{told}"
        yield self.said("", self.lanes.at(rest.timeline, Span(self.signs.folded, "new")), words)

    def _node(self, node: Node) -> Iterator[Line]:
        """Yield an alternate event, then those that it joins; on a wide screen, the first of them beside it."""
        first = node.joins[0]
        joins = [join for join in node.joins if join.pair.base and join.pair.alt]
        sign = sign_of("replaced" if node.status == "averted" else node.status, self.signs, first.pair.drift)
        lanes, right = self.lanes.at(node.timeline, sign), None
        if self.form.is_one_line and joins:
            lanes = self.lanes.joined(first.lanes[0], self._base_sign(first), node.timeline, sign)
            right = self._right(joins.pop(0))
        title = self._named(node.timeline, node.event, "POD: " if node.is_pod else "")
        style: Style = "strong" if node.is_pod else "plain"
        drift = self._drift(first.pair.drift)
        yield self._line(node.event, lanes, title, style, drift=drift, years=node.years, right=right)
        for join in joins:
            yield self._base(join, is_first=join is first)

    def _base(self, join: Join, *, is_first: bool) -> Line:
        """Return the line of an event that an alternate one joins, with a drift that is not told yet."""
        lanes = self.lanes.joined(join.lanes[0], self._base_sign(join), join.pair.timeline)
        base = join.pair.base
        assert base is not None
        if self.form.is_one_line:
            return self.form.line("", lanes, Text(Span("")), right=self._right(join))
        style: Style = "struck" if join.pair.status == "averted" else "dim"
        drift = "" if is_first else self._drift(join.pair.drift)
        return self._line(base, lanes, base.title, style, drift=drift, is_told=False)

    def _right(self, join: Join) -> Line:
        """Return the base event of a pair beside its alternate one."""
        base = join.pair.base
        assert base is not None
        date = self.form.dated(short_date(base.date, self._year, self.signs), "dim")
        style: Style = "struck" if join.pair.status == "averted" else "plain"
        title = Span(cut(base.title, self.form.title, self.signs.to), style)
        return [*self._mark(base), self._base_sign(join), Span(" "), *date, Span(" "), title]

    def _base_sign(self, join: Join) -> Span:
        if join.pair.status == "averted":
            return sign_of("averted", self.signs)
        return Span(self.signs.real, lane_style(join.lanes[0]))

    def _drift(self, drift: Drift | None) -> str:
        return short_drift(drift, in_words=self.form.drift == DRIFT_WORDS)

    def _named(self, timeline: str, event: Event, before: str = "") -> str:
        """Return the title of an event, behind its timeline if the lane does not say it."""
        return f"{self._owner(timeline)}{before}{event.title}"

    def _owner(self, timeline: str) -> str:
        return f"{timeline}: " if self.lanes.is_shared(timeline) else ""

    def _line(
        self,
        event: Event,
        lanes: Line,
        title: str,
        style: Style,
        *,
        drift: str = "",
        years: Sequence[int] = (),
        is_told: bool = True,
        right: Line | None = None,
    ) -> Line:
        """Return the line of an event, with the years to see behind its title."""
        date_style: Style = "dim" if style in ("dim", "struck") else "plain"
        show = event.show if self.form.told > TOLD else None
        told = (
            episode_code(show if event.season is not None else event.show, event.season, event.episode)
            if is_told
            else ""
        )
        if years:
            after = f"  see {', '.join(map(year_heading, years))}"
            room = self.form.title - cells(after)
            title = f"{cut(title, room, self.signs.to)}{after}" if room > 0 else title
        text = Text(Span(title, style), drift, told, event.id)
        date = short_date(event.date, self._year, self.signs)
        return [*self._mark(event), *self.form.line(date, lanes, text, date_style, right)]

    def _mark(self, event: Event) -> Line:
        return [mark(event.id)] if self.screen.marks else []

    def said(self, date: str, lanes: Line, words: str | Line, style: Style = "dim") -> Line:
        """Return a line that is not an event's."""
        said = [Span(words, "dim")] if isinstance(words, str) else words
        return [*self.form.start(date, lanes, style), *said]

    def room(self, lanes: Line) -> int:
        """Return the cells right of the lanes."""
        return self.screen.width - date_width(self.signs) - width_of(lanes) - 2
