"""What may go when: `Clearance` (asked and answered), `Calendar` (agreed for the next days), `Extend` (a new deadline).

The law is docs/reference/log-format.md, sections 27 and 28.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, TypeGuard

from repli.ledger.shapes import is_count, is_day, is_hash, is_id, is_party, is_time
from repli.progress.bodies.written import TEXTS, Shape, Written, many, plain
from repli.progress.fields import is_text, one_of
from repli.progress.names import CLEARANCE_STATES

__all__ = ["Calendar", "Clearance", "Extend", "PlannedMovement"]

_FIRST_EXTENSION = 2  # the genesis event's deadline is version 1


def _is_issuer(value: object) -> TypeGuard[str]:
    return value == "" or is_party(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance(Written):
    """One step of a clearance; ``issuer`` is the party that answers, empty for a state that signs nothing here."""

    kind: ClassVar[str] = "clearance"
    shapes: ClassVar[dict[str, Shape]] = {
        "issuer": plain(_is_issuer),
        "movements": TEXTS,
        "number": plain(is_text),
        "purposes": TEXTS,
        "reason": plain(is_text),
        "reference": plain(is_id),
        "scope": plain(is_text),
        "state": plain(one_of(CLEARANCE_STATES)),
        "valid_from": plain(is_time),
        "valid_to": plain(is_time),
    }

    issuer: str
    movements: tuple[str, ...]
    number: str
    purposes: tuple[str, ...]
    reason: str
    reference: str
    scope: str
    state: str
    valid_from: str
    valid_to: str

    def __post_init__(self) -> None:
        """Refuse movements that are no ids in ascending order, and a window that ends before it begins."""
        ascends = all(one < two for one, two in pairwise(self.movements))
        self.require("movements", holds=all(map(is_id, self.movements)) and ascends)
        self.require("valid_to", holds=self.valid_from <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMovement(Written):
    """One movement that both parties agreed on for a day to come."""

    kind: ClassVar[str] = "movement"
    shapes: ClassVar[dict[str, Shape]] = {
        "field": plain(is_id),
        "items": plain(is_count),
        "movement": plain(is_id),
        "off_block_at": plain(is_time),
        "people": plain(is_count),
        "vehicle": plain(is_id),
    }

    field: str
    items: int
    movement: str
    off_block_at: str
    people: int
    vehicle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Written):
    """The movements agreed for the days ``since`` to ``to``; ``replaces`` is the version before (zeros for the first).

    In the log ``since`` is called ``from``.
    """

    kind: ClassVar[str] = "calendar"
    shapes: ClassVar[dict[str, Shape]] = {
        "from": plain(is_day, attribute="since"),
        "movements": many(PlannedMovement),
        "replaces": plain(is_hash),
        "to": plain(is_day),
        "version": plain(is_count),
    }

    since: str
    movements: tuple[PlannedMovement, ...]
    replaces: str
    to: str
    version: int

    def __post_init__(self) -> None:
        """Refuse movements out of order or twice, days that end before they begin, and a version 0."""
        ascends = all(one.movement < two.movement for one, two in pairwise(self.movements))
        self.require("movements", holds=ascends)
        self.require("to", holds=self.since <= self.to)
        self.require("version", holds=self.version >= 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Written):
    """Both parties use a clause of the agreement: a later deadline, with its cause."""

    kind: ClassVar[str] = "extend"
    shapes: ClassVar[dict[str, Shape]] = {
        "cause": plain(is_text),
        "clause": plain(is_text),
        "deadline": plain(is_day),
        "version": plain(is_count),
    }

    cause: str
    clause: str
    deadline: str
    version: int

    def __post_init__(self) -> None:
        """Refuse a version that the genesis event has."""
        self.require("version", holds=self.version >= _FIRST_EXTENSION)
