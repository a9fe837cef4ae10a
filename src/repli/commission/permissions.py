"""What the loss of a permission does: the plan made again without it, and the chance before and after, in one step."""

from dataclasses import dataclass
from pathlib import Path

from repli.commission.forecasts import forecast
from repli.commission.plans import plan_and_case
from repli.commission.renewals import Renewal, replan
from repli.errors import UsageError, phrase
from repli.model import Forecast
from repli.planning import Terms
from repli.units import SECONDS_PER_MINUTE

__all__ = ["LOST", "Effect", "effect_of_loss"]

LOST = ("refused", "revoked", "silent", "expired")
"""States after which a permission cannot be used; silence counts as refusal (plan-meaning.md, I)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The agreed plan and the new one, each with its forecast under the same luck."""

    renewal: Renewal
    before: Forecast
    after: Forecast


def effect_of_loss(file: Path, folder: Path, reference: str, *, second: int, seed: int, replications: int) -> Effect:
    """Return what is left of a plan without a permission from now on.

    Raise UsageError for a permission that the operation has not, NoPlanError or ImpossibleError if nothing is left.
    """
    case, agreed = plan_and_case(file, folder)
    if reference not in case.operation.clearance_of:
        raise UsageError(
            phrase("The operation has no clearance {reference}.", reference=reference),
            phrase("Clearances: {names}.", names=", ".join(case.operation.clearance_of) or "-"),
        )
    now = max(second // SECONDS_PER_MINUTE, case.operation.as_of_minute)
    renewal = replan(file, folder, terms=Terms(now_minute=now), seed=seed, lost=frozenset({reference}))
    before, after = (
        forecast(operation, plan, seed=seed, replications=replications)
        for operation, plan in ((case.operation, agreed), (renewal.case.operation, renewal.plan))
    )
    return Effect(renewal=renewal, before=before, after=after)
