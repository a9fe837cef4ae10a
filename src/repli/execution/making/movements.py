"""Makes the events of a movement's day from their forms: manifest, counts, departure and its correction, arrival."""

from collections.abc import Iterable
from dataclasses import replace

from repli.errors import UsageError, phrase
from repli.execution.desk import Desk, Taken
from repli.execution.draft import Draft, draft_of, with_slots
from repli.execution.forms.filled import Filled
from repli.execution.manifest_list import ManifestList
from repli.execution.sealed import openings, sealed_draft
from repli.execution.selection import choose
from repli.ledger.canonical import Json
from repli.ledger.shapes import second_of_time, time_of_second
from repli.progress.slotfile import SALT_BYTES
from repli.units import MINUTES_PER_HOUR, SECONDS_PER_MINUTE

__all__ = ["CLOSES_BEFORE_SECONDS", "amend", "arrive", "count", "depart", "manifest", "open_counts"]

CLOSES_BEFORE_SECONDS = 6 * MINUTES_PER_HOUR * SECONDS_PER_MINUTE
"""A manifest closes six hours before off block, unless its form says otherwise (issue 6; general usage)."""


def manifest(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Keep the private list and commit the log to it; what the form leaves empty stays as on the manifest before."""
    movement = filled.text("movement")
    before = desk.whereabouts.manifest(movement)
    listed = None if before is None else before[1]
    slots: dict[str, tuple[int, ...]] = {}
    for box, scope in (("people", "people"), ("items", "items"), ("standby", "people")):
        is_kept = box not in filled.typed and listed is not None
        slots[box] = (
            tuple(getattr(listed, box))
            if is_kept
            else choose(desk, filled, box, scope, movement=movement, without=slots.get(scope, ()))
        )
    if twice := set(slots["people"]) & set(slots["standby"]):
        raise filled.refusal("standby", str(min(twice)), phrase("people who are not on the manifest already"))
    if not slots["people"] and not slots["items"]:
        raise filled.refusal("people", "", phrase("some people or items"))
    taken = desk.taken(slots["people"], slots["items"])
    private = ManifestList(**slots, salt=desk.entropy(SALT_BYTES))
    value = with_slots(taken) | {
        "closes_at": _closes_at(desk, filled, movement),
        "list": desk.papers.put(private.data),
        "movement": movement,
        "standby": len(slots["standby"]),
    }
    del value["slots"]
    old = {} if before is None else before[0].value
    for name in ("configuration", "full", "infants", "reason", "state"):
        value[name] = filled.values[name] if name in filled.typed else old.get(name, filled.values[name])
    if "state" not in filled.typed:
        value["state"] = filled.values["state"]
    yield draft_of("manifest", value)


def count(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Seal a count; what opens it is kept with the party before the seal is signed."""
    yield sealed_draft(desk, filled.text("movement"), people=filled.count("people"), items=filled.count("items"))


def open_counts(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Open what both have sealed; raise UsageError if there is nothing to open."""
    found = tuple(openings(desk, filled.list("movements")))
    if not found:
        raise UsageError(
            phrase("No count of {party} waits to be opened.", party=desk.party),
            phrase("Both parties seal first; take in the other's lines with `repli log merge`."),
        )
    return found


def depart(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Take the closed manifest less who did not come; the no-shows are recorded beside it."""
    movement = filled.text("movement")
    taken, missing = _who_goes(desk, filled, movement)
    planned = desk.standing().calendar().get(movement, {})
    value = with_slots(taken) | {"movement": movement, "off_block_at": filled.text("off_block_at")}
    for box in ("field", "vehicle"):
        value[box] = filled.text(box) or planned.get(box, "")
        if not value[box]:
            raise filled.refusal(box, "", phrase("an id: the movement stands in no agreed calendar"))
    yield draft_of("depart", value, files=(taken.file.data,))
    if missing:
        gone = desk.taken(missing, ())
        yield draft_of(
            "status",
            with_slots(gone)
            | {"movement": movement, "reason": "", "status": "no-show", "time": filled.text("off_block_at")},
            files=(gone.file.data,),
        )


def _who_goes(desk: Desk, filled: Filled, movement: str) -> tuple[Taken, tuple[int, ...]]:
    """Return what goes, and the people of the manifest who did not come."""
    if filled.typed & {"people", "items"}:
        people = choose(desk, filled, "people", "people", movement=movement)
        items = choose(desk, filled, "items", "items", movement=movement)
        return desk.taken(people, items), ()
    listed = _closed_list(desk, filled, movement)
    missing = choose(desk, filled, "no_show", "people", among=set(listed.people))
    extra = choose(desk, filled, "from_standby", "people", among=set(listed.standby))
    left = choose(desk, filled, "items_left", "items", among=set(listed.items))
    added = choose(desk, filled, "items_added", "items", movement=movement)
    went = (set(listed.people) - set(missing)) | set(extra)
    return desk.taken(went, (set(listed.items) - set(left)) | set(added)), missing


def _closed_list(desk: Desk, filled: Filled, movement: str) -> ManifestList:
    """Return the list of the closed manifest; raise InputError where there is none, or it is open."""
    body, listed = desk.whereabouts.manifest(movement) or (None, None)
    if body is None or listed is None:
        raise filled.refusal(
            "movement",
            movement,
            phrase("a movement with a manifest whose list is at hand"),
            phrase("Close a manifest first, or say who goes with --people and --items."),
        )
    if body.state != "closed":
        raise filled.refusal(
            "movement",
            movement,
            phrase("a closed manifest; this one is open"),
            phrase("`repli record manifest LOG --movement {movement} --state closed`.", movement=movement),
        )
    return listed


def amend(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Make a new version of a departure from the old one."""
    movement = filled.text("movement")
    matters = desk.recorder.copy.replay.matters
    held = None if matters is None else matters.movements.get(movement)
    if matters is None or held is None or held.current.depart.committed is None:
        raise filled.refusal("movement", movement, phrase("a movement that has departed"))
    old = held.current.depart
    name = held.current.depart.committed.slots
    slots = {scope: set(desk.whereabouts.slots(name, scope)) for scope in ("people", "items")}
    for scope, before in slots.items():
        if scope in filled.typed:
            slots[scope] = set(choose(desk, filled, scope, scope, movement=movement))
        elif "less" in filled.typed:
            slots[scope] = before - set(_of_scope(desk, filled, scope, before))
    taken = desk.taken(slots["people"], slots["items"])
    new = replace(
        old,
        cells=taken.cells,
        kg=taken.kg,
        committed=taken.file.committed,
        off_block_at=filled.text("off_block_at") or old.off_block_at,
    )
    value: dict[str, Json] = {
        "body": new.value,
        "kind": "depart",
        "reason": filled.text("reason"),
        "replaces": held.current.event,
    }
    yield draft_of("amend", value, files=(taken.file.data,), both=matters.is_joint(held))


def _of_scope(desk: Desk, filled: Filled, scope: str, among: set[int]) -> tuple[int, ...]:
    """Return the choice of ``less`` in one scope: item ids mean items, everything else people."""
    items = () if desk.roster is None else desk.roster.items.by_line
    tokens = [text for text in filled.list("less") if (text.partition(":")[0] in items) == (scope == "items")]
    part = replace(filled, values={**filled.values, "less": [*tokens]})
    return choose(desk, part, "less", scope, among=among)


def arrive(_desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Say who and what arrived."""
    yield draft_of("arrive", filled.values)


def _closes_at(desk: Desk, filled: Filled, movement: str) -> str:
    planned = desk.standing().calendar().get(movement)
    if "closes_at" in filled.typed or planned is None:
        return filled.text("closes_at")
    return time_of_second(second_of_time(str(planned["off_block_at"])) - CLOSES_BEFORE_SECONDS)
