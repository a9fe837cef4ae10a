"""What this rule book cannot judge yet: an operation or plan that holds it is refused by name, never judged in part.

Take a name out when its rules stand in the book.
"""

from collections.abc import Iterable, Iterator

from repli.errors import Phrase, phrase
from repli.model import Finding, Operation, Plan
from repli.rules.rule import Rule, found

__all__ = ["RULES"]


def _asked(operation: Operation) -> Iterator[tuple[str, Phrase]]:
    """Yield the rows that ask for something that is not judged yet, and what it is."""
    asked: tuple[tuple[Phrase, Iterable[str]], ...] = (
        (phrase("team"), (team.team_id for team in operation.teams)),
        (phrase("escort"), (leg.leg_id for leg in operation.legs if leg.escort_teams)),
        (phrase("drivers"), (kind.type_id for kind in operation.vehicle_types if kind.drivers)),
        (phrase("joint inspection"), (site.site_id for site in operation.sites if site.inspection_teams)),
        (phrase("commercial seats"), (block.flight_id for block in operation.seat_blocks)),
    )
    for what, subjects in asked:
        for subject in subjects:
            yield subject, what


def _stated(plan: Plan) -> Iterator[tuple[str, Phrase]]:
    """Yield the same for the plan: what it does that no rule looks at."""
    for booking in plan.bookings:
        yield booking.flight_id, phrase("commercial seats")


def judged_whole(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Neither the operation nor the plan holds anything that this rule book cannot judge yet.

    Source: docs/reference/plan-meaning.md, J: rules are hard, so a plan is judged by all of them or not at all.
    """
    for subject, what in (*_asked(operation), *_stated(plan)):
        yield found("judged-whole", subject, None, phrase("This version does not judge it yet: {what}.", what=what))


RULES = (
    Rule(
        name="judged-whole",
        explanation=phrase("The operation and the plan hold only what can be judged."),
        check=judged_whole,
    ),
)
