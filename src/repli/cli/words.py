"""What commands say about a plan, a forecast, figures and a verdict: short lines for people, values for JSON.

Dates are civil days of the agreement's time zone. A chance is rounded to 5 % for people and exact in JSON.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from zoneinfo import ZoneInfo

from repli.cli.console import out, say
from repli.commission import Case
from repli.errors import Phrase, phrase
from repli.language import language_of_environment
from repli.model import Finding, Forecast, LogVerdict, Plan
from repli.planning import RoughCut
from repli.progress import Figure
from repli.units import KG_PER_TONNE, MINUTES_PER_HOUR, datetime_of_minute, text_of_minute

__all__ = [
    "chance_words",
    "closure_day",
    "day_words",
    "figures_as_json",
    "figures_sentence",
    "findings_as_json",
    "folder_summary",
    "forecast_as_json",
    "forecast_lines",
    "local_day",
    "plan_as_json",
    "plan_lines",
    "plan_sentence",
    "rough_cut_as_json",
    "rough_cut_lines",
    "rough_sentence",
    "show_findings",
    "verdict_as_json",
    "verdict_lines",
]

_speak = say()
_PERCENT_STEP = 5


def local_day(case: Case, minute: int) -> date:
    """Return the civil day that holds ``minute``."""
    return datetime_of_minute(minute).astimezone(ZoneInfo(case.operation.agreement.time_zone)).date()


def day_words(day: date) -> str:
    """Return ``9 Aug`` or ``9 août``."""
    from babel.dates import format_date  # noqa: PLC0415 - not needed for JSON

    return format_date(day, "d MMM", locale=language_of_environment())


def closure_day(case: Case, index: int) -> date:
    """Return the civil day with this index, counted from as_of's day."""
    starts = case.operation.agreement.day_starts
    return local_day(case, starts[min(index, len(starts) - 1)])


def chance_words(chance: float) -> str:
    """Return a chance rounded to 5 %; the ends are "under 5 %" and "over 95 %", never 0 or 100."""
    rounded = round(chance * 100 / _PERCENT_STEP) * _PERCENT_STEP
    if rounded <= 0:
        return _speak(phrase("under 5 %"))
    if rounded >= 100:  # noqa: PLR2004 - per cent
        return _speak(phrase("over 95 %"))
    return f"{rounded} %"


def folder_summary(case: Case) -> str:
    """Return one line: what the folder holds."""
    operation = case.operation
    tonnes = sum(item.kg for item in operation.items) / KG_PER_TONNE
    return _speak(
        phrase(
            "{people} people, {items} items of {tonnes} t, {vehicles} vehicles; no error found.",
            people=sum(line.count for line in operation.people),
            items=len(operation.items),
            tonnes=f"{tonnes:.0f}",
            vehicles=len(operation.vehicles),
        )
    )


def plan_sentence(case: Case, plan: Plan) -> str:
    """Return closure against the bound in one sentence."""
    closed, bound = closure_day(case, plan.objective.closure_day), closure_day(case, plan.bound.closure_day)
    words = phrase("proven") if plan.bound.proven else phrase("estimate")
    return _speak(
        phrase(
            "{count} movements, closed {day}; bound {bound} ({proven}), gap {gap} d",
            count=len(plan.movements),
            day=day_words(closed),
            bound=day_words(bound),
            proven=words,
            gap=plan.objective.closure_day - plan.bound.closure_day,
        )
    )


_VERDICTS: Mapping[str, Phrase] = {
    "kept": phrase("kept: every commitment is met"),
    "late-proven": phrase("LATE, and proven unavoidable"),
    "late-not-proven": phrase("LATE; not proven unavoidable"),
}


def plan_lines(case: Case, plan: Plan) -> Iterator[str]:
    """Yield the plan in a few lines; figures are the best possible under the operation's assumptions."""
    yield _speak(_VERDICTS[plan.verdict])
    yield plan_sentence(case, plan)
    stay_days = plan.objective.stay_minutes / (24 * MINUTES_PER_HOUR)
    yield _speak(
        phrase(
            "on average out on day {stay}; {hours} flying hours",
            stay=f"{stay_days:.1f}",
            hours=plan.objective.flying_minutes // MINUTES_PER_HOUR,
        )
    )
    for reason in plan.binding:
        yield f"  - {_speak(reason)}"
    yield _speak(phrase("These figures hold under the assumptions of the operation; {count} values are assumed.",
                        count=len(case.operation.assumptions)))  # fmt: skip


def plan_as_json(case: Case, plan: Plan) -> dict[str, object]:
    """Return verdict, objective, bound and dates."""
    return {
        "verdict": plan.verdict,
        "operation_hash": plan.operation_hash,
        "movements": len(plan.movements),
        "objective": asdict(plan.objective),
        "closure_on": closure_day(case, plan.objective.closure_day).isoformat(),
        "bound": asdict(plan.bound),
        "bound_on": closure_day(case, plan.bound.closure_day).isoformat(),
        "binding": list(plan.binding),
        "assumptions": len(case.operation.assumptions),
    }


def rough_cut_lines(case: Case, rough: RoughCut) -> Iterator[str]:
    """Yield the planning-factor answer and what it ignores."""
    yield rough_sentence(case, rough)
    for field in rough.fields:
        for one in field.types:
            yield _speak(
                phrase(
                    "  {field}, {type}: {throughput} t a day on {spots} spots; {needed} aircraft needed, {fleet} there",
                    field=field.field_id,
                    type=one.type_id,
                    throughput=one.throughput_kg_per_day // KG_PER_TONNE,
                    spots=one.spots,
                    needed=one.aircraft_needed,
                    fleet=one.aircraft,
                )
            )
    yield _speak(rough.ignores)


def rough_sentence(case: Case, rough: RoughCut) -> str:
    """Return the calculator's closure in one sentence."""
    if rough.closure_day is None:
        return _speak(phrase("no closure: some field has no aircraft that can serve it"))
    return _speak(phrase("{day} by planning factors alone", day=day_words(closure_day(case, rough.closure_day))))


def rough_cut_as_json(case: Case, rough: RoughCut) -> dict[str, object]:
    """Return the calculator's figures, dates by the agreement's time zone."""
    closed = None if rough.closure_day is None else closure_day(case, rough.closure_day).isoformat()
    fields = [asdict(field) for field in rough.fields]
    return {"closure_on": closed, "demand_kg": rough.demand_kg, "fields": fields, "ignores": _speak(rough.ignores)}


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return each breach with its sentence in the language of the environment."""
    return [
        {
            "rule": finding.rule,
            "subject": finding.subject,
            "at": None if finding.minute is None else text_of_minute(finding.minute),
            "message": _speak(finding.message),
        }
        for finding in findings
    ]


def show_findings(findings: Iterable[Finding]) -> None:
    """Write one line per breach."""
    for finding in findings:
        when = "" if finding.minute is None else f" {text_of_minute(finding.minute)}"
        out(f"{finding.rule}: {finding.subject}{when}: {_speak(finding.message)}")


def forecast_lines(case: Case, forecast: Forecast) -> Iterator[str]:
    """Yield the chance per scenario, the causes and what flips the answer."""
    for scenario in forecast.scenarios:
        median = dict(scenario.closure_quantiles_minute)[50]
        yield _speak(
            phrase(
                "{name}: {chance} (Monte Carlo error {error} %), median closure {day}",
                name=phrase(scenario.name),
                chance=chance_words(scenario.chance),
                error=f"{100 * scenario.standard_error:.1f}",
                day=phrase("not within the horizon") if median is None else day_words(local_day(case, median)),
            )
        )
    for cause in forecast.scenario("base").causes:
        yield _speak(
            phrase("  {name}: {days} days; chance without it {chance}", name=phrase(cause.name),
                   days=f"{cause.days_lost:.1f}", chance=chance_words(cause.chance_without))
        )  # fmt: skip
    if forecast.flips is not None:
        yield _speak(phrase("Pessimistic values of this alone make it unlikely: {name}.", name=phrase(forecast.flips)))


def forecast_as_json(case: Case, forecast: Forecast) -> dict[str, object]:
    """Return the forecast without its daily bands."""
    scenarios = [
        {
            "name": one.name,
            "chance": one.chance,
            "standard_error": one.standard_error,
            "milestones": dict(one.milestones),
            "closure_on": {
                str(percent): None if minute is None else local_day(case, minute).isoformat()
                for percent, minute in one.closure_quantiles_minute
            },
            "causes": [asdict(cause) for cause in one.causes],
        }
        for one in forecast.scenarios
    ]
    return {
        "scenarios": scenarios,
        "flips": forecast.flips,
        "replications": forecast.replications,
        "seed": forecast.seed,
    }


def figures_sentence(figures: Iterable[Figure]) -> str:
    """Return ``269 of 946 departed (194 declared, 75 counted), 677 remaining``."""
    value = {figure.name: figure.value for figure in figures}
    return _speak(
        phrase(
            "{departed} of {baseline} departed ({opening} declared, {counted} counted), {remaining} remaining",
            departed=value["people_departed"],
            baseline=value["people_baseline"],
            opening=value["people_opening"],
            counted=value["people_counted"],
            remaining=value["people_remaining"],
        )
    )


def figures_as_json(figures: Iterable[Figure]) -> dict[str, object]:
    """Return name -> value and grade."""
    return {figure.name: {"value": figure.value, "grade": figure.grade} for figure in figures}


_ANSWERS: Mapping[str, Phrase] = {
    "yes": phrase("YES"),
    "no": phrase("NO"),
    "consistent": phrase("CONSISTENT, but compare the keys"),
}


def verdict_lines(verdict: LogVerdict) -> Iterator[str]:
    """Yield the answer, its place and reason, the reader's sentence, the keys."""
    place = f"{verdict.place}: " if verdict.place else ""
    reason = _speak(verdict.reason)
    yield (
        f"{_speak(_ANSWERS[verdict.answer])}: {place}{reason}" if place or reason else _speak(_ANSWERS[verdict.answer])
    )
    if sentence := _speak(verdict.sentence):
        yield sentence
    for name, fingerprint in verdict.fingerprints:
        yield f"  {name} {fingerprint}"


def verdict_as_json(verdict: LogVerdict) -> dict[str, object]:
    """Return the verdict as JSON values."""
    return {
        "answer": verdict.answer,
        "place": verdict.place,
        "reason": _speak(verdict.reason),
        "sentence": _speak(verdict.sentence),
        "state": verdict.state_digest,
        "figures": [{"name": name, "value": value, "grade": grade} for name, value, grade in verdict.figures],
        "fingerprints": dict(verdict.fingerprints),
    }
