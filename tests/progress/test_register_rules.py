"""A row of the register goes step by step, and each kind asks what the page says."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.progress import Cell
from repli.progress.bodies import Calendar, Extend, Incident, Inspect
from tests.cast import HOST, NOON
from tests.fourth import (
    BASE_SITE,
    FEEDER,
    HASH,
    TIME,
    Fourth,
    arrive,
    clearance,
    close,
    handover,
)
from tests.progress.said import cancel, refused_of_both, register, value

ZEROS = "0" * 64


@pytest.fixture
def world() -> Fourth:
    return Fourth()


def test_a_closing_names_the_current_act_of_its_site(world: Fourth) -> None:
    old = world.both(handover(FEEDER))
    act = world.both(handover(FEEDER, condition="swept again"))
    world.both(world.leave("F1", FEEDER, 10))
    refused_of_both(world, close(FEEDER, act=old.event_hash), "names an act")
    world.both(close(FEEDER, act=act.event_hash))
    assert register(world)["close", FEEDER, ""] == ("closed", "joint")
    world.both(close(FEEDER, liquidation=True))
    assert register(world)["close", FEEDER, ""] == ("in-liquidation", "joint")
    assert value(world, "sites_closed") == 1


def test_a_closed_site_stays_empty_whatever_was_written_before(world: Fourth) -> None:
    waiting = world.alone(world.reinforce(2, FEEDER))
    gone = world.both(world.leave("F1", FEEDER, 10))
    world.both(close(FEEDER))
    for act in (lambda: world.sign_day(waiting), lambda: world.both(cancel(gone, "depart"))):
        with pytest.raises(RefusedError, match="is closed, and people would be there"):
            act()


def test_a_site_is_not_closed_while_a_transfer_is_under_way_to_it(world: Fourth) -> None:
    world.both(world.transfer("T1", world.free(BASE_SITE, 2), FEEDER))
    world.both(world.leave("F1", FEEDER, 10))
    refused_of_both(world, close(FEEDER), "or on their way")
    world.both(arrive("T1", 2))
    refused_of_both(world, close(FEEDER), "People are at site")
    world.both(replace(world.leave("F2", BASE_SITE, 2), cells=(Cell(site=FEEDER, category="military", count=2),)))
    world.both(close(FEEDER))


def test_a_clearance_goes_its_way_step_by_step(world: Fourth) -> None:
    world.alone(clearance("requested"))
    for state_, party in (("refused", "host"), ("requested", "force"), ("silent", "force"), ("requested", "force"),
                          ("granted", "host"), ("amended", "host"), ("used", "force")):  # fmt: skip
        world.alone(clearance(state_), of=party)
        assert register(world)["clearance", "C-1", ""] == (state_, "unilateral")
    with pytest.raises(RefusedError) as refused:
        world.host.record(clearance("revoked"), second=NOON)
    assert refused.value.reason == "no-such-step"


def test_of_a_state_that_signs_nothing_here_the_asker_tells_the_answer(world: Fourth) -> None:
    world.alone(clearance("requested", issuer=""))
    with pytest.raises(RefusedError) as refused:
        world.host.record(clearance("granted", issuer=""), second=NOON)
    assert refused.value.reason == "not-the-issuer"
    world.alone(clearance("granted", issuer="", number="X1"))
    assert register(world)["clearance", "C-1", ""][0] == "granted"


def test_a_calendar_and_a_deadline_have_versions(world: Fourth) -> None:
    first = Calendar(since="2030-01-08", to="2030-01-09", movements=(), replaces=ZEROS, version=1)
    refused_of_both(world, replace(first, version=2), "cannot make this step")
    made = world.both(first)
    refused_of_both(world, replace(first, version=2), "cannot make this step")
    world.both(replace(first, version=2, replaces=made.event_hash))
    assert register(world)["calendar", "calendar", ""] == ("2", "joint")
    deadline = world.force.copy.charter.genesis.agreement.deadline
    refused_of_both(world, Extend(cause="", clause="7", deadline=deadline, version=2), "cannot make this step")
    world.both(Extend(cause="road", clause="7", deadline="2031-01-01", version=2))
    refused_of_both(world, Extend(cause="", clause="7", deadline="2031-01-01", version=3), "cannot make this step")
    assert register(world)["extend", "deadline", ""] == ("2031-01-01", "joint")


def test_each_party_has_its_account_of_an_incident_and_both_may_agree_on_one(world: Fourth) -> None:
    account = Incident(incident_class="attack", effect_hours=5, incident="I-1", items=0, movement="", people=0,
                       place="GATE", severity=4, text=HASH, time=TIME)  # fmt: skip
    world.alone(account)
    world.alone(replace(account, severity=2), of="host")
    world.both(replace(account, severity=3))
    assert {row: found for row, found in register(world).items() if row[0] == "incident"} == {
        ("incident", "I-1", "force"): ("account", "unilateral"),
        ("incident", "I-1", HOST): ("account", "unilateral"),
        ("incident", "I-1", ""): ("agreed", "joint"),
    }


def test_a_register_entry_that_is_cancelled_gives_the_row_back_to_the_one_before(world: Fourth) -> None:
    inspect = Inspect(customs="", inspection="X1", items=1, kg=0, result="packed", seals=(), site=BASE_SITE,
                      slots=world.listed(items=(0,)), time=TIME)  # fmt: skip
    packed = world.alone(inspect)
    held = world.alone(replace(inspect, result="held"), of="host")
    with pytest.raises(RefusedError) as refused:
        world.force.record(cancel(packed), second=NOON)
    assert refused.value.reason == "not-a-version"
    world.alone(cancel(held), of="host")
    assert register(world)["inspect", "X1", ""] == ("packed", "unilateral")
    world.sign_day(packed)
    assert register(world)["inspect", "X1", ""] == ("packed", "joint")
    with pytest.raises(RefusedError) as refused:
        world.force.record(cancel(packed), second=NOON)
    assert refused.value.reason == "not-yours"
    world.both(cancel(packed))
    assert ("inspect", "X1", "") not in register(world)
