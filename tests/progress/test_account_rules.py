"""People and items move between accounts when both stand by it, and never off an account that has them not."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.execution import sign_together
from repli.ledger.roster import digest_file, root_of
from repli.progress import Cell
from repli.progress.change import Amend
from repli.progress.state import state_value
from tests.cast import NOON
from tests.fourth import (
    BASE_SITE,
    FEEDER,
    HASH,
    Fourth,
    arrive,
    fourth_genesis,
)
from tests.progress.said import cancel, look_away, refused_of_both, register, state, value


@pytest.fixture
def world() -> Fourth:
    return Fourth()


def test_who_left_before_the_count_does_not_return_but_reinforces(world: Fourth) -> None:
    world.open(2, NOON)
    slots = sorted(world.gone)
    look_away(world)
    refused_of_both(world, world.status("returned", slots), "taken off an account")


def test_a_transfer_is_under_way_until_both_say_that_it_has_arrived_whole(world: Fourth) -> None:
    sent = world.both(world.transfer("T1", world.free(BASE_SITE, 3), FEEDER))
    assert {row.site: row.in_transit for row in world.force.copy.replay.balance} == {BASE_SITE: 3, FEEDER: 0}
    short = world.alone(arrive("T1", 2))
    assert register(world)["arrive", "T1", ""][0] == "unequal"
    with pytest.raises(RefusedError, match="has not arrived with what it left with"):
        world.sign_day(short)
    whole = world.alone(arrive("T1", 3), of="host")
    world.sign_day(whole)
    rows = {row.site: row for row in world.force.copy.replay.balance}
    assert (rows[BASE_SITE].present, rows[BASE_SITE].transferred_out) == (17, 3)
    assert (rows[FEEDER].present, rows[FEEDER].transferred_in) == (13, 3)
    refused_of_both(world, cancel(sent), "cannot be cancelled")
    world.both(cancel(whole))
    assert {row.site: row.in_transit for row in world.force.copy.replay.balance} == {BASE_SITE: 3, FEEDER: 0}
    world.both(cancel(sent))
    assert {row.site: row.present for row in world.force.copy.replay.balance} == {BASE_SITE: 20, FEEDER: 10}


def test_a_movement_that_came_with_other_numbers_says_so_and_changes_nothing(world: Fourth) -> None:
    world.both(world.leave("R1", BASE_SITE, 4))
    world.both(arrive("R1", 3, reason="one got off"))
    assert register(world)["arrive", "R1", ""] == ("unequal", "joint")
    assert value(world, "people_departed") == 4


def test_people_come_back_and_go_again(world: Fourth) -> None:
    gone = world.both(world.leave("R1", BASE_SITE, 4))
    slots = sorted(world.gone)
    world.both(world.status("returned", slots[:2]))
    assert (value(world, "people_counted"), value(world, "people_remaining")) == (2, 28)
    look_away(world)
    refused_of_both(world, cancel(gone, "depart"), "taken off an account")
    world.both(world.depart_of("R2", slots[:2]))
    assert (value(world, "people_counted"), value(world, "people_remaining")) == (4, 26)


def test_items_leave_the_list_by_certificate_or_loss_and_may_be_found(world: Fourth) -> None:
    world.both(world.dispose((0,), stage="decided"))
    world.both(world.dispose((0,)))
    world.both(world.item_status("lost", (1, 2)))
    world.both(world.item_status("found", (1,)))
    accounts = state_value(state(world))["accounts"]
    assert (accounts["items_disposed"], accounts["items_lost"]) == (1, 1)  # type: ignore[index,call-overload]  # an object
    assert value(world, "items_disposed") == 1
    refused_of_both(world, world.item_status("held", (3,)), "held on their way")


def test_a_reinforcement_continues_the_roster_and_may_not_be_cancelled(world: Fourth) -> None:
    came = world.reinforce(2)
    for wrong in (replace(came, slots=33), replace(came, root=HASH), replace(came, sidecar=HASH)):
        with pytest.raises(RefusedError):
            world.both(wrong)
    other = world.alone(replace(came, sidecar=HASH))  # its file is nobody's business until both stand by it
    made = world.both(came)
    refused_of_both(world, cancel(made), "cannot be cancelled")
    with pytest.raises(RefusedError):
        world.sign_day(other)


def test_a_new_baseline_counts_those_who_came_apart(world: Fourth) -> None:
    world.both(world.reinforce(2))
    copy = world.force.copy
    old = next(event for event in copy.events("force") if event.frame.kind == "declare")
    digests = (*world.book.people.digests, *world.came, bytes([7]) * 32)
    body = replace(
        old.body, version=2, slots=33, root=root_of(digests).hex(), sidecar=world.sidecars.put(digest_file(digests)),
        cells=(Cell(site=BASE_SITE, category="military", count=21), Cell(site=FEEDER, category="military", count=10)),
    )  # fmt: skip
    world.both(Amend(replaces=old.event_hash, body=body, reason="one was overlooked"))
    assert (value(world, "people_baseline"), value(world, "people_reinforced"), value(world, "people_remaining")) == (
        31,
        2,
        33,
    )
    assert sum(row.baseline + row.reinforced for row in world.force.copy.replay.balance) == 33


def test_nothing_is_said_of_people_before_they_are_declared() -> None:
    world = Fourth.__new__(Fourth)
    full = Fourth()
    world.__dict__.update(full.__dict__)
    world.written, world._log = {}, None
    world.force, world.host = world.recorder("force"), world.recorder("host")
    sign_together(world.force, world.host, fourth_genesis(), second=NOON)
    with pytest.raises(RefusedError) as refused:
        world.force.record(full.status("retained", full.free(BASE_SITE, 1)), second=NOON)
    assert refused.value.reason == "not-declared"
