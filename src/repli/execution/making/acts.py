"""Makes the acts of a site, accounts of incidents, and what is said of other events: disputes, witnesses, endings."""

from collections.abc import Iterable

from repli.errors import UsageError, phrase
from repli.execution.desk import Desk
from repli.execution.draft import Draft, draft_of
from repli.execution.forms.filled import Filled
from repli.execution.making.paper import paper_of
from repli.execution.referred import named_event
from repli.ledger.canonical import JsonObject
from repli.ledger.shapes import ZERO_HASH
from repli.progress.change import Correct
from repli.progress.change_rules import corrections
from repli.progress.names import JOINT

__all__ = ["attest", "cancel", "close", "correct", "dispute", "handover", "incident", "resolve"]


def handover(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Write the act of a site."""
    yield draft_of("handover", {**filled.values, "inventory": paper_of(desk, filled, "inventory")}, both=True)


def close(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Close a site by its act, or without one where the form says so."""
    site = filled.text("site")
    act = desk.standing().current("handover", site)
    if act is None and filled.text("act") == "current":
        raise filled.refusal(
            "act", "current", phrase("a site with an act of handover, or --act none"), phrase("Without an act the site "
            "counts as evacuated until an act follows.")
        )  # fmt: skip
    event = act.event_hash if act is not None and filled.text("act") == "current" else ZERO_HASH
    yield draft_of("close", {**filled.values, "act": event}, both=True)


def incident(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Give the own account of an incident."""
    yield draft_of("incident", {**filled.values, "text": paper_of(desk, filled, "text")})


def dispute(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Contest an event of the other party: a movement by one of its numbers, an entry as a whole."""
    event = named_event(desk, filled, "event", filled.text("event"))
    field = filled.text("field")
    is_movement = event.body.kind in {"depart", "amend"}
    if is_movement == (field == "entry"):
        raise filled.refusal(
            "field",
            field,
            phrase("people, items or kg, with the own value") if is_movement else phrase("entry"),
        )
    value = 0 if field == "entry" else filled.count("value")
    if is_movement and "value" not in filled.typed:
        raise filled.refusal("value", "", phrase("the own value: a whole number"))
    body: JsonObject = {"event": event.event_hash, "field": field, "reason": filled.text("reason"), "value": value}
    yield draft_of("dispute", body)


def cancel(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Take back an event; what is joint, both take back."""
    event = named_event(desk, filled, "event", filled.text("event"))
    kind = "depart" if event.body.kind == "amend" else event.body.kind
    body = {"event": event.event_hash, "kind": kind, "reason": filled.text("reason")}
    yield draft_of("cancel", body, both=desk.standing().grade(event.event_hash) == JOINT)


def resolve(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Agree that a version or an entry stands."""
    event = named_event(desk, filled, "event", filled.text("event"))
    yield draft_of("resolve", {"event": event.event_hash, "reason": filled.text("reason")}, both=True)


def correct(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Correct a communiqué by what follows from the log now; what was told stays in the log beside it."""
    number, matters = filled.count("number"), desk.recorder.copy.replay.matters
    told = None if matters is None else matters.told.get(number)
    if matters is None or told is None:
        raise filled.refusal("number", str(number), phrase("the number of a communiqué of this log"))
    values = corrections(matters, told)
    if not values:
        raise filled.refusal("number", str(number), phrase("a communiqué of which a figure has changed"))
    body = Correct(number=number, publish=told.event, values=values, reason=filled.text("reason"))
    yield Draft(body=body, both=True)


def attest(desk: Desk, filled: Filled) -> Iterable[Draft]:
    """Witness an event; a party witnesses nothing."""
    copy = desk.recorder.copy
    if desk.party in copy.charter.parties:
        raise UsageError(
            phrase("{party} is a party of this log, and no witness.", party=desk.party),
            phrase("Guarantors and observers attest; a party signs the day's record."),
        )
    event = named_event(desk, filled, "event", filled.text("event"))
    body = {"event": event.event_hash, "result": filled.text("result"), "text": filled.text("text")}
    yield draft_of("attest", body)
