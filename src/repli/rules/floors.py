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

__all__ = ["RULES", "measure_of", "minimum_at", "standings", "wave_start"]

Measure = Callable[[Line], int]


def measure_of(floor: Floor) -> Measure:
    """Return what one unit of a line counts towards a floor."""
    if floor.function is not None:
        return lambda line: int(line.is_people and line.function == floor.function)
    if floor.quantity == "people":
        return lambda line: int(line.is_people)
    if floor.quantity == "kg":
        return lambda line: 0 if line.is_people else line.kg_per_unit
    return lambda line: int(line.is_sensitive)


def standings(operation: Operation, plan: Plan, floor: Floor) -> Iterator[tuple[int, int, int]]:
    """Yield (minute, present, minimum) from as_of on whenever one of them changes, until the closing wave starts."""
    lines, measure = lines_of(operation), measure_of(floor)
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
    until = wave_start(operation, plan, floor.site_id)
    for minute, level in levels(
        present, [*changes, (operation.as_of_minute, 0), *((minute, 0) for minute, _ in floor.steps)]
    ):
        if operation.as_of_minute <= minute < until:
            yield minute, level, minimum_at(floor, minute)


def wave_start(operation: Operation, plan: Plan, site_id: str) -> int:
    """Return from when on the floors of a site bind no more: its closing wave, or the horizon if nothing leaves it."""
    ending = endings(operation, plan).get(site_id)
    return operation.horizon_minute if ending is None else ending.wave_start_minute


def minimum_at(floor: Floor, minute: int) -> int:
    """Return what a floor asks for at a minute; 0 before its first step."""
    index = bisect_right([start for start, _ in floor.steps], minute) - 1
    return floor.steps[index][1] if index >= 0 else 0


def _findings(operation: Operation, plan: Plan, rule: str, floors: list[Floor]) -> Iterator[Finding]:
    """Yield where each floor is first broken."""
    for floor in floors:
        breach = next((one for one in standings(operation, plan, floor) if one[1] < one[2]), None)
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
    yield from _findings(operation, plan, "floor-people", floors)


def floor_function(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave at least so many people of the function are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "people" and floor.function is not None]
    yield from _findings(operation, plan, "floor-function", floors)


def floor_kg(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave items of at least so many kg are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "kg"]
    yield from _findings(operation, plan, "floor-kg", floors)


def floor_sensitive(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From as_of to the closing wave at least so many sensitive items are present at the site.

    Source: docs/reference/plan-meaning.md, E.
    """
    floors = [floor for floor in operation.floors if floor.quantity == "sensitive"]
    yield from _findings(operation, plan, "floor-sensitive", floors)


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
