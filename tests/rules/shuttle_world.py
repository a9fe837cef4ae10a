"""Operations of shuttle flights, each from one seed, tight enough that every scarce thing binds in some of them.

One or two fields, one or two aircraft that come from OUT1, a handful of units; floors, guards last, a closing wave,
handover, permits, spots, other users, a commercial flight, nights with and without work. All times are multiples of 20
minutes, so that the search of `tests.rules.shuttle_search` can try every minute that matters. Figures are made up.
"""

from dataclasses import replace
from random import Random

from repli.model import Clearance, Field, Floor, ItemLine, Operation, PeopleLine, SeatBlock, Site, TakenSpots
from repli.units import Interval
from tests.tiny import at, daily, tiny_operation

__all__ = ["DAYS", "shuttle_operation"]

DAYS = 5


def shuttle_operation(seed: int) -> Operation:
    """The shuttle operation of a seed."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    tiny = tiny_operation()
    fields = ("FLD1", "FLD2")[: dice.choice([1, 1, 2])]
    people, items = _people(dice, tiny, len(fields)), _items(dice, tiny, len(fields))
    seats, positions = dice.choice([(1, 1), (2, 1), (2, 2), (3, 3)])
    lift = tiny.type_of["LIFT"]
    cabin = replace(lift.configurations[0], seats=seats, pallet_positions=positions)
    legs, passages = _network(dice, tiny, fields)
    return tiny_operation(
        agreement=replace(tiny.agreement, milestones=()),
        horizon_minute=at(DAYS),
        wave_minutes=dice.choice([60, 180, 400, 1_500]),
        formation_minutes=dice.choice([0, 40, 60]),
        sites=_sites(dice, tiny, len(fields), people[0].count),
        fields=(*(_field(dice, tiny, name) for name in fields), tiny.field_of["OUT1"]),
        vehicle_types=(
            replace(lift, configurations=(cabin,), duty_max_minutes=dice.choice([600, 2_000])),
            tiny.type_of["TRUCK"],
        ),
        vehicles=tuple(
            replace(one, available_from_minute=at(0, dice.choice([0, 0, 4, 30])))
            for one in tiny.vehicles[: dice.choice([1, 1, 2])]
        ),
        legs=legs,
        passages=passages,
        clearances=tuple(row for name in fields for row in _clearances(dice, tiny, name)),
        people=people,
        items=items,
        floors=_floors(dice, people, items),
        seat_blocks=_seat_blocks(dice),
    )


def _sites(dice: Random, tiny: Operation, count: int, guards: int) -> tuple[Site, ...]:
    handover = dice.choice([0, 0, 60, 120])
    base = replace(
        tiny.site_of["BASE"],
        handover_minutes=handover,
        notice_minutes=dice.choice([0, 600, 2_880]),
        office_intervals=daily(*dice.choice([(8, 16), (0, 24), (9, 12)]))[dice.randint(0, 1) :: dice.choice([1, 2])],
        act_after=dice.choice([True, False]),
        last_out_people=dice.choice([0, 0, 1, min(2, guards)]),
    )
    east = replace(base, site_id="EAST", field_id="FLD2", handover_minutes=0, last_out_people=0)
    return (base, east, tiny.site_of["HOME"])[:: 2 if count == 1 else 1]


def _field(dice: Random, tiny: Operation, name: str) -> Field:
    hours = daily(*dice.choice([(6, 20), (0, 24), (0, 24), (9, 11), (10, 16), (22, 28)]))[:DAYS]
    closed = set(dice.sample(range(DAYS), dice.choice([0, 0, 1, 2])))
    slot = TakenSpots(
        interval=Interval(at(0, 6), at(dice.choice([1, 2]))),
        parking_spots=((2, 1),),
        working_spots=dice.choice([(), ((2, 1),)]),
    )
    return replace(
        tiny.field_of["FLD1"],
        field_id=name,
        open_intervals=tuple(one for index, one in enumerate(hours) if index not in closed),
        parking_spots=dice.choice([((2, 1), (3, 1)), ((2, 1),), ()]),
        working_spots=dice.choice([((2, 1),), ((2, 2),)]),
        handling_sets=dice.choice([None, None, 1]),
        taken=(slot,) if dice.randint(0, 3) == 0 else (),
    )


def _network(dice: Random, tiny: Operation, fields: tuple[str, ...]) -> tuple[tuple, tuple]:  # type: ignore[type-arg]
    payload = dice.choice([2_400, 6_000])
    legs, passages = [], []
    for name in fields:
        for leg_id, start, end in ((f"{name}-OUT1", name, "OUT1"), (f"{name}-OUT1.back", "OUT1", name)):
            legs.append(replace(tiny.leg_of["air", "FLD1", "OUT1"], leg_id=leg_id, from_place=start, to_place=end))
            passages.append(replace(tiny.passages[0], leg_id=leg_id, payload_kg=payload))
    return tuple(legs), tuple(passages)


def _clearances(dice: Random, tiny: Operation, field: str) -> tuple[Clearance, ...]:
    rows = []
    for part in range(dice.choice([1, 1, 2])):
        start = at(dice.choice([0, 0, 1]), dice.choice([0, 0, 7]))
        rows.append(
            replace(
                tiny.clearance_of["C-AIR"],
                clearance_id=f"C-{field}-{part}",
                scope_id=field,
                window=Interval(start, start + dice.choice([1_440, 4_000, 8_000])),
                tolerance_minutes=dice.choice([0, 60]),
                limit_per_day=dice.choice([0, 1, 1, 2]),
                state=dice.choice(["granted", "granted", "planned"]),
                lead_minutes=dice.choice([0, 600]),
                answer_minutes=dice.choice([0, 1_440]),
            )
        )
    return tuple(rows)


def _ready(dice: Random) -> int:
    return at(dice.choice([0, 0, 0, 1]), dice.choice([0, 0, 9, 15]))


def _people(dice: Random, tiny: Operation, count: int) -> tuple[PeopleLine, ...]:
    rows = [("BASE-GUARD", "guard"), ("BASE-STAFF", "logistic")][: dice.choice([1, 2, 2])]
    return tuple(
        replace(
            tiny.people_of[name],
            function=function,
            site_id="EAST" if count > 1 and name == "BASE-STAFF" else "BASE",
            count=dice.randint(1, 3),
            ready_minute=_ready(dice),
            latest_minute=None,
            arrives_minute=at(1, 10) if dice.randint(0, 7) == 0 else None,
        )
        for name, function in rows
    )


def _items(dice: Random, tiny: Operation, count: int) -> tuple[ItemLine, ...]:
    return tuple(
        replace(
            tiny.item_of["I1"],
            line_id=f"K{index}",
            site_id=dice.choice(["BASE", "EAST"][:count]),
            kg=dice.choice([600, 1_000, 2_300]),
            positions=dice.choice([0, 1, 1]),
            ready_minute=_ready(dice),
            latest_minute=None,
        )
        for index in range(dice.choice([0, 1, 2, 2]))
    )


def _floors(dice: Random, people: tuple[PeopleLine, ...], items: tuple[ItemLine, ...]) -> tuple[Floor, ...]:
    """A floor at BASE that is often as high as what is there, so that nothing may leave before the closing wave."""
    if dice.randint(0, 1):
        return ()
    quantity, function = dice.choice([("people", None), ("people", "guard"), ("kg", None)])
    there = sum(one.count for one in people if one.site_id == "BASE" and (function is None or one.function == function))
    if quantity == "kg":
        there = sum(one.kg for one in items if one.site_id == "BASE")
    least = max(0, there - dice.choice([0, 0, 1]))
    steps = ((at(0), least), (at(dice.randint(1, 3)), least // 2))
    return (Floor(site_id="BASE", quantity=quantity, function=function, steps=steps),)


def _seat_blocks(dice: Random) -> tuple[SeatBlock, ...]:
    if dice.randint(0, 3):
        return ()
    departs = at(dice.randint(0, 2), dice.choice([6, 12, 18]))
    return (
        SeatBlock(
            flight_id="F1",
            from_field="FLD1",
            to_field="OUT1",
            departs_minute=departs,
            arrives_minute=departs + 200,
            check_in_minutes=dice.choice([60, 180]),
            seats=dice.choice([1, 3]),
            payload_kg=dice.choice([200, 900]),
        ),
    )
