"""Words that the bodies of events hold as short codes: states, results, what is done with an item, classes of people.

>>> str(event_word("no-show"))
'did not come'
"""

from collections.abc import Mapping

from repli.errors import Phrase, phrase

__all__ = ["event_word"]

_WORDS: Mapping[str, Phrase] = {
    # clearance
    "requested": phrase("requested"),
    "granted": phrase("granted"),
    "amended": phrase("amended"),
    "refused": phrase("refused"),
    "silent": phrase("without an answer"),
    "used": phrase("used"),
    "expired": phrase("expired"),
    "revoked": phrase("revoked"),
    # status of people and items
    "no-show": phrase("did not come"),
    "retained": phrase("retained by agreement"),
    "released": phrase("no more retained"),
    "asylum": phrase("asked for asylum"),
    "medevac": phrase("evacuated for medical reasons"),
    "died": phrase("died"),
    "returned": phrase("returned"),
    "held": phrase("held at customs"),
    "freed": phrase("freed"),
    "lost": phrase("lost"),
    "found": phrase("found again"),
    # dispose
    "destroy": phrase("destruction"),
    "gift": phrase("gift"),
    "redeploy": phrase("redeployment"),
    "scrap": phrase("scrapping"),
    "sell": phrase("sale"),
    "transfer": phrase("transfer"),
    "decided": phrase("decided"),
    "done": phrase("done"),
    # inspect
    "packed": phrase("packed"),
    "inspected": phrase("inspected"),
    "cleared": phrase("cleared for loading"),
    "staged": phrase("staged at the field"),
    # manifest
    "open": phrase("list open"),
    "closed": phrase("list closed"),
    # obligation
    "accepted": phrase("accepted"),
    "under-way": phrase("under way"),
    "late": phrase("late"),
    "breached": phrase("breached"),
    # attest
    "witnessed": phrase("witnessed"),
    "reserved": phrase("witnessed with a reservation"),
    # scopes and fields
    "people": phrase("people"),
    "items": phrase("items"),
    "kg": phrase("kg"),
    "entry": phrase("the whole entry"),
}


def event_word(code: str) -> Phrase:
    """Return the words for a code; one that is not known stands for itself."""
    return _WORDS.get(code, phrase("{name}", name=code))
