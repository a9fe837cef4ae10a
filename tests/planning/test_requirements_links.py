"""Legs that are not there: the way back, and the way out, each minimal and repaired by a plan."""

from dataclasses import replace

import pytest

from repli.planning.requirements import requirements_of
from repli.rules import check_plan
from tests.planning.shuttle import shuttle
from tests.planning.test_requirements_limits import assert_minimal, kinds, proven, solve
from tests.tiny import at, tiny_operation


def test_a_leg_in_one_direction_only_is_repaired_by_its_way_back() -> None:
    operation = shuttle(at(0))
    one_way = tuple(one for one in operation.legs if one.leg_id == "FLD1-OUT1")
    operation = replace(
        operation, legs=one_way, passages=tuple(one for one in operation.passages if one.leg_id == "FLD1-OUT1")
    )
    conflict, repairs = proven(operation)
    assert [str(one.text) for one in conflict.requirements] == [
        "the lack of a way back on FLD1-OUT1 (legs.csv: both_ways)"
    ]
    assert_minimal(operation, conflict)
    (repair,) = repairs
    assert check_plan(conflict.requirements[0].without(operation), repair.plan) == ()
    assert repair.plan.objective.flying_minutes == 240  # 120 minutes each way


def test_a_way_back_turns_halts_and_stretches_round() -> None:
    tiny = tiny_operation()
    leg = replace(tiny.leg_of["road", "BASE", "FEED"], halts=((20, 10),))
    there = replace(tiny.passage_of["TRUCK", leg.leg_id], block_minutes=100, stretches=((0, 30), (40, 100)))
    operation = replace(
        tiny,
        legs=(*(one for one in tiny.legs if one.mode == "air"), leg),
        passages=(*(one for one in tiny.passages if one.type_id == "LIFT"), there),
    )
    (back,) = (one for one in requirements_of(operation) if one.kind == "way-back")
    added = back.without(operation).leg_of["road", "FEED", "BASE"]
    assert added.halts == ((40, 10),)
    assert back.without(operation).passage_of["TRUCK", added.leg_id].stretches == ((0, 60), (70, 100))


def test_a_site_from_which_nothing_leads_out_needs_a_way_of_known_length() -> None:
    """FEED without its road: 111 km north of BASE's field, which is one degree of latitude."""
    tiny = tiny_operation()
    sites = tuple(
        replace(one, latitude_deg=14.5) if one.site_id == "FEED" else replace(one, latitude_deg=13.5, longitude_deg=2.1)
        for one in tiny.sites
    )
    operation = replace(
        tiny,
        sites=sites,
        legs=tuple(one for one in tiny.legs if one.mode == "air"),
        passages=tuple(one for one in tiny.passages if one.type_id == "LIFT"),
    )
    (way,) = (one for one in requirements_of(operation) if one.kind == "way")
    assert "from FEED to HOME; by road the straight line is 111 km" in str(way.text)


def test_a_missing_way_by_air_is_the_conflict_and_any_plan_with_it_keeps_the_rules() -> None:
    """A second field without legs: the way to it is 10 km shorter than the known leg, so that leg's figures hold."""
    operation = shuttle(at(0), at(1))
    field = replace(operation.field_of["FLD1"], field_id="FLD0")
    site = replace(operation.site_of["BASE"], site_id="LOST", field_id="FLD0", latitude_deg=21.5)
    operation = replace(
        operation,
        fields=(field, *operation.fields),
        sites=(operation.site_of["BASE"], operation.site_of["HOME"], site),
        items=(operation.items[0], replace(operation.items[1], site_id="LOST")),
        clearances=(
            *operation.clearances,
            replace(operation.clearances[0], clearance_id="C-LOST", scope_id="FLD0"),
        ),
    )
    conflict, repairs = proven(operation)
    assert kinds(conflict) == {"way"}
    assert "from LOST to HOME; by air the straight line is 890 km" in str(conflict.requirements[0].text)
    assert_minimal(operation, conflict)
    (repair,) = repairs
    assert check_plan(conflict.requirements[0].without(operation), repair.plan) == ()
    assert repair.plan.objective.flying_minutes == 4 * 120


@pytest.mark.parametrize("kind", ["way", "way-back"])
def test_where_nothing_is_missing_nothing_is_asked_for(kind: str) -> None:
    operation = tiny_operation()
    assert solve(operation) is not None
    assert kind not in {one.kind for one in requirements_of(operation)}
