"""The rule book: judges any plan against its operation, in exact integers, sharing no code with the planner.

One function per rule, one idea per file; `RULES` is the table of all of them. The law is
docs/reference/plan-meaning.md; its letters are cited beside each rule.

>>> check_plan(operation, plan)  # doctest: +SKIP
()
"""

from repli.rules.book import RULES, check_plan
from repli.rules.bound import BOUND_RULE, prove_bound, strongest_row
from repli.rules.figures import verdict_of
from repli.rules.fullness import Fullness, departures_filled
from repli.rules.objective import closure_minute, recompute_objective
from repli.rules.rule import Rule
from repli.rules.slack import FloorSlack, floor_slacks
from repli.rules.stowage import Gravity

__all__ = [
    "BOUND_RULE",
    "RULES",
    "FloorSlack",
    "Fullness",
    "Gravity",
    "Rule",
    "check_plan",
    "closure_minute",
    "departures_filled",
    "floor_slacks",
    "prove_bound",
    "recompute_objective",
    "strongest_row",
    "verdict_of",
]
