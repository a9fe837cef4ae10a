"""Rules about floors: enough people, guards and material stay present until the closing wave starts.

docs/reference/plan-meaning.md, E. Presence and floors are step functions; only their steps are looked at.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from repli.errors import Phrase, phrase
from repli.model import Finding, Floor, Operation, Plan
from repli.rules.flows import departures, entries, levels
from repli.rules.lines import Line, lines_of
from repli.rules.rule import Rule, found
from repli.rules.waves import endings

__all__ = ["RULES"]

Measure = Callable[[Line], int]


def _breach(operation: Operation, plan: Plan, floor: Floor, measure: Measure) -> tuple[int, int, int] | None:
    """Return (minute, present, minimum) where the floor is first broken; ``measure`` weighs one unit of a line."""
    lines = lines_of(operation)
    present = sum(line.at_first(floor.site_id) * measure(line) for line in lines.values())
    changes = [
        (one.gone_minute, -one.units * measure(one.line))
        for one in departures(operation, plan)
        if one.site_id == floor.site_id
    ]
    changes += [
        (one.minute, one.units * measure(one.line)) for one in entries(operation, plan) if one.site_id == floor.site_id
    ]
    changes += [
        (act.end_minute, -measure(lines[act.item_id]))
        for act in plan.acts
        if act.site_id == floor.site_id and act.item_id in lines
    ]
    ending = endings(operation, plan).get(floor.site_id)
    until = operation.horizon_minute if ending is None else ending.wave_start_minute
    steps = list(levels(present, [*changes, (operation.as_of_minute, 0), *((minute, 0) for minute, _ in floor.steps)]))
    for minute, level in steps:
        if operation.as_of_minute <= minute < until and level < _minimum(floor, minute):
            return minute, level, _minimum(floor, minute)
    return None


def _minimum(floor: Floor, minute: int) -> int:
    index = bisect_right([start for start, _ in floor.steps], minute) - 1
    return floor.steps[index][1] if index >= 0 else 0


def _findings(
    operation: Operation, plan: Plan, rule: str, floors: list[Floor], measure: Callable[[Floor], Measure]
) -> Iterator[Finding]:
    for floor in floors:
        breach = _breach(operation, plan, floor, measure(floor))
        if breach is not None:
            minute, present, minimum = breach
            yield found(rule, floor.site_id, minute, _message(floor, present, minimum))


def _message(floor: Floor, present: int, minimum: int) -> Phrase:
    if floor.function is not None:
        return phrase(
            "People of function {function} present: {present}; the floor: {minimum}.",
            present=present,
            minimum=minimum,
            function=floor.function,
        )
    if floor.quantity == "people":
        return phrase("People present: {present}; the floor: {minimum}.", present=present, minimum=minimum)
    if floor.quantity == "kg":
        return phrase("Kilograms present: {present}; the floor: {minimum}.", present=present, minimum=minimum)
    return phrase("Sensitive items present: {present}; the floor: {minimum}.", present=present, minimum=minimum)


def floor_people(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave at least so many people are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "people" and floor.function is None]
    yield from _findings(operation, plan, "floor-people", floors, lambda _floor: lambda line: int(line.is_people))


def floor_function(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave at least so many people of the function are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "people" and floor.function is not None]
    yield from _findings(
        operation,
        plan,
        "floor-function",
        floors,
        lambda floor: lambda line: int(line.is_people and line.function == floor.function),
    )


def floor_kg(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave items of at least so many kg are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "kg"]
    yield from _findings(
        operation, plan, "floor-kg", floors, lambda _floor: lambda line: 0 if line.is_people else line.kg_per_unit
    )


def floor_sensitive(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave at least so many sensitive items are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "sensitive"]
    yield from _findings(operation, plan, "floor-sensitive", floors, lambda _floor: lambda line: int(line.is_sensitive))


RULES = (
    Rule(
        name="floor-people",
        explanation=phrase("Enough people stay at a site until its closing wave."),
        check=floor_people,
    ),
    Rule(
        name="floor-function",
        explanation=phrase("Enough people of each function stay at a site until its closing wave."),
        check=floor_function,
    ),
    Rule(
        name="floor-kg",
        explanation=phrase("Enough material stays at a site until its closing wave."),
        check=floor_kg,
    ),
    Rule(
        name="floor-sensitive",
        explanation=phrase("Enough sensitive items stay at a site until its closing wave."),
        check=floor_sensitive,
    ),
)
