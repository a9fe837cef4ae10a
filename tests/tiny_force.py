"""Who and what the tiny operation of `tests.tiny` moves, and with what: types, vehicles, lines and floors."""

from repli.model import Configuration, Floor, ItemLine, OperationTime, PeopleLine, Vehicle, VehicleType
from tests.tiny_places import at

__all__ = ["floors", "items", "people", "vehicle_types", "vehicles"]


def _times(*rows: tuple[str, int, int]) -> tuple[OperationTime, ...]:
    return tuple(
        OperationTime(
            operations=frozenset() if key == "stop" else frozenset(key.split("+")),
            ground_minutes=ground,
            work_minutes=work,
        )
        for key, ground, work in rows
    )


def vehicle_types() -> tuple[VehicleType, ...]:
    return (
        VehicleType(
            type_id="LIFT",
            mode="air",
            size=2,
            configurations=(
                Configuration(configuration_id="cargo", seats=8, pallet_positions=6, outsize=True),
                Configuration(configuration_id="pax", seats=20, pallet_positions=2, outsize=False),
            ),
            operation_times=_times(("load", 60, 40), ("load+unload", 90, 60), ("unload", 60, 30), ("stop", 30, 0)),
            report_minutes=60,
            debrief_minutes=30,
            duty_max_minutes=600,
            rest_minutes=480,
            mission_capable_ppm=900_000,
        ),
        VehicleType(
            type_id="TRUCK",
            mode="road",
            size=1,
            configurations=(Configuration(configuration_id="column", seats=12, pallet_positions=4, outsize=False),),
            operation_times=_times(("load", 60, 40), ("load+unload", 90, 70), ("unload", 45, 30), ("stop", 15, 0)),
            report_minutes=30,
            debrief_minutes=30,
            duty_max_minutes=480,
            rest_minutes=480,
            mission_capable_ppm=950_000,
        ),
    )


def vehicles() -> tuple[Vehicle, ...]:
    window = {"available_from_minute": at(0), "available_to_minute": at(6)}
    return (
        Vehicle(vehicle_id="L1", type_id="LIFT", start_place="OUT1", **window),
        Vehicle(vehicle_id="L2", type_id="LIFT", start_place="OUT1", **window),
        Vehicle(vehicle_id="T1", type_id="TRUCK", start_place="BASE", **window),
    )


def people() -> tuple[PeopleLine, ...]:
    rows = (
        ("BASE-GUARD", "guard", "BASE", 6),
        ("BASE-STAFF", "logistic", "BASE", 14),
        ("FEED-GUARD", "guard", "FEED", 4),
        ("FEED-STAFF", "logistic", "FEED", 6),
    )
    return tuple(
        PeopleLine(
            line_id=line_id,
            category="military",
            unit="1st",
            function=function,
            site_id=site_id,
            destination_id="HOME",
            count=count,
            kg_per_person=100,
            ready_minute=at(0),
            latest_minute=None,
            priority=1,
        )
        for line_id, function, site_id, count in rows
    )


def items() -> tuple[ItemLine, ...]:
    rows = (
        ("I1", "BASE", 2_000, "pallet", 1, "none", at(0), at(1)),  # latest: 24:00 of day 0; R1 takes it on day 0
        ("I2", "BASE", 2_000, "pallet", 1, "weapon", at(0), None),
        ("I3", "BASE", 3_000, "rolling", 2, "none", at(0), None),
        ("I4", "BASE", 8_000, "outsize", 4, "none", at(0), None),
        ("I5", "FEED", 1_000, "bulk", 1, "none", at(0), None),
        ("I6", "FEED", 1_500, "pallet", 1, "none", at(1), None),  # ready on day 1: the bound rests on it
    )
    return tuple(
        ItemLine(
            line_id=line_id,
            description_en=f"Item {line_id}",
            description_fr=f"Matériel {line_id}",
            site_id=site_id,
            destination_id="HOME",
            kg=kg,
            item_class=item_class,
            positions=positions,
            sensitivity=sensitivity,
            ready_minute=ready,
            latest_minute=latest,
            priority=1,
        )
        for line_id, site_id, kg, item_class, positions, sensitivity, ready, latest in rows
    )


def floors() -> tuple[Floor, ...]:
    """Present at BASE: people 20, 6 from R1, 12 from C1's arrival, 6 from R2, 10 from C2's arrival, then the wave.

    Item kg at BASE: 15,000, then 13,000, 14,000, 3,000 and 4,500. The weapon I2 stays until the wave.
    """
    return (
        Floor(site_id="BASE", quantity="kg", function=None, steps=((at(0), 5_000), (at(1), 2_000))),
        Floor(site_id="BASE", quantity="people", function=None, steps=((at(0), 6), (at(2), 4))),
        Floor(site_id="BASE", quantity="people", function="guard", steps=((at(0), 4),)),
        Floor(site_id="BASE", quantity="sensitive", function=None, steps=((at(0), 1),)),
        Floor(site_id="FEED", quantity="people", function="guard", steps=((at(0), 2),)),
    )
