"""The row models of every table, one file per theme, in the order of docs/reference/operation-folder.md."""

from repli.intake.row import Row
from repli.intake.tables.force import FloorRow, ItemRow, PeopleRow
from repli.intake.tables.history import ClaimRow, ReconstructionRow
from repli.intake.tables.loads import BalanceRow, PositionRow, SegregationRow
from repli.intake.tables.network import ClearanceRow, LegRow
from repli.intake.tables.places import ClosureRow, FieldRow, SiteRow
from repli.intake.tables.simulation import AssumptionRow
from repli.intake.tables.teams import SeatRow, TeamRow
from repli.intake.tables.vehicles import ConfigurationRow, FleetRow, OperationTimeRow, PayloadRow, VehicleTypeRow

__all__ = ["HISTORY_MODELS", "PLANNING_MODELS"]

PLANNING_MODELS: tuple[type[Row], ...] = (
    SiteRow,
    FieldRow,
    ClosureRow,
    VehicleTypeRow,
    OperationTimeRow,
    ConfigurationRow,
    PositionRow,
    BalanceRow,
    PayloadRow,
    FleetRow,
    LegRow,
    ClearanceRow,
    PeopleRow,
    ItemRow,
    FloorRow,
    TeamRow,
    SeatRow,
    SegregationRow,
    AssumptionRow,
)

HISTORY_MODELS: tuple[type[Row], ...] = (ClaimRow, ReconstructionRow)
