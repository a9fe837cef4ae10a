"""verify.py on what cannot be written in a log of format 4: bodies of no such form, witnesses that cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.verification.day_world import BOTH, Day
from tests.verification.deep_log import FORCE, HOST, RAMP
from tests.verification.log_builder import save
from tests.verification.log_spec import Body, cells

BODIES: dict[str, tuple[Callable[[Day], object], str]] = {
    "severity 6": (lambda w: w.say("incident", severity=6), "incident.severity"),
    "a calendar that ends before": (lambda w: w.say("calendar", to="2024-06-01"), "calendar.to is before"),
    "a movement twice in a calendar": (lambda w: w.say("calendar", movements=[PLANNED, PLANNED]), "ascending"),
    "a clearance that ends before": (
        lambda w: w.say("clearance", valid_to="2024-01-01T00:00:00Z"),
        "clearance.valid_to is before",
    ),
    "an issuer of no form": (lambda w: w.say("clearance", issuer="Host"), "clearance.issuer"),
    "an entry disputed with a number": (
        lambda w: w.dispute(w.say("inspect"), what="entry", value=1),
        "dispute.value of an entry",
    ),
    "a status nobody knows": (lambda w: w.say("status", people=[2], status="asleep"), "status.status"),
    "a cancellation of a calendar": (lambda w: w.cancel(w.say("calendar"), kind="calendar"), "cancel.kind"),
    "an extension of version 1": (lambda w: w.say("extend", version=1), "extend.version"),
    "a close that says more": (lambda w: w.say("close", more=1), "exactly the keys"),
    "people below 0": (lambda w: w.say("arrive", people=-1), "arrive.people"),
}
PLANNED = {
    "field": "DRRN",
    "items": 0,
    "movement": "M-1",
    "off_block_at": "2024-06-03T10:00:00Z",
    "people": 1,
    "vehicle": "C-17",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_not_of_its_kind_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    world, (story, reason) = Day(), BODIES[name]
    story(world)
    last = max((said for said in world.said()), key=lambda said: said.payload["at"])
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {last.feed} line {len(world.feeds[last.feed])}")
    assert reason in verdict.reason


WITNESS: dict[str, tuple[dict[str, object], str]] = {
    "of the id of a party": ({"id": HOST}, "a witness has the id of a party"),
    "without a key": ({"keys": []}, "a witness without a key"),
    "asked for a count": ({"asked": ["count"]}, "is not close|depart|handover|manifest"),
    "asked twice": ({"asked": ["depart", "close"]}, "not strictly ascending"),
    "of no role": ({"role": "force"}, "is not guarantor|observer"),
    "with another name": ({"id": "demo-other"}, "a key of the witness demo-other for the feed demo-mission"),
    "with the id of a device": ({"id": RAMP}, "a key of"),
}


def observed_by(change: dict[str, object]) -> Day:
    """Return a log with another witness in its genesis event."""

    class Odd(Day):
        def genesis_body(self, delay_minutes: int) -> dict[str, object]:
            body = super().genesis_body(delay_minutes)
            return body | {"witnesses": [body["witnesses"][0] | change]}

    return Odd()


@pytest.mark.parametrize("name", WITNESS)
def test_a_genesis_event_with_a_witness_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    change, reason = WITNESS[name]
    verdict = verify(save(observed_by(change).files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 1")
    assert reason in verdict.reason


def roster_of_11(world: Day) -> Body:
    return world.declare_body("people", 11, cells(civilian=3, soldier=6), 0, version=2)


def a_transfer_that_arrived(world: Day) -> None:
    first = world.say("transfer", people=[2], by=BOTH)
    world.say("arrive", movement="T-1", by=BOTH)
    world.cancel(first, by=BOTH)


REFUSED: dict[str, tuple[Callable[[Day], object], str]] = {
    "a transfer that arrived is cancelled": (a_transfer_that_arrived, "a transfer that has arrived jointly"),
    "people who came are cancelled": (lambda w: w.cancel(w.reinforce(2, by=BOTH), by=BOTH), "people who came jointly"),
    "an old permit is accepted": (
        lambda w: [e := w.say("clearance"), w.say("clearance"), w.minutes([e])],
        "is not a unilateral departure",
    ),
    "what is joint is agreed again": (lambda w: w.resolve(w.say("inspect", by=BOTH)), "the entry is joint"),
    "a roster with fewer people than came": (
        lambda w: [w.reinforce(2, by=BOTH), w.amend_declare(w.feeds[FORCE][1].hash, roster_of_11(w))],
        "11 slots; there were 12",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_both_parties_may_not_say_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    world, (story, reason) = Day(), REFUSED[name]
    story(world)
    last = max((said for said in world.said()), key=lambda said: said.payload["at"])
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {last.feed} line {len(world.feeds[last.feed])}")
    assert reason in verdict.reason
