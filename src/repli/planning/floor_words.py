"""What a floor counts, in words: people, people of a function, kg, or sensitive items."""

from collections.abc import Mapping

from repli.errors import Phrase, phrase

__all__ = ["counted_words"]

_QUANTITIES: Mapping[str, Phrase] = {
    "people": phrase("people"),
    "kg": phrase("kg"),
    "sensitive": phrase("sensitive items"),
}


def counted_words(quantity: str, function: str | None) -> Phrase:
    """Return what a floor of this quantity and function counts."""
    what = _QUANTITIES[quantity]
    return what if function is None else phrase("{what}, {function}", what=what, function=function)
