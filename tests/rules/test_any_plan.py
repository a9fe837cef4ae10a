"""Whatever a plan says, the rule book answers and never fails: damaged plans, unknown ids, impossible minutes."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.model import Bound, BoundRow, Cargo, HandoverAct, Movement, Objective, Plan, Stop
from repli.rules import RULES, check_plan, prove_bound, recompute_objective, verdict_of
from tests.tiny import at, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()

minutes = st.one_of(st.integers(at(-1), at(7)), st.integers(-(10**12), 10**12))
numbers = st.integers(-5, 50)
vehicles = st.sampled_from(["L1", "L2", "T1", "NONE"])
places = st.sampled_from(["FLD1", "OUT1", "BASE", "FEED", "HOME", "NONE", ""])
lines = st.sampled_from(["BASE-STAFF", "FEED-GUARD", "I1", "I4", "I6", "NONE"])
clearances = st.sampled_from([None, "C-AIR", "C-FEED", "NONE"])

cargoes = st.lists(st.builds(Cargo, line_id=lines, quantity=numbers, site_id=places), max_size=3).map(tuple)
wild_stops = st.builds(
    Stop,
    place_id=places,
    on_block_minute=minutes,
    work_start_minute=minutes,
    work_end_minute=minutes,
    off_block_minute=minutes,
    loads=cargoes,
    unloads=cargoes,
    clearance_id=clearances,
)
tame_stops = st.sampled_from([stop for movement in PLAN.movements for stop in movement.stops])


@st.composite
def edited_stops(draw: st.DrawFn) -> Stop:
    """A stop of the tiny plan with one or two of its values replaced."""
    stop = draw(tame_stops)
    wild = draw(wild_stops)
    names = draw(st.sets(st.sampled_from(sorted(Stop.__slots__)), min_size=1, max_size=2))
    return replace(stop, **{name: getattr(wild, name) for name in names})


stops = st.lists(st.one_of(tame_stops, edited_stops(), wild_stops), max_size=4).map(tuple)
movements = st.builds(
    Movement,
    movement_id=st.sampled_from(["R1", "R2", "X"]),
    vehicle_id=vehicles,
    configuration_id=st.sampled_from(["pax", "cargo", "column", "none"]),
    stops=stops,
)
acts = st.builds(HandoverAct, site_id=places, notice_minute=minutes, start_minute=minutes, end_minute=minutes)
rows = st.builds(
    BoundRow,
    kind=st.sampled_from(["ready", "permits-kg", "permits-people", "permits-positions", "miracle"]),
    subject=st.one_of(lines, places),
    from_minute=minutes,
    demand=numbers,
    value_day=numbers,
)
bounds = st.builds(
    Bound,
    closure_day=numbers,
    method=st.just("any"),
    proven=st.booleans(),
    rows=st.lists(rows, max_size=3).map(tuple),
)
objectives = st.builds(Objective, **dict.fromkeys(Objective.__slots__, numbers))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The tiny plan with some of its movements kept, others made up, and any acts, figures and bound."""
    kept = draw(st.lists(st.sampled_from(PLAN.movements), max_size=6, unique=True))
    return replace(
        PLAN,
        operation_hash=draw(st.sampled_from([PLAN.operation_hash, ""])),
        verdict=draw(st.sampled_from(["kept", "late-proven", "", "x"])),
        movements=(*kept, *draw(st.lists(movements, max_size=3))),
        handovers=tuple(draw(st.lists(st.one_of(st.sampled_from(PLAN.handovers), acts), max_size=3))),
        objective=draw(objectives),
        bound=draw(bounds),
    )


@settings(max_examples=150)
@given(plans())
def test_any_plan_is_judged_without_an_error(plan: Plan) -> None:
    for finding in check_plan(OPERATION, plan):
        assert finding.rule in {rule.name for rule in RULES}
        assert str(finding.message)
    for rule in RULES:
        assert all(finding.rule == rule.name for finding in rule.check(OPERATION, plan))
    # a closure before as_of has a negative day (docs/reference/plan-meaning.md, K)
    assert min(recompute_objective(OPERATION, plan).as_tuple()[:3]) >= 0
    assert verdict_of(OPERATION, plan) in {"kept", "late-proven", "late-not-proven"}
    assert all(finding.rule == "bound-proven" for finding in prove_bound(OPERATION, plan.bound))


def test_an_empty_plan_keeps_no_promise() -> None:
    empty = replace(PLAN, movements=(), handovers=())
    assert {finding.rule for finding in check_plan(OPERATION, empty)} == {
        "one-handover-each",
        "out-once",
        "stated-figures",
        "stated-verdict",
    }


def test_an_unreadable_plan_is_told_so_and_nothing_else() -> None:
    first = PLAN.movements[0]
    ghost = replace(first, vehicle_id="GHOST")
    early = replace(PLAN.movements[2], stops=(replace(PLAN.movements[2].stops[0], on_block_minute=at(-9)),) * 2)
    found = check_plan(OPERATION, replace(PLAN, movements=(ghost, early)))
    assert [(finding.rule, finding.subject) for finding in found] == [("known-ids", "C1")]
