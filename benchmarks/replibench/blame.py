"""Bound or schedule: which of the two a stay gap is to be blamed on, by solving changed operations again.

`python -m benchmarks.replibench.blame S 0 2 8 10 --effort 2000`

One kind of rule at a time is taken out of the operation, and plan and bound are made again: where the plan moves and
the bound does not, the bound does not know that rule. Last the operation keeps only the ways that its plan uses: what
the bound gains then is what the planner leaves unused, and no rule forbids.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.replibench.classes import CLASSES
from benchmarks.replibench.instance import instance_of
from benchmarks.replibench.ours import bound_of, refined
from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, Plan
from repli.model.places import Spots
from repli.units import MINUTES_PER_DAY, Interval

__all__ = ["WITHOUT", "Blame", "blamed", "used_ways"]

_MORE = 4
_NO_LIMIT = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Stay of plan, bound and each line alone, in minutes, and closure days, of an operation changed as named."""

    change: str
    plan: int
    bound: int
    alone: int
    plan_day: int
    bound_day: int

    @property
    def gap_percent(self) -> float | None:
        """(plan - bound) / (bound - alone); None where bound and alone are the same."""
        return 100 * (self.plan - self.bound) / (self.bound - self.alone) if self.bound > self.alone else None

    def line(self) -> str:
        """Return the row of a Markdown table, in days."""
        days = (f"{one / MINUTES_PER_DAY:.2f}" for one in (self.plan, self.bound, self.alone))
        gap = "-" if self.gap_percent is None else f"{self.gap_percent:.0f}"
        return f"| {' | '.join((self.change, *days, gap, f'{self.plan_day} / {self.bound_day}'))} |"


def _without_limits(operation: Operation) -> Operation:
    return replace(operation, clearances=tuple(replace(one, limit_per_day=0) for one in operation.clearances))


def _more_spots(operation: Operation) -> Operation:
    def more(spots: Spots) -> Spots:
        return tuple((size, count * _MORE) for size, count in spots)

    fields = (
        replace(
            one,
            parking_spots=more(one.parking_spots),
            working_spots=more(one.working_spots),
            handling_sets=None,
            taken=(),
        )
        for one in operation.fields
    )
    return replace(operation, fields=tuple(fields))


def _twice_the_fleet(operation: Operation) -> Operation:
    more = (replace(one, vehicle_id=f"{one.vehicle_id}+") for one in operation.vehicles)
    return replace(operation, vehicles=(*operation.vehicles, *more))


def _always_open(operation: Operation) -> Operation:
    ever = (Interval(operation.as_of_minute - MINUTES_PER_DAY, operation.horizon_minute + MINUTES_PER_DAY),)
    return replace(
        operation,
        fields=tuple(replace(one, open_intervals=ever) for one in operation.fields),
        legs=tuple(replace(one, open_intervals=ever) for one in operation.legs),
    )


def _without_acts(operation: Operation) -> Operation:
    sites = (replace(one, handover_minutes=0, closes_after=(), last_out_people=0) for one in operation.sites)
    return replace(operation, sites=tuple(sites))


def _without_duty(operation: Operation) -> Operation:
    return replace(
        operation, vehicle_types=tuple(replace(one, duty_max_minutes=_NO_LIMIT) for one in operation.vehicle_types)
    )


WITHOUT: Mapping[str, Callable[[Operation], Operation]] = {
    "as it is": lambda operation: operation,
    "no floors": lambda operation: replace(operation, floors=()),
    "clearances without limit": _without_limits,
    "four times the spots": _more_spots,
    "twice the vehicles": _twice_the_fleet,
    "always open": _always_open,
    "no handovers, order, last guards": _without_acts,
    "no limit of duty": _without_duty,
    "no teams": lambda operation: replace(operation, teams=()),
}
"""What is taken out of an operation, by name."""


def used_ways(operation: Operation, plan: Plan) -> Operation:
    """Return the operation with only the passages that the movements of its plan use."""
    used = set()
    for one in plan.movements:
        kind = operation.type_of[operation.vehicle_of[one.vehicle_id].type_id]
        for start, end in zip(one.stops, one.stops[1:], strict=False):
            used.add((kind.type_id, operation.leg_of[kind.mode, start.place_id, end.place_id].leg_id))
    passages = (one for one in operation.passages if (one.type_id, one.leg_id) in used)
    return replace(operation, passages=tuple(passages))


def blamed(operation: Operation, *, effort: int, seed: int = 1) -> Iterator[Blame]:
    """Yield plan and bound of an operation, changed in each way; where no plan is found, nothing."""
    first: Plan | None = None
    for name, change in WITHOUT.items():
        changed = change(operation)
        try:
            plan = refined(changed, effort=effort, seed=seed)
        except (ImpossibleError, NoPlanError):
            continue
        yield _blame(name, changed, plan)
        first = first or plan
    if first is not None:
        yield _blame("only the ways of the plan", used_ways(operation, first), first)


def _blame(name: str, operation: Operation, plan: Plan) -> Blame:
    bound, _ = bound_of(operation, plan)
    return Blame(
        change=name,
        plan=plan.objective.stay_minutes,
        bound=bound.stay.minutes,
        alone=bound.alone_minutes,
        plan_day=plan.objective.closure_day,
        bound_day=bound.closure_day,
    )


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("class_name", choices=sorted(CLASSES))
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--effort", type=int, default=2_000)
    words = parser.parse_args()
    for seed in words.seeds:
        print(f"\n{words.class_name} {seed}, {words.effort} units of work; stay in days\n")  # noqa: T201 - a report
        print("| change | plan | bound | each alone | gap % | closes, plan / bound |\n|---|---|---|---|---|---|")  # noqa: T201 - a report
        for one in blamed(instance_of(words.class_name, seed).operation, effort=words.effort):
            print(one.line(), flush=True)  # noqa: T201 - a report


if __name__ == "__main__":
    _main()
