"""The plan in force in some replications: compiled, with the luck of its parts; and the next one, joined to its past.

The plan that follows keeps what has begun as it was planned, so that a run from the first minute on repeats the past to
the minute, and goes on with the new plan.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repli.forecast.agents import Agent
from repli.forecast.compile import Compiled, compile_plan
from repli.forecast.luck import Columns
from repli.model import Operation, Plan

__all__ = ["Begun", "InForce", "joined", "planned_start"]

Begun = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """``since``: agent -> number of the cut that brought it; ``promised_minute``: closure as expected when it came."""

    plan: Plan
    compiled: Compiled
    columns: Columns
    since: Mapping[str, int]
    promised_minute: int


def planned_start(operation: Operation, plan: Plan) -> int:
    """Return the first minute at which a plan starts anything; the horizon if it starts nothing."""
    starts = [movement.stops[0].on_block_minute for movement in plan.movements]
    starts += [act.start_minute for act in plan.acts] + [act.start_minute for act in plan.handovers]
    flights = [operation.seat_block_of[booking.flight_id] for booking in plan.bookings]
    starts += [flight.departs_minute - flight.check_in_minutes for flight in flights]
    return min(starts, default=operation.horizon_minute)


def joined(operation: Operation, before: InForce, begun: Begun, following: Plan, *, cut: int, minute: int) -> InForce:
    """Return what has begun of one plan with all of the plan that follows; its promise is that of the one before.

    Raise ValueError if the plan that follows starts something before ``minute``.
    """
    start = planned_start(operation, following)
    if start < minute:
        raise ValueError(f"Expected a plan that starts at {minute} or later, got {start}.")
    names = {agent.name for agent, kept in zip(before.compiled.agents, begun, strict=True) if kept}
    new = replace(
        following, movements=tuple(replace(m, movement_id=f"{cut}/{m.movement_id}") for m in following.movements)
    )
    old = before.plan
    plan = replace(
        new,
        movements=(*(m for m in old.movements if m.movement_id in names), *new.movements),
        acts=(*(act for act in old.acts if f"act {act.item_id}" in names), *new.acts),
        handovers=(*(act for act in old.handovers if f"handover {act.site_id}" in names), *new.handovers),
        bookings=(*(one for one in old.bookings if one.flight_id in names), *new.bookings),
        requests=(*(one for one in old.requests if one.request_minute < minute), *new.requests),
    )
    since = {name: number for name, number in before.since.items() if name in names}
    since |= dict.fromkeys(_names(new), cut)
    compiled = compile_plan(operation, plan, policy="follow", since=since)
    return InForce(
        plan=plan,
        compiled=compiled,
        columns=_columns(before, begun, compiled.agents),
        since=since,
        promised_minute=before.promised_minute,
    )


def _names(plan: Plan) -> Iterator[str]:
    """Yield the names of the agents of a plan."""
    yield from (movement.movement_id for movement in plan.movements)
    yield from (f"act {act.item_id}" for act in plan.acts)
    yield from (f"handover {act.site_id}" for act in plan.handovers)
    yield from (booking.flight_id for booking in plan.bookings)


def _columns(before: InForce, begun: Begun, agents: tuple[Agent, ...]) -> Columns:
    """Give every agent that has begun its own columns, and the others those that are left, then new ones."""
    old, columns = before.compiled.agents, before.columns
    first = np.cumsum([0, *(len(agent.stops) for agent in old)])
    own = {agent.name: number for number, agent in enumerate(old) if begun[number]}
    left = _Left([int(columns.agents[n]) for n in range(len(old)) if not begun[n]], columns.agents_given)
    left_stops = _Left(
        [int(columns.stops[s]) for n in range(len(old)) if not begun[n] for s in range(first[n], first[n + 1])],
        columns.stops_given,
    )
    chosen: list[int] = []
    stops: list[int] = []
    for agent in agents:
        if agent.name in own:
            number = own[agent.name]
            chosen.append(int(columns.agents[number]))
            stops += [int(columns.stops[stop]) for stop in range(first[number], first[number + 1])]
        else:
            chosen.append(left.take())
            stops += [left_stops.take() for _ in agent.stops]
    return Columns(
        agents=np.array(chosen, np.int64),
        stops=np.array(stops, np.int64),
        agents_given=left.given,
        stops_given=left_stops.given,
    )


class _Left:
    """Columns that are free, in their order, then new ones."""

    def __init__(self, free: list[int], given: int) -> None:
        self._free, self.given = free[::-1], given

    def take(self) -> int:
        """Return the next column."""
        if self._free:
            return self._free.pop()
        self.given += 1
        return self.given - 1
