"""Fields under fire, sites that close before their day or unguarded, acts, looting, and who was not let in to see."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.ledger.shapes import ZERO_HASH
from repli.planning import make_plan
from repli.reporting import day_positions
from repli.units import Interval
from tests.commission.incidents.story import Story, again, agreed, kinds_of
from tests.tiny import at, edit_row, tiny_operation


def test_a_field_under_fire_is_told_by_both_and_shut_in_the_next_plan() -> None:
    story, key = Story(), "minusma-2023 2023-10-19 attack"
    story.incident("HIT", "attack", "FLD1", severity="4", effect_hours="24")
    assert [(row.key, row.party, row.state) for row in story.standing.rows("incident")] == [
        ("HIT", "force", "account"),
        ("HIT", "host", "account"),
    ]
    story.both("incident", incident="HIT", place="FLD1", severity="4", text="agreed account", effect_hours="24",
               **{"class": "attack"})  # fmt: skip
    assert ("HIT", "", "agreed") in {(row.key, row.party, row.state) for row in story.standing.rows("incident")}
    reopened = edit_row(tiny_operation(), "fields", "FLD1", open_intervals=(Interval(at(1), at(6)),))
    assert again(reopened).objective.closure_day > agreed()[1].objective.closure_day
    assert story.kinds == kinds_of(key)


def test_a_site_left_early_is_evacuated_until_its_act_is_signed() -> None:
    story, key = Story(), "minusma-2023 2023-08-13 early_departure"
    story.empty("FEED", "BASE")
    when = {"last_off_block_at": "2030-01-07T12:30:00Z"}
    story.both("close", site="FEED", act="none", reason="brought forward by two days", **when)
    assert story.state("close", "FEED") == "evacuated"
    act = story.hand_over("FEED", reason="administrative transfer later")
    story.both("close", site="FEED", **when)
    assert story.state("close", "FEED") == "closed"
    assert next(row.event for row in story.standing.rows("handover")) == act
    agreed_day = (Interval(at(2, 8), at(2, 16)),)  # the act was to be signed a day later
    later = edit_row(tiny_operation(), "sites", "FEED", office_intervals=agreed_day)
    closes = [
        next(one.start_minute for one in plan.handovers if one.site_id == "FEED")
        for plan in (agreed()[1], make_plan(later, seed=1, version="test"))
    ]
    assert closes[0] < closes[1]
    assert story.kinds == kinds_of(key)


def test_a_site_that_nobody_can_guard_closes_early_into_liquidation_and_the_calendar_is_agreed_anew() -> None:
    story, key = Story(), "minusma-2023 2023-12-28 security_floor"
    story.both("calendar", movements=["R1 | FLD1 | L1 | 2030-01-10T12:00Z | 5 | 0"])
    story.empty("FEED", "BASE")
    story.hand_over("FEED", reason="no guards")
    story.both("close", site="FEED", liquidation="yes", last_off_block_at="2030-01-07T12:30:00Z")
    story.both("calendar", movements=["R1 | FLD1 | L1 | 2030-01-09T12:00Z | 5 | 0"])
    assert (story.state("close", "FEED"), story.state("calendar", "calendar")) == ("in-liquidation", "2")
    assert story.standing.calendar()["R1"]["off_block_at"] == "2030-01-09T12:00:00Z"
    held = [one for one in tiny_operation().floors if one.site_id == "FEED"]
    assert held
    free = replace(tiny_operation(), floors=tuple(one for one in tiny_operation().floors if one.site_id != "FEED"))
    assert again(free).objective.closure_day <= agreed()[1].objective.closure_day
    assert story.kinds == kinds_of(key)


def test_what_is_stolen_after_the_act_changes_neither_the_act_nor_any_figure() -> None:
    story, key = Story(), "unamid-2021 2021-07-27 looting"
    story.force("status", status="lost", items="I6", reason="stolen before the act")
    story.empty("FEED", "BASE")
    story.hand_over("FEED", inventory="20 huts, 2 wells")
    story.both("close", site="FEED", last_off_block_at="2030-01-07T12:30:00Z")
    assert story.standing.daybook.items_of("items_lost") == 1
    before = story.standing.state
    act = story.standing.current("handover", "FEED")
    assert act is not None
    assert act.body.value["inventory"] != ZERO_HASH
    story.incident("LOOT", "looting", "FEED", items="20")
    after = story.standing
    assert after.current("handover", "FEED") == act
    assert (after.state.departed, after.daybook.items) == (
        before.departed,
        before.daybook.items if before.daybook else (),
    )
    assert story.state("close", "FEED") == "closed"
    with pytest.raises(RefusedError) as caught:
        story.force("transfer", movement="C8", to="FEED", people="BASE-STAFF:1", off_block_at="2030-01-08T12:00Z")
    assert caught.value.reason == "site-closed"
    assert story.kinds == kinds_of(key)


def test_complete_is_said_of_each_site_and_not_of_all_while_somebody_stays() -> None:
    story, key = Story(), "monusco-sk-2024 2024-07-05 scope"
    story.empty("FEED", "BASE")
    story.hand_over("FEED")
    story.both("close", site="FEED", last_off_block_at="2030-01-07T12:30:00Z")
    events = sorted(story.standing.events.values(), key=lambda one: (one.frame.at, one.frame.feed, one.frame.index))
    (day,) = day_positions(events, story.world.sidecars.get, ["2030-01-07"], time_zone="Africa/Niamey")
    assert {one.site_id: (one.state, one.balance.remaining) for one in day.sites} == {
        "BASE": ("open", 30),
        "FEED": ("closed", 0),
    }
    assert (day.figures["sites_closed"], day.figures["people_remaining"]) == (1, 30)
    with pytest.raises(RefusedError, match="People are at site BASE"):
        story.both("close", site="BASE", act="none", last_off_block_at="2030-01-07T12:30:00Z")
    assert story.kinds == kinds_of(key)


def test_an_act_that_no_observer_saw_is_joint_and_says_that_nobody_witnessed_it() -> None:
    story, key = Story(), "ru-georgia-2007 2007-11-13 observer_refused"
    story.empty("FEED", "BASE")
    act = story.hand_over("FEED")
    assert story.standing.grade(act) == "joint"
    assert story.standing.daybook.attests == ()
    story.world.share()
    story.alone("guarantor", "attest", event=act[:12], result="refused", text="not let in")
    story.world.share()
    story.accept()
    (attest,) = story.standing.daybook.attests
    assert (attest.event, attest.result, attest.witness) == (act, "refused", "togo")
    assert story.standing.grade(act) == "joint"
    assert story.kinds == kinds_of(key)
