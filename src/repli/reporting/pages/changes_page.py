"""The page of a changed operation: the plan before and after side by side. Restricted, as the plans are.

html = changes_page(ChangesFacts(truth=truth, reader=reader, operation=operation, before=old, after=new))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from repli.errors import Phrase, phrase
from repli.model import Operation
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.s_curve import Curve, s_curve
from repli.reporting.curves import value_at
from repli.reporting.pages.changes import changes_table
from repli.reporting.pages.closings_view import closings_chart
from repli.reporting.pages.curve_view import milestone_marks
from repli.reporting.pages.departures_view import departures_chart, departures_tables
from repli.reporting.pages.render import render_page
from repli.reporting.plan_changes import Changes, changes_between
from repli.reporting.plan_record import PlanRecord
from repli.reporting.truth import Truth, truth_line
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY

__all__ = ["ChangesFacts", "changes_page"]

_WEEK = 7 * MINUTES_PER_DAY
_MARGIN = 3 * MINUTES_PER_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesFacts:
    """Two plans and the operation as it is now; ``changed`` names the inputs that differ."""

    truth: Truth
    reader: Phrase
    operation: Operation
    before: PlanRecord
    after: PlanRecord
    changed: tuple[str, ...] = ()


def changes_page(facts: ChangesFacts) -> str:
    """Return the page as one HTML file in French and English."""
    agreement = facts.operation.agreement
    return render_page(
        "changes",
        agreement.time_zone,
        lambda voice: _page(facts, voice),
        title=f"{agreement.title_fr} / {agreement.title_en}",
        robots="noindex, nofollow",
    )


def _page(facts: ChangesFacts, voice: Voice) -> Mapping[str, Any]:
    agreement = facts.operation.agreement
    found = changes_between(facts.before.departures, facts.after.departures)
    start = facts.after.summary.as_of_minute or facts.operation.as_of_minute
    return {
        "truth": truth_line(facts.truth, voice),
        "reader": voice.say(facts.reader),
        "title": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "deadline": voice.say("Deadline: {day}, end of the day.", day=voice.day(agreement.deadline_on)),
        "changed": voice.say("Changed inputs: {files}", files=", ".join(facts.changed)) if facts.changed else None,
        "headline": voice.say(_headline(facts)),
        "counted": voice.say(_counted(found)),
        "changes": changes_table(
            facts.before.summary,
            facts.after.summary,
            voice,
            as_of_minute=start,
            is_first=True,
            chances=(facts.before.chances, facts.after.chances),
        ),
        "curve": _curve(facts, voice),
        "closings": closings_chart(facts.operation, facts.before, facts.after, voice),
        "departures": departures_chart(facts.operation, found, voice),
        "tables": departures_tables(found, voice),
        "zone": voice.say("All times are local times of {zone}.", zone=agreement.time_zone),
    }


def _headline(facts: ChangesFacts) -> Phrase:
    """Say what became of the closure, in days of the agreement's calendar."""
    days = _closure_day(facts, facts.after) - _closure_day(facts, facts.before)
    if days == 0:
        return phrase("The closure stays on its day.")
    if days > 0:
        return phrase("The closure is {days} d later.", days=days)
    return phrase("The closure is {days} d earlier.", days=-days)


def _closure_day(facts: ChangesFacts, record: PlanRecord) -> int:
    """Return the civil day of a closure, as days since year 1."""
    start = record.summary.as_of_minute
    voice = Voice("en", facts.operation.agreement.time_zone)
    first = facts.operation.as_of_minute if start is None else start
    return voice.local(first).date().toordinal() + record.summary.closure_day


def _counted(found: Changes) -> Phrase:
    return phrase(
        "Departures: {same} as before, {swapped} on another vehicle of the same type, {moved} moved, {new} new, "
        "{dropped} dropped.",
        same=len(found.same),
        swapped=len(found.swapped),
        moved=len(found.moved),
        new=len(found.new),
        dropped=len(found.dropped),
    )


def _curve(facts: ChangesFacts, voice: Voice) -> Chart:
    """Draw both plans' people out on one picture."""
    before, after, agreement = facts.before, facts.after, facts.operation.agreement
    first = min(before.out[0][0], after.out[0][0])
    last = max(before.out[-1][0], after.out[-1][0], agreement.deadline_minute) + _MARGIN
    curve = Curve(
        first_minute=first,
        last_minute=last,
        baseline=max(before.people, after.people),
        deadline_minute=agreement.deadline_minute,
        signed=(),
        planned=(*after.out, (last, after.out[-1][1])),
        earlier=(*before.out, (last, before.out[-1][1])),
        milestones=milestone_marks(agreement.milestones, after.people, 0, voice),
    )
    minutes = sorted({*range(first, last, _WEEK), agreement.deadline_minute})
    title = voice.say("People departed by both plans")
    return s_curve(curve, voice, chart_id=f"curve-{voice.language}", title=title, table=_table(facts, minutes, voice))


def _table(facts: ChangesFacts, minutes: list[int], voice: Voice) -> Table:
    rows = []
    for minute in minutes:
        before, after = value_at(facts.before.out, minute), value_at(facts.after.out, minute)
        rows.append(
            (voice.short_instant(minute), voice.number(before), voice.number(after), voice.signed(after - before))
        )
    head = (phrase("Local time"), phrase("Before"), phrase("After"), phrase("Change"))
    return Table(
        caption=voice.say("People departed by both plans, week by week"),
        head=tuple(voice.say(word) for word in head),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
    )
