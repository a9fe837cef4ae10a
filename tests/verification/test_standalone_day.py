"""verify.py on honest logs of format 4: entries, accounts, figures, lists, witnesses; `day_spec` counts the states."""

from collections.abc import Callable
from pathlib import Path

import pytest

from repli.verification.standalone import report, verify
from tests.verification.day_world import BOTH, NOTHING, Day, told
from tests.verification.deep_files import contradiction_of, publication_of, resigned
from tests.verification.deep_log import FORCE, HOST, MISSION, RAMP, TABLET
from tests.verification.log_builder import save
from tests.verification.log_spec import cells


def a_day(world: Day) -> None:
    """Tell something of every kind."""
    kept = world.say("status", feed=HOST, people=[2])
    world.attest(kept, "reserved")
    world.attest(kept)
    flight = world.depart("M-1", [3], items=[1], kg=50, feed=RAMP)
    world.say("arrive", feed=TABLET)
    world.sit([kept], [kept])
    world.say("transfer", people=[4], by=BOTH)
    world.say("arrive", movement="T-1", by=BOTH)
    come = world.reinforce(3)
    world.dispute(come, what="entry", value=0)
    world.resolve(come)
    world.say("dispose", items=[3], by=BOTH)
    world.say("status", items=[1], status="held")
    world.say("calendar")
    world.say("extend")
    world.say("handover")
    world.say("clearance")
    world.say("clearance", feed=HOST, state="granted")
    world.say("inspect")
    world.say("manifest", movement="M-2")
    world.say("obligation")
    world.say("incident")
    world.say("incident", by=BOTH)
    world.say("close", site="zinder")
    world.minutes([flight])


def test_a_day_of_everything_is_counted(tmp_path: Path) -> None:
    verdict = verify(save(told(a_day).files(), tmp_path / "log"))
    assert (verdict.exit, verdict.format, verdict.void, verdict.faults) == (3, 4, [], [])
    assert verdict.entries == {"disputed": 0, "joint": 10, "unilateral": 8}
    assert (verdict.attests, verdict.sites) == (1, {"zinder": "evacuated"})
    assert (verdict.disclosed, verdict.undisclosed) == (4, 0)  # opening, M-1, status, disposal
    values = {name: one["value"] for name, one in verdict.figures.items()}
    assert len(values) == 17
    # 10 + 3 who came - 2 of the opening - 1 who departed - 1 who stays by agreement
    assert (values["people_baseline"], values["people_reinforced"], values["people_remaining"]) == (10, 3, 9)
    assert (values["people_retained"], values["items_disposed"], values["sites_closed"]) == (1, 1, 1)
    assert "Words of witnesses: 1; sites with an end: zinder (evacuated)." in report(verdict, "en")
    assert "Écrits : 10 conjoints, 8 unilatéraux, 0 contestés." in report(verdict, "fr")


def test_a_publication_of_format_4_is_proven_alone(tmp_path: Path) -> None:
    world = told(a_day)
    (tmp_path / "l1").write_bytes(publication_of(world.lines[FORCE], world.files()))
    verdict = verify(tmp_path / "l1")
    assert (verdict.verdict, verdict.format, len(verdict.figures)) == ("consistent", 4, 17)


def test_a_witness_who_tells_two_histories_is_accused(tmp_path: Path) -> None:
    world = Day()
    world.attest(world.feeds[FORCE][0].hash)
    line = world.lines[MISSION][0]
    other = resigned(line, {"at": "2024-06-09T00:00:00Z"}, f"{MISSION}/observe")
    (tmp_path / "proof").write_bytes(contradiction_of(world.lines[FORCE][:1], MISSION, *sorted((line, other))))
    verdict = verify(tmp_path / "proof")
    assert (verdict.verdict, verdict.accused, verdict.format) == ("consistent", MISSION, 4)


def test_a_witness_has_a_head_of_its_own(tmp_path: Path) -> None:
    world = told(lambda world: world.attest(world.feeds[FORCE][0].hash))
    world.device_heads = {MISSION}
    assert verify(save(world.files(), tmp_path / "log")).exit == 3
    world.signers = {f"feeds/{MISSION}/checkpoint": [f"{HOST}/count"]}
    verdict = verify(save(world.files(), tmp_path / "other"))
    assert (verdict.exit, verdict.place) == (1, f"feeds/{MISSION}/checkpoint line 8")


def test_a_witness_settles_nothing(tmp_path: Path) -> None:
    """Its word is no receipt: the delay to object, of a day, begins when the other party has the departure itself."""
    world = Day()
    world.attest(world.depart("M-1", [2]))
    world.depart("M-2", [3])  # takes the word of the witness in
    world.say("obligation", feed=HOST, written={"at": "2024-06-05T00:00:00Z"})
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert verdict.grades == {"disputed": 0, "joint": 0, "unilateral": 2, "unopposed": 0}


def test_a_witness_may_lose_its_key_and_get_another(tmp_path: Path) -> None:
    world = Day()
    world.change_keys([f"{MISSION}/observe2"], [f"{MISSION}/observe"])
    world.attest(world.feeds[FORCE][0].hash, key=f"{MISSION}/observe2")
    world.publish()
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.attests, verdict.void) == (3, 1, [])


def disputed_then_overtaken(world: Day) -> None:
    world.dispute(world.say("inspect"), what="items")
    world.say("inspect", feed=HOST, result="held")


def cancelled_back(world: Day) -> None:
    world.say("clearance")
    world.say("clearance", state="requested")
    world.cancel(world.say("clearance", feed=HOST, state="refused"), feed=HOST)
    world.say("clearance", feed=HOST, state="granted")


GRADES: dict[str, tuple[Callable[[Day], object], tuple[int, int, int]]] = {
    "disputed": (lambda w: w.dispute(w.say("inspect"), what="entry", value=0), (1, 0, 0)),
    "disputed in kg": (lambda w: w.dispute(w.say("inspect"), what="kg", value=7), (1, 0, 0)),
    "disputed and withdrawn": (
        lambda w: w.cancel(w.dispute(w.say("inspect"), what="entry", value=0), feed=HOST),
        (0, 0, 1),
    ),
    "disputed, then overtaken": (disputed_then_overtaken, (0, 0, 2)),
    "disputed, then agreed": (lambda w: w.resolve(w.dispute(e := w.say("inspect")) and e), (0, 1, 0)),
    "cancelled, and the one before is current again": (cancelled_back, (0, 0, 3)),
    "cancelled alone": (lambda w: w.cancel(w.say("obligation")), (0, 0, 0)),
    "an obligation of each": (lambda w: [w.say("obligation"), w.say("obligation", feed=HOST)], (0, 0, 2)),
}


@pytest.mark.parametrize("name", GRADES)
def test_an_entry_has_a_grade(name: str, tmp_path: Path) -> None:
    story, (disputed, joint, unilateral) = GRADES[name]
    verdict = verify(save(told(story).files(), tmp_path / "log"))
    assert verdict.exit == 3, (verdict.place, verdict.reason)
    assert verdict.entries == {"disputed": disputed, "joint": joint, "unilateral": unilateral}


# From each state to those that may follow, as the table of section 28 says.
CLEARANCE = {
    "": ["requested"],
    "requested": ["requested", "granted", "refused", "silent"],
    "granted": ["used", "amended", "expired", "revoked"],
    "used": [],
}
STATES = ("requested", "granted", "amended", "refused", "silent", "used", "expired", "revoked")


@pytest.mark.parametrize("before", CLEARANCE)
def test_a_clearance_makes_the_steps_of_the_table(before: str, tmp_path: Path) -> None:
    path = {"": [], "requested": ["requested"], "granted": ["requested", "granted"]}
    path["used"] = [*path["granted"], "used"]

    def story(world: Day) -> None:
        for number, state in enumerate(STATES):
            for one in path[before]:
                feed = HOST if one == "granted" else FORCE
                world.say("clearance", feed=feed, reference=f"C-{number}", state=one)
            void = state not in CLEARANCE[before]
            feed = FORCE if state in {"requested", "used", "expired", "silent"} else HOST
            world.say("clearance", feed=feed, reference=f"C-{number}", state=state, written={"void": void})

    verdict = verify(save(told(story).files(), tmp_path / "log"))
    assert verdict.exit == 3, (verdict.place, verdict.reason)
    assert {one["reason"] for one in verdict.void} == {"no-such-step"}
    assert len(verdict.void) == len(STATES) - len(CLEARANCE[before])


def closed_and_left(world: Day) -> None:
    world.depart("M-1", list(range(2, 10)), by=BOTH, change={"cells": cells(civilian=3, soldier=5)})
    world.say("close")
    world.say("close", act=world.say("handover"))
    world.say("close", liquidation=True)


def gone_and_back(world: Day) -> None:
    world.depart("M-1", [2, 3], by=BOTH)
    world.say("status", people=[3], status="returned", by=BOTH)
    world.say("status", people=[3], by=BOTH)
    world.say("status", people=[3], status="released", by=BOTH)
    world.depart("M-2", [3], by=BOTH)


def lost_and_found(world: Day) -> None:
    world.say("status", items=[1], kg=10, status="lost", by=BOTH)
    world.say("status", items=[1], kg=10, status="found", by=BOTH)
    world.say("dispose", items=[1], by=BOTH)


def transferred_and_undone(world: Day) -> None:
    first = world.say("transfer", people=[2], by=BOTH)
    arrived = world.say("arrive", movement="T-1", by=BOTH)
    world.cancel(arrived, by=BOTH)
    world.cancel(first, by=BOTH)
    world.say("transfer", people=[2, 3], by=BOTH)
    waiting = world.say("arrive", movement="T-1", people=2)
    world.say("arrive", movement="T-1", people=1, feed=HOST)  # overtakes it
    world.cancel(world.feeds[HOST][-1].hash, feed=HOST)
    world.minutes([waiting])


def arrival_after_the_transfer_was_undone(world: Day) -> None:
    first = world.say("transfer", people=[2], by=BOTH)
    waiting = world.say("arrive", movement="T-1")
    world.cancel(first, by=BOTH)
    world.minutes([waiting])  # accepted, and without effect
    world.say("transfer", people=[2], by=BOTH)
    world.say("arrive", movement="T-1", by=BOTH)


def rival_that_wins(world: Day) -> None:
    first = world.depart("M-1", [2])
    world.amend(first, "M-1", [2, 3])
    rival = world.amend(first, "M-1", [3])
    world.dispute(rival, void=True)
    withdrawn = world.dispute(world.feeds[FORCE][5].hash)
    world.cancel(withdrawn, feed=HOST)
    world.resolve(rival)


def roster_that_grows(world: Day) -> None:
    first, second = world.reinforce(2), world.reinforce(1)
    world.minutes([first])
    world.cancel(second)
    world.reinforce(1, by=BOTH)
    body = world.declare_body("people", 14, cells(civilian=3, soldier=8), 0, version=2)
    world.amend_declare(world.feeds[FORCE][1].hash, body)
    world.depart("M-1", [13], by=BOTH)


def corrected(world: Day) -> None:
    event = world.depart("M-1", [2, 3, 4], by=BOTH)
    world.say("status", people=[4], status="returned", by=BOTH)
    publication = world.publish()
    world.amend(event, "M-1", [2, 4], by=BOTH)
    values = {"people_counted": (2, 1), "people_departed": (4, 3), "people_remaining": (6, 7)}
    world.correct(publication, values)


STORIES: dict[str, Callable[[Day], object]] = {
    "a site is evacuated, handed over, and in liquidation": closed_and_left,
    "somebody returns, is kept, released, and departs again": gone_and_back,
    "something is lost, found and destroyed": lost_and_found,
    "a transfer is undone and made again": transferred_and_undone,
    "a transfer is undone before it arrives": arrival_after_the_transfer_was_undone,
    "the roster grows, and is declared anew": roster_that_grows,
    "a publication is corrected when somebody had returned": corrected,
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_counted(name: str, tmp_path: Path) -> None:
    verdict = verify(save(told(STORIES[name]).files(), tmp_path / "log"))
    assert (verdict.exit, verdict.void, verdict.faults) == (3, [], []), (verdict.place, verdict.reason)


def test_a_rival_wins_in_format_4_too(tmp_path: Path) -> None:
    verdict = verify(save(told(rival_that_wins).files(), tmp_path / "log"))
    assert (verdict.exit, verdict.grades["joint"]) == (3, 1), (verdict.place, verdict.reason)
    assert [one["reason"] for one in verdict.void] == ["not-a-version"]  # a rival is no version


def test_nothing_is_closed_by_the_word_nothing(tmp_path: Path) -> None:
    """An act of 64 noughts is none, also where a site has had one."""
    world = told(lambda w: [w.say("handover", site="zinder"), w.say("close", site="zinder", act=NOTHING)])
    assert verify(save(world.files(), tmp_path / "log")).sites == {"zinder": "evacuated"}
