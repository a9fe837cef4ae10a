"""The state of a log: a frozen value that both parties compute alone and then compare by one digest.

`State` holds exactly what docs/reference/log-format.md, section 7, names; `state_digest` is the SHA-256 of its
canonical JSON. It is what heads and publish events sign, so nothing may be in it that only one side can know. A log of
format 2 has a `Docket` besides: what stands beside the joint figures, and who may sign (sections 14 and 22); one of
format 4 a `Daybook`: what became of people and items otherwise, and what is agreed, asked and kept (section 29).

>>> state_digest(initial_state()) == hashlib.sha256(state_bytes(initial_state())).hexdigest()
True
"""

import hashlib
from dataclasses import dataclass

from repli.ledger.canonical import Json, JsonObject, canonical_bytes
from repli.ledger.policy import KeyOwner
from repli.progress.cells import Cells, cells_value
from repli.progress.daybook import Daybook, daybook_value
from repli.progress.names import POLICY_2, POLICY_3, POLICY_4

__all__ = [
    "Baseline",
    "Departed",
    "Docket",
    "MovementState",
    "OpenDispute",
    "OpeningBalance",
    "State",
    "TallyState",
    "initial_state",
    "state_bytes",
    "state_digest",
    "state_value",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The declared baseline of one scope; ``version`` is 0 in format 1, which does not count versions."""

    cells: Cells
    kg: int
    root: str
    slots: int
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """The opening balance and all joint departures together; ``movements`` counts the joint departures only.

    In format 3 nobody needs to know the slots: the numbers stand in their place.
    """

    cells: Cells = ()
    items: tuple[int, ...] = ()
    kg: int = 0
    movements: int = 0
    people: tuple[int, ...] = ()
    people_count: int = 0
    items_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementState:
    """One departure: the hash of its event, its grade, and how much went.

    In format 2 the event is that of its current version, ``version`` its number from 1, and ``party`` who signed it
    alone (empty if both did).
    """

    movement: str
    event: str
    grade: str
    people: int
    items: int
    kg: int
    party: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """How much of what departed was declared and not counted."""

    people: int = 0
    items: int = 0
    kg: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyState:
    """The latest count of one party for one movement; in format 3 it says whether it was ``blind``."""

    movement: str
    party: str
    people: int
    items: int
    blind: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispute:
    """One party's open objection to one field of the event ``event``; ``dispute`` is the hash of the objection."""

    event: str
    party: str
    field: str
    value: int
    dispute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What format 2 adds: what is cancelled, disputed, rival or void, and the keys in force with their version.

    Format 3 has ``seals`` besides: (movement, party, event) of each count that is sealed and not opened.
    """

    cancelled: tuple[str, ...] = ()
    disputes: tuple[OpenDispute, ...] = ()
    keys: tuple[KeyOwner, ...] = ()
    keys_version: int = 0
    rivals: tuple[tuple[str, str], ...] = ()
    void: tuple[str, ...] = ()
    policy: str = POLICY_2
    seals: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything the events so far say. A baseline is ``None`` before its declare event.

    ``docket`` is of format 2 and later, ``daybook`` of format 4.
    """

    agreement: str = ""
    baseline_people: Baseline | None = None
    baseline_items: Baseline | None = None
    departed: Departed = Departed()
    events: int = 0
    movements: tuple[MovementState, ...] = ()
    opening: OpeningBalance = OpeningBalance()
    published: int = 0
    tallies: tuple[TallyState, ...] = ()
    docket: Docket | None = None
    daybook: Daybook | None = None


_WITHOUT_SLOTS = POLICY_3, POLICY_4
"""Formats of which the state says how many slots went, and not which."""


def initial_state() -> State:
    """Return the state before any event; its agreement is the empty text."""
    return State()


def state_value(state: State) -> JsonObject:
    """Return ``state`` as the canonical JSON of docs/reference/log-format.md, sections 7 and 14."""
    departed, opening = state.departed, state.opening
    is_third = state.docket is not None and state.docket.policy in _WITHOUT_SLOTS
    value: dict[str, Json] = {
        "agreement": state.agreement,
        "baseline": {"items": _baseline_value(state.baseline_items), "people": _baseline_value(state.baseline_people)},
        "departed": {
            "cells": cells_value(departed.cells),
            "items": departed.items_count if is_third else list(departed.items),
            "kg": departed.kg,
            "movements": departed.movements,
            "people": departed.people_count if is_third else list(departed.people),
        },
        "events": state.events,
        "movements": [_movement_value(movement) for movement in state.movements],
        "opening": {"items": opening.items, "kg": opening.kg, "people": opening.people},
        "published": state.published,
        "tallies": [_tally_value(tally) for tally in state.tallies],
    }
    if state.docket is not None:
        value |= _docket_value(state.docket)
    if state.daybook is not None:
        value |= daybook_value(state.daybook)
    return value


def state_bytes(state: State) -> bytes:
    """Return the canonical bytes of ``state``."""
    return canonical_bytes(state_value(state))


def state_digest(state: State) -> str:
    """Return the SHA-256 of `state_bytes`, in hexadecimal."""
    return hashlib.sha256(state_bytes(state)).hexdigest()


def _baseline_value(baseline: Baseline | None) -> JsonObject:
    if baseline is None:
        return {}
    return {
        "cells": cells_value(baseline.cells),
        "kg": baseline.kg,
        "root": baseline.root,
        "slots": baseline.slots,
        **({"version": baseline.version} if baseline.version else {}),
    }


def _movement_value(movement: MovementState) -> JsonObject:
    return {
        "event": movement.event,
        "grade": movement.grade,
        "items": movement.items,
        "kg": movement.kg,
        "movement": movement.movement,
        "people": movement.people,
        **({"party": movement.party, "version": movement.version} if movement.version else {}),
    }


def _docket_value(docket: Docket) -> JsonObject:
    value: JsonObject = {
        "cancelled": list(docket.cancelled),
        "disputes": [
            {"dispute": one.dispute, "event": one.event, "field": one.field, "party": one.party, "value": one.value}
            for one in docket.disputes
        ],
        "keys": [{"feed": key.feed, "keyid": key.keyid, "party": key.party, "role": key.role} for key in docket.keys],
        "keys_version": docket.keys_version,
        "policy": docket.policy,
        "rivals": [{"event": event, "rival": rival} for event, rival in docket.rivals],
        "void": list(docket.void),
    }
    if docket.policy not in _WITHOUT_SLOTS:
        return value
    seals: list[Json] = [{"event": event, "movement": name, "party": party} for name, party, event in docket.seals]
    return {**value, "seals": seals}


def _tally_value(tally: TallyState) -> JsonObject:
    value: JsonObject = {
        "items": tally.items,
        "movement": tally.movement,
        "party": tally.party,
        "people": tally.people,
    }
    return value if tally.blind is None else {**value, "blind": tally.blind}
