"""How far each milestone of the agreement is: what has departed, as both signed it, of all that must go.

People who came during the withdrawal count among all, those retained or otherwise out of the count do not; kg are those
of the items of the operation that must leave (docs/reference/plan-meaning.md, K).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from repli.cli.console import say
from repli.errors import phrase
from repli.language import language_of_environment
from repli.model import Operation
from repli.progress.figures import Figure
from repli.units import PPM, SECONDS_PER_MINUTE, text_of_minute

__all__ = ["MilestoneStep", "milestone_lines", "milestone_steps"]

_speak = say()
_TENTH = PPM // 1000  # of a percent, in ppm
_STATES = {"reached": phrase("reached"), "open": phrase("open"), "missed": phrase("missed")}
_WHAT = {"people": phrase("people"), "kg": phrase("weight of materiel")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneStep:
    """A milestone and how far it is, both in ppm; ``state`` is reached, open, or missed (due, and not reached)."""

    milestone: str
    quantity: str
    asked_ppm: int
    done_ppm: int
    due: str
    state: str


def milestone_steps(operation: Operation, figures: Iterable[Figure], *, second: int) -> tuple[MilestoneStep, ...]:
    """Return how far each milestone is at ``second`` (since 1970), by the figures of a log."""
    told = {figure.name: figure.value for figure in figures}
    outside = told.get("people_retained", 0) + told.get("people_otherwise", 0)
    whole = {
        "people": told["people_baseline"] + told.get("people_reinforced", 0) - outside,
        "kg": sum(item.kg for item in operation.items),
    }
    done = {"people": told["people_departed"], "kg": told["kg_departed"]}
    found = []
    for one in operation.agreement.milestones:
        share = done[one.quantity] * PPM // whole[one.quantity] if whole[one.quantity] else PPM
        is_due = second >= one.due_minute * SECONDS_PER_MINUTE
        state = "reached" if share >= one.fraction_ppm else "missed" if is_due else "open"
        found.append(
            MilestoneStep(
                milestone=one.milestone_id,
                quantity=one.quantity,
                asked_ppm=one.fraction_ppm,
                done_ppm=share,
                due=text_of_minute(one.due_minute),
                state=state,
            )
        )
    return tuple(found)


def milestone_lines(steps: Iterable[MilestoneStep]) -> Iterator[str]:
    """Yield a line for each milestone."""
    for one in steps:
        yield _speak(
            phrase(
                "Milestone {name}: {done} % of {asked} % ({what}), due {due}: {state}.",
                name=one.milestone,
                done=_percent(one.done_ppm // _TENTH * _TENTH),  # what is not reached is not told as reached
                asked=_percent(one.asked_ppm),
                what=_WHAT[one.quantity],
                due=one.due,
                state=_STATES[one.state],
            )
        )


def _percent(ppm: int) -> str:
    return format_decimal(ppm / PPM * 100, "0.0", locale=language_of_environment())
