"""Operations in which an aircraft is of more use where it does not start; the places and types of `tests.tiny`.

    OUT1 (HOME) <-- 120 min --> FLD1 (BASE) <-- 60 min --> OUT2 (PORT)        FLD2 (STRIP) <-- 60 min --> FLD1
                                     BASE <== by road, two days ==> PORT

Nothing flies from OUT2 to OUT1 but by way of FLD1, nor to FLD2. The convoy stands at the port. Figures are made up.
"""

from dataclasses import replace
from random import Random

from repli.model import Clearance, Field, Floor, ItemLine, Leg, Operation, Passage, PeopleLine, Site, Vehicle
from repli.units import Interval
from tests.tiny import at, daily, tiny_operation

__all__ = ["drawn_elsewhere", "port_operation", "strip_operation"]

_DAYS = 12
_ALWAYS = (Interval(at(0), at(_DAYS)),)
_TWO_DAYS = 2_880
_NO_ACT = {"handover_minutes": 0, "notice_minutes": 0, "last_out_people": 0, "office_intervals": ()}
_TINY = tiny_operation()


def port_operation(items: int = 3, *, deadline_day: int = 3) -> Operation:
    """Items of 10 t each that go to the port, one aircraft at home that takes one at a time, and one convoy."""
    return _operation(
        (_site("PORT", "OUT2"),), tuple(_item(f"I{n}", "BASE", "PORT") for n in range(items)), deadline_day
    )


def strip_operation(items: int = 2, *, spots: int = 2) -> Operation:
    """Items to go home from a strip that only an aircraft at the base can reach, one from the base; two aircraft."""
    goods = tuple(_item(f"I{n}", "STRIP", "HOME") for n in range(items))
    goods += (_item("OWN", "BASE", "HOME"),)
    operation = _operation((_site("STRIP", "FLD2"),), goods, 6, aircraft=2)
    return _with_spots(operation, spots)


def drawn_elsewhere(seed: int) -> Operation:
    """A small operation of a seed: who goes where, what is limited, and how tight it is."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    strip, port = dice.randint(0, 2) == 0, dice.randint(0, 4) > 0
    places = [(one, to) for one in ("BASE", "STRIP")[: 1 + strip] for to in ("HOME", "PORT")[: 1 + port]]
    goods = tuple(
        replace(
            _item(f"I{n}", *dice.choice(places)),
            kg=dice.choice([2_000, 6_000, 10_000]),
            ready_minute=at(dice.choice([0, 0, 1, 2])),
            latest_minute=dice.choice([None, None, None, at(4)]),
        )
        for n in range(dice.randint(1, 6))
    )
    extra = (*([_site("STRIP", "FLD2")] if strip else []), *([_site("PORT", "OUT2")] if port else []))
    operation = _operation(extra, goods, dice.randint(1, 7), aircraft=dice.randint(1, 3))
    operation = _with_spots(operation, dice.choice([1, 2, 2, 3]))
    operation = replace(operation, people=_guards(dice), floors=_floors(dice))
    return _limited(dice, operation)


def _guards(dice: Random) -> tuple[PeopleLine, ...]:
    guard = _TINY.people_of["BASE-GUARD"]
    return (replace(guard, count=dice.randint(2, 6)),) if dice.randint(0, 1) else ()


def _floors(dice: Random) -> tuple[Floor, ...]:
    if dice.randint(0, 2):
        return ()
    return (Floor(site_id="BASE", quantity="people", function="guard", steps=((at(0), dice.randint(1, 2)),)),)


def _limited(dice: Random, operation: Operation) -> Operation:
    """Draw hours, acts, clearances a day, crew rest and range."""
    base, *others = operation.sites
    if dice.randint(0, 1):
        base = replace(base, handover_minutes=120, notice_minutes=1440, office_intervals=daily(8, 16))
    fields = tuple(
        replace(
            one,
            open_intervals=dice.choice([_ALWAYS, daily(6, 20)]) if one.inside else _ALWAYS,
            crew_rest=dice.randint(0, 3) > 0,
            crew_base=not one.inside and dice.randint(0, 3) > 0,
            fuel=dice.randint(0, 3) > 0,
        )
        for one in operation.fields
    )
    kinds = tuple(
        replace(one, range_km=dice.choice([0, 0, 2_000]), duty_max_minutes=dice.choice([600, 900, 1_200]))
        if one.mode == "air"
        else one
        for one in operation.vehicle_types
    )
    limits = {name: dice.choice([0, 1, 2]) for name in ("FLD1", "FLD2")}
    state = dice.choice(["granted", "granted", "planned"])
    clearances = tuple(
        replace(one, limit_per_day=limits.get(one.scope_id, 0), state=state, lead_minutes=60)
        for one in operation.clearances
    )
    return replace(operation, sites=(base, *others), fields=fields, vehicle_types=kinds, clearances=clearances)


def _operation(extra: tuple[Site, ...], goods: tuple[ItemLine, ...], deadline_day: int, aircraft: int = 1) -> Operation:
    sites = (_site("BASE", "FLD1"), _site("HOME", "OUT1"), *extra)
    known = {one.field_id for one in sites}
    starts = tuple(at(day) for day in range(_DAYS + 2))
    lift, truck = _TINY.vehicle_of["L1"], _TINY.vehicle_of["T1"]
    window = {"available_from_minute": at(0), "available_to_minute": at(_DAYS)}
    vehicles: list[Vehicle] = [replace(lift, vehicle_id=f"L{n}", **window) for n in range(1, aircraft + 1)]
    if "OUT2" in known:
        vehicles.append(replace(truck, start_place="PORT", **window))
    kinds = tuple(
        replace(one, duty_max_minutes=9_000) if one.mode == "road" else replace(one, duty_max_minutes=900)
        for one in _TINY.vehicle_types
    )
    legs, passages = _network(known)
    return tiny_operation(
        agreement=replace(_TINY.agreement, milestones=(), deadline_minute=at(deadline_day + 1), day_starts=starts),
        horizon_minute=at(_DAYS),
        sites=sites,
        fields=tuple(_field(name) for name in ("FLD1", "FLD2", "OUT1", "OUT2") if name in known),
        vehicle_types=kinds,
        vehicles=tuple(vehicles),
        legs=legs,
        passages=passages,
        clearances=_clearances(legs),
        people=(),
        items=goods,
        floors=(),
    )


def _network(known: set[str | None]) -> tuple[tuple[Leg, ...], tuple[Passage, ...]]:
    """Return the legs both ways between the places there are, and their passages."""
    ends = [
        ("air", "FLD1", "OUT1", 120, "LIFT"),
        ("air", "FLD1", "OUT2", 60, "LIFT"),
        ("air", "FLD1", "FLD2", 60, "LIFT"),
    ]
    ends = [one for one in ends if one[2] in known]
    ends += [("road", "BASE", "PORT", _TWO_DAYS, "TRUCK")] if "OUT2" in known else []
    legs, passages = [], []
    for mode, one, other, minutes, type_id in ends:
        for start, end in ((one, other), (other, one)):
            name = f"{start}-{end}"
            km = 8 * minutes if mode == "air" else 900
            legs.append(
                Leg(leg_id=name, mode=mode, from_place=start, to_place=end, distance_km=km, open_intervals=_ALWAYS)
            )
            kg = 12_000 if mode == "air" else 20_000
            passages.append(Passage(type_id=type_id, leg_id=name, block_minutes=minutes, payload_kg=kg))
    return tuple(legs), tuple(passages)


def _clearances(legs: tuple[Leg, ...]) -> tuple[Clearance, ...]:
    window = Interval(at(0), at(_DAYS))
    inside = dict.fromkeys(one.from_place for one in legs if one.mode == "air" and one.from_place.startswith("FLD"))
    air = replace(_TINY.clearance_of["C-AIR"], window=window, limit_per_day=0)
    road = replace(_TINY.clearance_of["C-FEED"], window=window, limit_per_day=0)
    return (
        *(replace(air, clearance_id=f"C-{name}", scope_id=name) for name in inside),
        *(
            replace(road, clearance_id=f"C-{one.leg_id}", scope_id=one.leg_id)
            for one in legs
            if one.mode == "road" and one.from_place == "BASE"
        ),
    )


def _site(site_id: str, field_id: str) -> Site:
    like = _TINY.site_of["BASE" if site_id in {"BASE", "STRIP"} else "HOME"]
    return replace(like, site_id=site_id, field_id=field_id, transfer_minutes=0, **_NO_ACT)  # type: ignore[arg-type]  # mixed values


def _field(field_id: str) -> Field:
    like = _TINY.field_of["FLD1" if field_id.startswith("FLD") else "OUT1"]
    return replace(like, field_id=field_id, parking_spots=(), working_spots=(), open_intervals=_ALWAYS, crew_rest=True)


def _with_spots(operation: Operation, spots: int) -> Operation:
    fields = tuple(
        replace(one, parking_spots=((2, spots),)) if one.field_id == "FLD1" else one for one in operation.fields
    )
    return replace(operation, fields=fields)


def _item(line_id: str, site_id: str, destination_id: str) -> ItemLine:
    like = _TINY.item_of["I1"]
    return replace(like, line_id=line_id, site_id=site_id, destination_id=destination_id, kg=10_000, latest_minute=None)
