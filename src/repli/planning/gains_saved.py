"""How much less one plan has than another, and how far several plans of one operation lie apart.

>>> saved_between(operation, plan, loosened, better).closure_days  # doctest: +SKIP
3
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from repli.model import Operation, Plan
from repli.planning.objective import departures_of, waiting_minutes

__all__ = ["Saved", "saved_between", "spread_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How much less one plan has than another, at each level of the objective; below 0: more.

    ``person_minutes`` and ``kg_minutes`` are the two halves of the stay, summed over people and over kg of items.
    """

    overrun_days: int
    milestone_ppm: int
    latest_days: int
    closure_days: int
    stay_minutes: int
    flying_minutes: int
    person_minutes: int
    kg_minutes: int

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels in order of importance."""
        return (
            self.overrun_days,
            self.milestone_ppm,
            self.latest_days,
            self.closure_days,
            self.stay_minutes,
            self.flying_minutes,
        )


def saved_between(operation: Operation, before: Plan, loosened: Operation, after: Plan) -> Saved:
    """Return how much less ``after``, a plan of the loosened operation, has than ``before``."""
    old, new = before.objective, after.objective
    person, kg = (_waiting(operation, before, name) - _waiting(loosened, after, name) for name in ("people", "kg"))
    return Saved(
        overrun_days=old.overrun_days - new.overrun_days,
        milestone_ppm=old.milestone_shortfall_ppm - new.milestone_shortfall_ppm,
        latest_days=old.latest_missed_days - new.latest_missed_days,
        closure_days=old.closure_day - new.closure_day,
        stay_minutes=old.stay_minutes - new.stay_minutes,
        flying_minutes=old.flying_minutes - new.flying_minutes,
        person_minutes=person,
        kg_minutes=kg,
    )


def _waiting(operation: Operation, plan: Plan, quantity: str) -> int:
    return waiting_minutes(operation, departures_of(operation, plan), quantity)


def spread_of(operation: Operation, plans: Sequence[Plan]) -> Saved:
    """Return the largest difference of two plans of an operation, for each figure; of none or one: nothing."""
    figures = [asdict(saved_between(operation, plans[0], operation, one)) for one in plans]
    spread = {one.name: 0 for one in fields(Saved)}
    for name in spread:
        values = [one[name] for one in figures]
        spread[name] = max(values, default=0) - min(values, default=0)
    return Saved(**spread)
