"""The figures by which plans are compared, recomputed from the plan alone (docs/reference/plan-meaning.md, D and K).

Readings that the definition leaves open are fixed here:

* overrun: civil days from the deadline's last day to the day that holds the closure;
* milestone: only what is out *before* the due minute counts; the whole is what must leave; kg are kg of items;
* latest: a line is late if the last of it goes off block after its latest minute, and then by the civil days between
  the day that ends at (or holds) that minute and the day of that off block, at least one;
* what the plan never takes out counts as out at the horizon.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.model import Milestone, Objective, Operation, Plan
from repli.rules.days import day_of, deadline_day
from repli.rules.flows import Crossing, crossings
from repli.rules.lines import Line, lines_of
from repli.rules.reading import AIR, trips_of
from repli.rules.waves import endings
from repli.units import PPM

__all__ = ["closure_minute", "recompute_objective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Out:
    """Units of a line that are out at a minute, by a leg that went off block at another; by an act both are its end."""

    line: Line
    units: int
    off_block_minute: int
    out_minute: int


def recompute_objective(operation: Operation, plan: Plan) -> Objective:
    """Return the figures of any plan, whatever it states about itself."""
    out = list(_out(operation, plan))
    closure = closure_minute(operation, plan)
    return Objective(
        overrun_days=max(0, day_of(operation, closure) - deadline_day(operation)),
        milestone_shortfall_ppm=sum(_shortfall_ppm(one, out) for one in operation.agreement.milestones),
        latest_missed_days=_latest_missed_days(operation, out),
        closure_day=day_of(operation, closure),
        stay_minutes=_stay_minutes(operation, out),
        flying_minutes=_flying_minutes(operation, plan),
    )


def closure_minute(operation: Operation, plan: Plan) -> int:
    """Return the closure of the operation: the last site inside is closed, and the last line is out (F)."""
    ends = [act.end_minute for act in plan.handovers if _is_inside(operation, act.site_id)]
    ends += [act.end_minute for act in plan.acts if _is_inside(operation, act.site_id)]
    ends += [ending.last_off_minute for ending in endings(operation, plan).values()]
    ends += [one.out_minute for one in crossings(operation, plan) if one.line.must_be_out]
    return max(ends, default=operation.as_of_minute)


def _is_inside(operation: Operation, site_id: str) -> bool:
    site = operation.site_of.get(site_id)
    return site is not None and site.inside


def _out(operation: Operation, plan: Plan) -> Iterator[_Out]:
    """Yield every unit that must be out, once, with its minutes; what stays inside at the horizon."""
    by_line: dict[str, list[Crossing]] = {}
    for crossing in crossings(operation, plan):
        by_line.setdefault(crossing.line.line_id, []).append(crossing)
    for line in lines_of(operation).values():
        if not line.must_be_out:
            continue
        missing = line.units
        for one in sorted(by_line.get(line.line_id, ()), key=lambda crossing: crossing.out_minute):
            units = min(one.units, missing)
            missing -= units
            if units > 0:
                yield _Out(line=line, units=units, off_block_minute=one.off_block_minute, out_minute=one.out_minute)
        if missing > 0:
            horizon = operation.horizon_minute
            yield _Out(line=line, units=missing, off_block_minute=horizon, out_minute=horizon)


def _weight(quantity: str, line: Line) -> int:
    """Return what one unit of a line adds to a quantity: one person, or the kg of an item."""
    if quantity == "people":
        return int(line.is_people)
    return 0 if line.is_people else line.kg_per_unit


def _shortfall_ppm(milestone: Milestone, out: list[_Out]) -> int:
    whole = sum(one.units * _weight(milestone.quantity, one.line) for one in out)
    if whole == 0:
        return 0
    in_time = [one for one in out if one.out_minute < milestone.due_minute]
    done = sum(one.units * _weight(milestone.quantity, one.line) for one in in_time)
    return max(0, milestone.fraction_ppm - done * PPM // whole)


def _latest_missed_days(operation: Operation, out: list[_Out]) -> int:
    last_off: dict[str, _Out] = {}
    for one in out:
        known = last_off.get(one.line.line_id)
        if known is None or one.off_block_minute > known.off_block_minute:
            last_off[one.line.line_id] = one
    return sum(_days_late(operation, one) for one in last_off.values())


def _days_late(operation: Operation, one: _Out) -> int:
    latest = one.line.latest_minute
    if latest is None or one.off_block_minute <= latest:
        return 0
    return max(1, day_of(operation, one.off_block_minute) - day_of(operation, latest - 1))


def _stay_minutes(operation: Operation, out: list[_Out]) -> int:
    """Return half the mean over people plus half the mean over kg, rounded down once, at the end."""
    numerator, denominator = 0, 1
    for quantity in ("people", "kg"):
        whole = sum(one.units * _weight(quantity, one.line) for one in out)
        total = sum(
            one.units * _weight(quantity, one.line) * (one.out_minute - _from(operation, one.line)) for one in out
        )
        if whole > 0:
            numerator, denominator = numerator * whole + total * denominator, denominator * whole
    return numerator // (2 * denominator)


def _from(operation: Operation, line: Line) -> int:
    """Return when the stay of a line begins: as_of, or its arrival."""
    as_of = operation.as_of_minute
    return as_of if line.arrives_minute is None else max(as_of, line.arrives_minute)


def _flying_minutes(operation: Operation, plan: Plan) -> int:
    """Return the block minutes of all air legs, positioning included, as the passages give them."""
    return sum(
        _block_minutes(operation, trip.kind.type_id, stop.place_id, following.place_id)
        for trip in trips_of(operation, plan)
        if trip.kind.mode == AIR
        for stop, following in trip.legs
    )


def _block_minutes(operation: Operation, type_id: str, from_place: str, to_place: str) -> int:
    leg = operation.leg_of.get((AIR, from_place, to_place))
    passage = None if leg is None else operation.passage_of.get((type_id, leg.leg_id))
    return 0 if passage is None else passage.block_minutes
