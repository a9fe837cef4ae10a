"""Tightness against an oracle that knows how instances are made: which vehicles work where, summed line by line."""

from collections import defaultdict
from dataclasses import replace

import pytest

from benchmarks.replibench import instance_of
from benchmarks.replibench.tightness import tightness_of
from repli.model import Operation

DAY = 1440
SEEDS = [0, 1, 3, 8, 9, 10]
"""Of class S: with a port and without, with camps and without, two main bases."""


def expected(operation: Operation) -> dict[str, float]:
    """Camps drive to their main base; from there people fly home, items go to the port by road or home by air."""
    roads = {leg.from_place: leg.to_place for leg in operation.legs if leg.mode == "road"}
    camps = {site.site_id for site in operation.sites if site.inside and site.field_id is None}
    load: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    rows = [(one.site_id, one.destination_id, (one.count, 0, 0)) for one in operation.people]
    rows += [(one.site_id, one.destination_id, (0, one.kg, one.positions)) for one in operation.items if not one.stays]
    for start, goal, amounts in rows:
        main = roads[start] if start in camps else start
        hops = [("road", start, main)] if start in camps else []
        hops.append(("road" if goal == "PORT" else "air", main, goal))
        for hop in hops:
            load[hop] = [before + more for before, more in zip(load[hop], amounts, strict=True)]
    found: dict[str, float] = defaultdict(float)
    for hop, (people, kg, positions) in load.items():
        one_arc(operation, hop, people=people, kg=kg, positions=positions, found=found)
    return found


def one_arc(
    operation: Operation,
    hop: tuple[str, str, str],
    *,
    people: float,
    kg: float,
    positions: float,
    found: dict[str, float],
) -> None:
    mode, start, goal = hop
    at = f"F{start}" if mode == "air" else start
    to = f"F{goal}" if mode == "air" else goal
    kind_of = {"air": ("C-17", "C-130J-30", "A400M"), "road": ("column-port",) if goal == "PORT" else ("column-day",)}
    a_day = {"seats": 0.0, "kg": 0.0, "positions": 0.0, "trips": 0.0, "work": 0.0}
    for vehicle in operation.vehicles:
        if vehicle.type_id not in kind_of[mode] or vehicle.start_place != to:
            continue
        kind = operation.type_of[vehicle.type_id]
        out, back = operation.leg_of[mode, at, to], operation.leg_of[mode, to, at]
        times = {next(iter(one.operations)): one for one in kind.operation_times if len(one.operations) == 1}
        cycle = sum(operation.passage_of[kind.type_id, leg.leg_id].block_minutes for leg in (out, back))
        trips = DAY / (cycle + times["load"].ground_minutes + times["unload"].ground_minutes)
        a_day["trips"] += trips
        a_day["work"] += trips * times["load"].work_minutes
        a_day["seats"] += trips * max(one.seats for one in kind.configurations)
        a_day["positions"] += trips * max(one.pallet_positions for one in kind.configurations)
        a_day["kg"] += trips * operation.passage_of[kind.type_id, out.leg_id].payload_kg
    days = people / a_day["seats"] + max(kg / a_day["kg"], positions / a_day["positions"])
    span = (operation.agreement.deadline_minute - operation.as_of_minute) / DAY
    found[f"fleet {mode} {to}"] += days / span
    if mode == "air":
        open_minutes = minutes_open(operation, at)
        spots = sum(count for _, count in operation.field_of[at].working_spots)
        found[f"spots {at}"] += days * a_day["work"] / (spots * open_minutes)
    legs = [operation.leg_of[mode, at, to].leg_id]
    legs += [operation.leg_of[mode, to, at].leg_id] if mode == "road" and goal != "PORT" else []
    for scope in [at] if mode == "air" else legs:
        limits = [one.limit_per_day for one in operation.clearances if one.scope_id == scope]
        if limits[0]:
            found[f"permits {scope}"] += days * a_day["trips"] / (limits[0] * span)


def minutes_open(operation: Operation, field_id: str) -> int:
    """Count minute by minute what is open between as_of and the deadline."""
    minutes = range(operation.as_of_minute, operation.agreement.deadline_minute)
    spans = [one for one in operation.field_of[field_id].open_intervals if one.start_minute < minutes.stop]
    return len({minute for one in spans for minute in range(one.start_minute, one.end_minute)} & set(minutes))


@pytest.mark.parametrize("seed", SEEDS)
def test_tightness_is_what_an_oracle_sums_up_line_by_line(seed: int) -> None:
    operation = instance_of("S", seed).operation
    told = tightness_of(operation)
    assert told == pytest.approx(dict(expected(operation)), rel=1e-9)
    assert len(told) >= 2


def test_twice_the_departures_a_day_halve_the_tightness_of_a_clearance() -> None:
    operation = instance_of("S", 0).operation
    wider = replace(
        operation, clearances=tuple(replace(one, limit_per_day=2 * one.limit_per_day) for one in operation.clearances)
    )
    name = "permits FB01"
    assert tightness_of(wider)[name] == pytest.approx(tightness_of(operation)[name] / 2)
