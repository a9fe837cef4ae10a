"""The forms of a movement's day: manifest, count, departure, arrival, and what became of people and items."""

from repli.errors import phrase
from repli.execution.forms.form import NOW, Form, box
from repli.execution.forms.shapes import (
    COUNT,
    DAY,
    EVENT,
    FLAG,
    ID,
    IDS,
    NAME,
    PAPER,
    SELECTION,
    TEXT,
    TEXTS,
    TIME,
    word,
)

__all__ = ["FORMS"]

_MOVEMENT = box("movement", ID, phrase("Id of the movement."))
_PEOPLE = box("people", SELECTION, phrase("Which people: slots or LINE:COUNT, never names."), "")
_ITEMS = box("items", SELECTION, phrase("Which items: slots or item ids."), "")
_REASON = box("reason", TEXT, phrase("Why; it stands in the log."), "")
_WHY = box("reason", TEXT, _REASON.help)
_TIME = box("time", TIME, phrase("When it happened. Default: now."), NOW)
_SITE = box("site", ID, phrase("Id of the site."))
_OFF_BLOCK = box("off_block_at", TIME, phrase("When it went off block."))

FORMS = (
    Form(
        kind="opening",
        help=phrase("Declare together who and what had departed before counting began; once, before any departure."),
        boxes=(_PEOPLE, _ITEMS, _TIME, _WHY),
        both=True,
    ),
    Form(
        kind="manifest",
        help=phrase("Open, change or close the manifest of a movement: who and what is to go, and who stands by."),
        boxes=(
            _MOVEMENT,
            box("state", word("open", "closed"), phrase("open or closed."), "open"),
            _PEOPLE,
            _ITEMS,
            box("standby", SELECTION, phrase("Who goes if others do not come."), ""),
            box("infants", COUNT, phrase("Infants in a lap; they are among the people."), "0"),
            box("configuration", TEXT, phrase("Configuration of the vehicle."), ""),
            box("full", TEXT, phrase("What holds more back: seats, payload, positions."), ""),
            box("closes_at", TIME, phrase("When it closes. Default: 6 hours before off block in the "
                "agreed calendar, else now."), NOW),
            _REASON,
        ),
    ),
    Form(
        kind="count",
        help=phrase("Seal what this party counted at a movement; nobody sees the number until both have counted."),
        boxes=(
            _MOVEMENT,
            box("people", COUNT, phrase("People counted, infants too.")),
            box("items", COUNT, phrase("Items counted."), "0"),
        ),
    ),
    Form(
        kind="open",
        help=phrase("Open the own counts for which the other party has counted too."),
        boxes=(box("movements", IDS, phrase("Only these movements. Default: all."), ""),),
    ),
    Form(
        kind="depart",
        help=phrase("Record a departure: the closed manifest, less who did not come, with who went from standby."),
        boxes=(
            _MOVEMENT,
            box("field", ID, phrase("Field of departure. Default: that of the agreed calendar."),
                ""),
            box("vehicle", ID, phrase("Vehicle. Default: that of the agreed calendar."), ""),
            _OFF_BLOCK,
            box("no_show", SELECTION, phrase("People of the manifest who did not come."), ""),
            box("from_standby", SELECTION, phrase("People of the standby list who went."), ""),
            box("items_left", SELECTION, phrase("Items of the manifest that did not go."), ""),
            box("items_added", SELECTION, phrase("Items that went besides."), ""),
            box("people", SELECTION, phrase("Without a manifest: which people."), ""),
            box("items", SELECTION, phrase("Without a manifest: which items."), ""),
        ),
    ),
    Form(
        kind="amend",
        help=phrase("Correct a departure: a new version in full, beside the old one."),
        boxes=(
            _MOVEMENT,
            box("people", SELECTION, phrase("Which people went. Default: those of the old version."),
                ""),
            box("items", SELECTION, phrase("Which items went. Default: those of the old version."),
                ""),
            box("less", SELECTION, phrase("Who and what of the old version did not go."), ""),
            box("off_block_at", TIME, phrase("When it went off block, if that was wrong."), ""),
            _WHY,
        ),
    ),
    Form(
        kind="arrive",
        help=phrase("Record who and what arrived; a difference to the departure has to be closed."),
        boxes=(
            _MOVEMENT,
            box("place", ID, phrase("Where it arrived.")),
            box("people", COUNT, phrase("People who arrived.")),
            box("items", COUNT, phrase("Items that arrived."), "0"),
            _TIME,
            _REASON,
        ),
    ),
    Form(
        kind="status",
        help=phrase("Record what became of people or items outside a departure."),
        boxes=(
            box("status", word("asylum", "died", "medevac", "no-show", "released", "retained", "returned",
                "found", "freed", "held", "lost"), phrase("What became of them.")),
            _PEOPLE,
            _ITEMS,
            box("movement", NAME, phrase("The movement that it has to do with."), ""),
            _TIME,
            _WHY,
        ),
    ),
    Form(
        kind="transfer",
        help=phrase("Record people or items that went to another site inside."),
        boxes=(
            _MOVEMENT,
            box("to", ID, phrase("The site they go to.")),
            _PEOPLE,
            _ITEMS,
            _OFF_BLOCK,
        ),
    ),
    Form(
        kind="reinforce",
        help=phrase("Record people who come during the withdrawal: the baseline grows by them."),
        boxes=(
            box("line", ID, phrase("Line of the operation that they belong to.")),
            _SITE,
            box("category", ID, phrase("Category, as in the operation.")),
            box("people", COUNT, phrase("How many come.")),
            _TIME,
            _WHY,
        ),
    ),
    Form(
        kind="inspect",
        help=phrase("Record the control of items: result, seals, customs."),
        boxes=(
            box("inspection", ID, phrase("Id of the control.")),
            _SITE,
            box("items", SELECTION, _ITEMS.help),
            box("result", word("packed", "inspected", "cleared", "staged", "held"),
                phrase("packed, inspected, cleared, staged or held.")),
            box("seals", TEXTS, phrase("Numbers of the seals."), ""),
            box("customs", TEXT, phrase("What customs gave or asked."), ""),
            _TIME,
        ),
    ),
    Form(
        kind="dispose",
        help=phrase("Record items that leave the list without departing: decided, then done with a certificate."),
        boxes=(
            _SITE,
            box("items", SELECTION, _ITEMS.help),
            box("how", word("destroy", "gift", "redeploy", "scrap", "sell", "transfer"),
                phrase("destroy, gift, redeploy, scrap, sell or transfer.")),
            box("stage", word("decided", "done"), phrase("decided or done."), "decided"),
            box("authority", TEXT, phrase("Who decides it.")),
            box("recipient", TEXT, phrase("Who gets it."), ""),
            box("certificate", PAPER, phrase("Certificate: @ and its file; it stays with the party."),
                ""),
            box("due", DAY, phrase("Day on which the other plan takes its place. Default: today."),
                NOW),
            box("locked", FLAG, phrase("yes if the law bars gift and sale."), "no"),
            _TIME,
        ),
    ),
    Form(
        kind="dispute",
        help=phrase("Contest what the other party recorded: which field, and the own value."),
        boxes=(
            box("event", EVENT, phrase("What is contested: movement or fingerprint.")),
            box("field", word("people", "items", "kg", "entry"), phrase("people, items, kg or entry."),
                "entry"),
            box("value", COUNT, phrase("The own value."), "0"),
            _WHY,
        ),
    ),
    Form(
        kind="cancel",
        help=phrase("Take back what this party recorded, or what both did: it has no effect from here on."),
        boxes=(box("event", EVENT, phrase("What is cancelled: movement or fingerprint.")), _WHY),
    ),
    Form(
        kind="resolve",
        help=phrase("Agree which version of a movement, or that an entry, stands: the dispute ends."),
        boxes=(box("event", EVENT, phrase("What stands: movement or fingerprint.")), _WHY),
        both=True,
    ),
    Form(
        kind="correct",
        help=phrase("Correct a communiqué: the figures of it that follow otherwise from the log now."),
        boxes=(box("number", COUNT, phrase("Its number.")), _WHY),
        both=True,
    ),
)  # fmt: skip
