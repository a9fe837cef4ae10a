"""The forms of the commission, of sites and of permissions: the day's record, calendar, clearances, acts, incidents."""

from repli.errors import phrase
from repli.execution.forms.form import NOW, Form, box
from repli.execution.forms.shapes import (
    ACTIONS,
    CALENDAR,
    COUNT,
    DAY,
    ESCALATED,
    EVENT,
    EVENTS,
    FLAG,
    ID,
    IDS,
    NAME,
    PAPER,
    PARTY,
    SERVICES,
    SEVERITY,
    SURVEYS,
    TEXT,
    TEXTS,
    TIME,
    word,
)

__all__ = ["FORMS"]

_SITE = box("site", ID, phrase("Id of the site."))
_REASON = box("reason", TEXT, phrase("Why; it stands in the log."), "")

FORMS = (
    Form(
        kind="minutes",
        help=phrase("Propose the day's record: with both signatures everything it accepts is joint."),
        boxes=(
            box("day", DAY, phrase("The day. Default: today."), NOW),
            box("agenda", TEXTS, phrase("Points. Default: what is accepted, by kind."), ""),
            box("accepts", EVENTS, phrase("What is accepted: movements or fingerprints. Default: all "
                "that waits; none: nothing."), ""),
            box("decisions", TEXTS, phrase("What was decided."), ""),
            box("actions", ACTIONS, phrase("Who does what by when: PARTY | DAY | text."), ""),
            box("escalated", ESCALATED, phrase("What goes up a level: event | to whom | why."),
                ""),
            box("next_meeting_at", TIME, phrase("Default: a day from now."), ""),
        ),
        both=True,
    ),
    Form(
        kind="calendar",
        help=phrase("Propose the movements of the next days, from a plan or by hand: planned becomes agreed."),
        boxes=(
            box("from", DAY, phrase("First day. Default: today."), NOW),
            box("to", DAY, phrase("Last day. Default: a week from the first."), ""),
            box("movements", CALENDAR, phrase("MOVEMENT | FIELD | VEHICLE | off block | people | items; "
                "with --plan not needed."), ""),
        ),
        both=True,
    ),
    Form(
        kind="clearance",
        help=phrase("Record that a permission is asked for, given, refused, unanswered, changed, used or withdrawn."),
        boxes=(
            box("reference", ID, phrase("Reference of the permission, as in the plan.")),
            box("state", word("requested", "granted", "amended", "refused", "silent", "used", "expired",
                "revoked"), phrase("requested, granted, amended, refused, silent, used, expired or revoked.")),
            box("issuer", PARTY, phrase("The party that answers; empty: a state that signs nothing here. "
                "Default: as in the entry before."), ""),
            box("movements", IDS, phrase("Movements that need it."), ""),
            box("number", TEXT, phrase("Number on the answer."), ""),
            box("purposes", TEXTS, phrase("What it is given for."), ""),
            box("scope", TEXT, phrase("Field or leg."), ""),
            box("valid_from", TIME, phrase("From when. Default: as in the entry before."), ""),
            box("valid_to", TIME, phrase("Until when. Default: as in the entry before."), ""),
            _REASON,
        ),
    ),
    Form(
        kind="obligation",
        help=phrase("Record how this party stands to a clause of the agreement."),
        boxes=(
            box("clause", ID, phrase("Id of the clause.")),
            box("state", word("accepted", "under-way", "done", "late", "breached"),
                phrase("accepted, under-way, done, late or breached.")),
            box("evidence", PAPER, phrase("Evidence: a text, or @ and a file; it stays with the party."),
                ""),
            box("note", TEXT, phrase("A note; it stands in the log."), ""),
        ),
    ),
    Form(
        kind="incident",
        help=phrase("Record the own account of an incident; its text stays with the party."),
        boxes=(
            box("incident", ID, phrase("Id of the incident.")),
            box("class", ID, phrase("Class: blocked, released, diverted, attack, customs, weather ...")),
            box("place", ID, phrase("Where.")),
            box("severity", SEVERITY, phrase("1 (light) to 5 (grave).")),
            box("text", PAPER, phrase("The account: a text, or @ and a file; it stays with the party.")),
            box("movement", NAME, phrase("The movement that it concerns."), ""),
            box("people", COUNT, phrase("People concerned."), "0"),
            box("items", COUNT, phrase("Items concerned."), "0"),
            box("effect_hours", COUNT, phrase("Hours lost."), "0"),
            box("time", TIME, phrase("When it happened. Default: now."), NOW),
        ),
    ),
    Form(
        kind="handover",
        help=phrase("Propose the act of handover of a site: walk-through, surveys, inventory, services, keys."),
        boxes=(
            _SITE,
            box("recipient", TEXT, phrase("Who receives the site.")),
            box("walked_at", TIME, phrase("When both walked through.")),
            box("sectors", TEXTS, phrase("Sectors walked."), ""),
            box("surveys", SURVEYS, phrase("Surveys: environment, explosives ... | result."), ""),
            box("inventory", PAPER, phrase("What is left: a text, or @ and a file."), ""),
            box("services", SERVICES, phrase("Water, power ... | when handed over."), ""),
            box("keys_at", TIME, phrase("When the keys were handed over.")),
            box("notice_hours", COUNT, phrase("Hours of notice that were given."), "0"),
            box("condition", TEXT, phrase("Condition of the site."), ""),
            box("ceremony_at", TIME, phrase("When the act was signed.")),
            _REASON,
        ),
        both=True,
    ),
    Form(
        kind="close",
        help=phrase("Propose that a site is closed: after its act, or as evacuated without one."),
        boxes=(
            _SITE,
            box("last_off_block_at", TIME, phrase("When the last people went.")),
            box("act", word("current", "none"), phrase("current: the act of handover; none: without."),
                "current"),
            box("liquidation", FLAG, phrase("yes if what is left is being liquidated."), "no"),
            _REASON,
        ),
        both=True,
    ),
    Form(
        kind="extend",
        help=phrase("Propose a later deadline, by a clause of the agreement."),
        boxes=(
            box("deadline", DAY, phrase("The new last day.")),
            box("clause", TEXT, phrase("The clause that is used.")),
            box("cause", TEXT, phrase("Why.")),
        ),
        both=True,
    ),
    Form(
        kind="attest",
        help=phrase("Witness an event: for guarantors and observers."),
        boxes=(
            box("event", EVENT, phrase("What is witnessed: movement or fingerprint.")),
            box("result", word("witnessed", "reserved", "refused"),
                phrase("witnessed, reserved or refused."), "witnessed"),
            box("text", TEXT, phrase("A remark."), ""),
        ),
    ),
)  # fmt: skip
