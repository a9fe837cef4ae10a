"""Operation and plan -> the records of the compiled timeline (`repli.kernel.Timeline`).

What goes is in `agents`, what it asks for in `rooms`, when it may in `places`, what waits for what in `order`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from repli.forecast.agents import ACT, BY_ROAD, FLIGHT, Agent, Called, agents_of, stops_of
from repli.forecast.order import order_of
from repli.forecast.places import GateBook, permits
from repli.forecast.ragged import Parts, integers, ranges
from repli.forecast.rooms import rooms_of
from repli.kernel import Timeline, records
from repli.kernel.arrays import COLUMNS, FloatArray, IntArray
from repli.model import Cargo, Operation, Plan, Site
from repli.units import PPM

__all__ = ["POLICIES", "Compiled", "Stage", "compile_plan"]

POLICIES = ("dispatch", "follow")
"""``dispatch``: a movement takes the first vehicle of its kind that is free at home; ``follow``: its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What replications are run on: arrays only, so that it travels to other processes.

    The timeline, how many ``fields`` and ``roads`` there are, the minutes between which things strike, and where
    something can go wrong (1, else 0): ``cleared`` (M,) movements that need a clearance, ``with_items`` (M,); ``works``
    (S,) for breakdowns, ``customs`` (S,) for roads that lead outside with items, ``manifest`` (S,) for loads that leave
    a site; ``asked`` (C,) for clearances still to be answered. ``unfit`` (M,) is the share of time in which a vehicle
    of the type is not fit.
    """

    timeline: Timeline
    as_of_minute: int
    deadline_minute: int
    fields: int
    roads: int
    cleared: IntArray
    with_items: IntArray
    works: IntArray
    customs: IntArray
    manifest: IntArray
    asked: IntArray
    unfit: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The stage and what its rows are; ``people_out`` and ``kg_out`` (M,) leave with each agent."""

    stage: Stage
    agents: tuple[Agent, ...]
    sites: tuple[Site, ...]
    roads: tuple[str, ...]
    people_out: IntArray
    kg_out: IntArray


def compile_plan(
    operation: Operation, plan: Plan, *, policy: str = "dispatch", since: Mapping[str, int] | None = None
) -> Compiled:
    """Return the plan as records; the plan is one in which the rule book found nothing.

    ``since``: agent -> number of the plan that brought it, where plans were replaced (`repli.forecast.order`).
    """
    sites = tuple(site for site in operation.sites if site.inside)
    roads = tuple(leg.leg_id for leg in operation.legs if leg.mode != "air")
    rooms, gates = rooms_of(operation, plan, policy), GateBook()
    agents = agents_of(
        operation, plan, policy=policy, rooms=rooms, gates=gates, roads={leg: n for n, leg in enumerate(roads)}
    )
    parts: Parts = {"day_starts": integers(operation.agreement.day_starts)}
    parts |= rooms.parts() | gates.parts() | permits(operation) | order_of(operation, agents, sites, since)
    parts |= _rows(operation, agents)
    taken = [_taken_out(operation, agent) for agent in agents]
    return Compiled(
        stage=_stage(operation, Timeline(**parts), agents, len(roads)),
        agents=agents,
        sites=sites,
        roads=roads,
        people_out=integers([people for people, _ in taken]),
        kg_out=integers([kg for _, kg in taken]),
    )


def _stage(operation: Operation, timeline: Timeline, agents: tuple[Agent, ...], roads: int) -> Stage:
    stops = [called for _, _, called in stops_of(agents)]
    carrying = [_carries_items(operation, agent) for agent in agents]
    return Stage(
        timeline=timeline,
        as_of_minute=operation.as_of_minute,
        deadline_minute=operation.agreement.deadline_minute,
        fields=len(operation.fields),
        roads=roads,
        cleared=integers([int(any(one.row["permit"] >= 0 for one in agent.stops)) for agent in agents]),
        with_items=integers([int(carries) for carries in carrying]),
        works=integers([int(one.row["works"] and one.row["work"] > 0) for one in stops]),
        customs=integers([int(carrying[index] and one.row["leaves"] == BY_ROAD) for index, _, one in stops_of(agents)]),
        manifest=integers([int(_leaves_a_site(operation, one)) for one in stops]),
        asked=integers([int(one.state == "planned") for one in operation.clearances]),
        unfit=np.array([1 - agent.capable_ppm / PPM for agent in agents]),
    )


def _rows(operation: Operation, agents: tuple[Agent, ...]) -> Parts:
    stop_from, stop_to, _ = ranges([0] * len(agent.stops) for agent in agents)
    columns = {"kind": [agent.kind for agent in agents], "stop_from": stop_from, "stop_to": stop_to}
    columns["takes_out"] = [int(any(_out_with(operation, agent))) for agent in agents]
    columns |= {
        name: [agent.row[name] for agent in agents] for name in COLUMNS["agents"].split() if name not in columns
    }
    stops = [one.row for agent in agents for one in agent.stops]
    return {
        "agents": records("agents", columns),
        "stops": records("stops", {name: [row[name] for row in stops] for name in COLUMNS["stops"].split()}),
    }


def _leaves_a_site(operation: Operation, one: Called) -> bool:
    return any(operation.site_of[cargo.site_id].inside for cargo in one.loads)


def _carries_items(operation: Operation, agent: Agent) -> bool:
    carried = (cargo.line_id for one in agent.stops for cargo in one.loads)
    return bool(agent.item_id) or any(line_id in operation.item_of for line_id in carried)


def _taken_out(operation: Operation, agent: Agent) -> tuple[int, int]:
    """Return (people, kg with bags) that are out with the agent."""
    if agent.kind == ACT:
        return 0, operation.item_of[agent.item_id].kg if agent.item_id else 0
    people = kg = 0
    for cargo in _out_with(operation, agent):
        line = operation.people_of.get(cargo.line_id)
        people += cargo.quantity if line else 0
        kg += cargo.quantity * line.kg_per_person if line else operation.item_of[cargo.line_id].kg
    return people, kg


def _out_with(operation: Operation, agent: Agent) -> Iterator[Cargo]:
    """Yield what a movement or a commercial flight takes out."""
    for one in agent.stops:
        for cargo in one.loads if agent.kind == FLIGHT else one.unloads:
            if agent.kind == FLIGHT or not operation.site_of[cargo.site_id].inside:
                yield cargo
