"""The rules of account kinds: those when an entry is written, and those when it becomes joint.

Each function changes nothing but the position that it is given to try, and raises RefusedError with the reason that the
page has for it. The law is docs/reference/log-format.md, sections 28 and 29.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.merkle import tree_head
from repli.progress.bodies import Arrive, Dispose, Reinforce, Status, Transfer
from repli.progress.cells import Cells, total
from repli.progress.entries import Entry
from repli.progress.events import EntryBody, Event
from repli.progress.matters import Matters
from repli.progress.position import Position
from repli.progress.rules import Sidecars, check_declared, digests_in

__all__ = ["check_account", "check_joining", "check_open_sites"]

AccountBody = Reinforce | Transfer | Status | Dispose


def check_account(matters: Matters, event: Event, body: AccountBody) -> None:
    """Check what an account entry says when it is written; what it does is checked when both stand by it."""
    check_declared(matters.tables, event)
    cells = () if isinstance(body, Dispose) else body.cells
    if not isinstance(body, Dispose) and total(cells) != body.people:
        _refuse(event, phrase("The cells sum to {cells}, but the event says {people} people.", cells=total(cells),
                              people=body.people), "cells-do-not-sum")  # fmt: skip
    if not _has_its_scope(body):
        _refuse(event, phrase("The event does not say people or items as its kind asks."), "wrong-scope")
    if isinstance(body, Transfer):
        _check_transfer(matters, event, body)
    if isinstance(body, Dispose) and body.locked and body.how in {"gift", "sell"}:
        _refuse(event, phrase("Items under a legal lock are neither given nor sold."), "lock-forbids")
    comes_back = isinstance(body, Status) and body.status in {"returned", "released"}
    if isinstance(body, Reinforce | Transfer) or comes_back:
        check_open_sites(matters, event, cells, *([body.to] if isinstance(body, Transfer) else []))


def check_open_sites(matters: Matters, event: Event, cells: Cells, *sites: str) -> None:
    """Check that no site of ``cells``, nor of ``sites``, has a closing."""
    closed = matters.entries.closed
    for site in (*(cell.site for cell in cells), *sites):
        if site in closed:
            _refuse(event, phrase("Site {site} is closed.", site=site), "site-closed")


def check_joining(
    matters: Matters, event: Event, position: Position, entries: Iterable[Entry], sidecars: Sidecars
) -> None:
    """Let ``entries`` become joint on ``position``, in their order; the caller checks the position afterwards."""
    for entry in entries:
        transfer = matters.entries.transfer_of(entry.body)
        if transfer is not None and isinstance(entry.body, Arrive):
            arrived, gone = (entry.body.people, entry.body.items), (transfer[1].people, transfer[1].items)
            if arrived != gone:
                _refuse(event, phrase("{movement} has not arrived with what it left with.",
                                      movement=entry.body.movement), "account-below-zero")  # fmt: skip
        if isinstance(entry.body, Reinforce):
            _check_roster(event, entry, entry.body, position, sidecars)
        position.accounts.add(matters.entries.effect(entry))


def _check_roster(event: Event, entry: Entry, body: Reinforce, position: Position, sidecars: Sidecars) -> None:
    """The roster of people grows at its end, by the people that come."""
    old = position.baselines["people"]
    digests = digests_in(event, body.sidecar, sidecars)
    is_whole = len(digests) == body.slots == old.slots + body.people and tree_head(digests).hex() == body.root
    if not is_whole or tree_head(digests[: old.slots]).hex() != old.root:
        _refuse(event, phrase("The roster of the reinforcement {hash} does not continue the one before it.",
                              hash=entry.event[:16]), "")  # fmt: skip
    position.baselines["people"] = replace(old, slots=body.slots, root=body.root)


def _check_transfer(matters: Matters, event: Event, body: Transfer) -> None:
    known = (matters.movements, matters.cancelled, matters.entries.transfers)
    if any(body.movement in names for names in known):
        _refuse(event, phrase("Movement {movement} is known already.", movement=body.movement), "movement-known")
    if any(cell.site == body.to for cell in body.cells):
        _refuse(event, phrase("People are transferred to the site where they are."), "wrong-scope")


def _has_its_scope(body: AccountBody) -> bool:
    """Say whether a body names people, items or both as its kind asks."""
    match body:
        case Reinforce():
            return body.people > 0
        case Dispose():
            return body.items > 0
        case Transfer():
            return body.people > 0 or body.items > 0
        case Status() if body.is_of_people:
            is_right = body.people > 0 and body.items == 0 and body.kg == 0
            return is_right and (body.status != "no-show" or body.movement != "")
        case _:
            return body.items > 0 and body.people == 0


def is_account(body: EntryBody) -> bool:
    """Say whether a body moves people or items, and has no row."""
    return isinstance(body, AccountBody)


def _refuse(event: Event, message: Phrase, reason: str) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See sections 28 and 29 of the log format."), reason=reason)
