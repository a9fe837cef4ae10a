"""Which sites have to empty before others, by hand on the tiny operation."""

from dataclasses import replace

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.first import Firsts
from repli.planning.prices.passing import passing_of
from repli.rules.ends import Ends
from repli.rules.passages import passages_of
from repli.rules.routes import Ways
from tests.tiny import edit_row, tiny_operation

TINY = tiny_operation()


def harbour(operation: Operation, from_place: str, type_id: str = "TRUCK") -> Operation:
    """The operation with a road from a site to HOME, outside, for one type."""
    leg = replace(operation.leg_of["road", "FEED", "BASE"], leg_id="AWAY", from_place=from_place, to_place="HOME")
    known = next(one for one in operation.passages if one.leg_id == operation.leg_of["road", "FEED", "BASE"].leg_id)
    away = replace(known, leg_id="AWAY", type_id=type_id)
    return replace(operation, legs=(*operation.legs, leg), passages=(*operation.passages, away))


def test_what_comes_by_road_passes_the_base_whose_field_takes_it_on() -> None:
    """90 by road, the least unloading and loading of any type, and what the base needs to take it in."""
    times = [one for kind in TINY.vehicle_types for one in kind.operation_times]
    handling = sum(min(one.work_minutes for one in times if what in one.operations) for what in ("unload", "load"))
    between = 90 + handling + TINY.site_of["BASE"].transfer_minutes
    assert passages_of(Ways(TINY)) == {("FEED", "BASE"): between}
    ends = Ends(Ways(TINY))
    feed, base = ends.last_off("FEED"), ends.last_off("BASE")
    assert feed is not None
    assert base is not None
    assert base >= feed + between


def test_a_road_of_its_own_passes_nothing_even_if_it_leads_by_the_base() -> None:
    assert passages_of(Ways(harbour(TINY, "FEED"))) == {}
    assert passages_of(Ways(harbour(TINY, "BASE"))) == {}


def test_guards_who_leave_last_pass_the_base_though_freight_need_not() -> None:
    """What weighs more than a person goes on by road; nobody does: the type has no seats there."""
    bare = replace(
        TINY.type_of["TRUCK"],
        type_id="FREIGHT",
        configurations=tuple(replace(one, seats=0) for one in TINY.type_of["TRUCK"].configurations),
    )
    tail = replace(next(one for one in TINY.vehicles if one.type_id == "TRUCK"), vehicle_id="F1", type_id="FREIGHT")
    road = {TINY.leg_of["road", "FEED", "BASE"].leg_id, TINY.leg_of["road", "BASE", "FEED"].leg_id}
    more = (replace(one, type_id="FREIGHT") for one in TINY.passages if one.type_id == "TRUCK" and one.leg_id in road)
    operation = replace(
        TINY,
        vehicle_types=(*TINY.vehicle_types, bare),
        vehicles=(*TINY.vehicles, tail),
        passages=(*TINY.passages, *more),
    )
    away = harbour(operation, "FEED", "FREIGHT")
    guarded = edit_row(away, "sites", "FEED", last_out_people=1)
    assert passages_of(Ways(edit_row(away, "sites", "FEED", last_out_people=0))) == {}
    between = passages_of(Ways(TINY))["FEED", "BASE"]
    assert passages_of(Ways(guarded)) == {("FEED", "BASE"): between - TINY.formation_minutes}
    assert passing_of(Firsts(Yard(guarded))) == {"BASE": {"FEED": between - TINY.formation_minutes}}


def test_a_line_that_neither_leaves_nor_stays_may_be_what_a_site_sees_last() -> None:
    inside = edit_row(TINY, "items", "I1", destination_id="FEED")
    assert passages_of(Ways(inside)) == {}
    assert passing_of(Firsts(Yard(inside))) == {}
