"""Makes the events of the commission from their forms: day's record, calendar, permissions, commitments, deadline."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from repli.errors import phrase
from repli.execution.desk import Desk
from repli.execution.draft import Draft, draft_of
from repli.execution.entries import Standing
from repli.execution.forms.filled import Filled
from repli.execution.making.paper import paper_of
from repli.execution.referred import named_event
from repli.ledger.canonical import Json
from repli.ledger.shapes import ZERO_HASH, time_of_second
from repli.progress.events import Event
from repli.units import MINUTES_PER_DAY, SECONDS_PER_MINUTE

__all__ = ["MOST_ACCEPTED", "calendar", "clearance", "extend", "minutes", "obligation"]

MOST_ACCEPTED = 200
"""Hashes in one day's record: more would not fit into the 16 KiB of a payload."""
_DAY_SECONDS = MINUTES_PER_DAY * SECONDS_PER_MINUTE
_LAST_DAY = 6


def minutes(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Write the day's record: by default it accepts everything that waits, oldest first, as far as one record holds."""
    accepts = _accepts(desk, filled)
    kinds = Counter(event.body.kind for event in accepts)
    agenda = filled.list("agenda") or tuple(f"{kind} ({number})" for kind, number in sorted(kinds.items()))
    next_meeting = filled.text("next_meeting_at") or time_of_second(filled.now + _DAY_SECONDS)
    yield draft_of(
        "minutes",
        {
            "accepts": sorted(event.event_hash for event in accepts),
            "actions": filled.values["actions"],
            "agenda": [*agenda],
            "day": filled.text("day"),
            "decisions": filled.values["decisions"],
            "escalated": [*_escalated(desk, filled)],
            "next_meeting_at": next_meeting,
        },
        both=True,
    )


def _accepts(desk: Desk, filled: Filled) -> list[Event]:
    typed = filled.list("accepts")
    if typed == ("none",):
        return []
    copy = desk.recorder.copy
    waiting = Standing(copy, copy.foreseen()).acceptable()  # what devices wrote comes in with this very record
    if not typed:
        return waiting[:MOST_ACCEPTED]
    hashes = {event.event_hash for event in waiting}
    found = [named_event(desk, filled, "accepts", text) for text in typed]
    for event, text in zip(found, typed, strict=True):
        if event.event_hash not in hashes:
            raise filled.refusal(
                "accepts",
                text,
                phrase("something that waits for both parties and is not disputed"),
                phrase("`repli inbox` shows what waits, and every dispute with both values."),
            )
    return found


def _escalated(desk: Desk, filled: Filled) -> Iterable[Json]:
    values = filled.values["escalated"]
    for one in values if isinstance(values, list) else ():
        if isinstance(one, dict):
            yield {**one, "event": named_event(desk, filled, "escalated", str(one["event"])).event_hash}


def calendar(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Put the next version in the place of the last."""
    first = filled.text("from")
    last = filled.text("to") or (date.fromisoformat(first) + timedelta(days=_LAST_DAY)).isoformat()
    if last < first:
        raise filled.refusal("to", last, phrase("a day that is not before the first, {day}", day=first))
    values = filled.values["movements"]
    movements = (
        sorted((one for one in values if isinstance(one, dict)), key=_movement) if isinstance(values, list) else []
    )
    before = desk.standing().current("calendar", "calendar")
    yield draft_of(
        "calendar",
        {
            "from": first,
            "movements": [*movements],
            "replaces": ZERO_HASH if before is None else before.event_hash,
            "to": last,
            "version": 1 if before is None else _number(before.body.value["version"]) + 1,
        },
        both=True,
    )


def _movement(value: Json) -> str:
    return str(value["movement"]) if isinstance(value, dict) else ""


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def clearance(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Take the next step of a permission; boxes left empty stay as in the step before."""
    before = desk.standing().current("clearance", filled.text("reference"))
    old = {} if before is None else before.body.value
    value = dict(filled.values)
    for box in ("issuer", "movements", "purposes", "scope", "valid_from", "valid_to"):
        if box not in filled.typed and box in old:
            value[box] = old[box]
    for box in ("valid_from", "valid_to"):
        if not value[box]:
            raise filled.refusal(box, "", filled.form.boxes[-2].shape.expected)
    movements = value["movements"]
    value["movements"] = sorted({str(one) for one in movements}) if isinstance(movements, list) else []
    yield draft_of("clearance", value)


def obligation(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Say how this party stands to a clause."""
    yield draft_of("obligation", {**filled.values, "evidence": paper_of(desk, filled, "evidence")})


def extend(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Put a later deadline in the place of the last."""
    before = desk.standing().current("extend", "deadline")
    version = 1 if before is None else _number(before.body.value["version"])
    yield draft_of("extend", {**filled.values, "version": version + 1}, both=True)
