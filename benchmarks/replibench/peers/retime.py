"""CP-SAT as a peer: our first plan as hint, the same time, two workers, then its plan judged by the same objective.

What its model holds, exactly. *Free*: the first off block of every movement that is not in a closing wave, in whole
minutes. *Kept as in the hint*: which movements there are, their vehicle, stops, loads and minutes from stop to stop;
closing waves and acts, so when sites close. *Constraints*: hours, clearances with their daily limits, readiness, the
time a vehicle is there, one movement of a vehicle at a time with its crew's rest, nested working and parking spots with
other users' slots, handling sets, escorts and customs, what is handed on from one movement to the next, floors of
people, weight and sensitive items, everything gone before the wave. *Objective*: milestones missed, then the stay.
OR-Tools is imported when it is first needed.
"""

from dataclasses import dataclass, replace
from typing import Any

from benchmarks.replibench.peers.chains import Chains, chains_of
from benchmarks.replibench.peers.floors import floors_kept
from benchmarks.replibench.peers.rigid import clearances_at, scope_of, starts_of
from benchmarks.replibench.peers.shared import shared_resources
from repli.model import Milestone, Movement, Operation, Plan, Stop
from repli.planning.objective import departures_of, objective_of
from repli.planning.requests import requests_of
from repli.units import PPM

__all__ = ["Retimed", "retimed"]

_Starts = dict[str, Any]
"""First off block by movement id: a variable of the model, or a minute."""

_WEIGHTS_TO = 1 << 40
"""Weights of the stay are scaled down until they add up to no more, so that the solver's integers hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retimed:
    """The plan that came out, how the solver ended, how many movements were free, and its branches."""

    plan: Plan
    status: str
    free: int
    branches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Out:
    """What one movement brings out, at which minute, and the last first off block that keeps latest times."""

    people: int
    kg: int
    minute: int
    latest: int | None


def retimed(operation: Operation, plan: Plan, *, seconds: float, workers: int = 2, seed: int = 1) -> Retimed:
    """Return what CP-SAT makes of a plan in so many seconds."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - imports pandas: only where it is used

    model = cp_model.CpModel()
    chains = chains_of(operation, plan)
    moves: dict[str, Any] = {}
    starts = {one.movement_id: _start(model, operation, one, chains, moves) for one in plan.movements}
    shared_resources(model, operation, plan, starts)
    floors_kept(model, operation, plan, starts, chains.waves)
    _handed_on(model, operation, plan, starts, chains)
    aims = _aims(model, operation, plan, starts)
    if plan.objective.milestone_shortfall_ppm == 0:
        model.add(aims[0] == 0)
    _hint(model, operation, plan, moves)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = "NOTHING FREE"
    aims = aims[plan.objective.milestone_shortfall_ppm == 0 :] if moves else []
    for index, aim in enumerate(aims):
        solver.parameters.max_time_in_seconds = seconds / len(aims)
        model.minimize(aim)
        status = solver.status_name(solver.solve(model))
        if status not in {"OPTIMAL", "FEASIBLE"}:
            return Retimed(plan=plan, status=status, free=len(moves), branches=solver.num_branches)
        if index + 1 < len(aims):
            _keep(model, solver)
            model.add(aim <= round(solver.objective_value))
    found = {name: operation.as_of_minute + solver.value(start) for name, start in moves.items()}
    made = min(plan, _moved(operation, plan, found), key=lambda one: one.objective.as_tuple())
    return Retimed(plan=made, status=status, free=len(moves), branches=solver.num_branches if moves else 0)


def _hint(model: Any, operation: Operation, plan: Plan, moves: dict[str, Any]) -> None:  # noqa: ANN401 - no types
    """Give every variable of the model the value that it has where the movements stay as they are."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - see above

    for one in plan.movements:
        if one.movement_id in moves:
            model.add_hint(moves[one.movement_id], one.stops[0].off_block_minute - operation.as_of_minute)
    solver = cp_model.CpSolver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.num_workers = 1
    if solver.solve(model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        _keep(model, solver)


def _keep(model: Any, solver: Any) -> None:  # noqa: ANN401
    """Hint at the solution that a solver has."""
    model.clear_hints()
    for index, value in enumerate(solver.response_proto.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def _start(model: Any, operation: Operation, movement: Movement, chains: Chains, moves: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return a movement's first off block; where it may move its variable, from as_of, is put into ``moves``."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - see above

    first, zero = movement.stops[0].off_block_minute, operation.as_of_minute
    name = movement.movement_id
    if name not in chains.free:
        return first
    spans = starts_of(operation, movement, chains.ready[name], chains.gone_by[name])
    if not any(one.contains(first) for one in spans):
        return first
    domain = cp_model.Domain.from_intervals([[one.start_minute - zero, one.end_minute - 1 - zero] for one in spans])
    moves[name] = model.new_int_var_from_domain(domain, name)
    return zero + moves[name]


def _handed_on(model: Any, operation: Operation, plan: Plan, starts: _Starts, chains: Chains) -> None:  # noqa: ANN401
    """Keep what one movement takes on behind the movement that brings it."""
    by_id = {one.movement_id: one for one in plan.movements}
    for bringer, taker in sorted(set(chains.after)):
        here, there = by_id[bringer], by_id[taker]
        drop = next(stop for stop in here.stops if stop.unloads)
        pick = next(stop for stop in there.stops if stop.loads)
        wait = operation.site_of[drop.unloads[0].site_id].transfer_minutes
        at = starts[bringer] + drop.work_end_minute - here.stops[0].off_block_minute + wait
        if not isinstance(starts[bringer], int) or not isinstance(starts[taker], int):
            model.add(at <= starts[taker] + pick.work_start_minute - there.stops[0].off_block_minute)


def _aims(model: Any, operation: Operation, plan: Plan, starts: _Starts) -> list[Any]:  # noqa: ANN401
    """Return what is minimised, one after the other: the milestones' shortfall, then the stay.

    No line leaves later than its latest time, or than it did where that is missed.
    """
    heads = max(1, sum(line.count for line in operation.people))
    mass = max(1, sum(line.kg for line in operation.items))
    outs = {one.movement_id: _out(operation, replace(plan, movements=(one,))) for one in plan.movements}
    weights = {name: out.people * mass + out.kg * heads for name, out in outs.items()}
    scale = max(1, -(-sum(weights.values()) // _WEIGHTS_TO))
    free = {name: start - operation.as_of_minute for name, start in starts.items() if not isinstance(start, int)}
    for name in free:
        if outs[name].latest is not None:
            model.add(starts[name] <= outs[name].latest)
    stay = sum(weights[name] // scale * since for name, since in free.items())
    shortfall = sum(_short(model, plan, starts, outs, one) for one in operation.agreement.milestones)
    return [shortfall, stay]


def _short(model: Any, plan: Plan, starts: _Starts, outs: dict[str, _Out], milestone: Milestone) -> Any:  # noqa: ANN401
    """Return by how many ppm of what movements bring out a milestone is missed."""
    amounts = {name: out.people if milestone.quantity == "people" else out.kg for name, out in outs.items()}
    total = sum(amounts.values())
    reached = sum(
        amounts[one.movement_id] * _before(model, one, starts, outs[one.movement_id].minute, milestone.due_minute)
        for one in plan.movements
        if amounts[one.movement_id]
    )
    short = model.new_int_var(0, PPM, milestone.milestone_id)
    model.add(PPM * reached + total * short >= milestone.fraction_ppm * total)
    return short


def _before(model: Any, movement: Movement, starts: _Starts, out: int, due: int) -> Any:  # noqa: ANN401
    """Return whether a movement is out strictly before a minute, as 0 or 1."""
    start, first = starts[movement.movement_id], movement.stops[0].off_block_minute
    if isinstance(start, int):
        return int(out < due)
    early = model.new_bool_var(f"{movement.movement_id} before {due}")
    model.add(start + out - first < due).only_enforce_if(early)
    return early


def _out(operation: Operation, plan: Plan) -> _Out:
    """Return what the one movement of a plan brings out."""
    people = kg = out = 0
    latest: int | None = None
    first = plan.movements[0].stops[0].off_block_minute
    for line_id, parts in departures_of(operation, replace(plan, acts=(), bookings=())).items():
        line = operation.people_of.get(line_id)
        for minute, off, quantity in parts:
            out = minute
            people += quantity if line is not None else 0
            kg += operation.item_of[line_id].kg if line is None else 0
            due = (line or operation.item_of[line_id]).latest_minute
            if due is not None:
                limit = first + max(0, due - off)
                latest = limit if latest is None else min(latest, limit)
    return _Out(people=people, kg=kg, minute=out, latest=latest)


def _moved(operation: Operation, plan: Plan, found: dict[str, int]) -> Plan:
    """Return the plan with its movements at other minutes, the clearances that hold there, and what it is worth."""
    movements = tuple(
        _at(operation, one, found[one.movement_id] - one.stops[0].off_block_minute) if one.movement_id in found else one
        for one in plan.movements
    )
    moved = replace(plan, movements=movements, requests=requests_of(operation, movements))
    return replace(moved, objective=objective_of(operation, moved))


def _at(operation: Operation, movement: Movement, later: int) -> Movement:
    """Return a movement so many minutes later."""
    kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
    stops = [
        replace(
            stop,
            on_block_minute=stop.on_block_minute + later,
            work_start_minute=stop.work_start_minute + later,
            work_end_minute=stop.work_end_minute + later,
            off_block_minute=stop.off_block_minute + later,
        )
        for stop in movement.stops
    ]
    for index, stop in enumerate(stops[:-1]):
        if stop.clearance_id is not None and later:
            stops[index] = replace(stop, clearance_id=_clearance(operation, kind.type_id, stop, stops[index + 1]))
    return replace(movement, stops=tuple(stops))


def _clearance(operation: Operation, type_id: str, stop: Stop, after: Stop) -> str:
    """Return the clearance that holds the off block of a stop."""
    scope = scope_of(operation, operation.type_of[type_id], stop, after)
    windows = clearances_at(operation, scope, type_id) if scope is not None else []
    return next(one.clearance_id for span, one in windows if span.contains(stop.off_block_minute))
