"""The inputs of the simulation: known by name, in their range, the base value between the two ends."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from repli.errors import Phrase, phrase
from repli.intake.draft import Draft
from repli.intake.problems import Notes
from repli.model.settings import KNOWN_SETTINGS

__all__ = ["check_settings"]

_SEE = phrase("See the list of inputs in the reference.")

_RANGES: Mapping[str, tuple[Callable[[float], bool], Phrase]] = {
    "share": (lambda value: 0 <= value <= 1, phrase("a share between 0 and 1")),
    "amount": (lambda value: value >= 0, phrase("0 or more")),
    "factor": (lambda value: value > 0, phrase("a factor above 0")),
}


def check_settings(draft: Draft, notes: Notes) -> None:
    """Note an input that the simulation does not know, a value outside its range, a base outside its ends."""
    for row, one in draft.assumptions.good():
        kind = KNOWN_SETTINGS.get(one.name)
        if kind is None:
            expected = phrase("an input that the simulation knows")
            draft.assumptions.note(notes, row, "name", expected, _nearest(one.name))
            continue
        allowed, expected = _RANGES[kind]
        for column, value in (("low", one.low), ("base", one.base), ("high", one.high)):
            if not allowed(value):
                draft.assumptions.note(notes, row, column, expected, _SEE)
        if not min(one.low, one.high) <= one.base <= max(one.low, one.high):
            expected = phrase("a value between low, {low}, and high, {high}", low=one.low, high=one.high)
            draft.assumptions.note(notes, row, "base", expected, phrase("low is the pessimistic end."))


def _nearest(name: str) -> Phrase:
    found = get_close_matches(name, KNOWN_SETTINGS, n=1)
    return phrase("Did you mean {name}?", name=found[0]) if found else _SEE
