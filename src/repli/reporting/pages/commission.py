"""The restricted page: one look for the commission, with the plan in it. Never for the public.

html = commission_page(CommissionFacts(truth=truth, reader=phrase("Commission: both parties"), ...))
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from repli.errors import Phrase, phrase
from repli.model import LogVerdict
from repli.progress import disclose, figures
from repli.reporting.charts.figure import Table
from repli.reporting.claims import ClaimCheck, check_claims
from repli.reporting.facts import SEVERITIES, CommissionFacts, PlanSummary, summary_of
from repli.reporting.figure_words import came_later, share_departed
from repli.reporting.history import signed_steps
from repli.reporting.pages import chance_view, tables
from repli.reporting.pages.changes import changes_table
from repli.reporting.pages.curve_view import baseline_people, commission_curve, milestone_share, planned_steps
from repli.reporting.pages.field_view import field_charts
from repli.reporting.pages.floor_view import floor_charts
from repli.reporting.pages.forecast_view import forecast_charts
from repli.reporting.pages.gantt_view import gantt_charts
from repli.reporting.pages.load_view import LOADS_PAGE
from repli.reporting.pages.map_view import commission_maps
from repli.reporting.pages.render import render_page
from repli.reporting.truth import truth_line
from repli.reporting.voice import Voice
from repli.reporting.words import SEVERITY_WORDS
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR

__all__ = ["commission_page"]

_VERDICTS = {
    "kept": phrase("KEPT"),
    "late-proven": phrase("LATE"),
    "late-not-proven": phrase("LATE"),
}


def commission_page(facts: CommissionFacts) -> str:
    """Return the page as one HTML file in French and English."""
    agreement = facts.operation.agreement
    return render_page(
        "commission",
        agreement.time_zone,
        lambda voice: _page(facts, voice),
        title=f"{agreement.title_fr} / {agreement.title_en}",
        robots="noindex, nofollow",
    )


def _page(facts: CommissionFacts, voice: Voice) -> Mapping[str, Any]:
    """Return everything that one language of the page shows."""
    agreement = facts.operation.agreement
    checks = _checks(facts)
    return {
        "truth": truth_line(facts.truth, voice),
        "reader": voice.say(facts.reader),
        "title": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "position": voice.say("Position of {instant}, local time.", instant=voice.instant(facts.now_minute)),
        "days": voice.number(_days_left(facts, voice)),
        "deadline": voice.say("Deadline: {day}, end of the day.", day=voice.day(agreement.deadline_on)),
        "departed": _departed(facts, voice),
        "verdict": _verdict(facts, voice),
        "alerts": _alerts(facts, voice),
        "curve": commission_curve(facts, checks, voice),
        "changes": None if facts.before is None else _changes(facts, facts.before, voice),
        "next": tables.next_tables(facts.next_steps, voice),
        "reasons": [voice.say(reason) for reason in facts.reasons],
        "bound_reasons": [voice.say(reason) for reason in facts.bound_reasons],
        "loads": LOADS_PAGE,
        "gantt": gantt_charts(facts, voice),
        "fields": field_charts(facts, voice),
        "map": commission_maps(facts, voice),
        "floors": floor_charts(facts, voice),
        "claims": tables.claims_table(checks, voice, planned_steps(facts)),
        "log": None if facts.verdict is None else _log(facts.verdict, voice),
        "figures": _figures(facts, voice),
        "assumed": voice.say("Assumed values: {count}.", count=len(facts.operation.assumptions)),
        "assumptions": tables.assumptions_table(facts.operation.assumptions, voice),
        "settings": tables.settings_table(facts.operation.settings, voice) if facts.operation.settings else None,
        "zone": voice.say("All times are local times of {zone}.", zone=agreement.time_zone),
        **_chances(facts, voice),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """The plan's verdict in words; ``css`` names its look."""

    css: str
    word: str
    closure: str
    bound: str
    naive: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alert:
    severity: str
    word: str
    cause: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """The verdict on the log in words."""

    css: str
    word: str
    sentence: str
    reason: str
    fingerprints: Table


def _checks(facts: CommissionFacts) -> tuple[ClaimCheck, ...]:
    return check_claims(
        facts.claims,
        {} if facts.history is None else signed_steps(facts.history),
        baseline=baseline_people(facts),
        as_of_minute=facts.now_minute,
        time_zone=facts.operation.agreement.time_zone,
        reconstruction=facts.truth.reconstruction,
    )


def _changes(facts: CommissionFacts, before: PlanSummary, voice: Voice) -> Table:
    after = facts.after or summary_of(facts.plan, facts.forecast)
    start, is_first = facts.plan.as_of_minute, facts.after is not None
    return changes_table(before, after, voice, as_of_minute=start, is_first=is_first)


def _chances(facts: CommissionFacts, voice: Voice) -> dict[str, object]:
    if facts.forecast is None:
        return {"chance": None, "forecast": (), "milestones": None}
    shares = tuple((one, milestone_share(facts, one)) for one in facts.operation.agreement.milestones)
    milestones = chance_view.milestones_table(facts.forecast, shares, voice)
    return {
        "chance": chance_view.chance_of(facts.forecast, voice),
        "forecast": forecast_charts(facts, voice),
        "milestones": milestones if milestones.rows else None,
    }


def _days_left(facts: CommissionFacts, voice: Voice) -> int:
    """Return the civil days from today to the day of the deadline; below zero once it has passed."""
    return (date.fromisoformat(facts.operation.agreement.deadline_on) - voice.local(facts.now_minute).date()).days


def _departed(facts: CommissionFacts, voice: Voice) -> str | None:
    """Return how many have departed, exact: this page is for those who signed it."""
    if facts.state is None:
        return None
    exact = {figure.name: disclose(figure, {}) for figure in figures(facts.state)}
    share, later = share_departed(exact, voice), came_later(exact)
    if share is None:
        return None
    blanks = {"departed": exact["people_departed"].words, "baseline": exact["people_baseline"].words, "share": share}
    if later is None:
        return voice.say("{departed} of {baseline} departed, {share}", **blanks)
    return voice.say(
        "{departed} departed, of {baseline} and {later} who came later, {share}", later=later.words, **blanks
    )


def _verdict(facts: CommissionFacts, voice: Voice) -> _Verdict:
    """Say when the plan closes, when no plan can close before, and what the planning-factor answer would be."""
    plan = facts.plan
    closure = phrase(
        "Closure on {day}: best possible under these assumptions.", day=_day(facts, plan.objective.closure_day, voice)
    )
    if plan.objective.overrun_days > 0:
        closure = phrase(
            "Closure on {day}, {days} days after the deadline: best possible under these assumptions.",
            day=_day(facts, plan.objective.closure_day, voice),
            days=plan.objective.overrun_days,
        )
    bound = _day(facts, plan.bound.closure_day, voice)
    bounds = phrase("Estimate: hardly before {day}; not proven.", day=bound)
    if plan.bound.proven:
        bounds = phrase("Proven: no plan closes before {day}.", day=bound)
    return _Verdict(
        css="kept" if plan.verdict == "kept" else "late",
        word=voice.say(_VERDICTS[plan.verdict]),
        closure=voice.say(closure),
        bound=" ".join(voice.say(one) for one in (bounds, *_least_words(facts, voice), *_late_words(plan.verdict))),
        naive=voice.say(_naive(facts, voice)),
    )


def _naive(facts: CommissionFacts, voice: Voice) -> Phrase:
    """Say what planning factors alone would answer, and what they ignore."""
    naive = facts.naive
    if naive.closure_day is None:
        return phrase("Planning factors alone find no day of closure. {ignores}", ignores=naive.ignores)
    day = _day(facts, naive.closure_day, voice)
    return phrase("Planning factors alone would say {day}. {ignores}", day=day, ignores=naive.ignores)


def _late_words(verdict: str) -> tuple[Phrase, ...]:
    return {
        "late-proven": (phrase("The delay is unavoidable under the rules."),),
        "late-not-proven": (phrase("That the delay is unavoidable is not proven."),),
    }.get(verdict, ())


def _least_words(facts: CommissionFacts, voice: Voice) -> Iterator[Phrase]:
    """Yield how the mean day out and the flying hours stand beside what no plan can beat, where that is proven."""
    value, bound = facts.plan.objective, facts.plan.bound
    if bound.stay.proven:
        yield phrase(
            "Mean day out: {stay}; proven: no plan before {least}; each line alone: {alone}.",
            stay=voice.number(value.stay_minutes / MINUTES_PER_DAY, 1),
            least=voice.number(bound.stay.minutes / MINUTES_PER_DAY, 1),
            alone=voice.number(bound.alone_minutes / MINUTES_PER_DAY, 1),
        )
    if bound.flying.proven:
        yield phrase(
            "Flying hours: {hours}; proven: no plan under {least}.",
            hours=voice.number(value.flying_minutes // MINUTES_PER_HOUR),
            least=voice.number(bound.flying.minutes // MINUTES_PER_HOUR),
        )


def _day(facts: CommissionFacts, day: int, voice: Voice) -> str:
    """Return a civil day counted from the day of the plan's as_of."""
    return voice.day(facts.operation.agreement.civil_day(day).isoformat())


def _alerts(facts: CommissionFacts, voice: Voice) -> list[_Alert]:
    """Return the alerts, most severe first."""
    return [
        _Alert(
            severity=alert.severity,
            word=voice.say(SEVERITY_WORDS[alert.severity]),
            cause=voice.say(alert.cause),
            fix=voice.say(alert.fix),
        )
        for alert in sorted(facts.alerts, key=lambda one: SEVERITIES.index(one.severity))
    ]


def _log(verdict: LogVerdict, voice: Voice) -> _Log:
    words = {
        "yes": phrase("The log holds."),
        "no": phrase("The log is refused."),
        "consistent": phrase("The log is consistent; its keys were not compared."),
    }
    where = (phrase("{place}: {reason}", place=verdict.place, reason=verdict.reason),) if verdict.place else ()
    return _Log(
        css=verdict.answer,
        word=voice.say(words[verdict.answer]),
        sentence=voice.say(verdict.sentence),
        reason=" ".join(voice.say(one) for one in where),
        fingerprints=tables.fingerprints_table(verdict.fingerprints, voice),
    )


def _figures(facts: CommissionFacts, voice: Voice) -> Table | None:
    """Return the figures, exact: this page is for those who signed them."""
    if facts.state is None:
        return None
    return tables.figures_table(tuple(disclose(figure, {}) for figure in figures(facts.state)), voice)
