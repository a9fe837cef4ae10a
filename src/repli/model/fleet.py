"""Vehicle types, air and road, and the vehicles themselves."""

from dataclasses import dataclass

__all__ = ["Configuration", "OperationTime", "Vehicle", "VehicleType"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One way to fit out a type: seats, pallet positions, whether outsize items fit."""

    configuration_id: str
    seats: int
    pallet_positions: int
    outsize: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationTime:
    """Least ground and work minutes for a set of operations at a stop (``load``, ``unload``; empty set = stop only)."""

    operations: frozenset[str]
    ground_minutes: int
    work_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleType:
    """A type: size for nested spots, configurations, times on the ground, crew duty and rest (minutes).

    ``mission_capable_ppm`` is used by the simulation only, never by plan or bound.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A tail or a convoy column: where it stands at the start (field for air, site for road) and when it is there."""

    vehicle_id: str
    type_id: str
    start_place: str
    available_from_minute: int
    available_to_minute: int
