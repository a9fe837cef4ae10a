"""What figures, terms of the balance and states of sites are called: in a communiqué, a page, the command line.

>>> str(FIGURE_WORDS["people_remaining"])
'people remaining'
"""

from collections.abc import Mapping

from repli.errors import Phrase, phrase

__all__ = ["BALANCE_TERMS", "FIGURE_WORDS", "SITE_STEPS"]

FIGURE_WORDS: dict[str, Phrase] = {
    "people_baseline": phrase("baseline of people"),
    "people_opening": phrase("people departed before counting began"),
    "people_counted": phrase("people departed since counting began"),
    "people_departed": phrase("people departed"),
    "people_remaining": phrase("people remaining"),
    "items_baseline": phrase("baseline of materiel"),
    "items_departed": phrase("items of materiel departed"),
    "kg_departed": phrase("weight of materiel departed"),
    "movements_departed": phrase("movements departed"),
    "people_unopposed": phrase("people that one party says departed, unopposed"),
    "people_unilateral": phrase("people that one party says departed, unilateral"),
    "people_disputed": phrase("people whose departure is disputed"),
    "people_reinforced": phrase("people who arrived during the withdrawal"),
    "people_retained": phrase("people retained by agreement, outside the count"),
    "people_otherwise": phrase("people who asked for asylum, were evacuated for medical reasons or died"),
    "items_disposed": phrase("items of materiel disposed of at their site"),
    "sites_closed": phrase("sites closed"),
}
"""Every figure of the log by its name."""
SITE_STEPS: Mapping[str, Phrase] = {
    "open": phrase("nobody has gone yet"),
    "departing": phrase("people are departing"),
    "empty": phrase("nobody remains"),
    "act-signed": phrase("act signed"),
    "closed": phrase("closed by act"),
    "evacuated": phrase("closed without act"),
    "in-liquidation": phrase("in liquidation"),
}
"""How far a site has come, by the log."""
BALANCE_TERMS: Mapping[str, Phrase] = {
    "baseline": phrase("On the list"),
    "reinforced": phrase("Came later"),
    "transferred_in": phrase("Transferred here"),
    "present": phrase("Present"),
    "in_transit": phrase("Under way inside"),
    "awaiting": phrase("Gone, not signed by both"),
    "departed": phrase("Departed"),
    "returned": phrase("Returned"),
    "retained": phrase("Retained"),
    "asylum": phrase("Asylum"),
    "medevac": phrase("Medical evacuation"),
    "died": phrase("Died"),
    "transferred_out": phrase("Transferred away"),
}
"""The terms of the balance of people."""
