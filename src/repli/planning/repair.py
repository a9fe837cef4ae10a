"""The search for the plan that changes least: what is let go, first as little as possible, then more where that helps.

Tried in turn is a ladder (`repli.planning.letting_go`): everything stays that can, at last all that is neither frozen
nor pinned is let go. Then parts of what was let go are kept again, first half of it, then less; at last at random by a
seed, where a little more may be let go around it. The work limit counts movements put back on the board, so that the
same input gives the same plan (docs/reference/plan-meaning.md, M).
"""

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from random import Random

from repli.errors import NoPlanError, Phrase, phrase
from repli.model import Operation
from repli.planning.again import Ends, closed_sooner, completed
from repli.planning.aims import ranked
from repli.planning.draft import draft_of
from repli.planning.forced import Least
from repli.planning.improve.state import State
from repli.planning.kept import Intent, kept
from repli.planning.letting_go import halves, in_ways, ladder, late_of, other
from repli.planning.moved import Calendar
from repli.planning.order import order_of
from repli.planning.past import Agreed, Ground
from repli.planning.variants import Variant, variants_of
from repli.units import MINUTES_PER_DAY

__all__ = ["EFFORT", "Search", "repaired"]

EFFORT = 13_000
"""Work limit where none is given, in movements sought or loaded, and the rest in proportion to the time it takes."""
_KEPT_UNITS = 8
"""What putting one movement back on the board counts."""
_FREED_UNITS = 24
"""What a movement that is let go will count: as many are sought anew, and waves."""
_LEAST_UNITS, _LINES_A_UNIT = 100, 8
"""What one attempt counts besides, more in a large operation; so few movements are not tried for ever."""
_WAVE_UNITS = 40
"""What looking for one wave counts."""
_SOONER_SHARE = 4
"""Closing a site sooner takes so many times less than putting all movements back."""
_LAST_DAYS = (1, 3, 7, 14)
_TASTES = 3
_LATEST = 2
"""The place of latest times in a rank."""
_Rank = tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Search:
    """One search: what has begun, the agreed calendar, what must stay, and how many are proven to move at ``least``.

    ``target`` are the commitments of the agreed plan as it was: nothing better is looked for.
    """

    ground: Ground
    calendar: Calendar
    held: frozenset[str]
    least: Least
    target: tuple[int, ...]
    seed: int
    effort: int = EFFORT
    best: tuple[_Rank, State, frozenset[str]] | None = None
    stuck: list[str] = field(default_factory=list)
    tried: set[tuple[frozenset[str], int]] = field(default_factory=set)
    spent: int = 0

    @property
    def operation(self) -> Operation:
        """The operation as planning sees it."""
        return self.ground.board.ways.network.operation

    @property
    def done(self) -> bool:
        """Whether nothing better can be found, or the work limit is reached."""
        if self.best is not None and self.best[0][:3] <= self.target:
            rank = self.best[0]
            if self._moved(rank) <= self.least.at(rank[_LATEST]):
                return True
        return self.used >= self.effort

    @property
    def used(self) -> int:
        """How much of the work limit is used up."""
        meter = self.ground.board.meter
        return self.spent + meter.units + _WAVE_UNITS * meter.waves

    @property
    def _price(self) -> int:
        """What one attempt counts, besides what is sought in it."""
        lines = len(self.operation.people) + len(self.operation.items)
        return _LEAST_UNITS + lines // _LINES_A_UNIT + _KEPT_UNITS * len(self.ground.to_come)

    @property
    def free(self) -> list[Agreed]:
        """The movements that may be let go, in order of loading."""
        return [one for one in self.ground.to_come if one.name not in self.held]

    def attempt(self, let_go: frozenset[str], variant: Variant) -> None:
        """Plan with some movements let go; remember the plan if it is the best so far.

        Where there is a plan, what would take more than what is left of the work limit is not tried.
        """
        if (let_go, variant.shuffle) in self.tried:
            return
        if self.best is not None and (self.done or self.used + _FREED_UNITS * len(let_go) > self.effort):
            return
        self.tried.add((let_go, variant.shuffle))
        self.spent += self._price
        banned = self.ground.terms.banned("movement")
        intent = Intent(
            variant=variant,
            stays=lambda one: one.name not in banned and one.name not in let_go,
            tolerance_minutes=self.calendar.tolerance_minutes,
        )
        seeds = kept(self.ground, intent)
        ends = Ends(since=self.ground.since, least=self._least(let_go))
        found = completed(seeds.board, order_of(self.operation), variant, ends)
        if isinstance(found, str):
            self.stuck.append(found)
        else:
            self.offer(found, let_go)

    def offer(self, state: State, let_go: frozenset[str]) -> None:
        """Remember a plan if it is the best so far."""
        rank = self._rank(state)
        if self.best is None or rank < self.best[0]:
            self.best = rank, state, let_go

    def sooner(self, variant: Variant) -> None:
        """Let what leaves a site that closes too late in its last days go anew, so that it closes sooner.

        Half of what is left of the work limit is left for other ways.
        """
        most = (self.used + self.effort) // 2
        for days in _LAST_DAYS:
            for site_id in self._too_late():
                if self.best is None or self.done or self.used > most:
                    return
                _, state, let_go = self.best
                agreed, now = self.ground.since[site_id], self.ground.terms.now_minute
                since = max(now, agreed - days * MINUTES_PER_DAY)
                self.spent += self._price // _SOONER_SHARE
                found = closed_sooner(state, site_id, variant, since, since)
                if found is not None:
                    self.offer(found, let_go)

    def _too_late(self) -> list[str]:
        """Return the sites that close on the last day, if that is later than agreed."""
        if self.best is None or self.best[0][:3] <= self.target:
            return []
        closings, day_starts = self.best[1].board.closings, self.operation.agreement.day_starts
        days = {site_id: bisect_right(day_starts, closing.closes - 1) for site_id, closing in closings.items()}
        last = max(days.values(), default=0)
        late = [site_id for site_id, day in days.items() if day == last and site_id in self.ground.since]
        return [one for one in late if closings[one].closes > self.ground.since[one]]

    def _least(self, let_go: frozenset[str]) -> dict[str, int]:
        """Return from when on each site may close anew: as agreed, or sooner where what leaves it is let go."""
        sooner = {site_id for one in self.ground.to_come if one.name in let_go for site_id in one.sites}
        now = self.ground.terms.now_minute
        acts = self.ground.acts
        return {site_id: now if site_id in sooner else act.start_minute for site_id, act in acts.items()}

    def _rank(self, state: State) -> _Rank:
        """Return the objective with the number of changes in its place."""
        levels, draft = ranked(state.objective), draft_of(state.board)
        acts = {*draft.handovers, *draft.acts}
        plan = self.ground.plan
        changes = (
            len(self.calendar.moved(draft)),
            sum(one not in acts for one in (*plan.handovers, *plan.acts)),
        )
        first = self.ground.terms.changes_first
        return (*levels[:3], *changes, *levels[3:]) if first else (*levels, *changes)

    def _moved(self, rank: _Rank) -> int:
        return rank[3] if self.ground.terms.changes_first else rank[-2]


def repaired(search: Search) -> State:
    """Return the best plan found; raise NoPlanError where there is none."""
    first, *others = variants_of(search.seed)[:_TASTES]
    late = late_of(search.operation, search.free)
    for let_go in ladder(search.free, late, search.stuck):
        search.attempt(let_go, first)
        if let_go or not late:
            search.sooner(first)
        if search.best is not None and search.best[0][:3] <= search.target:
            break
    for variant in others:
        for let_go in ladder(search.free, late, search.stuck) if search.best is None else (search.best[2],):
            search.attempt(let_go, variant)
    _keep_parts(search, first)
    dice, tastes = Random(search.seed), (first, *others)  # noqa: S311 - a search, not a secret
    idle = 0
    while search.best is not None and not search.done and idle < len(search.ground.to_come) + _TASTES:
        before = len(search.tried)
        search.attempt(other(search.free, search.best[2], dice), dice.choice(tastes))
        idle = idle + 1 if len(search.tried) == before else 0
    if search.best is None:
        raise NoPlanError(tuple(_reason(site_id) for site_id in dict.fromkeys(search.stuck)))
    return search.best[1]


def _keep_parts(search: Search, variant: Variant) -> None:
    """Keep parts of what was let go again, departures of one way together: halves, then halves of these."""
    let_go = frozenset[str]() if search.best is None else search.best[2]
    parts = deque(halves(in_ways([one for one in search.free if one.name in let_go])))
    while parts and search.best is not None and not search.done:
        part, (rank, _, let_go) = parts.popleft(), search.best
        search.attempt(let_go - frozenset(part), variant)
        if search.best[0] >= rank:
            parts.extend(halves(part))


def _reason(site_id: str) -> Phrase:
    if not site_id:
        return phrase("Around what is kept no plan was found that keeps floors, order and closings.")
    return phrase("Site {site}: around what is kept no closing was found that takes what waits.", site=site_id)
