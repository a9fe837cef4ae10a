"""Rules about the order in which sites close (docs/reference/plan-meaning.md, F)."""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.rule import Rule, clock, found
from repli.rules.waves import endings

__all__ = ["RULES"]


def closure_order(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A site closes no sooner than each of the sites that it closes after.

    Source: docs/reference/plan-meaning.md, F.
    """
    closes = {site_id: ending.last_off_minute for site_id, ending in endings(operation, plan).items()}
    ends = [(act.site_id, act.end_minute) for act in plan.handovers]
    ends += [(act.site_id, act.end_minute) for act in plan.acts]
    for site_id, end in ends:
        closes[site_id] = max(end, closes.get(site_id, end))
    for site in operation.sites:
        own = closes.get(site.site_id)
        for earlier in site.closes_after:
            before = closes.get(earlier)
            if own is not None and before is not None and own < before:
                message = phrase("It closes before {site}, which closes at {when}.", site=earlier, when=clock(before))
                yield found("closure-order", site.site_id, own, message)


RULES = (
    Rule(
        name="closure-order",
        explanation=phrase("Sites close in the agreed order."),
        check=closure_order,
    ),
)
