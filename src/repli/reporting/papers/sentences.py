"""One plain sentence for an event of the log, of any kind and any format, from its body as it was signed.

What is said is what a person has to agree to: which movement, site or paper, how many, when. Times stay in UTC, as in
the log. Nothing is computed.

>>> str(event_sentence("count", {"items": 2, "movement": "R012", "people": 94}))
'Movement R012: 94 people and 2 items counted at the door.'
"""

from collections.abc import Mapping
from string import Formatter

from repli.errors import Phrase, phrase
from repli.ledger.canonical import Json, JsonObject
from repli.reporting.papers.event_words import event_word

__all__ = ["event_sentence"]

_CODES = {"how", "stage", "state", "status", "result", "field_disputed", "scope_declared"}
_NO_ACT = "0" * 64
_HASH_SHOWN = 12

_SENTENCES: Mapping[str, Phrase] = {
    "arrive": phrase("Movement {movement} arrived at {place} on {time}: {people} people and {items} items received."),
    "attest": phrase("Event {event}: {result}. {text}"),
    "calendar": phrase("Calendar version {version}, {from} to {to}: {count} movements agreed."),
    "cancel": phrase("Event {event} is cancelled: {reason}"),
    "clearance": phrase("Clearance {reference}: {state}, {valid_from} to {valid_to}. {reason}"),
    "close": phrase("Site {site} is closed by its act; last off block {last_off_block_at}."),
    "close, no act": phrase("Site {site} is closed without an act; last off block {last_off_block_at}. {reason}"),
    "correct": phrase("Communiqué No. {number} is corrected: {reason}"),
    "count": phrase("Movement {movement}: {people} people and {items} items counted at the door."),
    "count, sealed": phrase("Movement {movement}: counted at the door, sealed."),
    "declare": phrase("Baseline version {version}, {scope_declared}: {slots}."),
    "depart": phrase(
        "Movement {movement} departed from {field} on {off_block_at}: {people} people, {items} items, {kg} kg."
    ),
    "dispose": phrase(
        "Site {site}, {how} of {items} items, {kg} kg: {stage}; by authority of {authority}, to {recipient}."
    ),
    "dispute": phrase("Event {event} is disputed, {field_disputed}: {reason}"),
    "extend": phrase("The deadline becomes {deadline} by clause {clause}: {cause}"),
    "handover": phrase("Site {site} is handed over to {recipient}; walked on {walked_at}, keys given on {keys_at}."),
    "incident": phrase("Incident {incident} at {place} on {time}, severity {severity} of 5."),
    "inspect": phrase("Inspection {inspection} at {site}: {items} items, {kg} kg, {result}."),
    "keys": phrase("The keys of the log change, version {version}: {reason}"),
    "manifest": phrase("Manifest of movement {movement}, {state}: {people} people, {items} items, {kg} kg."),
    "minutes": phrase("Record of {day}."),
    "obligation": phrase("Commitment {clause}: {state}. {note}"),
    "opening": phrase("Departed before counting began: {people} people, {items} items, {kg} kg. {reason}"),
    "publish": phrase("Communiqué No. {number} is published."),
    "reinforce": phrase("{people} people arrived on {time}: {reason}"),
    "resolve": phrase("Event {event} is agreed: {reason}"),
    "status, items": phrase("{items} items, {kg} kg, {status} on {time}. {reason}"),
    "status, people": phrase("{people} people, {status} on {time}. {reason}"),
    "transfer": phrase(
        "Movement {movement} takes {people} people and {items} items to {to}, off block {off_block_at}."
    ),
}


def event_sentence(kind: str, value: JsonObject) -> Phrase:
    """Return the sentence of an event; one of a kind that has none is named by its kind."""
    if kind == "genesis" and isinstance(agreement := value.get("agreement"), Mapping):
        return phrase(
            "The log {origin} is founded: agreement {agreement} of {signed_on}, deadline {deadline}.",
            origin=value["origin"],
            agreement=agreement["id"],
            signed_on=agreement["signed_on"],
            deadline=agreement["deadline"],
        )
    if kind == "amend" and isinstance(inner := value["body"], Mapping):
        return phrase(
            "Corrected: {sentence} Reason: {reason}",
            sentence=event_sentence(str(value["kind"]), inner),
            reason=value["reason"],
        )
    template = _SENTENCES.get(_way(kind, value))
    if template is None:
        return phrase("Event of kind {kind}.", kind=kind)
    blanks = {name for _, name, _, _ in Formatter().parse(template.text) if name}
    return phrase(template.text, **{name: _blank(name, value) for name in sorted(blanks)})


def _way(kind: str, value: JsonObject) -> str:
    """Return which sentence a body asks for where its kind has two."""
    if kind == "close" and value["act"] == _NO_ACT:
        return "close, no act"
    if kind == "count" and "sealed" in value:
        return "count, sealed"
    if kind == "status":
        return "status, people" if value["people"] else "status, items"
    return kind


def _blank(name: str, value: JsonObject) -> object:
    if name == "count":
        return _number(value["movements"])
    given = value[name.removesuffix("_disputed").removesuffix("_declared")]
    if name in _CODES:
        return event_word(str(given))
    if name == "event":
        return str(given)[:_HASH_SHOWN]
    return _number(given) if name in {"people", "items", "slots"} else given


def _number(given: Json) -> Json:
    """Return how many: bodies before format 3 list slots where later ones count them."""
    return given if isinstance(given, int | str) else len(given)
