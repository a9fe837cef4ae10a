"""Vehicle types with their configurations and times on the ground, and the vehicles themselves."""

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.tables.loads import BalanceRow, PositionRow
from repli.intake.tables.vehicles import ConfigurationRow, OperationTimeRow
from repli.model import BalanceLimit, Configuration, FloorPosition, OperationTime, Vehicle, VehicleType
from repli.units import PPM

__all__ = ["vehicle_types_of", "vehicles_of"]

_PERCENT = 100


def vehicle_types_of(draft: Draft) -> tuple[VehicleType, ...]:
    """Return the types by id."""
    return tuple(
        VehicleType(
            type_id=row.type_id,
            mode=row.mode,
            size=row.size,
            configurations=_configurations(draft, row.type_id),
            operation_times=_operation_times(draft, row.type_id),
            report_minutes=row.report_minutes,
            debrief_minutes=row.debrief_minutes,
            duty_max_minutes=row.duty_max_minutes,
            rest_minutes=row.rest_minutes,
            mission_capable_ppm=row.mission_capable_percent * PPM // _PERCENT,
            drivers=row.drivers or 0,
            range_km=row.range_km or 0,
        )
        for _, row in sorted(draft.vehicle_types.good(), key=lambda pair: pair[1].type_id)
    )


def _configurations(draft: Draft, type_id: str) -> tuple[Configuration, ...]:
    def key(row: ConfigurationRow) -> str:
        return row.configuration_id

    return tuple(
        Configuration(
            configuration_id=row.configuration_id,
            seats=row.seats,
            pallet_positions=row.pallet_positions,
            outsize=row.outsize,
            floor=_floor(draft, row),
            seats_arm_cm=row.seats_arm_cm or 0,
            balance=_balance(draft, row),
        )
        for row in sorted((row for _, row in draft.configurations.good() if row.type_id == type_id), key=key)
    )


def _floor(draft: Draft, kind: ConfigurationRow) -> tuple[FloorPosition, ...]:
    """Return the positions of a configuration by number."""
    mine = (row for _, row in draft.positions.good() if _of(row) == _of(kind))
    return tuple(
        FloorPosition(number=row.position, row=row.row, arm_cm=row.arm_cm, max_kg=row.max_kg)
        for row in sorted(mine, key=lambda row: row.position)
    )


def _balance(draft: Draft, kind: ConfigurationRow) -> tuple[BalanceLimit, ...]:
    """Return the balance limits of a configuration by weight."""
    mine = (row for _, row in draft.balance_limits.good() if _of(row) == _of(kind))
    return tuple(
        BalanceLimit(up_to_kg=row.up_to_kg, forward_arm_cm=row.forward_arm_cm, aft_arm_cm=row.aft_arm_cm)
        for row in sorted(mine, key=lambda row: row.up_to_kg)
    )


def _of(row: ConfigurationRow | PositionRow | BalanceRow) -> tuple[str, str]:
    return row.type_id, row.configuration_id


def _operation_times(draft: Draft, type_id: str) -> tuple[OperationTime, ...]:
    def key(row: OperationTimeRow) -> str:
        return row.operations

    return tuple(
        OperationTime(
            operations=frozenset() if row.operations == "stop" else frozenset(row.operations.split("+")),
            ground_minutes=row.ground_minutes,
            work_minutes=row.work_minutes,
        )
        for row in sorted((row for _, row in draft.operation_times.good() if row.type_id == type_id), key=key)
    )


def vehicles_of(draft: Draft, calendar: Calendar) -> tuple[Vehicle, ...]:
    """Return the vehicles by id."""
    when = calendar.local.when
    return tuple(
        Vehicle(
            vehicle_id=row.vehicle_id,
            type_id=row.type_id,
            start_place=row.start_place,
            available_from_minute=when(row.available_from),
            available_to_minute=when(row.available_to),
        )
        for _, row in sorted(draft.fleet.good(), key=lambda pair: pair[1].vehicle_id)
    )
