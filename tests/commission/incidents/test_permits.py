"""Clearances refused, given for some purposes only, borders and roads closed: recorded, and the plan made again."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError, RefusedError
from repli.model import Operation
from repli.planning import make_plan
from repli.units import Interval
from tests.commission.incidents.story import Story, again, agreed, chance, kinds_of
from tests.forecast.settings import setting
from tests.tiny import at, edit_row, tiny_operation, without_row

WINDOW = {"valid_from": "2030-01-07T00:00Z", "valid_to": "2030-01-12T00:00Z"}


def shut_until(minute: int, clearance_id: str = "C-AIR") -> Operation:
    """The operation with a clearance that holds only from a minute on."""
    end = tiny_operation().clearance_of[clearance_id].window.end_minute
    return edit_row(tiny_operation(), "clearances", clearance_id, window=Interval(minute, end))


def test_a_refused_overflight_stands_with_its_reason_and_the_plan_waits_for_the_next_answer() -> None:
    story, key = Story(), "us-niger-2024 2024-04-15 clearance_refused"
    story.force("clearance", reference="OVF-1", state="requested", issuer="host", scope="FLD1",
                purposes="rotation; mail; medicine", **WINDOW)  # fmt: skip
    (refusal,) = story.host("clearance", reference="OVF-1", state="refused", reason="no diplomatic overflight")
    assert (story.state("clearance", "OVF-1"), refusal.body.value["reason"]) == ("refused", "no diplomatic overflight")
    assert refusal.body.value["purposes"] == ["rotation", "mail", "medicine"]
    with pytest.raises(RefusedError) as caught:
        story.force("clearance", reference="OVF-1", state="used")
    assert caught.value.reason == "no-such-step"
    assert story.figure("people_departed") == 0
    plan, later = agreed()[1], again(shut_until(at(1)))
    assert later.objective.closure_day > plan.objective.closure_day
    assert later.objective.milestone_shortfall_ppm > plan.objective.milestone_shortfall_ppm
    often = tiny_operation(settings=(setting("clearance_refusal_probability", 0.6, 0.6, 0.6),
                                     setting("clearance_delay_days_mean", 2, 2, 2)))  # fmt: skip
    assert chance(often, plan) < chance(tiny_operation(), plan)
    assert story.kinds == kinds_of(key)


def test_a_permission_for_some_purposes_leaves_the_others_refused_and_no_flight_in_the_plan() -> None:
    story, key = Story(), "minusma-2023 2023-10-27 clearance_refused"
    asked = {"issuer": "host", "state": "requested", "scope": "FLD1", **WINDOW}
    story.force("clearance", reference="SUPPLY", purposes="resupply; medical evacuation", **asked)
    story.force("clearance", reference="LEAVE", purposes="repatriation", **asked)
    story.host("clearance", reference="SUPPLY", state="granted", number="7")
    story.host("clearance", reference="LEAVE", state="refused", reason="not now")
    story.incident("FUEL", "customs", "FLD1", effect_hours="72")
    assert (story.state("clearance", "SUPPLY"), story.state("clearance", "LEAVE")) == ("granted", "refused")
    assert [row.party for row in story.standing.rows("incident")] == ["force", "host"]
    with pytest.raises(ImpossibleError) as caught:
        make_plan(without_row(tiny_operation(), "clearances", "C-AIR"), seed=1, version="test")
    assert any("no clearance" in str(value) for one in caught.value.reasons for _, value in one.values)
    assert story.kinds == kinds_of(key)


def test_who_may_not_fly_goes_by_road_under_attack_and_the_hurt_are_counted_apart() -> None:
    story, key = Story(), "minusma-2023 2023-10-31 clearance_refused"
    story.force("clearance", reference="COVER", state="requested", issuer="host", scope="FLD1", purposes="escort",
                **WINDOW)  # fmt: skip
    story.host("clearance", reference="COVER", state="refused", reason="no air cover")
    story.both("transfer", movement="C1", to="BASE", people=["FEED-STAFF:4"], off_block_at="2030-01-07T06:00Z")
    story.incident("IED-1", "attack", "BASE-FEED", movement="C1", people="2", severity="5", effect_hours="100")
    story.force("arrive", movement="C1", place="BASE", people="4")
    story.accept()
    story.force("status", status="medevac", people="FEED-STAFF@BASE:2", movement="C1", reason="hurt on the road")
    story.accept()
    assert (story.figure("people_otherwise"), story.figure("people_remaining")) == (2, 28)
    assert story.figure("people_departed") == 0
    late = again(bans=(("day", "2030-01-08"),))
    assert late.objective.closure_day > agreed()[1].objective.closure_day
    assert story.kinds == kinds_of(key)


def test_a_closed_border_is_the_refusal_of_a_state_that_signs_nothing_and_shuts_a_way_of_the_network() -> None:
    story, key = Story(), "fr-niger-2023 2023-10-09 border_closed"
    story.force("clearance", reference="BORDER", state="requested", issuer="", scope="FLD1-OUT1", purposes="transit",
                **WINDOW)  # fmt: skip
    story.force("clearance", reference="BORDER", state="refused", reason="border closed")
    (row,) = story.standing.rows("clearance")
    assert (row.state, row.party) == ("refused", "")
    open_later = edit_row(tiny_operation(), "legs", "FLD1-OUT1", open_intervals=(Interval(at(1), at(6)),))
    assert again(open_later).objective.closure_day > agreed()[1].objective.closure_day
    with pytest.raises(NoPlanError):
        again(bans=(("leg", "FLD1-OUT1"),))
    assert story.kinds == kinds_of(key)


def test_trucks_held_at_customs_stay_departed_and_are_told_as_held_until_they_are_freed() -> None:
    story, key = Story(), "us-cameroon-2017 2017-03-27 customs"
    story.depart("R1", people="BASE-STAFF:5", items="I1")
    story.accept()
    story.incident("KOUSSERI", "customs", "OUT1", movement="R1", items="1", effect_hours="120")
    story.force("status", status="held", items="I1", movement="R1", reason="sealed and no manifest")
    story.accept()
    assert story.standing.daybook.items_of("items_held") == 1
    assert (story.figure("items_departed"), story.figure("people_departed")) == (1, 5)
    story.force("status", status="freed", items="I1", movement="R1", reason="inventory made")
    story.accept()
    assert story.standing.daybook.items_of("items_held") == 0
    held = edit_row(tiny_operation(), "vehicles", "L1", available_from_minute=at(1))
    assert again(held).objective.as_tuple() > agreed()[1].objective.as_tuple()
    assert story.kinds == kinds_of(key)


def test_a_blocked_convoy_gives_way_to_the_other_disposition_with_authority_day_and_certificate() -> None:
    story, key = Story(), "minusma-2023 2023-09-24 convoy_blocked"
    story.both("transfer", movement="C1", to="BASE", items=["I5"], off_block_at="2030-01-07T06:00Z")
    story.incident("GAO", "blocked", "BASE-FEED", movement="C1", items="1", effect_hours="200")
    decided = {"site": "FEED", "items": "I6", "how": "destroy", "authority": "joint board", "due": "2030-01-09"}
    story.both("dispose", stage="decided", **decided)
    assert story.figure("items_disposed") == 0
    story.both("dispose", stage="done", certificate="destroyed before both", **decided)
    assert story.figure("items_disposed") == 1
    assert (story.figure("items_departed"), story.figure("items_baseline")) == (0, 6)
    less = replace(tiny_operation(), items=tuple(one for one in tiny_operation().items if one.line_id != "I6"))
    carried = {cargo.line_id for one in again(less).movements for stop in one.stops for cargo in stop.loads}
    assert "I6" not in carried
    assert story.kinds == kinds_of(key)


def test_weapons_dismounted_for_the_road_are_items_of_their_own_in_the_next_plan() -> None:
    story, key = Story(), "fr-niger-2023 2023-10-10 weapons_rule"
    story.force("inspect", inspection="K1", site="FEED", items="I5", result="held", customs="weapons on board")
    assert story.state("inspect", "K1") == "held"
    story.both("inspect", inspection="K1", site="FEED", items="I5", result="cleared", seals="A-17")
    assert story.state("inspect", "K1") == "cleared"
    vehicle = tiny_operation().item_of["I5"]
    weapon = replace(vehicle, line_id="I5-GUN", kg=200)
    more = replace(tiny_operation(), items=(*tiny_operation().items, weapon))
    carried = {cargo.line_id for one in again(more).movements for stop in one.stops for cargo in stop.loads}
    assert {"I5", "I5-GUN"} <= carried
    assert story.kinds == kinds_of(key)
