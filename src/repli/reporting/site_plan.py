"""When the plan hands each site over and closes it, and who is present until then (plan-meaning.md, F)."""

from dataclasses import dataclass

from repli.model import Floor, Operation, Plan
from repli.reporting.curves import Steps, present_steps, value_at
from repli.rules.waves import endings

__all__ = ["SitePlan", "site_plans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """A site inside: minutes of UTC; ``handed_over_minute`` is the end of its act, None where it has none.

    ``closed_minute`` is the end of its act, its last off block and its last act on site, whichever is last; None where
    nothing ever leaves it. ``present`` are the people there.
    """

    site_id: str
    handed_over_minute: int | None
    closed_minute: int | None
    present: Steps

    def state_at(self, minute: int) -> str:
        """Return the state that the plan gives it: open, departing, handed-over or closed."""
        if self.closed_minute is None or minute >= self.closed_minute:
            return "closed"
        if self.handed_over_minute is not None and minute >= self.handed_over_minute:
            return "handed-over"
        return "departing" if value_at(self.present, minute) < self.present[0][1] else "open"


def site_plans(operation: Operation, plan: Plan) -> tuple[SitePlan, ...]:
    """Return every site inside, in the operation's order."""
    ends = endings(operation, plan)
    acts = {act.site_id: act.end_minute for act in plan.handovers}
    last_act = {act.site_id: act.end_minute for act in sorted(plan.acts, key=lambda one: one.end_minute)}
    found = []
    for site in operation.sites:
        if not site.inside:
            continue
        minutes = [
            *([ends[site.site_id].last_off_minute] if site.site_id in ends else []),
            *(table[site.site_id] for table in (acts, last_act) if site.site_id in table),
        ]
        everybody = Floor(site_id=site.site_id, quantity="people", function=None, steps=())
        found.append(
            SitePlan(
                site_id=site.site_id,
                handed_over_minute=acts.get(site.site_id),
                closed_minute=max(minutes, default=None),
                present=present_steps(operation, plan, everybody),
            )
        )
    return tuple(found)
