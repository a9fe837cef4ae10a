"""Vehicle types, air and road, and the vehicles themselves."""

from dataclasses import dataclass

from repli.units import Interval

__all__ = [
    "BalanceLimit",
    "Configuration",
    "FloorPosition",
    "OperationTime",
    "SeatBlock",
    "Team",
    "Vehicle",
    "VehicleType",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPosition:
    """One pallet position: its number, its row (positions of a row follow each other by number), arm and strength.

    ``arm_cm`` is the distance of its centre behind the type's datum; ``max_kg`` what one position carries.
    """

    number: int
    row: str
    arm_cm: int
    max_kg: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLimit:
    """For a load of up to ``up_to_kg`` its centre of gravity lies within ``[forward_arm_cm, aft_arm_cm]``."""

    up_to_kg: int
    forward_arm_cm: int
    aft_arm_cm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One way to fit out a type: seats, pallet positions, whether outsize items fit.

    ``floor`` lists the positions one by one (empty = this configuration has no load plan); people, and items that take
    no position, count at ``seats_arm_cm``. ``balance`` is ascending by weight.
    """

    configuration_id: str
    seats: int
    pallet_positions: int
    outsize: bool
    floor: tuple[FloorPosition, ...] = ()
    seats_arm_cm: int = 0
    balance: tuple[BalanceLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationTime:
    """Least ground and work minutes for what is done at a stop: ``load``, ``unload``, ``refuel``; empty = stop only."""

    operations: frozenset[str]
    ground_minutes: int
    work_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleType:
    """A type: size for nested spots, configurations, times on the ground, crew duty and rest (minutes).

    ``mission_capable_ppm`` is used by the simulation only, never by plan or bound. ``range_km`` is how far it flies
    between two fillings of its tanks (0 = not limited).
    """

    type_id: str
    mode: str
    size: int
    configurations: tuple[Configuration, ...]
    operation_times: tuple[OperationTime, ...]
    report_minutes: int
    debrief_minutes: int
    duty_max_minutes: int
    rest_minutes: int
    mission_capable_ppm: int
    drivers: int = 0
    range_km: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A tail or a convoy column: where it stands at the start (field for air, site for road) and when it is there."""

    vehicle_id: str
    type_id: str
    start_place: str
    available_from_minute: int
    available_to_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A counted resource: ``kind`` is ``escort``, ``driver``, ``inspection`` or ``customs``; ``places`` it serves.

    No places = all. Each use holds it ``change_minutes`` longer. Inspection and customs work only in
    ``open_intervals``.
    """

    team_id: str
    kind: str
    count: int
    places: frozenset[str]
    change_minutes: int
    open_intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatBlock:
    """Seats on a commercial flight from a field inside to one outside; people check in before it departs."""

    flight_id: str
    from_field: str
    to_field: str
    departs_minute: int
    arrives_minute: int
    check_in_minutes: int
    seats: int
    payload_kg: int
