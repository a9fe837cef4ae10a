"""An operation: everything a plan is made from, already in UTC minutes and whole units; nothing here is computed later.

``operation_hash`` is the SHA-256 of the canonical content of the folder it came from. All tuples are sorted by id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from repli.model.agreement import Agreement
from repli.model.fleet import SeatBlock, Team, Vehicle, VehicleType
from repli.model.force import ItemLine, PeopleLine
from repli.model.network import Clearance, Leg, Passage
from repli.model.places import Field, Floor, Site

__all__ = ["Assumption", "Operation", "Setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One row of the folder that carries an assumption: where it stands and what it says."""

    file: str
    row: int
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One input of the simulation under the pessimistic (low), base and optimistic (high) assumptions."""

    name: str
    unit: str
    low: float
    base: float
    high: float
    source: str
    assumed: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """The whole operation. Not slotted, so that look-up tables are built once (`cached_property`).

    ``segregation`` holds the (class, class) pairs, each sorted, that may not be aboard together; ``people`` is a class.
    ``retained`` stay by agreement: they stand outside every count.
    """

    operation_id: str
    operation_hash: str
    agreement: Agreement
    as_of_minute: int
    horizon_minute: int
    wave_minutes: int
    formation_minutes: int
    sites: tuple[Site, ...]
    fields: tuple[Field, ...]
    vehicle_types: tuple[VehicleType, ...]
    vehicles: tuple[Vehicle, ...]
    legs: tuple[Leg, ...]
    passages: tuple[Passage, ...]
    clearances: tuple[Clearance, ...]
    people: tuple[PeopleLine, ...]
    items: tuple[ItemLine, ...]
    floors: tuple[Floor, ...]
    settings: tuple[Setting, ...]
    assumptions: tuple[Assumption, ...]
    teams: tuple[Team, ...] = ()
    seat_blocks: tuple[SeatBlock, ...] = ()
    segregation: frozenset[tuple[str, str]] = frozenset()
    retained: tuple[PeopleLine, ...] = ()

    @cached_property
    def site_of(self) -> Mapping[str, Site]:
        """Sites by id."""
        return {site.site_id: site for site in self.sites}

    @cached_property
    def field_of(self) -> Mapping[str, Field]:
        """Fields by id."""
        return {field.field_id: field for field in self.fields}

    @cached_property
    def type_of(self) -> Mapping[str, VehicleType]:
        """Vehicle types by id."""
        return {kind.type_id: kind for kind in self.vehicle_types}

    @cached_property
    def vehicle_of(self) -> Mapping[str, Vehicle]:
        """Vehicles by id."""
        return {vehicle.vehicle_id: vehicle for vehicle in self.vehicles}

    @cached_property
    def leg_of(self) -> Mapping[tuple[str, str, str], Leg]:
        """Legs by (mode, from_place, to_place)."""
        return {(leg.mode, leg.from_place, leg.to_place): leg for leg in self.legs}

    @cached_property
    def passage_of(self) -> Mapping[tuple[str, str], Passage]:
        """Passages by (type_id, leg_id)."""
        return {(passage.type_id, passage.leg_id): passage for passage in self.passages}

    @cached_property
    def people_of(self) -> Mapping[str, PeopleLine]:
        """People lines by id."""
        return {line.line_id: line for line in self.people}

    @cached_property
    def item_of(self) -> Mapping[str, ItemLine]:
        """Items by id."""
        return {line.line_id: line for line in self.items}

    @cached_property
    def seat_block_of(self) -> Mapping[str, SeatBlock]:
        """Commercial flights by id."""
        return {block.flight_id: block for block in self.seat_blocks}

    @cached_property
    def clearance_of(self) -> Mapping[str, Clearance]:
        """Clearances by id."""
        return {clearance.clearance_id: clearance for clearance in self.clearances}
