"""What there is to withdraw: `Declare` (the baseline of one scope) and `Opening` (what had departed uncounted).

The root alone does not prove the count, so `Declare` signs count and root together and names the digest file; an
opening balance is a declaration that nobody counted at a door, and every figure that holds it says so. The law is
docs/reference/log-format.md, sections 4 and 21.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_count, is_hash, is_time
from repli.progress.cells import Cells, cells_value, read_cells
from repli.progress.fields import is_text, one_of, read_field, read_record, read_slots, refuse_field
from repli.progress.names import SCOPES
from repli.progress.slotfile import Committed, TakesSlots, read_committed

__all__ = ["Declare", "Opening"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare:
    """The baseline of ``people`` or ``items``: cells, their sum in slots, kg (0 for people), and the roster's root.

    ``version`` is 1; a later one stands in the `Amend` that replaces it.
    """

    kind: ClassVar[str] = "declare"

    scope: str
    cells: Cells
    kg: int
    slots: int
    root: str
    sidecar: str
    version: int = 1

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {
            "cells": cells_value(self.cells),
            "kg": self.kg,
            "root": self.root,
            "scope": self.scope,
            "sidecar": self.sidecar,
            "slots": self.slots,
            "version": self.version,
        }

    @classmethod
    def read(cls, value: Json, *, first: bool = True) -> "Declare":
        """Return the declaration of a body, the ``first`` version or a later one; raise CanonicalError."""
        keys = ("cells", "kg", "root", "scope", "sidecar", "slots", "version")
        record = read_record(value, "body of declare", keys)
        version = read_field(record, "version", is_count)
        if version < 1 or (version == 1) != first:
            refuse_field("version")
        return cls(
            scope=read_field(record, "scope", one_of(SCOPES)),
            cells=read_cells(record, "cells"),
            kg=read_field(record, "kg", is_count),
            slots=read_field(record, "slots", is_count),
            root=read_field(record, "root", is_hash),
            sidecar=read_field(record, "sidecar", is_hash),
            version=version,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(TakesSlots):
    """What had departed before counting began, as of a time, for a reason; ``cells`` split the people's slots.

    In format 3 the slots stand in a file that the event is ``committed`` to, and ``people`` and ``items`` are empty.
    """

    kind: ClassVar[str] = "opening"

    as_of: str
    cells: Cells
    people: tuple[int, ...]
    items: tuple[int, ...]
    kg: int
    reason: str
    committed: Committed | None = None

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        value: JsonObject = {
            "as_of": self.as_of,
            "cells": cells_value(self.cells),
            "items": list(self.items),
            "kg": self.kg,
            "people": list(self.people),
            "reason": self.reason,
        }
        return value if self.committed is None else {**value, **self.committed.value}

    @classmethod
    def read(cls, value: Json) -> "Opening":
        """Return the opening balance of a body; raise CanonicalError."""
        is_committed = isinstance(value, dict) and "slots" in value
        keys = ("as_of", "cells", "items", "kg", "people", "reason")
        record = read_record(value, "body of opening", (*keys, "slots") if is_committed else keys)
        return cls(
            as_of=read_field(record, "as_of", is_time),
            cells=read_cells(record, "cells"),
            people=() if is_committed else read_slots(record, "people"),
            items=() if is_committed else read_slots(record, "items"),
            kg=read_field(record, "kg", is_count),
            reason=read_field(record, "reason", is_text),
            committed=read_committed(record) if is_committed else None,
        )
