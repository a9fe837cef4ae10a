"""Small operations whose floors stand so high that the closing wave waits for their steps, each from one seed.

Those of `tests.planning.small_operations` without the second site, made wider (one clearance for all days, long hours,
all ready soon) so that most can be planned, with few seats, short waves, and floors that keep nearly all people (or kg,
or weapons) until a drawn minute, and a few after it. Figures are made up for tests.
"""

from dataclasses import replace
from random import Random

from repli.model import Floor, Operation, PeopleLine
from repli.units import Interval
from tests.planning.small_operations import DAYS, small_operation
from tests.tiny import at, daily, edit_row, tiny_operation

__all__ = ["wave_operation"]


def wave_operation(seed: int) -> Operation:
    """The operation of a seed."""
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    base = next(one for one in map(small_operation, range(seed, seed + 10_000, 500)) if "FEED" not in one.site_of)
    clearance = replace(
        tiny_operation().clearance_of["C-AIR"],
        window=Interval(at(0), at(DAYS)),
        limit_per_day=dice.choice([0, 0, 1, 2]),
        tolerance_minutes=0,
    )
    items = tuple(
        replace(one, sensitivity=dice.choice(["none", "weapon"]), ready_minute=at(0), before=(), together=None)
        for one in base.items
    )
    operation = replace(
        base,
        people=tuple(_people(dice)),
        items=items[: dice.choice([0, 0, 1, 2])],
        clearances=(clearance,),
        teams=(),
        wave_minutes=dice.choice([60, 180, 180, 400]),
    )
    hours = daily(*dice.choice([(0, 24), (0, 24), (6, 20)]))
    operation = edit_row(operation, "fields", "FLD1", open_intervals=hours)
    fit = replace(operation.type_of["LIFT"].configurations[0], seats=dice.choice([2, 3, 3, 4]))
    operation = edit_row(operation, "vehicle_types", "LIFT", configurations=(fit,))
    operation = edit_row(operation, "sites", "BASE", notice_minutes=dice.choice([0, 600]))
    return replace(operation, floors=tuple(_floors(dice, operation)))


def _people(dice: Random) -> list[PeopleLine]:
    """Two to four lots of people, ready at once."""
    tiny = tiny_operation()
    names = ["BASE-GUARD", "BASE-STAFF", "BASE-MORE", "BASE-REST"][: dice.choice([2, 3, 3, 4])]
    known = [tiny.people_of["BASE-GUARD" if name == "BASE-GUARD" else "BASE-STAFF"] for name in names]
    return [
        replace(one, line_id=name, count=dice.choice([1, 2, 2, 3]), ready_minute=at(0))
        for name, one in zip(names, known, strict=True)
    ]


def _floors(dice: Random, operation: Operation) -> list[Floor]:
    """A floor or two at BASE: what is there at first, less a little, and after a step a few at most."""
    items = [one for one in operation.items if not one.stays]
    there = {
        ("people", None): sum(one.count for one in operation.people),
        ("people", "guard"): operation.people[0].count,
        ("kg", None): sum(one.kg for one in items),
        ("sensitive", None): sum(one.sensitivity != "none" for one in items),
    }
    found = []
    for quantity, function in [("people", None), *dice.sample(sorted(there, key=str), 1)]:
        least = max(0, there[quantity, function] - dice.choice([0, 0, 1]))
        step = at(dice.randint(1, 3), dice.choice([0, 0, 8, 12, 13]), dice.choice([0, 0, 17]))
        after = dice.choice([0, min(2, least), least // 2])
        found.append(Floor(site_id="BASE", quantity=quantity, function=function, steps=((at(0), least), (step, after))))
    return found
