"""The S-curve of both pages and the table beside it."""

from dataclasses import replace

from repli.errors import phrase
from repli.model import Milestone
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.s_curve import Curve, Mark, s_curve
from repli.reporting.claims import ClaimCheck, end_of_day
from repli.reporting.curves import Steps, out_steps, value_at
from repli.reporting.facts import CommissionFacts
from repli.reporting.history import signed_steps
from repli.reporting.public_facts import PublicFacts
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY, PPM

__all__ = ["baseline_people", "commission_curve", "milestone_marks", "milestone_share", "planned_steps", "public_curve"]

_WEEK = 7 * MINUTES_PER_DAY
_MARGIN = 3 * MINUTES_PER_DAY


def baseline_people(facts: CommissionFacts) -> int:
    """Return the declared baseline; before there is one, the people who must leave by the operation's lists."""
    declared = None if facts.state is None else facts.state.baseline_people
    return _listed(facts) if declared is None else declared.slots


def commission_curve(facts: CommissionFacts, checks: tuple[ClaimCheck, ...], voice: Voice) -> Chart:
    """Draw planned, forecast and signed people out, deadline, milestones and published figures."""
    curve = _commission_curve(facts, checks, voice)
    table = _table(curve, voice, facts.now_minute)
    title = voice.say("People departed: planned, forecast, signed")
    return s_curve(curve, voice, chart_id=f"curve-{voice.language}", title=title, table=table)


def public_curve(facts: PublicFacts, voice: Voice) -> Chart | None:
    """Draw what was signed so far against the deadline; None where the number of people departed is withheld."""
    baseline = next(figure for figure in facts.figures if figure.name == "people_baseline")
    if facts.signed is None or baseline.value is None:
        return None
    curve = Curve(
        first_minute=end_of_day(facts.agreement.signed_on, voice.time_zone) - MINUTES_PER_DAY,
        last_minute=facts.agreement.deadline_minute + _MARGIN,
        baseline=baseline.value,
        deadline_minute=facts.agreement.deadline_minute,
        signed=_until(facts.signed, facts.as_of_minute),
        milestones=milestone_marks(facts.agreement.milestones, baseline.value, 0, voice),
        claims=_marks(facts.claims, baseline.value),
    )
    rows = tuple((voice.short_instant(minute), voice.number(people)) for minute, people in facts.signed)
    head = (voice.say("Signed as of (local time)"), voice.say("People departed"))
    table = Table(caption=voice.say("People departed, signed so far"), head=head, rows=rows, numeric=frozenset({1}))
    title = voice.say("People departed, signed by both parties")
    return s_curve(curve, voice, chart_id=f"curve-{voice.language}", title=title, table=table)


def planned_steps(facts: CommissionFacts) -> Steps:
    """Return the people departed by the plan, those who had gone when it was made included."""
    return tuple((minute, people + _gone(facts)) for minute, people in out_steps(facts.operation, facts.plan))


def _commission_curve(facts: CommissionFacts, checks: tuple[ClaimCheck, ...], voice: Voice) -> Curve:
    agreement, baseline = facts.operation.agreement, baseline_people(facts)
    gone = _gone(facts)
    planned = planned_steps(facts)
    signed = () if facts.history is None else signed_steps(facts.history)["people_departed"]
    first = min(facts.plan.as_of_minute, *(minute for minute, _ in signed[:1]), facts.now_minute)
    last = max(agreement.deadline_minute, planned[-1][0], facts.now_minute) + _MARGIN
    return Curve(
        first_minute=first,
        last_minute=last,
        baseline=baseline,
        deadline_minute=agreement.deadline_minute,
        signed=_until(tuple(step for step in signed if step[0] <= facts.now_minute), facts.now_minute),
        planned=_until(planned, last),
        band=tuple(row for row in _band(facts, gone) if row[0] <= last),
        milestones=milestone_marks(agreement.milestones, _listed(facts), gone, voice),
        claims=tuple(mark for mark in _marks(checks, baseline) if first <= mark.at_minute <= last),
    )


def _gone(facts: CommissionFacts) -> int:
    """Return how many the operation does not list any more: a plan made under way leaves out who has departed."""
    return max(0, baseline_people(facts) - _listed(facts))


def _listed(facts: CommissionFacts) -> int:
    """Return how many people the operation lists inside the territory."""
    sites = facts.operation.site_of
    return sum(line.count for line in facts.operation.people if sites[line.site_id].inside)


def _band(facts: CommissionFacts, gone: int) -> list[tuple[int, int, int, int]]:
    if facts.forecast is None:
        return []
    band = facts.forecast.scenario("base").band
    rows = zip(band.day_starts, band.low_people, band.median_people, band.high_people, strict=False)
    return [(start + MINUTES_PER_DAY, low + gone, middle + gone, high + gone) for start, low, middle, high in rows]


def milestone_share(facts: CommissionFacts, milestone: Milestone) -> int:
    """Return the share of the whole, in ppm, that a milestone asks for.

    A plan made under way asks for a fraction of those it still lists; those who have departed count towards it too.
    """
    if milestone.quantity != "people":
        return milestone.fraction_ppm
    return _asked(milestone, _listed(facts), _gone(facts)) * PPM // max(1, baseline_people(facts))


def _asked(milestone: Milestone, listed: int, gone: int) -> int:
    """Return how many people must be out, those already gone included."""
    return gone - (-listed * milestone.fraction_ppm // PPM)


def milestone_marks(milestones: tuple[Milestone, ...], listed: int, gone: int, voice: Voice) -> tuple[Mark, ...]:
    """Return the milestones of people: of ``listed`` still to depart when ``gone`` have, each with its share of all."""
    marks = []
    for milestone in milestones:
        if milestone.quantity == "people":
            people = _asked(milestone, listed, gone)
            label = voice.percent(people * PPM // max(1, listed + gone))
            marks.append(Mark(at_minute=milestone.due_minute, value=people, label=label))
    return tuple(marks)


def _marks(checks: tuple[ClaimCheck, ...], baseline: int) -> tuple[Mark, ...]:
    """Return the published numbers of people departed; what was said of people remaining is never turned into one."""
    marks: list[Mark] = []
    for check in checks:
        value = check.claim.value
        if check.claim.quantity == "people_departed" and 0 <= value <= baseline + baseline // 10:
            mark = Mark(at_minute=check.stated_minute, value=value, label=str(check.number))
            near = next((one for one in marks if _touch(one, mark, baseline)), None)
            if near is not None:  # one label for both circles, else neither can be read
                marks[marks.index(near)] = replace(near, label="")
                mark = replace(mark, label=f"{near.label}, {mark.label}")
            marks.append(mark)
    return tuple(marks)


def _touch(one: Mark, other: Mark, baseline: int) -> bool:
    """Say whether the labels of two marks would stand on each other."""
    is_near = abs(one.at_minute - other.at_minute) < _MARGIN and abs(one.value - other.value) < baseline // 20
    return is_near and one.label != ""


def _until(steps: Steps, last_minute: int) -> Steps:
    """Draw the last value on to a minute."""
    return (*steps, (last_minute, steps[-1][1])) if steps and steps[-1][0] < last_minute else steps


def _table(curve: Curve, voice: Voice, now_minute: int) -> Table:
    """Return the numbers of the curve, one row a week and one at the deadline."""
    days = {*range(curve.first_minute, curve.last_minute, _WEEK), curve.deadline_minute}
    bands = {minute: (low, high) for minute, low, _, high in curve.band}
    rows = tuple(
        (
            voice.short_instant(minute),
            voice.number(value_at(curve.planned, minute)),
            "\u2013".join(voice.number(end) for end in bands[minute]) if minute in bands else "",
            voice.number(value_at(curve.signed, minute)) if curve.signed and minute <= now_minute else "",
        )
        for minute in sorted(days)
    )
    head = (phrase("Local time"), phrase("Planned"), phrase("Forecast, 5 % to 95 %"), phrase("Signed"))
    return Table(
        caption=voice.say("People departed, week by week"),
        head=tuple(voice.say(word) for word in head),
        rows=rows,
        numeric=frozenset({1, 2, 3}),
    )
