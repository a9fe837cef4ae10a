"""The rules of register kinds when an entry is written: the step of its row first, then what its kind asks besides.

Each function changes nothing, and raises RefusedError with the reason that the page has for it. The law is
docs/reference/log-format.md, section 28.
"""

from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.shapes import ZERO_HASH
from repli.progress.bodies import Arrive, Calendar, Clearance, Close, Extend, Handover, Manifest
from repli.progress.cells import total
from repli.progress.events import EntryBody, Event
from repli.progress.matters import Matters
from repli.progress.register import NONE, RowKey, may_step, state_of

__all__ = ["check_row", "is_equal", "row_state"]


def row_state(matters: Matters, event: Event, body: EntryBody) -> str:
    """Return what the row says from ``event`` on."""
    return state_of(body, is_joint=event.parties == matters.ring.parties, is_equal=is_equal(matters, body))


def is_equal(matters: Matters, body: EntryBody) -> bool:
    """Say whether an arrival has the people and items of its movement, or of its transfer."""
    if not isinstance(body, Arrive):
        return False
    movement = matters.movements.get(body.movement)
    if movement is not None:
        depart = movement.current.depart
        return (body.people, body.items) == (depart.people_count, depart.items_count)
    transfer = matters.entries.transfer_of(body)
    return transfer is not None and (body.people, body.items) == (transfer[1].people, transfer[1].items)


def check_row(matters: Matters, event: Event, body: EntryBody, row: RowKey) -> None:
    """Check the step of the row, and what the kind asks after it."""
    _check_step(matters, event, body, row)
    match body:
        case Arrive():
            _check_arrive(matters, event, body)
        case Clearance():
            _check_clearance(matters, event, body, row)
        case Close():
            _check_close(matters, event, body)
        case Manifest():
            _check_manifest(matters, event, body)
        case _:
            pass  # the step is all that the kind asks


def _check_step(matters: Matters, event: Event, body: EntryBody, row: RowKey) -> None:
    register = matters.entries.register
    current = register.current(row)
    old = None if current is None else matters.entries.held[current].body
    match body:
        case Calendar():
            version, replaced = (old.version, current) if isinstance(old, Calendar) else (0, ZERO_HASH)
            may = (body.version, body.replaces) == (version + 1, replaced)
        case Extend():
            version, deadline = (old.version, old.deadline) if isinstance(old, Extend) else (1, matters.deadline)
            may = body.version == version + 1 and body.deadline > deadline
        case _:
            may = may_step(body.kind, register.state(row), row_state(matters, event, body))
    if not may:
        _refuse(event, phrase("{kind} {key} cannot make this step from what it is.", kind=body.kind, key=row[1]),
                "no-such-step")  # fmt: skip


def _check_arrive(matters: Matters, event: Event, body: Arrive) -> None:
    transfer = matters.entries.transfer_of(body)
    if body.movement not in matters.movements and transfer is None:
        _refuse(event, phrase("{movement} is no movement that has departed.", movement=body.movement), "not-a-movement")
    if transfer is not None and transfer[0] in matters.entries.arrived:
        _refuse(event, phrase("{movement} has arrived already.", movement=body.movement), "already-arrived")


def _check_clearance(matters: Matters, event: Event, body: Clearance, row: RowKey) -> None:
    entries = matters.entries
    current, first = entries.register.current(row), entries.register.first(row)
    old = None if current is None else entries.held[current].body
    if isinstance(old, Clearance) and old.issuer != body.issuer:
        _refuse(event, phrase("Clearance {reference} has another issuer.", reference=body.reference), "other-issuer")
    if body.state in {"granted", "amended", "refused", "revoked"}:
        asker = frozenset[str]() if first is None else entries.held[first].parties
        if event.parties != (frozenset([body.issuer]) if body.issuer else asker):
            _refuse(event, phrase("Only the issuer answers clearance {reference}.", reference=body.reference),
                    "not-the-issuer")  # fmt: skip
    if body.state == "requested" and body.issuer in event.parties:
        _refuse(event, phrase("A party asks itself for clearance {reference}.", reference=body.reference),
                "own-clearance")  # fmt: skip


def _check_close(matters: Matters, event: Event, body: Close) -> None:
    if not matters.position().is_empty(body.site):
        _refuse(event, phrase("People are at site {site}, or on their way to it or from it.", site=body.site),
                "site-not-empty")  # fmt: skip
    act = matters.entries.register.current((Handover.kind, body.site, NONE))
    if body.act not in {ZERO_HASH, act}:
        _refuse(event, phrase("The closing of {site} names an act that is not its current one.", site=body.site),
                "no-act")  # fmt: skip


def _check_manifest(matters: Matters, event: Event, body: Manifest) -> None:
    transfer = matters.entries.transfers.get(body.movement)
    is_gone = body.movement in matters.movements or body.movement in matters.cancelled
    if is_gone or transfer in matters.entries.joint:
        _refuse(event, phrase("{movement} has departed, or was cancelled.", movement=body.movement),
                "movement-departed")  # fmt: skip
    if total(body.cells) != body.people or body.infants > body.people:
        _refuse(event, phrase("The cells of the manifest do not sum to its people, or it has more infants."),
                "cells-do-not-sum")  # fmt: skip


def _refuse(event: Event, message: Phrase, reason: str) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 28 of the log format."), reason=reason)
