"""What happens at a ramp: `CountTally` (one party's count, kind ``count``) and `Depart` (who and what went).

A departure lists slots, never names; its cells are a signed split of those slots. The law is
docs/reference/log-format.md, sections 4 and 21.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count, is_id, is_time
from repli.progress.cells import Cells, cells_value, read_cells
from repli.progress.fields import read_field, read_record, read_slots
from repli.progress.slotfile import Committed, TakesSlots, read_committed

__all__ = ["CountTally", "Depart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTally:
    """What one party counted at one movement."""

    kind: ClassVar[str] = "count"

    movement: str
    people: int
    items: int

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {"items": self.items, "movement": self.movement, "people": self.people}

    @classmethod
    def read(cls, value: Json) -> "CountTally":
        """Return the count of a body; raise CanonicalError."""
        record = read_record(value, "body of count", ("items", "movement", "people"))
        return cls(
            movement=read_field(record, "movement", is_id),
            people=read_field(record, "people", is_count),
            items=read_field(record, "items", is_count),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart(TakesSlots):
    """One movement out: slots of people (split by cells) and items, kg of the items, field, vehicle, off block.

    In format 3 the slots stand in a file that the event is ``committed`` to, and ``people`` and ``items`` are empty.
    """

    kind: ClassVar[str] = "depart"

    movement: str
    off_block_at: str
    field: str
    vehicle: str
    cells: Cells
    people: tuple[int, ...]
    items: tuple[int, ...]
    kg: int
    committed: Committed | None = None

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        value: JsonObject = {
            "cells": cells_value(self.cells),
            "field": self.field,
            "items": list(self.items),
            "kg": self.kg,
            "movement": self.movement,
            "off_block_at": self.off_block_at,
            "people": list(self.people),
            "vehicle": self.vehicle,
        }
        return value if self.committed is None else {**value, **self.committed.value}

    @classmethod
    def read(cls, value: Json) -> "Depart":
        """Return the departure of a body; raise CanonicalError."""
        keys = ("cells", "field", "items", "kg", "movement", "off_block_at", "people", "vehicle")
        is_committed = isinstance(value, dict) and "slots" in value
        record = read_record(value, "body of depart", (*keys, "slots") if is_committed else keys)
        return cls(
            movement=read_field(record, "movement", is_id),
            off_block_at=read_field(record, "off_block_at", is_time),
            field=read_field(record, "field", is_id),
            vehicle=read_field(record, "vehicle", is_id),
            cells=read_cells(record, "cells"),
            people=() if is_committed else read_slots(record, "people"),
            items=() if is_committed else read_slots(record, "items"),
            kg=read_field(record, "kg", is_count),
            committed=read_committed(record) if is_committed else None,
        )
