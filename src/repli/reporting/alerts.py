"""What needs a person's attention in a plan and its forecast: severity, cause, and a fix to propose.

Thresholds are this version's and are named below; none is a fact about the world. Most severe first.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from repli.errors import Phrase, phrase
from repli.model import Forecast, Operation, Plan
from repli.progress import State
from repli.reporting.facts import SEVERITIES, Alert
from repli.reporting.plan_alerts import alerts_of_plan, alerts_of_state
from repli.reporting.words import disturbance_word
from repli.units import MINUTES_PER_DAY, text_of_minute

__all__ = ["alerts_of"]

_UNLIKELY, _UNSURE = 0.5, 0.8
_DAYS_WORTH_TELLING = 1.0
_TIGHT_DAYS = 7

_FIXES: Mapping[str, Phrase] = {
    "ground": phrase("Put a second loading team on the busiest field."),
    "flight": phrase("Leave an hour between an arrival and the field's closing time."),
    "breakdown": phrase("Keep one aircraft in reserve, and ask for clearances by type instead of by tail."),
    "weather": phrase("Bring forward what is ready; keep two spare days before each closing wave."),
    "clearance": phrase("Ask for windows of several days instead of single flights, and for the answer's date."),
    "turn-in": phrase("Stage items at the field three days before their rotation; plan another use for late ones."),
    "readiness": phrase("Ask for one vehicle more than the plan needs while the last loads go."),
    "silence": phrase("Ask a week earlier than the rules require, and name an officer who answers."),
    "revocation": phrase("Write into the record that a clearance is withdrawn only by both sides in session."),
    "roads": phrase("Agree on a second road, or move by air what the road cannot wait for."),
    "customs": phrase("Have the inventory stamped at the site before the convoy sets out."),
    "arrivals": phrase("Do not let a load wait for people who have not come yet; name substitutes now."),
    "disputes": phrase("Count together while loading, so that a manifest is agreed before the engines start."),
    "crisis": phrase("Agree now on what still moves if everything else is stopped."),
}
_EXTENSION = phrase("Ask for the extension clause: no plan keeps the deadline under these rules.")


def alerts_of(operation: Operation, plan: Plan, forecast: Forecast, state: State | None = None) -> tuple[Alert, ...]:
    """Return the alerts of a log's state, a plan and its forecast under base assumptions, most severe first.

    Where it is proven that no plan is in time, none of the fixes would be: then only the extension is proposed.
    """
    fixes = dict.fromkeys(_FIXES, _EXTENSION) if plan.verdict == "late-proven" else _FIXES
    found = [
        *(alerts_of_state(state) if state is not None else ()),
        *_of_plan(operation, plan),
        *_of_requests(operation, plan),
        *_of_forecast(forecast, fixes),
        *_of_permits(operation, plan),
        *alerts_of_plan(operation, plan),
    ]
    return tuple(sorted(found, key=lambda alert: SEVERITIES.index(alert.severity)))


def _of_plan(operation: Operation, plan: Plan) -> Iterator[Alert]:
    if plan.verdict != "kept":
        yield Alert(
            severity="high",
            cause=phrase("The plan is LATE: {days} days after the deadline.", days=plan.objective.overrun_days),
            fix=_EXTENSION
            if plan.verdict == "late-proven"
            else phrase("Ask for the extension clause, or for what binds: see the reasons beside the plan."),
        )
    starts, deadline = operation.agreement.day_starts, operation.agreement.deadline_minute
    last_day = sum(start < deadline for start in starts) - 1
    spare = last_day - plan.objective.closure_day
    if 0 <= spare < _TIGHT_DAYS:
        yield Alert(
            severity="medium",
            cause=phrase("Only {days} days lie between the planned closure and the deadline.", days=spare),
            fix=phrase("Bring the last site's closing wave forward."),
        )


def _of_requests(operation: Operation, plan: Plan) -> Iterator[Alert]:
    """Yield the clearances that the plan counts on and nobody has granted; urgent where the request is due soon."""
    soon = operation.as_of_minute + _TIGHT_DAYS * MINUTES_PER_DAY
    for request in plan.requests:
        one = operation.clearance_of[request.clearance_id]
        due = text_of_minute(request.request_minute)
        yield Alert(
            severity="high" if request.request_minute < soon else "medium",
            cause=phrase(
                "The plan counts on clearance {name} for {place}, not granted yet; the request is due by {due}.",
                name=one.clearance_id,
                place=one.scope_id,
                due=due,
            ),
            fix=phrase(
                "Send the request to {issuer} now; silence until the answer is due means refused.", issuer=one.issuer
            ),
        )


def _of_forecast(forecast: Forecast, fixes: Mapping[str, Phrase]) -> Iterator[Alert]:
    base = forecast.scenario("base")
    worst = base.causes[0].name if base.causes else "clearance"
    if base.chance < _UNSURE:
        yield Alert(
            severity="high" if base.chance < _UNLIKELY else "medium",
            cause=phrase("The deadline is missed in {late} % of replications.", late=round(100 * (1 - base.chance))),
            fix=fixes[worst],
        )
    for name, chance in base.milestones:
        if chance < _UNSURE:
            cause = phrase(
                "Milestone {name} is missed in {late} % of replications.", name=name, late=round(100 * (1 - chance))
            )
            yield Alert(severity="medium", cause=cause, fix=fixes[worst])
    if forecast.flips is not None:
        yield Alert(
            severity="high",
            cause=phrase(
                "Pessimistic values of this alone make it unlikely: {name}.", name=disturbance_word(forecast.flips)
            ),
            fix=fixes[forecast.flips],
        )
    for one in base.causes:
        if one.days_lost >= _DAYS_WORTH_TELLING:
            cause = phrase(
                "{days} days lost on average: {name}.", name=disturbance_word(one.name), days=round(one.days_lost, 1)
            )
            yield Alert(severity="medium", cause=cause, fix=fixes[one.name])


def _of_permits(operation: Operation, plan: Plan) -> Iterator[Alert]:
    """Yield one alert on the clearances that the plan uses up to their daily limit, the most used first."""
    used = Counter(
        (stop.clearance_id, bisect_right(operation.agreement.day_starts, stop.off_block_minute))
        for movement in plan.movements
        for stop in movement.stops
        if stop.clearance_id is not None
    )
    limits = {one.clearance_id: one.limit_per_day for one in operation.clearances if one.limit_per_day}
    full = Counter(name for (name, _), count in used.items() if name in limits and count >= limits[name])
    if full:
        named = ", ".join(f"{name} ({days})" for name, days in sorted(full.items(), key=lambda one: (-one[1], one[0])))
        yield Alert(
            severity="low",
            cause=phrase("Clearances used up to their daily limit, and on how many days: {list}.", list=named),
            fix=phrase("Ask for one more departure a day on the first of them."),
        )
