"""Entries, minutes, disputes and witnesses of format 4; what one party may not say alone is void by its name."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from repli.errors import RefusedError
from repli.progress import Cell
from repli.progress.bodies import Attest, Obligation
from repli.progress.change import Resolve
from repli.progress.events import Body
from repli.progress.sitting import Escalated, Sitting
from repli.progress.state import state_value
from tests.cast import NOON
from tests.fourth import (
    BASE_SITE,
    FEEDER,
    GUARANTOR,
    HASH,
    Fourth,
    arrive,
    clearance,
    close,
    manifest,
)
from tests.progress.said import cancel, depot, dispute, look_away, refused_of_both, register, state, value
from tests.second import DAY

PAGE = Path("docs/reference/log-format.md").read_text("utf-8")
NAMED = set(re.findall(r"\[`([a-z-]+)`\]", PAGE[PAGE.index("## 28.") : PAGE.index("## 30.")]))


@pytest.fixture
def world() -> Fourth:
    return Fourth()


# name of a reason -> what is done before, and what is void then
def _cases(world: Fourth) -> dict[str, tuple[Callable[[], object], Callable[[], Body], str]]:
    base = world.free(BASE_SITE, 3)
    obligation = Obligation(clause="4", evidence=HASH, note="", state="done")
    nothing: Callable[[], object] = lambda: None  # noqa: E731 - one word for: nothing before
    return {
        "no-such-step": (lambda: world.alone(obligation), lambda: obligation, "force"),
        "not-a-movement": (nothing, lambda: arrive("R9", 1), "force"),
        "already-arrived": (
            lambda: (world.both(world.transfer("T1", base, FEEDER)), world.both(arrive("T1", 3))),
            lambda: arrive("T1", 3),
            "force",
        ),
        "other-issuer": (
            lambda: world.alone(clearance("requested")),
            lambda: clearance("granted", issuer=""),
            "host",
        ),
        "not-the-issuer": (lambda: world.alone(clearance("requested")), lambda: clearance("granted"), "force"),
        "own-clearance": (nothing, lambda: clearance("requested"), "host"),
        "movement-departed": (lambda: world.alone(world.leave("R1", FEEDER, 2)), lambda: manifest("R1", 2), "force"),
        "cells-do-not-sum": (nothing, lambda: world.status("retained", base, people=4), "force"),
        "wrong-scope": (nothing, lambda: world.transfer("T1", base, BASE_SITE), "force"),
        "movement-known": (
            lambda: world.alone(world.leave("R1", FEEDER, 2)),
            lambda: world.transfer("R1", base, FEEDER),
            "force",
        ),
        "lock-forbids": (nothing, lambda: world.dispose((0,), how="sell", locked=True), "force"),
        "site-closed": (depot(world), lambda: world.transfer("T1", base, FEEDER), "force"),
        "joint-stands": (nothing, lambda: dispute(world.both(world.status("retained", base))), "host"),
        "not-yours": (nothing, lambda: cancel(world.alone(world.status("retained", base))), "host"),
        "not-a-version": (nothing, lambda: cancel(world.alone(world.status("retained", base)), "transfer"), "force"),
        "cell-over-baseline": (
            lambda: world.both(world.status("retained", world.free(FEEDER, 9))),
            lambda: replace(world.leave("R1", BASE_SITE, 2), cells=(Cell(site=FEEDER, category="military", count=2),)),
            "force",
        ),
        "account-below-zero": (
            lambda: (
                world.both(world.leave("R1", BASE_SITE, 2)),
                world.both(world.status("returned", (2,), cells=(Cell(site=BASE_SITE, category="military", count=1),))),
            ),
            lambda: world.leave("R1", BASE_SITE, 1),
            "",
        ),
        "items-over-baseline": (
            lambda: world.both(world.dispose((0, 1, 2, 3))),
            lambda: replace(world.leave("R1", BASE_SITE, 0, items=(0, 1, 2)), kg=0),
            "force",
        ),
        "kg-over-baseline": (
            lambda: world.both(world.dispose((0,), kg=17_500)),
            lambda: world.leave("R1", BASE_SITE, 0, items=(1,)),
            "force",
        ),
    }


ALONE = sorted(set(_cases(Fourth())) - {"account-below-zero"})


@pytest.mark.parametrize("reason", ALONE)
def test_what_one_party_may_not_say_alone_is_void_by_the_name_of_the_page(reason: str, world: Fourth) -> None:
    before, body, party = _cases(world)[reason]
    before()
    said = body()
    before_state = state_value(state(world))
    with pytest.raises(RefusedError) as refused:
        getattr(world, party).record(said, second=NOON)
    assert refused.value.reason == reason
    assert state_value(state(world)) == before_state


def test_every_reason_of_the_page_is_in_these_tests() -> None:
    of_both = {"no-act", "site-not-empty", "account-below-zero", "not-an-event", "not-declared"}
    assert set(ALONE) | of_both == NAMED


def test_what_both_may_not_sign_refuses_the_log(world: Fourth) -> None:
    look_away(world)
    refused_of_both(world, close(FEEDER), "People are at site")
    refused_of_both(world, world.status("released", (0,)), "taken off an account")
    refused_of_both(world, world.status("returned", (0,)), "taken off an account")
    depot(world)()
    refused_of_both(world, close(BASE_SITE, act=HASH), "People are at site")
    refused_of_both(world, close(FEEDER), "cannot make this step")


def test_the_minutes_make_what_waits_joint_and_only_then_it_counts(world: Fourth) -> None:
    kept = world.alone(world.status("retained", world.free(BASE_SITE, 3)))
    came = world.alone(world.reinforce(2), of="host")
    gone = world.alone(world.leave("R1", BASE_SITE, 4))
    assert (value(world, "people_retained"), value(world, "people_remaining")) == (0, 30)
    assert set(world.force.copy.replay.waiting) == {one.event_hash for one in (kept, came, gone)}
    world.sign_day(kept, came, gone)
    assert {name: value(world, name) for name in (
        "people_baseline", "people_reinforced", "people_retained", "people_departed", "people_remaining"
    )} == {
        "people_baseline": 30, "people_reinforced": 2, "people_retained": 3, "people_departed": 4,
        "people_remaining": 25,
    }  # fmt: skip
    assert world.force.copy.replay.waiting == ()
    assert state(world).baseline_people.slots == 32  # type: ignore[union-attr]  # it is declared


def test_minutes_accept_nothing_disputed_nothing_twice_and_nothing_unknown(world: Fourth) -> None:
    kept = world.alone(world.status("retained", world.free(BASE_SITE, 3)))
    world.alone(dispute(kept, "people", 2), of="host")
    assert state_value(state(world))["waiting"][0]["grade"] == "disputed"  # type: ignore[index,call-overload]  # a list
    for accepted in (kept.event_hash, HASH):
        with pytest.raises(RefusedError, match="The minutes accept"):
            world.sign_day(accepted)
    world.both(Resolve(event=kept.event_hash, reason="three"))
    assert value(world, "people_retained") == 3
    assert state(world).docket.disputes == ()  # type: ignore[union-attr]  # format 4 has one
    with pytest.raises(RefusedError):
        world.sign_day(kept)
    with pytest.raises(RefusedError, match="names no version that waits"):
        world.both(Resolve(event=kept.event_hash, reason="again"))


def test_a_dispute_closes_when_its_entry_is_current_no_more(world: Fourth) -> None:
    opened = world.alone(manifest("R7", 3))
    world.alone(dispute(opened), of="host")
    assert register(world)["manifest", "R7", ""] == ("open", "disputed")
    world.alone(manifest("R7", 4, "closed"))
    assert register(world)["manifest", "R7", ""] == ("closed", "unilateral")
    with pytest.raises(RefusedError) as refused:
        world.host.record(dispute(opened), second=NOON)
    assert refused.value.reason == "not-a-version"


def test_a_departure_is_disputed_in_its_numbers_only(world: Fourth) -> None:
    gone = world.alone(world.leave("R1", BASE_SITE, 4))
    with pytest.raises(RefusedError) as refused:
        world.host.record(dispute(gone), second=NOON)
    assert refused.value.reason == "not-a-version"
    world.alone(dispute(gone, "people", 3), of="host")


def test_a_witness_says_what_it_saw_and_may_say_it_anew(world: Fourth) -> None:
    gone = world.both(world.leave("R1", BASE_SITE, 4))
    world.share()
    for result in ("reserved", "witnessed"):
        world.guarantor.record(Attest(event=gone.event_hash, result=result, text=""), second=NOON)
    world.guarantor.record(Attest(event=HASH, result="refused", text=""), second=NOON)
    world.share()
    assert state_value(state(world))["attests"] == []
    world.alone(manifest("R7", 1))  # a party takes them in
    assert state_value(state(world))["attests"] == [
        {"event": gone.event_hash, "result": "witnessed", "witness": GUARANTOR}
    ]
    assert [void.reason for void in world.force.copy.replay.void.values()] == ["not-an-event"]


def test_a_witness_is_no_receipt_and_lets_no_delay_pass(world: Fourth) -> None:
    gone = world.alone(world.leave("R1", BASE_SITE, 4))
    world.share()
    for second in (NOON, NOON + 9 * DAY):
        world.guarantor.record(Attest(event=gone.event_hash, result="witnessed", text=""), second=second)
        world.share()
        world.alone(manifest("R7", 1), second=second)
    assert world.grades(world.force) == {"R1": "unilateral"}


def test_what_goes_up_a_level_is_an_event_of_this_log(world: Fourth) -> None:
    kept = world.alone(world.status("retained", world.free(BASE_SITE, 3)))
    up = Sitting(escalated=(Escalated(event=kept.event_hash, reason="no agreement", to="ministers"),))
    world.sign_day(sitting=up)
    with pytest.raises(RefusedError, match="higher level"):
        world.sign_day(sitting=replace(up, escalated=(replace(up.escalated[0], event=HASH),)))
