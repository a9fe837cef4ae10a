"""The register: what holds now of each clearance, calendar, manifest, site and commitment, and the steps it may make.

Each row stands for one (kind, key, party) and has a stack of entries: the last is its current one and gives its state;
one that is cancelled gives the row back to the one before. The law is docs/reference/log-format.md, section 28.

>>> may_step("clearance", "granted", "used"), may_step("clearance", "refused", "granted")
(True, False)
"""

from collections.abc import Mapping
from typing import TypeAlias

from repli.progress.bodies import Arrive, Handover, Incident, Obligation
from repli.progress.events import EntryBody, Event

__all__ = ["NONE", "Register", "RowKey", "may_step", "row_of", "state_of"]

RowKey: TypeAlias = tuple[str, str, str]
"""(kind, key, party); the party is empty where a row belongs to both."""

NONE = ""
"""The state of a row that has no entry."""

_FROM: Mapping[str, Mapping[str, frozenset[str]]] = {
    "clearance": {
        "requested": frozenset([NONE, "refused", "silent", "expired", "revoked", "requested"]),
        "granted": frozenset(["requested"]),
        "refused": frozenset(["requested"]),
        "silent": frozenset(["requested"]),
        "used": frozenset(["granted", "amended"]),
        "amended": frozenset(["granted", "amended"]),
        "expired": frozenset(["granted", "amended"]),
        "revoked": frozenset(["granted", "amended"]),
    },
    "close": {
        "closed": frozenset([NONE, "evacuated"]),
        "evacuated": frozenset([NONE]),
        "in-liquidation": frozenset([NONE, "evacuated", "closed"]),
    },
    "manifest": {"open": frozenset([NONE, "open", "closed"]), "closed": frozenset([NONE, "open"])},
}
"""Kind -> state -> the states that it may follow; a kind that is not here may follow any."""


_KEYS = {
    "arrive": "movement",
    "clearance": "reference",
    "close": "site",
    "handover": "site",
    "incident": "incident",
    "inspect": "inspection",
    "manifest": "movement",
    "obligation": "clause",
}
"""Kind -> the word of the body that is the key of its row."""
_ONLY_KEYS = {"calendar": "calendar", "extend": "deadline"}
"""Kind -> the one key that there is."""
_OF_A_PARTY = frozenset(["incident", "obligation"])
_STATES = {
    "calendar": "version",
    "clearance": "state",
    "close": "state",
    "extend": "deadline",
    "inspect": "result",
    "manifest": "state",
    "obligation": "state",
}
"""Kind -> the word of the body that is its state."""


def may_step(kind: str, old: str, new: str) -> bool:
    """Say whether a row of ``kind`` may go from ``old`` to ``new``."""
    if kind == Obligation.kind:
        return old != new
    return kind not in _FROM or old in _FROM[kind][new]


def row_of(body: EntryBody, event: Event, parties: frozenset[str]) -> RowKey | None:
    """Return the row of an entry; None for one that has none."""
    if body.kind not in _KEYS | _ONLY_KEYS:
        return None
    key = _ONLY_KEYS.get(body.kind) or str(getattr(body, _KEYS[body.kind]))
    alone = "" if event.parties == parties else next(iter(event.parties))
    of_party = alone if body.kind in _OF_A_PARTY else ""
    return body.kind, key, of_party


def state_of(body: EntryBody, *, is_joint: bool, is_equal: bool) -> str:
    """Return what a row's entry says; ``is_equal``: an arrival has the people and items of its movement."""
    match body:
        case Arrive():
            return "equal" if is_equal else "unequal"
        case Incident():
            return "agreed" if is_joint else "account"
        case Handover():
            return "act"
        case _:
            return str(getattr(body, _STATES[body.kind])) if body.kind in _STATES else NONE


class Register:
    """Rows with their stacks of entries (event hashes), and the state that each entry gives."""

    def __init__(self) -> None:
        """Start without a row."""
        self._rows: dict[RowKey, list[str]] = {}
        self._row_of: dict[str, RowKey] = {}
        self._states: dict[str, str] = {}

    def current(self, row: RowKey) -> str | None:
        """Return the hash of the row's current entry."""
        return self._rows[row][-1] if self._rows.get(row) else None

    def first(self, row: RowKey) -> str | None:
        """Return the hash of the entry that the row began with."""
        return self._rows[row][0] if self._rows.get(row) else None

    def state(self, row: RowKey) -> str:
        """Return what holds now."""
        found = self.current(row)
        return NONE if found is None else self._states[found]

    def row(self, event: str) -> RowKey | None:
        """Return the row of an entry; None if it has none."""
        return self._row_of.get(event)

    def is_current(self, event: str) -> bool:
        """Say whether an entry is its row's current one; one without a row is not asked."""
        row = self._row_of.get(event)
        return row is None or self.current(row) == event

    def put(self, row: RowKey, event: str, state: str) -> str | None:
        """Let ``event`` be the row's current entry; return the one that was."""
        before = self.current(row)
        self._rows.setdefault(row, []).append(event)
        self._row_of[event], self._states[event] = row, state
        return before

    def take_out(self, event: str) -> None:
        """Take the current entry of a row away; the one before is current again."""
        self._rows[self._row_of.pop(event)].pop()
        del self._states[event]

    @property
    def rows(self) -> tuple[tuple[RowKey, str, str], ...]:
        """Return (row, current entry, state) of every row that has an entry, sorted."""
        held = ((row, stack[-1]) for row, stack in sorted(self._rows.items()) if stack)
        return tuple((row, event, self._states[event]) for row, event in held)

    def keys(self, kind: str) -> frozenset[str]:
        """Return the keys of the rows of ``kind`` that have an entry."""
        return frozenset(row[1] for row, stack in self._rows.items() if row[0] == kind and stack)
