"""Filling up: nothing is lost, every rule is kept, and what leaves earlier takes more."""

from dataclasses import replace
from itertools import pairwise

from benchmarks.replibench import instance_of
from benchmarks.replibench.ours import first_plan
from repli.model import Operation
from repli.planning.aims import AIMS, ranked
from repli.planning.board import weights_of
from repli.planning.hold import Load
from repli.planning.improve import State
from repli.planning.improve.fill import filled
from repli.planning.improve.pair import divided
from repli.planning.improve.repack import departures
from repli.planning.sorties import Sortie
from tests.planning.improve.states import planned_operations, start_of
from tests.planning.improve.test_moves import findings


def drafted(seed: int) -> tuple[Operation, State]:
    operation = instance_of("S", seed).operation
    return operation, start_of(operation, first_plan(operation, 1))


def test_a_filled_plan_keeps_every_rule_and_is_no_worse() -> None:
    for operation, plan in planned_operations(9):
        start = start_of(operation, plan)
        state = filled(start, AIMS)
        assert ranked(state.objective, AIMS) <= ranked(start.objective, AIMS)
        assert findings(operation, state, plan) == ()


def test_heavy_things_go_first_and_nothing_but_the_stay_changes() -> None:
    operation, start = drafted(4)
    state = filled(start, AIMS)
    before, after = start.objective, state.objective
    assert after.stay_minutes < before.stay_minutes
    assert replace(after, stay_minutes=before.stay_minutes) == before
    assert [one.slot for one in in_order(state)] == [one.slot for one in in_order(start)]
    assert findings(operation, state, first_plan(operation, 1)) == ()
    assert filled(start, AIMS, stopped=lambda: True) is start


def in_order(state: State) -> list[Sortie]:
    return sorted(state.board.sorties, key=lambda one: (one.slot.timing.off[0], one.slot.vehicle_id))


def test_people_of_one_lot_who_stand_apart_in_a_load_are_all_taken_along() -> None:
    """In a closing wave guards are listed before others of their lot."""
    operation, start = drafted(1)
    board, tried = start.board, 0
    for site_id in board.books:
        own = departures(board, site_id)
        for early, late in pairwise(own):
            if early.load is None or late.load is None or early.slot.gone_minute >= late.slot.gone_minute:
                continue
            now = early.load.people_count + late.load.people_count
            apart = Sortie.of(late.slot, stood_apart(late.load))
            loads = divided(board, early, apart, weights_of(operation))
            if loads is not None and late.load.people:
                tried += 1
                assert sum(one.people_count for one in loads) == now
    assert tried >= 1


def stood_apart(load: Load) -> Load:
    """The load, one person of each lot listed alone."""
    parts = [part for lot, count in load.people for part in ((lot, 1), (lot, count - 1)) if part[1]]
    return replace(load, people=tuple(parts))


def test_nothing_goes_later_with_a_departure_that_loads_before_it_is_ready() -> None:
    """Who leaves later may load sooner, where its loading waits for customs or for the road to open."""
    operation, start = drafted(4)
    board, tried = start.board, 0
    for site_id in board.books:
        for early, late in pairwise(departures(board, site_id)):
            if early.load is None or late.load is None or not early.load.items:
                continue
            ready = max(lot.ready for lot in early.load.items)
            timing, pick = late.slot.timing, late.slot.route.pick
            starts = tuple(ready - 1 if place == pick else one for place, one in enumerate(timing.work_start))
            sooner = replace(late.slot, timing=replace(timing, work_start=starts))
            loads = divided(board, early, Sortie.of(sooner, late.load), weights_of(operation))
            if loads is not None:
                tried += 1
                changed = {lot.line.line_id for lot in early.load.items} & {lot.line.line_id for lot in loads[1].items}
                assert all(lot.ready < ready for lot in loads[1].items if lot.line.line_id in changed)
    assert tried >= 1
