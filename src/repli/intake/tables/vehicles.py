"""Rows of vehicle_types.csv, vehicle_operations.csv, configurations.csv, payload_ranges.csv and fleet.csv."""

from typing import Annotated, ClassVar

from repli.intake.cells import Count, Id, OptionalCount, Percent, Positive, When, YesNo, one_of
from repli.intake.row import Row, column

__all__ = ["ConfigurationRow", "FleetRow", "OperationTimeRow", "PayloadRow", "VehicleTypeRow"]


class VehicleTypeRow(Row):
    """A vehicle type, air or road; a convoy column is a vehicle too."""

    FILE: ClassVar[str] = "vehicle_types.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id",)

    type_id: Id = column("The name of the type in all tables.")
    mode: Annotated[str, one_of("air", "road", file=FILE, name="mode")] = column("How it moves.")
    size: Positive = column("Size for nested spots: a vehicle fits a spot of its size or larger.")
    block_fixed_minutes: Count = column("Part of the block time that does not depend on distance.", unit="minutes")
    block_speed_km_per_h: Positive = column("Speed for the part that does.", unit="km/h")
    report_minutes: Count = column("Crew duty before the first off block.", unit="minutes")
    debrief_minutes: Count = column("Crew duty after the last on block.", unit="minutes")
    duty_max_minutes: Positive = column("Longest crew duty.", unit="minutes")
    rest_minutes: Positive = column("Least crew rest.", unit="minutes")
    mission_capable_percent: Percent = column("Share of days on which a vehicle is fit (simulation only).", unit="%")
    drivers: OptionalCount = column("Road: driver teams that one vehicle needs.", unit="teams", absent=None)
    range_km: OptionalCount = column(
        "Air: how far it flies between two fillings of its tanks; 0 or empty = not limited.", unit="km", absent=None
    )


class OperationTimeRow(Row):
    """Least time on the ground and least work for what is done at a stop; `stop` where nothing is."""

    FILE: ClassVar[str] = "vehicle_operations.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id", "operations")

    type_id: Id = column("The vehicle type.", refers_to="vehicle_types.csv")
    operations: Annotated[
        str,
        one_of(
            "load",
            "unload",
            "load+unload",
            "stop",
            "refuel",
            "load+refuel",
            "unload+refuel",
            "load+unload+refuel",
            file=FILE,
            name="operations",
        ),
    ] = column("What is done at the stop.")
    ground_minutes: Positive = column("Least time from on block to off block.", unit="minutes")
    work_minutes: Count = column("Least time of the work itself.", unit="minutes")


class ConfigurationRow(Row):
    """One way to fit out a type."""

    FILE: ClassVar[str] = "configurations.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id", "configuration_id")

    type_id: Id = column("The vehicle type.", refers_to="vehicle_types.csv")
    configuration_id: Id = column("The name of the configuration.")
    seats: Count = column("Seats.", unit="people")
    pallet_positions: Count = column("Pallet positions.", unit="positions")
    outsize: YesNo = column("Whether outsize items fit.")
    seats_arm_cm: OptionalCount = column(
        "Where people, and items without a position, count, behind the datum of the type.", unit="cm", absent=None
    )


class PayloadRow(Row):
    """The payload of a type up to a distance; a leg longer than the last row cannot be flown by it."""

    FILE: ClassVar[str] = "payload_ranges.csv"
    KEY: ClassVar[tuple[str, ...]] = ("type_id", "up_to_km")

    type_id: Id = column("The vehicle type.", refers_to="vehicle_types.csv")
    up_to_km: Positive = column("Distance up to which the payload holds.", unit="km")
    payload_kg: Count = column("Payload, people included.", unit="kg")


class FleetRow(Row):
    """A tail or a convoy column: where it stands first, and from when to when it can be had."""

    FILE: ClassVar[str] = "fleet.csv"
    KEY: ClassVar[tuple[str, ...]] = ("vehicle_id",)

    vehicle_id: Id = column("The name of the vehicle in plans.")
    type_id: Id = column("Its type.", refers_to="vehicle_types.csv")
    start_place: Id = column("Where it stands first: a field for aircraft, a site for road vehicles.")
    available_from: When = column("From when.", unit="local day or UTC time")
    available_to: When = column("Until when.", unit="local day or UTC time")
