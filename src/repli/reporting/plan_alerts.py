"""What a plan itself says needs a person: floors, milestones, late lines, single vehicles, acts, arrivals, disputes.

Thresholds are this version's and are named below; none is a fact about the world.
"""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import HandoverAct, Milestone, Operation, Plan
from repli.progress import State
from repli.progress.names import UNILATERAL
from repli.reporting.facts import Alert
from repli.rules.flows import crossings
from repli.rules.lines import lines_of
from repli.rules.slack import FloorSlack, floor_slacks
from repli.units import MINUTES_PER_DAY, PPM, text_of_minute

__all__ = ["alerts_of_plan", "alerts_of_state"]

_TIGHT_DAYS = 7
_TIGHT_MINUTES = 60


def alerts_of_plan(operation: Operation, plan: Plan) -> Iterator[Alert]:
    """Yield what in a plan needs a person, whatever the forecast says."""
    yield from _late_lines(operation, plan)
    for milestone in operation.agreement.milestones:
        yield from _milestone(operation, plan, milestone)
    yield from _single_vehicles(operation, plan)
    for act in plan.handovers:
        yield from _notice(operation, act)
        yield from _office(operation, act)
    yield from _arrivals(operation)
    yield from _floors(floor_slacks(operation, plan))


def _late_lines(operation: Operation, plan: Plan) -> Iterator[Alert]:
    """Yield one alert on the lines that leave after their latest time."""
    last: dict[str, int] = {}
    for one in crossings(operation, plan):
        last[one.line.line_id] = max(one.off_block_minute, last.get(one.line.line_id, 0))
    late = [
        name
        for name, line in lines_of(operation).items()
        if line.latest_minute is not None and last.get(name, 0) > line.latest_minute
    ]
    if late:
        yield Alert(
            severity="high",
            cause=phrase("Lines that leave after their latest time: {list}.", list=_listed(late)),
            fix=phrase("Agree on a later time, or ask for a departure before it."),
        )


def _milestone(operation: Operation, plan: Plan, milestone: Milestone) -> Iterator[Alert]:
    """Yield that the plan misses a milestone, or meets it with few days to spare."""
    people = milestone.quantity == "people"
    weigh = {line_id: _amount(line.is_people, line.kg_per_unit, people=people)
             for line_id, line in lines_of(operation).items()}  # fmt: skip
    whole = sum(line.units * weigh[name] for name, line in lines_of(operation).items() if line.must_be_out)
    reached, done = None, 0
    for one in sorted(crossings(operation, plan), key=lambda one: one.out_minute):
        done += one.units * weigh[one.line.line_id]
        if done * PPM >= whole * milestone.fraction_ppm:
            reached = one.out_minute
            break
    if reached is None or reached >= milestone.due_minute:
        yield Alert(
            severity="high",
            cause=phrase(
                "The plan misses milestone {name}, due {due}.",
                name=milestone.milestone_id,
                due=text_of_minute(milestone.due_minute),
            ),
            fix=phrase("Bring departures forward, or tell the other party before the date."),
        )
    elif (spare := (milestone.due_minute - reached) // MINUTES_PER_DAY) < _TIGHT_DAYS:
        yield Alert(
            severity="medium",
            cause=phrase("Milestone {name} is met with {days} days to spare.", name=milestone.milestone_id, days=spare),
            fix=phrase("Bring departures forward, or tell the other party before the date."),
        )


def _amount(is_people: bool, kg: int, *, people: bool) -> int:
    """Return what a unit of a line adds to a milestone: a person, or the kg of an item."""
    if people:
        return int(is_people)
    return 0 if is_people else kg


def _single_vehicles(operation: Operation, plan: Plan) -> Iterator[Alert]:
    """Yield one alert on the vehicles that the plan uses and of which there is one of the type."""
    used = Counter(movement.vehicle_id for movement in plan.movements)
    fleet = Counter(vehicle.type_id for vehicle in operation.vehicles)
    single = [
        f"{name} ({used[name]})"
        for name in sorted(used)
        if name in operation.vehicle_of and fleet[operation.vehicle_of[name].type_id] == 1
    ]
    if single:
        yield Alert(
            severity="medium",
            cause=phrase("Only one of its type, and how many movements hang on it: {list}.", list=_listed(single)),
            fix=phrase("Name a stand-in for each, and have it cleared by type."),
        )


def _notice(operation: Operation, act: HandoverAct) -> Iterator[Alert]:
    """Yield that the notice of a handover is due within days."""
    if act.notice_minute < operation.as_of_minute + _TIGHT_DAYS * MINUTES_PER_DAY:
        yield Alert(
            severity="medium",
            cause=phrase(
                "The notice of the handover of {site} is due by {due}.",
                site=act.site_id,
                due=text_of_minute(act.notice_minute),
            ),
            fix=phrase("Give the notice now; a later one moves the closure of the site."),
        )


def _office(operation: Operation, act: HandoverAct) -> Iterator[Alert]:
    """Yield that an act of handover ends shortly before the office hours do."""
    closes = [one.end_minute for one in operation.site_of[act.site_id].office_intervals
              if one.start_minute <= act.start_minute and act.end_minute <= one.end_minute]  # fmt: skip
    if closes and max(closes) - act.end_minute < _TIGHT_MINUTES:
        yield Alert(
            severity="low",
            cause=phrase(
                "The handover of {site} ends {minutes} minutes before the office hours do.",
                site=act.site_id,
                minutes=max(closes) - act.end_minute,
            ),
            fix=phrase("Ask for longer hours on that day: if it starts late, it waits for the next one."),
        )


def _arrivals(operation: Operation) -> Iterator[Alert]:
    """Yield one alert on the people who have not arrived yet."""
    awaited = [
        f"{line.line_id} {text_of_minute(line.arrives_minute)}"
        for line in operation.people
        if line.arrives_minute is not None and line.arrives_minute > operation.as_of_minute
    ]
    if awaited:
        yield Alert(
            severity="low",
            cause=phrase("The plan counts on people who still arrive: {list}.", list=_listed(awaited)),
            fix=phrase("Confirm each arrival before the departures that need them are agreed."),
        )


def _floors(slacks: tuple[FloorSlack, ...]) -> Iterator[Alert]:
    """Yield one alert on the floors at which nothing more may leave, the longest first."""
    reached = sorted((one for one in slacks if one.days_at_floor), key=lambda one: -len(one.days_at_floor))
    if reached:
        named = [
            f"{one.floor.site_id} {one.floor.function or one.floor.quantity} ({len(one.days_at_floor)})"
            for one in reached
        ]
        yield Alert(
            severity="low",
            cause=phrase("Floors with nothing to spare, and on how many days: {list}.", list=_listed(named)),
            fix=phrase("Agree on a lower floor from then on: nothing can be brought forward there before."),
        )


def alerts_of_state(state: State) -> Iterator[Alert]:
    """Yield the departures that one party signed alone, and those that the parties count differently."""
    alone = [one.movement for one in state.movements if one.grade == UNILATERAL]
    if alone:
        yield Alert(
            severity="high",
            cause=phrase("Departures signed by one party alone: {list}.", list=_listed(alone)),
            fix=phrase("Ask the other party to sign or to contest with a reason at the next meeting."),
        )
    counts: dict[str, set[tuple[int, int]]] = {}
    for one in state.tallies:
        counts.setdefault(one.movement, set()).add((one.people, one.items))
    if apart := [name for name, found in counts.items() if len(found) > 1]:
        yield Alert(
            severity="high",
            cause=phrase("Departures that the parties count differently: {list}.", list=_listed(apart)),
            fix=phrase("Count again together, from the manifest, before either signs."),
        )


def _listed(names: list[str]) -> str:
    return ", ".join(names)
