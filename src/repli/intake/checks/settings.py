"""The inputs of the simulation: the base value lies between the two ends, whichever way they run."""

from repli.errors import phrase
from repli.intake.draft import Draft
from repli.intake.problems import Notes

__all__ = ["check_settings"]


def check_settings(draft: Draft, notes: Notes) -> None:
    """Note a base value outside its range."""
    for row, one in draft.assumptions.good():
        if not min(one.low, one.high) <= one.base <= max(one.low, one.high):
            expected = phrase("a value between low, {low}, and high, {high}", low=one.low, high=one.high)
            draft.assumptions.note(notes, row, "base", expected, phrase("low is the pessimistic end."))
