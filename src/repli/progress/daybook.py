"""The part of the state that format 4 adds: accounts, the register, what waits, and what witnesses say.

The law is docs/reference/log-format.md, section 29.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.ledger.canonical import JsonObject
from repli.progress.cells import CellKey, cells_of, cells_value

__all__ = ["AttestState", "Daybook", "RowState", "WaitingState", "daybook_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """The current entry of one row of the register: its event, grade, and what it says; ``party`` may be empty."""

    kind: str
    key: str
    party: str
    event: str
    grade: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingState:
    """An entry that moves people or items as soon as both stand by it; ``party`` alone has signed it so far."""

    event: str
    grade: str
    kind: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestState:
    """What a witness says of an event."""

    event: str
    result: str
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Daybook:
    """Accounts of people (name, counts per cell) and of items (name, count), and what stands in the register."""

    people: tuple[tuple[str, Mapping[CellKey, int]], ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    attests: tuple[AttestState, ...] = ()
    register: tuple[RowState, ...] = ()
    waiting: tuple[WaitingState, ...] = ()

    def people_of(self, *names: str) -> int:
        """Return how many people stand on the accounts called ``names``, in all cells."""
        return sum(sum(counts.values()) for name, counts in self.people if name in names)

    def items_of(self, name: str) -> int:
        """Return how much stands on an account of items."""
        return dict(self.items).get(name, 0)

    def rows(self, kind: str) -> tuple[RowState, ...]:
        """Return the rows of one kind."""
        return tuple(row for row in self.register if row.kind == kind)


def daybook_value(daybook: Daybook) -> JsonObject:
    """Return the four keys of the state."""
    return {
        "accounts": {
            **{name: cells_value(cells_of(counts)) for name, counts in daybook.people},
            **dict(daybook.items),
        },
        "attests": [{"event": one.event, "result": one.result, "witness": one.witness} for one in daybook.attests],
        "register": [
            {"event": row.event, "grade": row.grade, "key": row.key, "kind": row.kind, "party": row.party,
             "state": row.state}
            for row in daybook.register
        ],
        "waiting": [
            {"event": one.event, "grade": one.grade, "kind": one.kind, "party": one.party} for one in daybook.waiting
        ],
    }  # fmt: skip
