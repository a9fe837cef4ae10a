"""What commands answer in JSON: a plan, a rough cut, breaches, a forecast, figures, a verdict as plain values.

Dates are civil days of the agreement's time zone, chances exact, sentences in the language of the environment.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace

from repli.cli.console import say
from repli.cli.words import local_day
from repli.commission import Case, Position, reasons
from repli.model import Finding, Forecast, LogVerdict, Plan, ReplanForecast, SweepRow, gaps_of
from repli.planning import RoughCut
from repli.progress import Figure
from repli.units import text_of_minute

__all__ = [
    "figures_as_json",
    "findings_as_json",
    "forecast_as_json",
    "plan_as_json",
    "position_as_json",
    "replan_as_json",
    "rough_cut_as_json",
    "sweep_as_json",
    "verdict_as_json",
]

_speak = say()


def plan_as_json(case: Case, plan: Plan) -> dict[str, object]:
    """Return verdict, objective, bound and dates."""
    return {
        "verdict": plan.verdict,
        "operation_hash": plan.operation_hash,
        "movements": len(plan.movements),
        "objective": asdict(plan.objective),
        "closure_on": case.operation.agreement.civil_day(plan.objective.closure_day).isoformat(),
        "bound": asdict(replace(plan.bound, certificates=())),
        "gaps": asdict(gaps_of(plan)),
        "bound_on": case.operation.agreement.civil_day(plan.bound.closure_day).isoformat(),
        "binding": list(plan.binding),
        "reasons": [_speak(reason) for reason in reasons(case.operation, plan)],
        "assumptions": len(case.operation.assumptions),
    }


def rough_cut_as_json(case: Case, rough: RoughCut) -> dict[str, object]:
    """Return the calculator's figures, dates by the agreement's time zone."""
    closed = None if rough.closure_day is None else case.operation.agreement.civil_day(rough.closure_day).isoformat()
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


def forecast_as_json(case: Case, forecast: Forecast) -> dict[str, object]:
    """Return the forecast without its daily bands."""
    scenarios = [
        {
            "name": one.name,
            "chance": one.chance,
            "standard_error": one.standard_error,
            "milestones": dict(one.milestones),
            "closure_on": {str(percent): _on(case, minute) for percent, minute in one.closure_quantiles_minute},
            "sites": {
                site.site_id: {
                    "chance": site.chance,
                    "closure_on": {"50": _on(case, site.median_minute), "90": _on(case, site.late_minute)},
                    "closed_on": _histogram(case, site.closed_on),
                }
                for site in one.sites
            },
            "closed_on": _histogram(case, one.closed_on),
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


def _on(case: Case, minute: int | None) -> str | None:
    """Return the civil day of an instant; midnight belongs to the day that ends."""
    return None if minute is None else local_day(case, minute - 1).isoformat()


def _histogram(case: Case, closed_on: tuple[int, ...]) -> dict[str, int]:
    """Return civil day -> replications that close on it, days without any left out."""
    agreement = case.operation.agreement
    return {agreement.civil_day(day).isoformat(): count for day, count in enumerate(closed_on) if count}


def sweep_as_json(rows: Iterable[SweepRow]) -> list[dict[str, object]]:
    """Return one object for each combination, its instants as times."""
    return [
        {
            name.replace("_minute", "_at"): text_of_minute(value)
            if name.endswith("_minute") and value is not None
            else value
            for name, value in asdict(row).items()
        }
        for row in rows
    ]


def replan_as_json(case: Case, found: ReplanForecast) -> dict[str, object]:
    """Return replanning beside following, its instants as civil days."""
    days = {
        name: {str(percent): _on(case, minute) for percent, minute in quantiles}
        for name, quantiles in (("follow", found.follow_quantiles_minute), ("replan", found.replan_quantiles_minute))
    }
    plain = {name: value for name, value in asdict(found).items() if not name.endswith("_minute")}
    return plain | {"closure_on": days}


def position_as_json(position: Position) -> dict[str, object]:
    """Return a position of a log and the figures there."""
    signed = text_of_minute(position.signed_until_minute)
    return {"events": position.events, "signed_until": signed, "figures": figures_as_json(position.figures)}


def figures_as_json(figures: Iterable[Figure]) -> dict[str, object]:
    """Return name -> value and grade."""
    return {figure.name: {"value": figure.value, "grade": figure.grade} for figure in figures}


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
        "origin": verdict.origin,
        "demonstration": verdict.demonstration,
        "published": verdict.published,
        "published_state": verdict.published_state,
        "head": dict(zip(("origin", "size", "root"), verdict.head, strict=True)) if verdict.head else {},
        **_second_as_json(verdict),
    }


def _second_as_json(verdict: LogVerdict) -> dict[str, object]:
    """Return what only a log of format 2, a file about a log, or a named refusal has."""
    found: dict[str, object] = {}
    if verdict.grades is not None:
        found |= {
            "grades": dict(verdict.grades),
            "pending": verdict.pending,
            "void": [{"place": place, "reason": reason} for place, reason in verdict.void],
            "disclosed": verdict.disclosed,
            "undisclosed": verdict.undisclosed,
            "faults": [{"place": place, "reason": reason} for place, reason in verdict.list_faults],
        }
    if verdict.entries:
        found |= {"entries": dict(verdict.entries), "attests": verdict.attests, "sites": dict(verdict.sites)}
    if verdict.accused:
        found |= {"accused": verdict.accused, "feed": verdict.feed}
    return found | ({"named": verdict.named} if verdict.named else {})
