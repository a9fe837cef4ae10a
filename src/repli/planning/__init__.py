"""Operation -> Plan: calculator, proven bound, schedule, what binds, the next days, planning from progress.

>>> plan = make_plan(operation, seed=1, version="0.1.0")  # doctest: +SKIP
"""

from repli.planning.after_cut import rest_of
from repli.planning.aims import AIMS, Aims, aims_from
from repli.planning.bound import closure_bound
from repli.planning.calculator import BareCut, FieldCut, RoughCut, TypeCut, bare_cut, rough_cut
from repli.planning.conflict import Conflict, Repair, explain_no_plan
from repli.planning.explain import Reason, binding_reasons
from repli.planning.explain_bound import BoundReason, bound_reasons
from repli.planning.explain_busy import BusyWeek, Use, busy_weeks
from repli.planning.gains import Gain, Gains, Solver, gains_of
from repli.planning.gains_saved import Saved
from repli.planning.gains_thing import Thing
from repli.planning.improve import Step
from repli.planning.objective import objective_of
from repli.planning.remaining import remaining_operation
from repli.planning.replan import Replanned, replanned
from repli.planning.schedule import Quest, bounded, make_plan
from repli.planning.standing import standing_operation, standing_plan
from repli.planning.terms import Ban, Terms
from repli.planning.tight import Week, weeks_of
from repli.planning.upcoming import Duty, next_days

__all__ = [
    "AIMS",
    "Aims",
    "Ban",
    "BareCut",
    "BoundReason",
    "BusyWeek",
    "Conflict",
    "Duty",
    "FieldCut",
    "Gain",
    "Gains",
    "Quest",
    "Reason",
    "Repair",
    "Replanned",
    "RoughCut",
    "Saved",
    "Solver",
    "Step",
    "Terms",
    "Thing",
    "TypeCut",
    "Use",
    "Week",
    "aims_from",
    "bare_cut",
    "binding_reasons",
    "bound_reasons",
    "bounded",
    "busy_weeks",
    "closure_bound",
    "explain_no_plan",
    "gains_of",
    "make_plan",
    "next_days",
    "objective_of",
    "remaining_operation",
    "replanned",
    "rest_of",
    "rough_cut",
    "standing_operation",
    "standing_plan",
    "weeks_of",
]
