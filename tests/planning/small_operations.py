"""Operations of at most six movements, each from one seed, tight enough that some can be planned and some cannot.

The places and types of `tests.tiny`: one field, two aircraft, sometimes a second site on the road with one convoy. What
is drawn: hours, closures, other users, clearances (granted or planned, with limits), handover and order of closing,
guards last, floors, ready dates, dangerous goods, arrivals, acts on site, groups, lines that go first, teams, seats on
commercial flights, the deadline. Figures are made up for tests.
"""

from dataclasses import replace
from random import Random

from repli.model import Clearance, Floor, ItemLine, Operation, PeopleLine, SeatBlock, Site, TakenSpots, Team
from repli.units import Interval
from tests.tiny import at, daily, edit_row, tiny_operation

__all__ = ["DAYS", "small_operation"]

DAYS = 6


def small_operation(seed: int) -> Operation:
    """The small operation of a seed."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    tiny = tiny_operation()
    feeder = dice.randint(0, 9) < 3
    sites = tuple(_site(dice, site) for site in tiny.sites if feeder or site.site_id != "FEED")
    if feeder:
        sites = _ordered(dice, sites)
    people = _people(dice, tiny, feeder=feeder)
    items = _items(dice, tiny, feeder=feeder)
    operation = tiny_operation(
        agreement=replace(tiny.agreement, milestones=(), deadline_minute=at(dice.randint(1, DAYS))),
        wave_minutes=dice.choice([60, 180, 400, 1500]),
        formation_minutes=dice.choice([0, 30, 60]),
        sites=sites,
        vehicles=tuple(one for one in tiny.vehicles if feeder or one.vehicle_id != "T1"),
        legs=tuple(one for one in tiny.legs if feeder or one.mode == "air"),
        passages=tuple(
            replace(one, payload_kg=6_000) if one.type_id == "LIFT" else one
            for one in tiny.passages
            if feeder or one.type_id == "LIFT"
        ),
        clearances=(*_air(dice, tiny), *(_road(dice, tiny) if feeder else ())),
        people=people,
        items=items,
        floors=_floors(dice, people, items),
        segregation=dice.choice([frozenset(), frozenset({("1.2", "people")}), frozenset({("1.2", "3")})]),
    )
    fit = replace(tiny.type_of["LIFT"].configurations[0], seats=dice.choice([3, 5, 8]), pallet_positions=3)
    operation = edit_row(operation, "vehicle_types", "LIFT", configurations=(fit,))
    operation = edit_row(operation, "fields", "FLD1", **_hours(dice))
    return _teamed(dice, _seated(dice, _grouped(dice, _staying(dice, _arriving(dice, operation)))))


def _arriving(dice: Random, operation: Operation) -> Operation:
    if dice.randint(0, 4):
        return operation
    name = dice.choice(operation.people).line_id
    return edit_row(operation, "people", name, arrives_minute=at(dice.choice([-1, 0, 1, 2]), 10))


def _staying(dice: Random, operation: Operation) -> Operation:
    for item in operation.items:
        if dice.randint(0, 4) == 0:
            act: dict[str, object] = {"disposition": "scrap", "act_minutes": dice.choice([60, 1_500, 9_000])}
            operation = edit_row(operation, "items", item.line_id, destination_id=item.site_id, **act)
    return operation


def _grouped(dice: Random, operation: Operation) -> Operation:
    rows = [("people", one) for one in operation.people if one.site_id == "BASE"]
    rows += [("items", one) for one in operation.items if one.site_id == "BASE" and not one.stays]
    if len(rows) < 2 or dice.randint(0, 3):
        return operation
    (table, first), (other, second) = dice.sample(rows, 2)
    if dice.randint(0, 1):
        return edit_row(operation, table, first.line_id, before=(second.line_id,))
    operation = edit_row(operation, table, first.line_id, together="G")
    return edit_row(operation, other, second.line_id, together="G")


def _seated(dice: Random, operation: Operation) -> Operation:
    if dice.randint(0, 2):
        return operation
    departs = at(dice.randint(0, 4), dice.choice([6, 12, 18]))
    block = SeatBlock(
        flight_id="F1",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=departs,
        arrives_minute=departs + 200,
        check_in_minutes=dice.choice([60, 180]),
        seats=dice.choice([1, 3, 9]),
        payload_kg=dice.choice([250, 900]),
    )
    away = dice.randint(0, 3) == 0
    kept = tuple(one for one in operation.clearances if one.scope != "field" or not away)
    return replace(operation, seat_blocks=(block,), clearances=kept)


def _teamed(dice: Random, operation: Operation) -> Operation:
    if dice.randint(0, 2):
        return operation
    kind = dice.choice(["inspection", "customs", "driver", "escort"])
    hours = daily(*dice.choice([(8, 12), (0, 24)]))
    places = dice.choice([frozenset[str](), frozenset[str](), frozenset({"BASE"}), frozenset({"HOME"})])
    team = Team(
        team_id="T", kind=kind, count=1, places=places, change_minutes=dice.choice([0, 60, 600]), open_intervals=hours
    )
    operation = replace(operation, teams=(team,))
    if kind in {"inspection", "customs"}:
        return edit_row(operation, "sites", "BASE", **{f"{kind}_teams": dice.choice([1, 1, 1, 2])})
    if kind == "driver":
        return edit_row(operation, "vehicle_types", "TRUCK", drivers=1)
    legs = tuple(replace(leg, escort_teams=int(leg.mode == "road")) for leg in operation.legs)
    return replace(operation, legs=legs)


def _site(dice: Random, site: Site) -> Site:
    if not site.inside:
        return site
    hours = dice.choice([(8, 16), (0, 24), (9, 12)])
    return replace(
        site,
        handover_minutes=dice.choice([0, 60, 120, 180, 200]),
        notice_minutes=dice.choice([0, 0, 600, 1440, 2880]),
        office_intervals=daily(*hours)[dice.randint(0, 2) :: dice.choice([1, 1, 2, 3])],
        act_after=dice.choice([True, False]),
        last_out_people=dice.choice([0, 0, 1, 2]) if site.site_id == "BASE" else dice.choice([0, 1]),
        transfer_minutes=dice.choice([0, 30]),
    )


def _ordered(dice: Random, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    order = dice.choice([None, None, ("BASE", "FEED"), ("FEED", "BASE")])
    return tuple(replace(one, closes_after=(order[1],)) if order and one.site_id == order[0] else one for one in sites)


def _hours(dice: Random) -> dict[str, object]:
    hours = daily(*dice.choice([(6, 20), (6, 20), (0, 24), (9, 11), (10, 16)]))[:DAYS]
    closed = set(dice.sample(range(DAYS), dice.choice([0, 0, 1, 3])))
    day = dice.randint(0, 3)
    slot = TakenSpots(interval=Interval(at(day), at(day + 1, 12)), parking_spots=((2, 1),), working_spots=((2, 1),))
    return {
        "open_intervals": tuple(one for index, one in enumerate(hours) if index not in closed),
        "parking_spots": dice.choice([((2, 1), (3, 1)), ((2, 1),), ()]),
        "working_spots": dice.choice([((2, 1),), ((2, 2),)]),
        "handling_sets": dice.choice([None, None, 1]),
        "taken": (slot,) if dice.randint(0, 3) == 0 else (),
    }


def _air(dice: Random, tiny: Operation) -> tuple[Clearance, ...]:
    rows = []
    for part in range(dice.choice([1, 1, 2])):
        start = at(dice.randint(0, 3), dice.choice([0, 7, 11]))
        rows.append(
            replace(
                tiny.clearance_of["C-AIR"],
                clearance_id=f"C-AIR{part}",
                window=Interval(start, start + dice.choice([300, 1_440, 4_000, 8_000])),
                tolerance_minutes=dice.choice([0, 60]),
                limit_per_day=dice.choice([0, 1, 1, 2]),
                state=dice.choice(["granted", "granted", "planned"]),
                lead_minutes=dice.choice([0, 1_440, 4_320]),
                answer_minutes=dice.choice([0, 600, 2_880]),
            )
        )
    return tuple(rows)


def _road(dice: Random, tiny: Operation) -> tuple[Clearance, ...]:
    window = Interval(at(dice.choice([0, 0, 1, 2]), 6), at(dice.choice([3, 4, DAYS])))
    return tuple(
        replace(tiny.clearance_of[name], window=window, limit_per_day=dice.choice([0, 1]))
        for name in ("C-FEED", "C-FEED.back")
    )


def _ready(dice: Random) -> int:
    return at(dice.choice([0, 0, 0, 1, 2]), dice.choice([0, 0, 9, 15]), dice.choice([0, 0, 20]))


def _people(dice: Random, tiny: Operation, *, feeder: bool) -> tuple[PeopleLine, ...]:
    names = ["BASE-GUARD", "BASE-STAFF"][: dice.choice([1, 2, 2])] + (["FEED-GUARD"] if feeder else [])
    return tuple(
        replace(tiny.people_of[name], count=dice.randint(1, 3), ready_minute=_ready(dice), latest_minute=None)
        for name in names
    )


def _items(dice: Random, tiny: Operation, *, feeder: bool) -> tuple[ItemLine, ...]:
    names = ["I1", "I2"][: dice.randint(0, 2)] + (["I5"] if feeder and dice.randint(0, 1) else [])
    return tuple(
        replace(
            tiny.item_of[name],
            kg=dice.choice([1_000, 3_500, 5_900]) if name != "I5" else 1_000,
            positions=dice.randint(0, 3),
            ready_minute=_ready(dice),
            latest_minute=None,
            dangerous_class=dice.choice([None, None, "1.2", "3"]),
        )
        for name in names
    )


def _floors(dice: Random, people: tuple[PeopleLine, ...], items: tuple[ItemLine, ...]) -> tuple[Floor, ...]:
    """A floor at BASE that is often as high as what is there, so that nothing may leave before the closing wave."""
    if dice.randint(0, 2):
        return ()
    quantity, function = dice.choice([("people", None), ("people", "guard"), ("kg", None)])
    there = sum(one.count for one in people if one.site_id == "BASE" and (function is None or one.function == function))
    if quantity == "kg":
        there = sum(one.kg for one in items if one.site_id == "BASE")
    least = max(0, there - dice.choice([0, 0, 1, -1]))
    steps = ((at(0), least), (at(dice.randint(1, 4)), least // 2))
    return (Floor(site_id="BASE", quantity=quantity, function=function, steps=steps),)
