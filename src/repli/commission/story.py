"""The main job: every step of a case once, from its folder to its communiqués and pages.

check; plan with its bound; chance; history signed into the log; verified; communiqués; planned again from there.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from repli.commission.cases import Case, write_file
from repli.commission.forecasts import forecast
from repli.commission.loads import load_pages
from repli.commission.outlooks import first_midnight, outlook_after
from repli.commission.pages import Outlook, changes_html, communiques, public_html, restricted_html
from repli.commission.plans import Advance, estimate, make_plan, plan_bytes
from repli.commission.record import LogContents, log_contents, replay, verify
from repli.commission.swap import replace_all
from repli.execution import ReplayedHistory
from repli.model import Forecast, LogVerdict, Plan
from repli.planning import Duty, RoughCut, next_days
from repli.reporting import PlanRecord, record_of

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
    duties: tuple[Duty, ...]

    @property
    def record(self) -> PlanRecord:
        """Return what a later run remembers of the first plan, to compare its own with."""
        return record_of(self.case.operation, self.plan, self.forecast)


def tell(
    case: Case, out: Path, *, seed: int, before: PlanRecord | None, changed: tuple[str, ...], advance: Advance
) -> Story:
    """Run every step on the first part of the history, then put everything into ``out`` at once.

    ``before`` is an earlier run's plan, if there was one, and ``changed`` names the inputs that differ from its.

    Everything is made in ``out/.new`` first: a run that fails leaves what was there as it was.
    """
    case = replace(case, history=case.first_part)
    work = out / ".new"
    shutil.rmtree(work, ignore_errors=True)
    replayed = replay(case, work)  # first what is quick and may be refused
    last = max(movement.at_minute for movement in case.history.movements)
    first_midnight(case, last + 1)
    contents, verdict = log_contents(work / "log"), verify(work / "log", str(work / "keys.txt"))
    plan = make_plan(case.operation, seed=seed, bounds=True, progress=advance)
    chance = forecast(case.operation, plan, seed=seed, progress=advance)
    outlook = outlook_after(case, replayed, last + 1, seed=seed, advance=advance)
    after = record_of(case.operation, plan, chance)
    files = {
        "plan.json": plan_bytes(plan),
        "plan_next.json": plan_bytes(outlook.plan),
        **{f"communique_{name}.pdf": pdf for name, pdf in communiques(case, contents, work / "keys.txt").items()},
        "commission.html": restricted_html(
            case,
            contents,
            outlook,
            before=None if before is None else before.summary,
            after=after.summary,
            verdict=verdict,
        ).encode(),
        "public.html": public_html(case, contents, work / "keys.txt").encode(),
        **load_pages(case, outlook.operation, outlook.plan),
    }
    if before is not None:
        files["changes.html"] = changes_html(case, before=before, after=after, changed=changed).encode()
    for name, data in files.items():
        write_file(work / name, data)
    replace_all(work, out)
    if before is None:  # what an even earlier run compared is no news
        (out / "changes.html").unlink(missing_ok=True)
    return Story(
        case=case,
        rough=estimate(case),
        plan=plan,
        forecast=chance,
        replayed=replayed,
        contents=contents,
        verdict=verdict,
        outlook=outlook,
        duties=next_days(outlook.operation, outlook.plan, outlook.operation.as_of_minute),
    )
