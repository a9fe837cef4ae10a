"""Random small operations: two fields inside at most, sites on them or on the road, floors, clearances, short horizons.

Some cannot be planned at all; that is meant. Figures are made up for tests. Local time is UTC+1 as in `tests.tiny`.
"""

from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from repli.model import (
    Clearance,
    Configuration,
    Field,
    Floor,
    ItemLine,
    Leg,
    Milestone,
    Operation,
    OperationTime,
    Passage,
    PeopleLine,
    Site,
    Vehicle,
    VehicleType,
)
from repli.units import Interval
from tests.tiny import DAY_0, tiny_operation

__all__ = ["operation_of", "operations"]


@dataclass(frozen=True)
class Frame:
    """What the tables share: days of the horizon, places, types."""

    days: int
    fields: tuple[str, ...]
    air_sites: tuple[tuple[str, str], ...]
    road_sites: tuple[str, ...]
    receivers: tuple[str, ...]
    outside: tuple[str, ...]

    def at(self, day: int, hour: int = 0) -> int:
        return DAY_0 + day * 1440 + hour * 60

    def daily(self, start: int, end: int) -> tuple[Interval, ...]:
        return tuple(Interval(self.at(day, start), self.at(day, end)) for day in range(self.days + 2))


def operations() -> st.SearchStrategy[Operation]:
    """Small operations, each from one seed: hypothesis searches among seeds, and a failing seed can be named."""
    return st.integers(0, 1_000_000_000).map(operation_of)


def operation_of(seed: int) -> Operation:
    """The small operation of a seed."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    frame = _frame(dice)
    base = tiny_operation()
    deadline = dice.randint(2, frame.days - 1)
    agreement_changes = {
        "deadline_minute": frame.at(deadline),
        "day_starts": tuple(frame.at(day) for day in range(frame.days + 2)),
        "milestones": tuple(
            Milestone(
                milestone_id=f"m{index}",
                quantity=dice.choice(["people", "kg"]),
                fraction_ppm=dice.choice([100_000, 333_333, 666_667, 1_000_000]),
                due_minute=frame.at(dice.randint(1, deadline)),
            )
            for index in range(dice.randint(0, 2))
        ),
    }
    agreement = type(base.agreement)(
        **{name: getattr(base.agreement, name) for name in base.agreement.__slots__} | agreement_changes
    )
    types = _types(dice)
    legs, passages = _network(dice, frame, types)
    people, items = _people(dice, frame), _items(dice, frame)
    return tiny_operation(
        agreement=agreement,
        as_of_minute=frame.at(0, dice.choice([0, 0, 9])),
        horizon_minute=frame.at(frame.days),
        wave_minutes=dice.choice([60, 180, 400]),
        formation_minutes=dice.choice([0, 30, 60]),
        sites=_sites(dice, frame),
        fields=_fields(dice, frame),
        vehicle_types=types,
        vehicles=_vehicles(dice, frame),
        legs=legs,
        passages=passages,
        clearances=_clearances(dice, frame, legs),
        people=people,
        items=items,
        floors=_floors(dice, frame),
    )


def _frame(dice: Random) -> Frame:
    fields = ("FA", "FB")[: dice.randint(1, 2)]
    air = tuple((f"S{index}", dice.choice(fields)) for index in range(dice.randint(1, 3)))
    road = ("R0", "R1")[: dice.randint(0, 2)]
    return Frame(
        days=dice.choice([6, 10, 20]),
        fields=fields,
        air_sites=air,
        road_sites=road,
        receivers=tuple(dice.choice([site for site, _ in air]) for _ in road),
        outside=("HOME", "PORT")[: dice.choice([1, 1, 1, 1, 2])],
    )


def _sites(dice: Random, frame: Frame) -> tuple[Site, ...]:
    sites = []
    for site_id, field_id in (*frame.air_sites, *((road, None) for road in frame.road_sites)):
        sites.append(
            Site(
                site_id=site_id,
                name_en=site_id,
                name_fr=site_id,
                inside=True,
                field_id=field_id,
                latitude_deg=0.0,
                longitude_deg=0.0,
                handed_to="host",
                handover_minutes=dice.choice([30, 120, 180]),
                notice_minutes=dice.choice([0, 600, 2880]),
                office_intervals=frame.daily(*dice.choice([(8, 16), (0, 24), (9, 12)]))[:: dice.choice([1, 1, 3])],
                act_after=dice.choice([True, False]),
                last_out_people=dice.choice([0, 0, 0, 1, 2]),
                transfer_minutes=dice.choice([0, 45]),
            )
        )
    for index, site_id in enumerate(frame.outside):
        sites.append(
            Site(
                site_id=site_id,
                name_en=site_id,
                name_fr=site_id,
                inside=False,
                field_id=f"O{index}",
                latitude_deg=0.0,
                longitude_deg=0.0,
                handed_to="",
                handover_minutes=0,
                notice_minutes=0,
                office_intervals=(),
                act_after=False,
                last_out_people=0,
                transfer_minutes=0,
            )
        )
    return tuple(sorted(sites, key=lambda site: site.site_id))


def _fields(dice: Random, frame: Frame) -> tuple[Field, ...]:
    spots = [((1, 1),), ((1, 1), (3, 1)), ((1, 1), (3, 1)), ((3, 2),), ((2, 1), (3, 2))]
    inside = [
        Field(
            field_id=field_id,
            name=field_id,
            inside=True,
            latitude_deg=0.0,
            longitude_deg=0.0,
            parking_spots=dice.choice(spots),
            working_spots=dice.choice(spots),
            open_intervals=frame.daily(*dice.choice([(0, 24), (6, 18), (7, 13)])),
            crew_rest=dice.choice([True, True, True, True, False]),
            crew_base=dice.choice([False, False, False, True]),
        )
        for field_id in frame.fields
    ]
    outside = [
        Field(
            field_id=f"O{index}",
            name=f"O{index}",
            inside=False,
            latitude_deg=0.0,
            longitude_deg=0.0,
            parking_spots=dice.choice([(), (), ((3, 1),)]),
            working_spots=dice.choice([(), (), ((3, 1),)]),
            open_intervals=frame.daily(*dice.choice([(0, 24), (0, 24), (5, 23)])),
            crew_rest=dice.choice([True, True, True, False]),
            crew_base=dice.choice([True, True, False]),
        )
        for index in range(len(frame.outside))
    ]
    return (*inside, *outside)


def _types(dice: Random) -> tuple[VehicleType, ...]:
    def one(type_id: str, mode: str, size: int, spaces: tuple[tuple[int, int, bool], ...]) -> VehicleType:
        times = (({"load"}, 60, 40), ({"unload"}, 45, 30), ({"load", "unload"}, 90, 70), (set(), 20, 0))
        return VehicleType(
            type_id=type_id,
            mode=mode,
            size=size,
            configurations=tuple(
                Configuration(configuration_id=f"c{index}", seats=seats, pallet_positions=positions, outsize=outsize)
                for index, (seats, positions, outsize) in enumerate(spaces)
            ),
            operation_times=tuple(
                OperationTime(operations=frozenset(names), ground_minutes=ground, work_minutes=work)
                for names, ground, work in times
            ),
            report_minutes=dice.choice([0, 60]),
            debrief_minutes=dice.choice([0, 30]),
            duty_max_minutes=dice.choice([480, 900, 900, 2000]),
            rest_minutes=dice.choice([300, 600]),
            mission_capable_ppm=900_000,
        )

    return (
        one("BIG", "air", 3, ((6, 5, True), (20, 1, False))),
        one("LIT", "air", 1, ((8, 2, False),)),
        one("TRK", "road", 1, ((12, 4, dice.randint(0, 3) > 0),)),
    )


def _vehicles(dice: Random, frame: Frame) -> tuple[Vehicle, ...]:
    outside_fields = [f"O{index}" for index in range(len(frame.outside))]
    starts = {
        "BIG": outside_fields,
        "LIT": [*outside_fields * 3, *frame.fields],
        "TRK": [*frame.receivers * 3, *frame.road_sites],
    }
    names: list[str] = ["BIG", "LIT"] + ["BIG"] * dice.randint(0, 1) + ["TRK"] * dice.randint(1, 3)
    names = [name for name in names if name != "TRK" or frame.road_sites]
    return tuple(
        Vehicle(
            vehicle_id=f"V{index}",
            type_id=type_id,
            start_place=dice.choice(starts[type_id]),
            available_from_minute=frame.at(dice.choice([0, 0, 1])),
            available_to_minute=frame.at(frame.days + dice.choice([1, 1, 1, 1, 1, 1, -2])),
        )
        for index, type_id in enumerate(names)
    )


def _network(dice: Random, frame: Frame, types: tuple[VehicleType, ...]) -> tuple[tuple[Leg, ...], tuple[Passage, ...]]:
    outside_fields = [f"O{index}" for index in range(len(frame.outside))]
    pairs = [("air", inside, out) for inside in frame.fields for out in outside_fields if dice.randint(0, 19)]
    pairs += [("air", "FA", "FB")] if len(frame.fields) > 1 and dice.choice([True, False]) else []
    pairs += [("air", "O0", "O1")] if len(outside_fields) > 1 else []
    pairs += [("road", road, receiver) for road, receiver in zip(frame.road_sites, frame.receivers, strict=True)]
    pairs += [("road", frame.road_sites[0], "HOME")] if frame.road_sites and dice.randint(0, 3) == 0 else []
    hours = [(0, 24), (0, 24), (6, 18)]
    legs, passages = [], []
    for mode, start, end in pairs:
        block = dice.choice([60, 130, 220])
        intervals = frame.daily(*dice.choice(hours))
        for one, other in ((start, end), (end, start)):
            leg = Leg(
                leg_id=f"{one}-{other}",
                mode=mode,
                from_place=one,
                to_place=other,
                distance_km=100,
                open_intervals=intervals,
            )
            legs.append(leg)
            for kind in types:
                if kind.mode == mode:
                    payload = dice.choice([3_000, 9_000])
                    passages.append(
                        Passage(
                            type_id=kind.type_id, leg_id=leg.leg_id, block_minutes=block + kind.size, payload_kg=payload
                        )
                    )
    key = {leg.leg_id: index for index, leg in enumerate(sorted(legs, key=lambda leg: leg.leg_id))}
    return (
        tuple(sorted(legs, key=lambda leg: leg.leg_id)),
        tuple(sorted(passages, key=lambda one: (one.type_id, key[one.leg_id]))),
    )


def _clearances(dice: Random, frame: Frame, legs: tuple[Leg, ...]) -> tuple[Clearance, ...]:
    scopes = [("field", field_id) for field_id in frame.fields]
    scopes += [("leg", leg.leg_id) for leg in legs if leg.mode == "road"]
    rows = []
    for scope, scope_id in scopes:
        for part in range(dice.choice([1, 1, 2])):
            start = dice.randint(0, 2) if part else 0
            rows.append(
                Clearance(
                    clearance_id=f"K-{scope_id}-{part}",
                    issuer="host",
                    scope=scope,
                    scope_id=scope_id,
                    types=frozenset({"BIG", "LIT"}) if scope == "field" else frozenset({"TRK"}),
                    purposes="withdrawal",
                    window=Interval(frame.at(start, dice.choice([0, 8])), frame.at(frame.days - dice.randint(0, 2))),
                    tolerance_minutes=dice.choice([0, 60]),
                    limit_per_day=dice.choice([0, 1, 2, 4]),
                )
            )
    return tuple(sorted(rows, key=lambda row: row.clearance_id))


def _people(dice: Random, frame: Frame) -> tuple[PeopleLine, ...]:
    sites = [*(site for site, _ in frame.air_sites), *frame.road_sites]
    rows = []
    for site_id in sites:
        for function in ("guard", "guard", "staff", "staff")[: dice.choice([4, 4, 4, 4, 3, 2, 1, 0])]:
            ready = dice.choice([0, 0, 1, 2])
            latest = dice.choice([None, None, None, ready + 1, ready + 2])
            rows.append(
                PeopleLine(
                    line_id=f"P{len(rows):02d}",
                    category="military",
                    unit="1st",
                    function=function,
                    site_id=site_id,
                    destination_id=dice.choice(frame.outside),
                    count=dice.randint(2, 9),
                    kg_per_person=dice.choice([100, 130]),
                    ready_minute=frame.at(ready, dice.choice([0, 0, 11])),
                    latest_minute=None if latest is None else frame.at(latest),
                    priority=dice.randint(1, 2),
                )
            )
    return tuple(rows)


def _items(dice: Random, frame: Frame) -> tuple[ItemLine, ...]:
    sites = [*(site for site, _ in frame.air_sites), *frame.road_sites]
    rows = []
    for index in range(dice.randint(0, 10)):
        ready = dice.choice([0, 0, 0, 1, 3])
        rows.append(
            ItemLine(
                line_id=f"I{index:02d}",
                description_en="Item",
                description_fr="Matériel",
                site_id=dice.choice(sites),
                destination_id=dice.choice(frame.outside),
                kg=dice.choice([300, 1_000, 2_500]),
                item_class=dice.choice(["pallet"] * 6 + ["bulk", "outsize"]),
                positions=dice.choice([0, 1, 1, 2]),
                sensitivity=dice.choice(["none", "none", "weapon"]),
                ready_minute=frame.at(ready),
                latest_minute=dice.choice([None, None, None, frame.at(ready + 2)]),
                priority=dice.randint(1, 3),
            )
        )
    return tuple(rows)


def _floors(dice: Random, frame: Frame) -> tuple[Floor, ...]:
    sites = [*(site for site, _ in frame.air_sites), *frame.road_sites]
    rows = {}
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3])):
        site_id = dice.choice(sites)
        quantity = dice.choice(["people"] * 4 + ["kg", "sensitive"])
        function = dice.choice([None, "guard"]) if quantity == "people" else None
        high = dice.randint(1, 3) * (200 if quantity == "kg" else 1)
        steps = [(frame.at(0), high)]
        if dice.choice([True, False]):
            steps.append((frame.at(dice.randint(1, 4)), high // 2))
        rows[site_id, quantity, function or ""] = Floor(
            site_id=site_id, quantity=quantity, function=function, steps=tuple(steps)
        )
    return tuple(rows[key] for key in sorted(rows))
