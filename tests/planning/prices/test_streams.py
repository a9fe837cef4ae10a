"""Streams stand for all units: nothing is lost, nothing is counted twice, and what floors tell apart is apart."""

from dataclasses import replace

import pytest

from repli.planning.lots import GUARD
from repli.planning.prices.ends import ends_of
from repli.planning.prices.grid import Buckets, daily
from repli.planning.prices.ground import Ground, Held
from repli.planning.prices.streams import Stream, streams_of
from repli.units import MINUTES_PER_DAY
from tests.planning.generator import operation_of
from tests.tiny import at, tiny_operation


def streams(ground: Ground, buckets: Buckets, step: float = 1.5) -> tuple[tuple[Stream, ...], tuple[Held, ...]]:
    held = tuple(ground.held(ends_of(ground.waves, {}), buckets))
    return streams_of(ground.families, buckets, held, step), held


def test_streams_hold_all_people_tonnes_and_positions_once() -> None:
    for seed in range(30):
        operation = operation_of(seed)
        found, _ = streams(Ground(operation), daily(operation, operation.horizon_minute))
        units = {one: sum(source.units for source in one.sources) for one in found}
        people = sum(line.count for line in operation.people)
        assert round(sum(units[one] for one in found if one.seat)) == people
        kg = sum(line.count * line.kg_per_person for line in operation.people) + sum(one.kg for one in operation.items)
        assert round(1_000 * sum(units[one] * one.tonnes for one in found)) == kg
        positions = sum(units[one] * one.positions for one in found)
        assert round(positions, 6) == sum(one.positions for one in operation.items)


def test_people_whom_floors_tell_apart_are_apart_and_guards_keep_their_site() -> None:
    operation = tiny_operation()
    found, held = streams(Ground(operation), daily(operation, operation.horizon_minute))
    people = [one for one in found if one.seat]
    named = {one.function for one in operation.floors if one.function is not None}
    assert {one.function for one in people} <= named | {""}
    last = {one.site_id for one in operation.sites if one.last_out_people > 0}
    assert {one.guarded for one in people if one.function == GUARD} == last
    for one in people:
        counted = {(h.kind, h.site_id, h.function) for h in held if one.counted(h)}
        assert ("guards-last", one.guarded, None) in counted or not one.guarded
        assert not any(h.function not in (None, one.function) for h in held if one.counted(h))


def test_what_is_ready_later_flows_in_later() -> None:
    operation = tiny_operation()
    ready = min(one.ready_minute for one in operation.items) + 2 * MINUTES_PER_DAY
    late = replace(operation, items=tuple(replace(one, ready_minute=ready) for one in operation.items))
    buckets = Buckets(tuple(at(day) for day in range(6)))
    soon, then = (
        min(s.ready for one in streams(Ground(each), buckets)[0] if not one.seat for s in one.sources)
        for each in (operation, late)
    )
    assert (soon, then) == (0, 2)


def test_steps_part_items_by_positions_a_tonne() -> None:
    operation = tiny_operation()
    ground, buckets = Ground(operation), daily(operation, operation.horizon_minute)
    sizes = {round(one.positions / one.tonnes, 9) for one in streams(ground, buckets, 1.0001)[0] if not one.seat}
    each = {round(1_000 * one.positions / one.kg, 9) for one in operation.items if one.disposition.startswith("re")}
    assert sorted(sizes) == pytest.approx(sorted(each))
    coarse = [(id(one.yard), one.sensitive > 0) for one in streams(ground, buckets, 1e9)[0] if not one.seat]
    assert len(coarse) == len(set(coarse))
