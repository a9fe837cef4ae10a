"""The rules of replay of format 1: one function per rule of docs/reference/log-format.md, section 7.

Each function looks at the tables and one event, changes nothing, and returns, or raises RefusedError with the place of
the event. They are written to be read beside the page; how the tables change afterwards is `repli.progress.replay`.
"""

from collections.abc import Callable, Collection
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.ledger.roster import parse_digest_file, root_of
from repli.progress.cells import total
from repli.progress.events import Declare, Depart, Event, Genesis, Minutes, Opening, Publish
from repli.progress.figures import figures
from repli.progress.names import SCOPES
from repli.progress.sidecar_lines import bad_line_of_digests, bad_line_of_text
from repli.progress.state import State, state_digest
from repli.progress.tables import Tables

__all__ = [
    "Sidecars",
    "check_cells",
    "check_declare",
    "check_declared",
    "check_depart",
    "check_event",
    "check_genesis",
    "check_load",
    "check_minutes",
    "check_opening",
    "check_publish",
    "check_roster",
    "check_told",
    "digests_in",
]

Sidecars = Callable[[str], bytes | None]
"""SHA-256 (hex) -> the bytes of a sidecar, or None if it is not there."""


def check_event(tables: Tables, event: Event, sidecars: Sidecars) -> None:
    """Check every rule that applies to ``event`` after the events in ``tables``."""
    check_genesis(tables, event)
    match event.body:
        case Declare() as body:
            check_declare(tables, event, body, sidecars)
        case Opening() as body:
            check_opening(tables, event, body)
            check_cells(tables, event, body)
        case Depart() as body:
            check_depart(tables, event, body)
            check_cells(tables, event, body)
        case Minutes() as body:
            check_minutes(tables, event, body)
        case Publish() as body:
            check_publish(tables, event, body, sidecars)
        case _:
            pass  # a genesis event has rule 1 only; a count is a claim, and minutes compare it (rule 6)


def check_genesis(tables: Tables, event: Event) -> None:
    """Rule 1: genesis comes first and once; every other event carries its hash in ``genesis``."""
    is_genesis = isinstance(event.body, Genesis)
    if event.event_hash in tables.hashes:  # section 2: two events of one log never have the same hash
        _refuse(event, phrase("This event stands in the log already."))
    if is_genesis and tables.hashes:
        _refuse(event, phrase("A second genesis event."))
    if not is_genesis and not tables.hashes:
        _refuse(event, phrase("This event comes before the genesis event."))
    if not is_genesis and event.frame.genesis != tables.genesis_hash:
        _refuse(event, phrase("This event belongs to another log."))


def check_declare(tables: Tables, event: Event, declare: Declare, sidecars: Sidecars) -> None:
    """Rule 2: each scope once; cells sum to slots; the digest file has that many lines and that root."""
    if declare.scope in tables.baselines:
        _refuse(event, phrase("The baseline of {scope} is declared twice.", scope=phrase(declare.scope)))
    check_roster(event, declare, sidecars)


def check_roster(event: Event, declare: Declare, sidecars: Sidecars, *, besides: int = 0) -> tuple[bytes, ...]:
    """Return the digests of a declaration: its cells sum to its slots, its file has that many lines and its root.

    ``besides`` are slots that stand in no cell of it: those of people who came later (section 29).
    """
    if total(declare.cells) != declare.slots - besides:
        _refuse(
            event,
            phrase("The cells sum to {cells}, but {slots} slots are declared.", cells=total(declare.cells),
                   slots=declare.slots),
        )  # fmt: skip
    if declare.scope == "people" and declare.kg != 0:
        _refuse(event, phrase("A baseline of people declares kg."))
    digests = digests_in(event, declare.sidecar, sidecars)
    if len(digests) != declare.slots or root_of(digests).hex() != declare.root:
        _refuse(event, phrase("The digest file does not have the lines and the root that the declaration signs."))
    return digests


def digests_in(event: Event, name: str, sidecars: Sidecars) -> tuple[bytes, ...]:
    """Return the digests in a sidecar; raise RefusedError if it is missing, or with its line that is none."""
    data = sidecars(name)
    if data is None:
        _refuse(event, phrase("The digest file sidecar/{name} is missing.", name=name))
    if (line := bad_line_of_digests(data)) is not None:
        place = f"sidecar/{name} line {line}"
        raise RefusedError(place, phrase("The line is not base64 of a 32-byte digest."), _FILES)
    return parse_digest_file(data)


def check_opening(tables: Tables, event: Event, opening: Opening) -> None:
    """Rule 3: once, after both declares, before any departure; slots inside the baselines; cells sum to people."""
    check_declared(tables, event)
    if tables.opening is not None:
        _refuse(event, phrase("A second opening balance."))
    if tables.departs:
        _refuse(event, phrase("The opening balance comes after a departure."))
    _check_part(tables, event, opening)


def check_depart(tables: Tables, event: Event, depart: Depart) -> None:
    """Rule 4: after both declares; a new movement; no slot out of range or in another departure; cells sum."""
    check_declared(tables, event)
    if depart.movement in tables.event_of_movement:
        _refuse(event, phrase("Movement {movement} has departed already.", movement=depart.movement), "movement-known")
    check_load(tables, event, depart)


def check_load(tables: Tables, event: Event, depart: Depart) -> None:
    """Rule 4 for what goes: no slot in another departure or out of range; cells sum."""
    for scope, slots, taken in (
        ("people", depart.people, tables.taken.people),
        ("items", depart.items, tables.taken.items),
    ):
        for slot in slots:
            if slot in taken:
                _refuse(
                    event,
                    phrase("Slot {slot} of {scope} departed already or stands in another departure.", slot=slot,
                           scope=phrase(scope)),
                    "slot-taken",
                )  # fmt: skip
    _check_part(tables, event, depart)


def check_cells(tables: Tables, event: Event, part: Opening | Depart) -> None:
    """Rule 5: opening and all departures together never exceed a baseline cell, nor the items or their kg."""
    for key, count in tables.taken.cells_with(part.cells).items():
        baseline = tables.people_cells.get(key, 0)
        if count > baseline:
            _refuse(
                event,
                phrase("{count} {category} people of {site} have departed, but the baseline has {baseline}.",
                       count=count, category=key[1], site=key[0], baseline=baseline),
                "cell-over-baseline",
            )  # fmt: skip
    held = tables.baselines["items"].slots
    if tables.taken.items_count + part.items_count > held:  # in formats 1 and 2 the slots say so before
        _refuse(
            event,
            phrase("{count} items have departed, but the baseline has {baseline}.",
                   count=tables.taken.items_count + part.items_count, baseline=held),
            "items-over-baseline",
        )  # fmt: skip
    allowed = tables.baselines["items"].kg
    if tables.taken.kg + part.kg > allowed:
        _refuse(
            event,
            phrase("{kg} kg have departed, but the baseline has {allowed}.", kg=tables.taken.kg + part.kg,
                   allowed=allowed),
            "kg-over-baseline",
        )  # fmt: skip


def check_minutes(tables: Tables, event: Event, minutes: Minutes) -> None:
    """Rule 6: each accepted hash is an earlier, unilateral departure; every tally of it equals it."""
    for event_hash in minutes.accepts:
        depart = tables.departs.get(event_hash)
        if depart is None or event_hash in tables.joint:
            _refuse(
                event,
                phrase("The minutes accept {hash}, which is no earlier departure that waits for a signature.",
                       hash=event_hash[:16]),
            )  # fmt: skip
        for party in sorted(tables.parties):
            tally = tables.tallies.get((depart.movement, party))
            if tally is not None and (tally.people, tally.items) != (depart.people_count, depart.items_count):
                _refuse(
                    event,
                    phrase(
                        "{party} counted {people} people and {items} items at movement {movement}; "
                        "the departure accepted has {listed_people} and {listed_items}.",
                        party=party, people=tally.people, items=tally.items, movement=depart.movement,
                        listed_people=depart.people_count, listed_items=depart.items_count,
                    ),
                )  # fmt: skip


def check_publish(tables: Tables, event: Event, publish: Publish, sidecars: Sidecars) -> None:
    """Rule 7: the next number; the digest of the state before; the figures of that state; both texts are there.

    Without baselines there are no figures (section 8), so nothing is published before both declares.
    """
    check_declared(tables, event)
    check_told(event, publish, tables.snapshot(), sidecars)


def check_told(event: Event, publish: Publish, state: State, sidecars: Sidecars) -> None:
    """Rule 7 for what is told, after ``state``."""
    if publish.number != state.published + 1:
        _refuse(
            event,
            phrase("Publication {number} does not follow publication {last}.", number=publish.number,
                   last=state.published),
        )  # fmt: skip
    if publish.state != state_digest(state):
        _refuse(event, phrase("The publication signs another state than the events before it give."))
    for found, expected in zip(publish.figures, figures(state), strict=False):
        if found != expected:
            _refuse(
                event,
                phrase("The events give {name} = {value} ({grade}), but the publication says {found}.",
                       name=expected.name, value=expected.value, grade=expected.grade,
                       found=f"{found.name} = {found.value} ({found.grade})"),
            )  # fmt: skip
    if len(publish.figures) != len(figures(state)):
        _refuse(event, phrase("The publication does not have exactly the figures of the format."))
    for name in publish.texts:
        _check_text(event, name, sidecars(name))


def check_declared(tables: Tables, event: Event) -> None:
    """People and items are declared."""
    if any(scope not in tables.baselines for scope in SCOPES):
        _refuse(event, phrase("People or items are not declared yet."), "not-declared")


def _check_part(tables: Tables, event: Event, part: Opening | Depart) -> None:
    """Check that slots lie in their baselines and that cells sum to the number of people's slots."""
    slots_of: tuple[tuple[str, Collection[int]], ...] = (("people", part.people), ("items", part.items))
    for scope, slots in slots_of:
        baseline = tables.baselines[scope].slots
        if slots and max(slots) >= baseline:
            _refuse(
                event,
                phrase("Slot {slot} of {scope} lies outside the baseline of {baseline}.", slot=max(slots),
                       scope=phrase(scope), baseline=baseline),
                "slot-outside",
            )  # fmt: skip
    if total(part.cells) != part.people_count:
        _refuse(
            event,
            phrase("The cells sum to {cells}, but {slots} slots of people are listed.", cells=total(part.cells),
                   slots=part.people_count),
            "cells-do-not-sum",
        )  # fmt: skip


def _check_text(event: Event, name: str, data: bytes | None) -> None:
    """Check a text of section 9: there, UTF-8, NFC, lines ended by newline and nothing else, no byte order mark."""
    if data is None:
        _refuse(event, phrase("The text sidecar/{name} is missing.", name=name))
    if (line := bad_line_of_text(data)) is not None:
        raise RefusedError(
            f"sidecar/{name} line {line}",
            phrase("The line is not UTF-8 in NFC that ends in a newline, or has a carriage return or byte order mark."),
            _FILES,
        )


def _refuse(event: Event, message: Phrase, reason: str = "") -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 7 of the log format."), reason=reason)


_FILES = phrase("See section 9 of the log format.")
