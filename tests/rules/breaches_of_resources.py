"""For each rule about commercial seats and teams: one small edit that breaks it and nothing else."""

from dataclasses import replace

from repli.model import Booking, Cargo, Operation, Plan, SeatBlock, Team
from repli.units import Interval
from tests.rules.breaches_of_movements import Breach
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan

__all__ = ["BREACHES", "with_range", "with_seats", "with_team"]


def with_seats(**block: object) -> tuple[Operation, Plan]:
    """One of BASE-STAFF, 100 kg, checks in at 10:00 of day 0 for the flight F1, which departs at noon; R1 takes 13."""
    flight = SeatBlock(
        flight_id="F1",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(0, 12),
        arrives_minute=at(0, 15),
        check_in_minutes=120,
        seats=1,
        payload_kg=100,
    )
    operation = tiny_operation(seat_blocks=(replace(flight, **block),))
    operation = edit_row(operation, "people", "BASE-STAFF", ready_minute=at(-1))
    plan = tiny_plan(operation)
    stops = plan.movements[2].stops
    booked = Cargo(line_id="BASE-STAFF", quantity=1, site_id="BASE")
    less = [tuple(_one_less(cargo) for cargo in cargoes) for cargoes in (stops[1].loads, stops[2].unloads)]
    plan = edit_stop(edit_stop(plan, "R1", 1, loads=less[0]), "R1", 2, unloads=less[1])
    return operation, replace(plan, bookings=(Booking(flight_id="F1", loads=(booked,)),))


def _one_less(cargo: Cargo) -> Cargo:
    return replace(cargo, quantity=cargo.quantity - 1) if cargo.line_id == "BASE-STAFF" else cargo


def with_team(kind: str, **team: object) -> tuple[Operation, Plan]:
    """One team of a kind serves everything at all hours, and every road, convoy or act asks for one."""
    always = (Interval(at(0), at(7)),)
    one = Team(team_id="T", kind=kind, count=1, places=frozenset(), change_minutes=0, open_intervals=always)
    operation = tiny_operation(teams=(replace(one, **team),))
    if kind in {"inspection", "customs"}:
        for site_id in ("BASE", "FEED") if kind == "inspection" else ("BASE",):
            operation = edit_row(operation, "sites", site_id, **{f"{kind}_teams": 1})
    elif kind == "escort":
        legs = tuple(replace(leg, escort_teams=int(leg.mode == "road")) for leg in operation.legs)
        operation = replace(operation, legs=legs)
    else:
        operation = edit_row(operation, "vehicle_types", "TRUCK", drivers=1)
    return operation, tiny_plan(operation)


def with_range(range_km: int, *fuel: str) -> tuple[Operation, Plan]:
    """Aircraft that fly no further than that between fields with fuel; the leg FLD1 - OUT1 has 1,000 km."""
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", range_km=range_km)
    far = tuple(replace(leg, distance_km=1_000) if leg.mode == "air" else leg for leg in operation.legs)
    operation = replace(operation, legs=far)
    for field_id in fuel:
        operation = edit_row(operation, "fields", field_id, fuel=True)
    return operation, tiny_plan(operation)


def _filled_where_there_is_none() -> tuple[Operation, Plan]:
    """R1 says that it fills its tanks at FLD1, where it has times for that and no fuel."""
    operation, _ = with_range(0)
    times = operation.type_of["LIFT"].operation_times
    filling = tuple(replace(one, operations=one.operations | {"refuel"}) for one in times)
    operation = edit_row(operation, "vehicle_types", "LIFT", operation_times=(*times, *filling))
    return operation, edit_stop(tiny_plan(operation), "R1", 1, refuels=True)


BREACHES: dict[str, Breach] = {
    "fuel-there": _filled_where_there_is_none,
    "range-kept": lambda: with_range(1_999, "OUT1"),
    "seats-on-the-way": lambda: with_seats(to_field="FLD1"),
    "seats-enough": lambda: with_seats(payload_kg=99),
    "check-in-after-as-of": lambda: with_seats(check_in_minutes=721),
    "teams-enough": lambda: with_team("escort", places=frozenset({"FEED"})),
    # FEED is handed over on day 1 from 08:30 to 09:30
    "team-hours": lambda: with_team("inspection", open_intervals=(Interval(at(1, 8, 31), at(7)),)),
}
