"""Words of load sheets: classes of items, what becomes of them, categories of people, what is sensitive."""

from collections.abc import Mapping

from repli.errors import Phrase, phrase

__all__ = ["category_word", "class_word", "disposition_word", "sensitivity_word"]

_CLASSES: Mapping[str, Phrase] = {
    "pallet": phrase("pallet"),
    "bulk": phrase("bulk"),
    "rolling": phrase("rolling"),
    "outsize": phrase("outsize"),
}
_DISPOSITIONS: Mapping[str, Phrase] = {
    "repatriate": phrase("repatriate"),
    "redeploy": phrase("redeploy"),
}
_CATEGORIES: Mapping[str, Phrase] = {
    "military": phrase("military"),
    "police": phrase("police"),
    "civilian": phrase("civilian"),
    "contractor": phrase("contractor"),
    "dependant": phrase("dependant"),
    "crew": phrase("crew"),
}
_SENSITIVITIES: Mapping[str, Phrase] = {
    "weapon": phrase("weapons"),
    "ammunition": phrase("ammunition"),
    "crypto": phrase("cryptographic"),
    "medical": phrase("medical"),
    "sensitive": phrase("sensitive"),
}


def class_word(item_class: str) -> Phrase:
    """Return the word for a class of items."""
    return _CLASSES.get(item_class, phrase("{name}", name=item_class))


def disposition_word(disposition: str) -> Phrase:
    """Return the word for what becomes of an item that leaves."""
    return _DISPOSITIONS.get(disposition, phrase("{name}", name=disposition))


def category_word(category: str) -> Phrase:
    """Return the word for a category of people."""
    return _CATEGORIES.get(category, phrase("{name}", name=category))


def sensitivity_word(sensitivity: str) -> Phrase | None:
    """Return the word for what makes an item sensitive; None for one that is not."""
    return None if sensitivity == "none" else _SENSITIVITIES.get(sensitivity, phrase("{name}", name=sensitivity))
