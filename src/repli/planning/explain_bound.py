"""Why no plan closes sooner: the rows of a bound as sentences (docs/reference/bound-meaning.md).

>>> [str(one.sentence) for one in bound_reasons(operation, plan.bound)]  # doctest: +SKIP
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Bound, BoundRow, Operation
from repli.planning.floor_words import counted_words
from repli.planning.prices.ends import ends_of
from repli.planning.prices.ground import Ground
from repli.units import MINUTES_PER_HOUR, text_of_minute

__all__ = ["BoundReason", "bound_reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundReason:
    """One row of a bound: the civil day that it proves, and why in a sentence."""

    kind: str
    subject: str
    value_day: int
    sentence: Phrase


def bound_reasons(operation: Operation, bound: Bound) -> tuple[BoundReason, ...]:
    """Return the rows of a bound in their order, the strongest first."""
    ground = Ground(operation)
    return tuple(
        BoundReason(
            kind=row.kind, subject=row.subject, value_day=row.value_day, sentence=_SENTENCES[row.kind](ground, row)
        )
        for row in bound.rows
    )


def _ready(ground: Ground, row: BoundRow) -> Phrase:
    item = ground.operation.item_of.get(row.subject)
    if item is not None and item.stays:
        return phrase("{line}: the act on it ends no sooner.", line=row.subject)
    return phrase(
        "{line}: ready {at}; work, hours and clearances on its way do not let it be out sooner.",
        line=row.subject,
        at=text_of_minute(row.from_minute),
    )


def _handover(_ground: Ground, row: BoundRow) -> Phrase:
    return phrase(
        "{site}: notice and office hours of its handover, and the closing wave after it, come first.", site=row.subject
    )


def _wave(ground: Ground, row: BoundRow) -> Phrase:
    """Say what floors keep just before the first possible closing wave, and how little of it one could lift."""
    start = ends_of(ground.waves, {}).wave.get(row.subject)
    kept = None if start is None else ground.waves.of(row.subject).too_much(start - 1)
    hours = ground.operation.wave_minutes // MINUTES_PER_HOUR
    if start is None or kept is None:
        return phrase("{site}: its closing wave of {hours} h can end no sooner.", site=row.subject, hours=hours)
    return phrase(
        "{site}: before {until} no closing wave can start: in {hours} h it lifts only {lift} of the {need} ({counted}) "
        "that floors keep there.",
        site=row.subject,
        hours=hours,
        lift=kept.lift,
        need=kept.need,
        counted=counted_words(kept.measure, None),
        until=text_of_minute(start),
    )


def _permits(counted: str) -> Callable[[Ground, BoundRow], Phrase]:
    def sentence(_ground: Ground, row: BoundRow) -> Phrase:
        return phrase(
            "{field}: what is ready from {at} on, {demand} ({counted}), goes out there, and its clearances let out "
            "only so much a day.",
            field=row.subject,
            at=text_of_minute(row.from_minute),
            demand=row.demand,
            counted=_POSITIONS if counted == "positions" else counted_words(counted, None),
        )

    return sentence


def _prices(_ground: Ground, row: BoundRow) -> Phrase:
    if row.subject == "closure":
        return phrase("Clearances, spots, vehicles and floors together do not let all be out sooner.")
    return phrase("{site}: clearances, spots and vehicles together do not let it be empty sooner.", site=row.subject)


_POSITIONS = phrase("pallet positions")

_SENTENCES: Mapping[str, Callable[[Ground, BoundRow], Phrase]] = {
    "ready": _ready,
    "handover": _handover,
    "wave": _wave,
    "permits-kg": _permits("kg"),
    "permits-people": _permits("people"),
    "permits-positions": _permits("positions"),
    "prices": _prices,
}
