"""What goes with a movement: `Manifest` (before), `Arrive` (after) and `Inspect` (the items, on their way to it).

The list of a manifest stays with its party; here stands its hash, so that it cannot be another one later. The law is
docs/reference/log-format.md, section 27.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.shapes import is_count, is_hash, is_id, is_time
from repli.progress.bodies.written import CELLS, TEXTS, Shape, Written, plain
from repli.progress.cells import Cells
from repli.progress.fields import is_text, one_of
from repli.progress.names import INSPECTIONS
from repli.progress.slotfile import Committed

__all__ = ["MANIFEST_STATES", "Arrive", "Inspect", "Manifest"]

MANIFEST_STATES = ("open", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(Written):
    """Who and what is listed for a movement; ``standby`` wait, ``full`` says what holds more back (empty: nothing)."""

    kind: ClassVar[str] = "manifest"
    shapes: ClassVar[dict[str, Shape]] = {
        "cells": CELLS,
        "closes_at": plain(is_time),
        "configuration": plain(is_text),
        "full": plain(is_text),
        "infants": plain(is_count),
        "items": plain(is_count),
        "kg": plain(is_count),
        "list": plain(is_hash),
        "movement": plain(is_id),
        "people": plain(is_count),
        "reason": plain(is_text),
        "standby": plain(is_count),
        "state": plain(one_of(MANIFEST_STATES)),
    }

    cells: Cells
    closes_at: str
    configuration: str
    full: str
    infants: int
    items: int
    kg: int
    list: str
    movement: str
    people: int
    reason: str
    standby: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive(Written):
    """A movement came to ``place`` with so many people and items; ``reason`` tells a shortage or an overage."""

    kind: ClassVar[str] = "arrive"
    shapes: ClassVar[dict[str, Shape]] = {
        "items": plain(is_count),
        "movement": plain(is_id),
        "people": plain(is_count),
        "place": plain(is_id),
        "reason": plain(is_text),
        "time": plain(is_time),
    }

    items: int
    movement: str
    people: int
    place: str
    reason: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspect(Written):
    """How far items are on their way to a vehicle: ``packed``, ``inspected``, ``cleared``, ``staged``, or ``held``."""

    kind: ClassVar[str] = "inspect"
    shapes: ClassVar[dict[str, Shape]] = {
        "customs": plain(is_text),
        "inspection": plain(is_id),
        "items": plain(is_count),
        "kg": plain(is_count),
        "result": plain(one_of(INSPECTIONS)),
        "seals": TEXTS,
        "site": plain(is_id),
        "slots": plain(is_hash),
        "time": plain(is_time),
    }

    customs: str
    inspection: str
    items: int
    kg: int
    result: str
    seals: tuple[str, ...]
    site: str
    slots: str
    time: str

    @property
    def committed(self) -> Committed:
        """Return what the event says of its list of slots."""
        return Committed(people=0, items=self.items, slots=self.slots)
