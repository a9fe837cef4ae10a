"""What the restricted page is made from: the plan, its forecast, the log so far, and what needs a person.

Alerts, next steps, reasons and the naive figure come from the rooms that know them; here they are only shown.
"""

from dataclasses import dataclass

from repli.errors import Phrase
from repli.model import Claim, Forecast, LogVerdict, Operation, Plan
from repli.progress import State
from repli.reporting.history import SignedHistory
from repli.reporting.truth import Truth
from repli.units import PPM

__all__ = ["SEVERITIES", "Alert", "CommissionFacts", "Naive", "NextStep", "PlanSummary", "summary_of"]

SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that needs a person: severity ``high``, ``medium`` or ``low``, its cause, a proposed fix."""

    severity: str
    cause: Phrase
    fix: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One line of the next seven days: when, what is requested, leaves or is signed, and who does it.

    ``kind`` is a key of `words.DUTY_WORDS`.
    """

    when_minute: int
    kind: str
    what: Phrase
    who: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Naive:
    """The planning-factor answer beside the plan's: its closure day, if it has one, and what it ignores."""

    closure_day: int | None
    ignores: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSummary:
    """The few integers by which two plans are compared; ``chance_ppm`` is None without a forecast.

    Days are counted from the civil day of ``as_of_minute``; it is None in a summary that was kept without it.
    """

    closure_day: int
    bound_day: int
    overrun_days: int
    movements: int
    stay_minutes: int
    flying_minutes: int
    chance_ppm: int | None
    as_of_minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionFacts:
    """Everything the restricted page shows. ``reasons`` say what holds the plan back, in sentences.

    ``bound_reasons`` say why no plan closes before the day of the bound.
    ``before`` and ``after`` are two first plans of one starting day, set side by side; ``after`` is this page's plan
    if it is not given.
    """

    truth: Truth
    reader: Phrase
    now_minute: int
    operation: Operation
    plan: Plan
    naive: Naive
    forecast: Forecast | None = None
    state: State | None = None
    history: SignedHistory | None = None
    claims: tuple[Claim, ...] = ()
    alerts: tuple[Alert, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    reasons: tuple[Phrase, ...] = ()
    bound_reasons: tuple[Phrase, ...] = ()
    before: PlanSummary | None = None
    after: PlanSummary | None = None
    verdict: LogVerdict | None = None


def summary_of(plan: Plan, forecast: Forecast | None) -> PlanSummary:
    """Return the integers of a plan that a later page shows as "before"."""
    return PlanSummary(
        closure_day=plan.objective.closure_day,
        bound_day=plan.bound.closure_day,
        overrun_days=plan.objective.overrun_days,
        movements=len(plan.movements),
        stay_minutes=plan.objective.stay_minutes,
        flying_minutes=plan.objective.flying_minutes,
        chance_ppm=None if forecast is None else round(forecast.scenario("base").chance * PPM),
        as_of_minute=plan.as_of_minute,
    )
