"""Who and what moves from one account of the balance to another without departing.

`Reinforce` (people come), `Transfer` (people or items under way between two sites), `Status` (people stay, return or
leave otherwise; items are held or lost) and `Dispose` (items leave the list with an authority and a certificate). Each
waits for both parties before it counts. The law is docs/reference/log-format.md, sections 27 to 29.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.shapes import is_count, is_day, is_hash, is_id, is_time
from repli.progress.bodies.written import CELLS, NAME, Shape, Written, plain
from repli.progress.cells import Cells
from repli.progress.fields import is_flag, is_text, one_of
from repli.progress.names import DISPOSALS, ITEM_STATUSES, PEOPLE_STATUSES
from repli.progress.slotfile import Committed

__all__ = ["Dispose", "Reinforce", "Status", "Transfer"]

_AMOUNTS = {key: plain(is_count) for key in ("items", "kg", "people")}
STAGES = ("decided", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinforce(Written):
    """People arrive from outside: the roster of people grows by them, at its end (``slots`` in all, then)."""

    kind: ClassVar[str] = "reinforce"
    shapes: ClassVar[dict[str, Shape]] = {
        "cells": CELLS,
        "people": plain(is_count),
        "reason": plain(is_text),
        "root": plain(is_hash),
        "sidecar": plain(is_hash),
        "slots": plain(is_count),
        "time": plain(is_time),
    }

    cells: Cells
    people: int
    reason: str
    root: str
    sidecar: str
    slots: int
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Written):
    """People or items leave the sites of ``cells`` for the site ``to`` of the same operation."""

    kind: ClassVar[str] = "transfer"
    shapes: ClassVar[dict[str, Shape]] = {
        "cells": CELLS,
        **_AMOUNTS,
        "movement": plain(is_id),
        "off_block_at": plain(is_time),
        "slots": plain(is_hash),
        "to": plain(is_id),
    }

    cells: Cells
    items: int
    kg: int
    movement: str
    off_block_at: str
    people: int
    slots: str
    to: str

    @property
    def committed(self) -> Committed:
        """Return what the event says of its list of slots."""
        return Committed(people=self.people, items=self.items, slots=self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Written):
    """What became of people (``cells`` and ``people``) or of items (``items`` and ``kg``) at a time."""

    kind: ClassVar[str] = "status"
    shapes: ClassVar[dict[str, Shape]] = {
        "cells": CELLS,
        **_AMOUNTS,
        "movement": NAME,
        "reason": plain(is_text),
        "slots": plain(is_hash),
        "status": plain(one_of((*PEOPLE_STATUSES, *ITEM_STATUSES))),
        "time": plain(is_time),
    }

    cells: Cells
    items: int
    kg: int
    movement: str
    people: int
    reason: str
    slots: str
    status: str
    time: str

    @property
    def is_of_people(self) -> bool:
        """Say whether it is people of whom something is said."""
        return self.status in PEOPLE_STATUSES

    @property
    def committed(self) -> Committed:
        """Return what the event says of its list of slots."""
        return Committed(people=self.people, items=self.items, slots=self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispose(Written):
    """Items leave the list: how, by whose authority, under a legal lock or not; first ``decided``, then ``done``."""

    kind: ClassVar[str] = "dispose"
    shapes: ClassVar[dict[str, Shape]] = {
        "authority": plain(is_text),
        "certificate": plain(is_hash),
        "due": plain(is_day),
        "how": plain(one_of(DISPOSALS)),
        "items": plain(is_count),
        "kg": plain(is_count),
        "locked": plain(is_flag),
        "recipient": plain(is_text),
        "site": plain(is_id),
        "slots": plain(is_hash),
        "stage": plain(one_of(STAGES)),
        "time": plain(is_time),
    }

    authority: str
    certificate: str
    due: str
    how: str
    items: int
    kg: int
    locked: bool
    recipient: str
    site: str
    slots: str
    stage: str
    time: str

    @property
    def is_done(self) -> bool:
        """Say whether the items are gone, and not only promised."""
        return self.stage == STAGES[1]

    @property
    def committed(self) -> Committed:
        """Return what the event says of its list of slots."""
        return Committed(people=0, items=self.items, slots=self.slots)
