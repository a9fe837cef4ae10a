"""The first line of every artefact: what is real in it and what is not.

It counts the assumptions, names the reconstruction and the demonstration keys, and says so in both languages.
"""

from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.reporting.voice import Voice

__all__ = ["Truth", "truth_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What an artefact rests on: number of assumed values, reconstructed movements or not, published keys or not."""

    assumptions: int
    reconstruction: bool
    demonstration: bool


def truth_line(truth: Truth, voice: Voice) -> str:
    """Return the line in one language."""
    return " ".join(voice.say(part) for part in _parts(truth))


def _parts(truth: Truth) -> tuple[Phrase, ...]:
    """Return its sentences; a reconstruction says so first of all."""
    assumed = phrase("Assumed: {count} values (listed with the operation).", count=truth.assumptions)
    keys = (phrase("Demonstration keys."),) if truth.demonstration else ()
    if not truth.reconstruction:
        return (phrase("Real: agreement, dates, figures derived from the signed log."), assumed, *keys)
    return (
        phrase("RECONSTRUCTION."),
        phrase("Real: agreement, dates, published figures."),
        assumed,
        phrase("Reconstruction: movements between published figures."),
        *keys,
    )
