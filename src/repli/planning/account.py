"""The objective of a board counted from its sorties: what each of them adds is worked out once and kept with it.

Stay, milestones and flying minutes are sums over sorties, closure is a maximum over them, and a line's last off block
matters only where it has a latest time. So a search that changes a few of thousands of sorties does not write the plan
down to count it. `repli.planning.objective` counts the same from a plan.

>>> account_of(operation).objective(board.sorties, acts, handovers)  # doctest: +SKIP
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from repli.model import HandoverAct, Milestone, Objective, Operation, SiteAct
from repli.planning.lines import lines_of
from repli.planning.objective import day_of, days_late
from repli.planning.sorties import Sortie, Tally
from repli.units import PPM

__all__ = ["Account", "account_of"]

_Sums = tuple[int, int]
"""People, and kg of items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an operation's objective is counted against.

    ``totals`` are all people and kg, ``waits`` their minutes to out if nothing ever gets out: up to the horizon.
    """

    operation: Operation
    totals: _Sums
    waits: _Sums
    latest: Mapping[str, int]
    deadline_day: int

    def objective(
        self, sorties: Sequence[Sortie], acts: Sequence[SiteAct], handovers: Iterable[HandoverAct]
    ) -> Objective:
        """Return the objective of what sorties, acts on site and acts of handover do."""
        tallies = [one.tally for one in sorties]
        tallies += [self._of_act(act) for act in acts]
        ends = [one.end for one in tallies]
        ends += [act.end_minute for act in handovers]
        closing_day = day_of(self.operation, max(ends, default=0) or self.operation.as_of_minute)
        return Objective(
            overrun_days=max(0, closing_day - self.deadline_day),
            milestone_shortfall_ppm=sum(self._shortfall(tallies, one) for one in self.operation.agreement.milestones),
            latest_missed_days=self._latest_missed(sorties, acts) if self.latest else 0,
            closure_day=closing_day,
            stay_minutes=self._stay(tallies),
            flying_minutes=sum(one.flying_minutes for one in tallies),
        )

    def _of_act(self, act: SiteAct) -> Tally:
        """Return what an act on site adds."""
        kg, end = self.operation.item_of[act.item_id].kg, act.end_minute
        return Tally(out=end, people=0, kg=kg, end=end, flying_minutes=0)

    def _stay(self, tallies: Iterable[Tally]) -> int:
        """Return half the mean minutes to out over people plus half the mean over kg, rounded down."""
        horizon = self.operation.horizon_minute
        people, kg = self.waits
        for one in tallies:
            if one.out:
                people += one.people * (one.out - horizon)
                kg += one.kg * (one.out - horizon)
        sums = zip((people, kg), self.totals, strict=True)
        return int(sum((Fraction(minutes, 2 * total) for minutes, total in sums if total), Fraction(0)))

    def _shortfall(self, tallies: Iterable[Tally], milestone: Milestone) -> int:
        """Return by how many ppm of the whole a milestone is missed."""
        by_people = milestone.quantity == "people"
        total = self.totals[not by_people]
        if total == 0:
            return 0
        out = sum(one.people if by_people else one.kg for one in tallies if 0 < one.out < milestone.due_minute)
        return max(0, milestone.fraction_ppm - out * PPM // total)

    def _latest_missed(self, sorties: Iterable[Sortie], acts: Iterable[SiteAct]) -> int:
        """Return the civil days by which off blocks come after a line's latest time, summed over lines."""
        last = {act.item_id: act.end_minute for act in acts if act.item_id in self.latest}
        timed = self.latest.keys()
        for sortie in sorties:
            off = sortie.slot.out_off_minute
            for name in sortie.lines & timed if off else ():
                last[name] = max(off, last.get(name, 0))
        missed = ((off, self.latest[name]) for name, off in last.items() if off > self.latest[name])
        return sum(days_late(self.operation, off, latest) for off, latest in missed)


def account_of(operation: Operation) -> Account:
    """Return what the objective of an operation is counted against."""
    as_of, horizon = operation.as_of_minute, operation.horizon_minute
    starts = ((line, max(as_of, line.arrives_minute or as_of)) for line in operation.people)
    kg = sum(line.kg for line in operation.items)
    return Account(
        operation=operation,
        totals=(sum(line.count for line in operation.people), kg),
        waits=(sum(line.count * (horizon - start) for line, start in starts), kg * (horizon - as_of)),
        latest={line.line_id: line.latest_minute for line in lines_of(operation) if line.latest_minute is not None},
        deadline_day=day_of(operation, operation.agreement.deadline_minute - 1),
    )
