"""What is wanted first: the levels of the objective, the last three in a planner's order (plan-meaning.md, K).

>>> ranked(plan.objective, ("flying", "closure", "stay"))  # doctest: +SKIP
"""

from repli.model import Objective

__all__ = ["AIMS", "Aims", "aims_from", "ranked"]

Aims = tuple[str, ...]
"""The last three levels in the order in which they count."""

AIMS: Aims = ("closure", "stay", "flying")
"""The order where none is chosen."""


def aims_from(first: str) -> Aims:
    """Return the order in which one of the three comes first and the others follow as always."""
    return (first, *(aim for aim in AIMS if aim != first))


def ranked(objective: Objective, aims: Aims = AIMS) -> tuple[int, ...]:
    """Return the levels of an objective, most important first: overrun, milestones, latest times, then the aims."""
    values = {
        "closure": objective.closure_day,
        "stay": objective.stay_minutes,
        "flying": objective.flying_minutes,
    }
    return (
        objective.overrun_days,
        objective.milestone_shortfall_ppm,
        objective.latest_missed_days,
        *(values[aim] for aim in aims),
    )
