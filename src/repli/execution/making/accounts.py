"""Makes the events that move people and items between terms of the balance, from the opening to disposals."""

import hashlib
from collections.abc import Iterable

from repli.errors import phrase
from repli.execution.desk import Desk
from repli.execution.draft import Draft, draft_of, with_slots
from repli.execution.forms.filled import Filled
from repli.execution.making.paper import paper_of
from repli.execution.selection import choose
from repli.ledger.roster import digest_file, parse_digest_file, root_of

__all__ = ["dispose", "inspect", "opening", "reinforce", "status", "transfer"]

_OF_ITEMS = {"found", "freed", "held", "lost"}
_FROM_DEPARTED = {"returned"}
_FROM_RETAINED = {"released"}
_STAND_THERE = {"asylum", "died", "medevac", "no-show", "retained"}


def status(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Say what became of people, or of items; who departed may return, who stays may be released."""
    word = filled.text("status")
    scope, other = ("items", "people") if word in _OF_ITEMS else ("people", "items")
    if other in filled.typed:
        raise filled.refusal(other, ", ".join(filled.list(other)), phrase("no {scope} for this", scope=phrase(other)))
    if scope not in filled.typed:
        raise filled.refusal(scope, "", phrase("some {scope}", scope=phrase(scope)))
    is_whole = word in _STAND_THERE or word == "lost"
    slots = choose(desk, filled, scope, scope, among=None if is_whole else _that_are(desk, word, scope))
    taken = desk.taken(slots if scope == "people" else (), slots if scope == "items" else ())
    value = with_slots(taken) | {name: filled.values[name] for name in ("movement", "reason", "status", "time")}
    if word in _STAND_THERE | _FROM_DEPARTED | _FROM_RETAINED:
        value["kg"] = 0
    yield draft_of("status", value, files=(taken.file.data,))


def _that_are(desk: Desk, word: str, scope: str) -> frozenset[int]:
    """Return the slots that a word may be said of: gone for those who come back, departed items for those held."""
    if word in {"held", "freed"}:
        return frozenset(range(len(desk.own_roster.items.lines)))
    return desk.whereabouts.gone(scope)


def opening(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Declare who and what had departed before counting began; the rules refuse it after the first departure."""
    taken = desk.taken(choose(desk, filled, "people", "people"), choose(desk, filled, "items", "items"))
    if not taken.people and not taken.items:
        raise filled.refusal("people", "", phrase("some people or items"))
    value = with_slots(taken) | {"as_of": filled.text("time"), "reason": filled.text("reason")}
    yield draft_of("opening", value, files=(taken.file.data,), both=True)


def transfer(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Send people or items to another site inside."""
    movement = filled.text("movement")
    people = choose(desk, filled, "people", "people", movement=movement)
    items = choose(desk, filled, "items", "items", movement=movement)
    if not people and not items:
        raise filled.refusal("people", "", phrase("some people or items"))
    taken = desk.taken(people, items)
    value = with_slots(taken) | {name: filled.values[name] for name in ("movement", "off_block_at", "to")}
    yield draft_of("transfer", value, files=(taken.file.data,))


def inspect(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Say what the control of items found."""
    every = frozenset(range(len(desk.own_roster.items.lines))) - desk.whereabouts.gone("items")
    taken = desk.taken((), choose(desk, filled, "items", "items", among=every))
    names = ("customs", "inspection", "result", "seals", "site", "time")
    value = with_slots(taken, people=False, cells=False) | {name: filled.values[name] for name in names}
    yield draft_of("inspect", value, files=(taken.file.data,))


def dispose(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Decide how items leave the list without departing, or say that it is done."""
    items = choose(desk, filled, "items", "items")
    if not items:
        raise filled.refusal("items", "", phrase("some items"))
    taken = desk.taken((), items)
    names = ("authority", "due", "how", "locked", "recipient", "site", "stage", "time")
    value = with_slots(taken, people=False, cells=False) | {name: filled.values[name] for name in names}
    value["certificate"] = paper_of(desk, filled, "certificate")
    yield draft_of("dispose", value, files=(taken.file.data,))


def reinforce(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Put people who come at the end of the private roster, and commit the log to it."""
    people = filled.count("people")
    if not people:
        raise filled.refusal("people", "0", phrase("a whole number, 1 or more"))
    sidecar, slots = desk.standing().last_roster()
    old = desk.sidecars.get(sidecar)
    if old is None:
        raise filled.refusal("people", str(people), phrase("a log whose digest files are here"))
    roster = desk.own_roster
    site, category = filled.text("site"), filled.text("category")
    added = roster.add_people(filled.text("line"), site, category, people, base=slots, entropy=desk.entropy)
    roster.write()
    digests = (*parse_digest_file(old), *added)
    data = digest_file(digests)
    yield draft_of(
        "reinforce",
        {
            "cells": [{"category": category, "count": people, "site": site}],
            "people": people,
            "reason": filled.text("reason"),
            "root": root_of(digests).hex(),
            "sidecar": hashlib.sha256(data).hexdigest(),
            "slots": slots + people,
            "time": filled.text("time"),
        },
        files=(data,),
    )
