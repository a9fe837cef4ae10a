"""The main job: every step of a case once, from its folder to its communiqués and pages.

check; plan with its bound; chance; history signed into the log; verified; communiqués; planned again from there.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from repli.commission.cases import Case, write_file
from repli.commission.pages import Outlook, communiques, next_steps, public_html, restricted_html
from repli.commission.plans import Advance, estimate, forecast, make_plan, plan_bytes, remaining
from repli.commission.record import LogContents, log_contents, replay, verify
from repli.execution import ReplayedHistory
from repli.model import Forecast, LogVerdict, Plan
from repli.planning import RoughCut
from repli.reporting import NextStep, PlanSummary, summary_of

__all__ = ["Story", "tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What came of the main job: the plan as of the start, its forecast, the log, and the outlook from its end."""

    case: Case
    rough: RoughCut
    plan: Plan
    forecast: Forecast
    replayed: ReplayedHistory
    contents: LogContents
    verdict: LogVerdict
    outlook: Outlook
    next_steps: tuple[NextStep, ...]

    @property
    def summary(self) -> PlanSummary:
        """Return the integers by which the first plan is compared with an earlier run's."""
        return summary_of(self.plan, self.forecast)


def tell(case: Case, out: Path, *, seed: int, before: PlanSummary | None, advance: Advance) -> Story:
    """Run every step and write everything below ``out``; ``before`` is an earlier run's summary."""
    plan = make_plan(case.operation, seed=seed, progress=advance)
    chance = forecast(case.operation, plan, seed=seed, progress=advance)
    shutil.rmtree(out / "log", ignore_errors=True)
    replayed = replay(case, out)
    contents, verdict = log_contents(out / "log"), verify(out / "log", str(out / "keys.txt"))
    outlook = _outlook(case, replayed, seed, advance)
    write_file(out / "plan.json", plan_bytes(plan))
    write_file(out / "plan_next.json", plan_bytes(outlook.plan))
    for language, pdf in communiques(case, contents, out / "keys.txt").items():
        write_file(out / f"communique_{language}.pdf", pdf)
    write_file(out / "commission.html", restricted_html(case, contents, outlook, before, verdict).encode())
    write_file(out / "public.html", public_html(case, contents, out / "keys.txt").encode())
    return Story(
        case=case,
        rough=estimate(case),
        plan=plan,
        forecast=chance,
        replayed=replayed,
        contents=contents,
        verdict=verdict,
        outlook=outlook,
        next_steps=next_steps(outlook),
    )


def _outlook(case: Case, replayed: ReplayedHistory, seed: int, advance: Advance) -> Outlook:
    """Plan what is left from the first local midnight after the last recorded departure."""
    last = max(movement.at_minute for movement in case.history.movements)
    as_of = next(start for start in case.operation.agreement.day_starts if start > last)
    operation = remaining(case.operation, replayed.departed_people, replayed.departed_items, as_of)
    plan = make_plan(operation, seed=seed, progress=advance)
    return Outlook(operation=operation, plan=plan, forecast=forecast(operation, plan, seed=seed, progress=advance))
