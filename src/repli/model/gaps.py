"""How far a plan is from the bounds that no plan can beat (docs/reference/bound-meaning.md, Gap)."""

from dataclasses import dataclass

from repli.model.plan import Plan
from repli.units import PPM

__all__ = ["Gaps", "gaps_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Closure in days and in ppm of the days to its bound; stay in ppm of the wait that is unavoidable; flying in ppm.

    ``None`` where there is nothing to compare with.
    """

    closure_days: int
    closure_ppm: int | None
    stay_ppm: int | None
    flying_ppm: int | None


def gaps_of(plan: Plan) -> Gaps:
    """Return the gaps of a plan to its own bounds."""
    bound, value = plan.bound, plan.objective
    days = value.closure_day - bound.closure_day
    waits = bound.stay.minutes - bound.alone_minutes
    return Gaps(
        closure_days=days,
        closure_ppm=_ppm(days, bound.closure_day),
        stay_ppm=_ppm(value.stay_minutes - bound.stay.minutes, waits) if bound.stay.level != "none" else None,
        flying_ppm=_ppm(value.flying_minutes - bound.flying.minutes, bound.flying.minutes),
    )


def _ppm(part: int, whole: int) -> int | None:
    """Return the share; nothing of nothing is nothing, and something of nothing has no share."""
    if whole > 0:
        return part * PPM // whole
    return 0 if part == 0 else None
