"""A folder as far as it could be read: every table with its rows, right or wrong, before any check across them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from repli.errors import phrase
from repli.intake import not_yet
from repli.intake.problems import Notes
from repli.intake.sources import Source
from repli.intake.table import Table, nearest, read_table
from repli.intake.tables import HISTORY_MODELS, PLANNING_MODELS
from repli.intake.tables.force import FloorRow, ItemRow, PeopleRow
from repli.intake.tables.history import ClaimRow, ReconstructionRow
from repli.intake.tables.loads import BalanceRow, PositionRow, SegregationRow
from repli.intake.tables.network import ClearanceRow, LegRow
from repli.intake.tables.operation_toml import FILE
from repli.intake.tables.places import ClosureRow, FieldRow, SiteRow
from repli.intake.tables.simulation import AssumptionRow
from repli.intake.tables.teams import SeatRow, TeamRow
from repli.intake.tables.vehicles import ConfigurationRow, FleetRow, OperationTimeRow, PayloadRow, VehicleTypeRow
from repli.intake.toml_file import TomlFile, read_toml

__all__ = ["FILES", "Draft", "HistoryDraft", "note_other_files", "read_draft", "read_history_draft"]

FILES: tuple[str, ...] = (FILE, *(model.FILE for model in (*PLANNING_MODELS, *HISTORY_MODELS)))
"""Every file of an operation folder, in the order in which problems are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that an operation is made from."""

    toml: TomlFile
    sites: Table[SiteRow]
    fields: Table[FieldRow]
    closures: Table[ClosureRow]
    vehicle_types: Table[VehicleTypeRow]
    operation_times: Table[OperationTimeRow]
    configurations: Table[ConfigurationRow]
    positions: Table[PositionRow]
    balance_limits: Table[BalanceRow]
    payloads: Table[PayloadRow]
    fleet: Table[FleetRow]
    legs: Table[LegRow]
    clearances: Table[ClearanceRow]
    people: Table[PeopleRow]
    items: Table[ItemRow]
    floors: Table[FloorRow]
    teams: Table[TeamRow]
    seats: Table[SeatRow]
    segregation: Table[SegregationRow]
    assumptions: Table[AssumptionRow]

    def tables(self) -> Iterator[Table[Any]]:
        """The CSV tables, in the order of the reference page."""
        return (getattr(self, one.name) for one in fields(self) if one.name != "toml")

    def places_all(self, lines: Table[Any]) -> bool:
        """Say whether all rows of people.csv or items.csv are right and at known sites, so that they sum up."""
        return lines.sound and lines.ids("site_id") <= self.sites.ids()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDraft:
    """Claims and reconstruction."""

    claims: Table[ClaimRow]
    reconstruction: Table[ReconstructionRow]


def read_draft(source: Source, notes: Notes) -> Draft:
    """Read every file that an operation is made from; note what is wrong inside each file."""
    note_other_files(source, notes)
    return Draft(
        toml=read_toml(source, notes),
        sites=read_table(source, SiteRow, notes),
        fields=read_table(source, FieldRow, notes),
        closures=read_table(source, ClosureRow, notes),
        vehicle_types=read_table(source, VehicleTypeRow, notes),
        operation_times=read_table(source, OperationTimeRow, notes),
        configurations=read_table(source, ConfigurationRow, notes),
        positions=read_table(source, PositionRow, notes),
        balance_limits=read_table(source, BalanceRow, notes),
        payloads=read_table(source, PayloadRow, notes),
        fleet=read_table(source, FleetRow, notes),
        legs=read_table(source, LegRow, notes),
        clearances=read_table(source, ClearanceRow, notes),
        people=read_table(source, PeopleRow, notes),
        items=read_table(source, ItemRow, notes),
        floors=read_table(source, FloorRow, notes),
        teams=read_table(source, TeamRow, notes),
        seats=read_table(source, SeatRow, notes),
        segregation=read_table(source, SegregationRow, notes),
        assumptions=read_table(source, AssumptionRow, notes),
    )


def read_history_draft(source: Source, notes: Notes) -> HistoryDraft:
    """Read claims.csv and reconstruction.csv; note what is wrong inside each."""
    return HistoryDraft(
        claims=read_table(source, ClaimRow, notes), reconstruction=read_table(source, ReconstructionRow, notes)
    )


def note_other_files(source: Source, notes: Notes) -> None:
    """Note tables that the reference page does not name; other kinds of files may lie beside the tables."""
    for name in source.files():
        if name in not_yet.FILES:
            notes.add(name, found=name, expected=not_yet.EXPECTED, hint=not_yet.HINT)
        elif name.lower().endswith((".csv", ".toml")) and name not in FILES:
            unknown = phrase("a known table; this is an unknown table")
            notes.add(name, found=name, expected=unknown, hint=nearest(name, FILES))
