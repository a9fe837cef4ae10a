"""The figures of a state: derived from events, never typed, each with the grade of its weakest part.

``joint``: both parties signed every part. ``declared``: a part of it is the opening balance, which both signed and
nobody counted at a door. In format 2 three more say what one party alone says, whether unopposed, unilateral or
disputed. The law is docs/reference/log-format.md, sections 8, 15 and 30.

>>> [figure.name for figure in figures(initial_state())][:2]
['people_baseline', 'people_opening']
"""

from dataclasses import dataclass

from repli.ledger.canonical import JsonObject
from repli.progress.daybook import Daybook
from repli.progress.names import DISPUTED, FIGURE_NAMES, JOINT, UNILATERAL, UNOPPOSED
from repli.progress.state import Baseline, State

__all__ = ["DECLARED", "JOINT", "Figure", "figure_of", "figure_value", "figures"]

DECLARED = "declared"
_OTHERWISE = ("asylum", "medevac", "died")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its name, its value (people, items, kg or movements), its grade."""

    name: str
    value: int
    grade: str


def figures(state: State) -> tuple[Figure, ...]:
    """Return the figures of ``state`` in the order of its format: nine, later twelve, and in format 4 seventeen."""
    opening, departed, daybook = state.opening, state.departed, state.daybook or Daybook()
    reinforced = daybook.people_of("reinforced")
    baseline = _slots(state.baseline_people) - reinforced
    people = departed.people_count - daybook.people_of("returned")
    stay = daybook.people_of("retained", *_OTHERWISE)
    values = {
        "people_baseline": (baseline, JOINT),
        "people_opening": (opening.people, DECLARED),
        "people_counted": (people - opening.people, JOINT),
        "people_departed": (people, _grade(opening.people)),
        "people_remaining": (baseline + reinforced - people - stay, _grade(opening.people)),
        "items_baseline": (_slots(state.baseline_items), JOINT),
        "items_departed": (departed.items_count, _grade(opening.items)),
        "kg_departed": (departed.kg, _grade(opening.kg)),
        "movements_departed": (departed.movements, JOINT),
    }
    told = tuple(Figure(name=name, value=values[name][0], grade=values[name][1]) for name in FIGURE_NAMES)
    if state.docket is None:
        return told
    return (*told, *_beside(state)) if state.daybook is None else (*told, *_beside(state), *_daily(state.daybook))


def figure_of(state: State, name: str) -> Figure:
    """Return the figure called ``name``; raise KeyError for a name that it does not have."""
    return {figure.name: figure for figure in figures(state)}[name]


def _beside(state: State) -> tuple[Figure, ...]:
    """Return what stands beside the joint figures: the people of the movements of each lower grade."""
    return tuple(
        Figure(
            name=f"people_{grade}",
            value=sum(movement.people for movement in state.movements if movement.grade == grade),
            grade=grade,
        )
        for grade in (UNOPPOSED, UNILATERAL, DISPUTED)
    )


def _daily(daybook: Daybook) -> tuple[Figure, ...]:
    """Return what else both parties stand by: who came, who stays, who left otherwise, what is gone, what is closed."""
    values = {
        "people_reinforced": daybook.people_of("reinforced"),
        "people_retained": daybook.people_of("retained"),
        "people_otherwise": daybook.people_of(*_OTHERWISE),
        "items_disposed": daybook.items_of("items_disposed"),
        "sites_closed": len(daybook.rows("close")),
    }
    return tuple(Figure(name=name, value=value, grade=JOINT) for name, value in values.items())


def figure_value(figure: Figure) -> JsonObject:
    """Return ``figure`` as a publish event carries it."""
    return {"grade": figure.grade, "name": figure.name, "value": figure.value}


def _slots(baseline: Baseline | None) -> int:
    return 0 if baseline is None else baseline.slots


def _grade(opening_part: int) -> str:
    return DECLARED if opening_part > 0 else JOINT
