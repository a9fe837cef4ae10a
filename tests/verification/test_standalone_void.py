"""What one party says in vain in a log of format 2 is void for verify.py: it has no effect, and its reason is named."""

from pathlib import Path

import pytest

from repli.verification.standalone import report
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, Story, told, verdict_of
from tests.verification.log_spec import cells

LATE = "2024-06-20T00:00:00Z"


def void_two_amendments(world: Deep) -> None:
    first = world.depart("M-1", [2])
    world.amend(first, "M-2", [2], void=True)


def void_stranger(world: Deep) -> None:
    world.amend(world.depart("M-1", [2]), "M-1", [3], feed=HOST, void=True)


def void_after_joint(world: Deep) -> None:
    event = world.depart("M-1", [2], by=[FORCE, HOST])
    world.amend(event, "M-1", [3], void=True)


def void_dispute_of_joint(world: Deep) -> None:
    world.dispute(world.depart("M-1", [2], by=[FORCE, HOST]), void=True)


def void_dispute_late(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.count("M-1", 1)
    world.dispute(event, at=LATE, void=True, settles=("M-1",))


def void_cancelled_again(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.cancel(event)
    world.cancel(event, void=True)
    world.depart("M-1", [3], void=True)


def void_cancel_of_dispute(world: Deep) -> None:
    world.cancel(world.dispute(world.depart("M-1", [2])), void=True)


VOID: dict[str, tuple[Story, str, list[str]]] = {
    "a movement twice": (
        lambda w: [w.depart("M-1", [2]), w.depart("M-1", [3], feed=HOST, void=True)],
        f"feed {HOST} line 1",
        ["movement-known"],
    ),
    "a person twice, by two devices": (
        lambda w: [w.depart("M-1", [2], feed=RAMP), w.depart("M-2", [2], feed=TABLET, void=True)],
        f"feed {TABLET} line 1",
        ["slot-taken"],
    ),
    "a slot of the opening": (lambda w: w.depart("M-1", [1], void=True), f"feed {FORCE} line 5", ["slot-taken"]),
    "a slot outside": (lambda w: w.depart("M-1", [10], void=True), f"feed {FORCE} line 5", ["slot-outside"]),
    "taken is said before outside": (lambda w: w.depart("M-1", [1, 10], void=True), "", ["slot-taken"]),
    "an item outside": (lambda w: w.depart("M-1", [], items=[4], void=True), "", ["slot-outside"]),
    "cells that do not sum": (
        lambda w: w.depart("M-1", [2], change={"cells": []}, void=True),
        "",
        ["cells-do-not-sum"],
    ),
    "a cell too full": (
        lambda w: w.depart("M-1", [2, 3, 4, 5], change={"cells": cells(civilian=4)}, void=True),
        "",
        ["cell-over-baseline"],
    ),
    "a cell nobody declared": (
        lambda w: w.depart("M-1", [2], change={"cells": cells(pilot=1)}, void=True),
        "",
        ["cell-over-baseline"],
    ),
    "too heavy": (lambda w: w.depart("M-1", [2], kg=901, void=True), "", ["kg-over-baseline"]),
    "an amendment of nothing": (lambda w: w.amend("a" * 64, "M-1", [2], void=True), "", ["not-a-version"]),
    "an amendment of a void departure": (
        lambda w: w.amend(w.depart("M-1", [1], void=True), "M-1", [2], void=True),
        "",
        ["slot-taken", "not-a-version"],
    ),
    "an amendment about another movement": (void_two_amendments, "", ["other-movement"]),
    "an amendment by the other party": (void_stranger, "", ["not-yours"]),
    "an amendment of what is joint": (void_after_joint, "", ["not-yours"]),
    "an amendment onto a slot of another": (
        lambda w: [w.depart("M-2", [3]), w.amend(w.depart("M-1", [2]), "M-1", [2, 3], void=True)],
        "",
        ["slot-taken"],
    ),
    "an amendment outside": (
        lambda w: w.amend(w.depart("M-1", [2]), "M-1", [10], void=True),
        "",
        ["slot-outside"],
    ),
    "an amendment that is too heavy": (
        lambda w: w.amend(w.depart("M-1", [2], kg=900), "M-1", [2], kg=901, void=True),
        "",
        ["kg-over-baseline"],
    ),
    "a dispute of nothing": (lambda w: w.dispute("a" * 64, void=True), "", ["not-a-version"]),
    "a dispute of an old version": (
        lambda w: [e := w.depart("M-1", [2]), w.amend(e, "M-1", [3]), w.dispute(e, void=True)],
        "",
        ["not-a-version"],
    ),
    "a dispute of what is joint": (void_dispute_of_joint, "", ["joint-stands"]),
    "a dispute of one's own": (
        lambda w: w.dispute(w.depart("M-1", [2]), feed=FORCE, void=True),
        "",
        ["not-yours"],
    ),
    "a dispute after the delay": (void_dispute_late, f"feed {HOST} line 2", ["delay-passed"]),
    "a cancellation of nothing": (lambda w: w.cancel("a" * 64, void=True), "", ["not-a-version"]),
    "a cancellation twice, and its movement again": (void_cancelled_again, "", ["not-a-version", "movement-known"]),
    "a cancellation by the other party": (
        lambda w: w.cancel(w.depart("M-1", [2]), feed=HOST, void=True),
        "",
        ["not-yours"],
    ),
    "a cancellation of what is joint, by one": (
        lambda w: w.cancel(w.depart("M-1", [2], by=[FORCE, HOST]), void=True),
        "",
        ["not-yours"],
    ),
    "the other party's dispute cancelled": (void_cancel_of_dispute, "", ["not-yours"]),
}


@pytest.mark.parametrize("name", VOID)
def test_what_one_party_says_in_vain_is_void_and_named(name: str, tmp_path: Path) -> None:
    story, place, reasons = VOID[name]
    verdict = verdict_of(told(story), tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    assert [one["reason"] for one in verdict.void] == reasons
    assert not place or verdict.void[0]["place"] == place
    assert f"Without effect: {verdict.void[0]['place']}: {reasons[0]}" in report(verdict, "en")


def test_a_departure_before_both_declarations_is_void(tmp_path: Path) -> None:
    world = Deep()
    world.feeds[FORCE].pop()
    world.lines[FORCE].pop()
    world.sidecars.popitem()
    world.depart("M-1", [2], void=True)
    verdict = verdict_of(world, tmp_path)
    assert [one["reason"] for one in verdict.void] == ["not-declared"]
