"""verify.py on counts that are made blind, and on what else format 3 says of events: bodies, sums, items."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from repli.verification.standalone import Verdict, verify
from tests.verification.deep_log import Feeds
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep
from tests.verification.late_world import Late
from tests.verification.log_builder import save
from tests.verification.log_spec import b64, cells

JOINT = [FORCE, HOST]


def begun(**how: int) -> Late:
    world = Late(**how)
    world.opening([0, 1], [0], 100)
    world.depart("M-1", [2])
    return world


def verdict_of(world: Feeds, folder: Path) -> Verdict:
    """Return the verdict; a publication signs the whole state first, as the test says that it is."""
    if isinstance(world, Deep):
        world.publish()
    return verify(save(world.files(), folder / "log"))


def voids(world: Late, folder: Path) -> list[tuple[str, str]]:
    verdict = verdict_of(world, folder)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    return [(one["place"], one["reason"]) for one in verdict.void]


def test_two_blind_counts_that_agree_leave_no_dispute(tmp_path: Path) -> None:
    world = begun()
    ours, theirs = world.seal("M-1", 1, feed=FORCE), world.seal("M-1", 1)
    world.open(ours)
    world.open(theirs)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.void) == ("consistent", [])
    assert verdict.grades == {"disputed": 0, "joint": 0, "unilateral": 1, "unopposed": 0}


def test_a_blind_count_of_another_number_makes_the_movement_disputed(tmp_path: Path) -> None:
    world = begun()
    ours, theirs = world.seal("M-1", 1, feed=TABLET), world.seal("M-1", 2, feed=RAMP)
    world.open(ours)
    world.open(theirs)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.void) == ("consistent", [])
    assert verdict.grades["disputed"] == 1


def test_a_seal_alone_says_nothing_and_stands_in_the_state(tmp_path: Path) -> None:
    world = begun()
    world.seal("M-1", 9)
    world.seal("M-7", 3)  # of a movement that nobody knows
    assert voids(world, tmp_path) == []


def test_a_seal_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    world = begun()
    old, new, ours = world.seal("M-1", 2), world.seal("M-1", 1), world.seal("M-1", 1, feed=FORCE)
    world.open(old, void=True)
    world.open(new)
    world.open(ours)
    assert voids(world, tmp_path) == [(f"feed {HOST} line 3", "not-a-seal")]


def test_who_seals_anew_after_the_other_number_is_known_counts_but_not_blind(tmp_path: Path) -> None:
    world = begun()
    ours, theirs = world.seal("M-1", 1, feed=FORCE), world.seal("M-1", 2)
    world.open(ours)
    world.open(theirs)
    again = world.seal("M-1", 1)
    world.open(again, blind=False)
    assert verdict_of(world, tmp_path).grades["unilateral"] == 1


def test_an_opening_that_had_not_seen_the_new_seal_makes_it_not_blind_even_if_nobody_looked(tmp_path: Path) -> None:
    world = begun()
    ours, first = world.seal("M-1", 1, feed=FORCE), world.seal("M-1", 2)
    world.open(ours)
    second = world.seal("M-1", 1, seen={FORCE: 6})  # so the host had not seen the force's opening
    world.open(second, seen={FORCE: 6}, blind=False)
    assert first.hash != second.hash
    assert verdict_of(world, tmp_path).verdict == "consistent"


def test_a_count_that_was_opened_first_stays_blind(tmp_path: Path) -> None:
    world = begun()
    ours, theirs = world.seal("M-1", 1, feed=FORCE), world.seal("M-1", 1)
    world.open(theirs)
    late = world.seal("M-1", 1, feed=FORCE)
    world.open(late, blind=False)
    assert ours.hash != late.hash
    assert verdict_of(world, tmp_path).verdict == "consistent"


VOID: dict[str, tuple[Callable[[Late], object], str, str]] = {}


def void(place: str, reason: str) -> Callable[[Callable[[Late], object]], Callable[[Late], object]]:
    def keep(story: Callable[[Late], object]) -> Callable[[Late], object]:
        VOID[story.__name__] = (story, place, reason)
        return story

    return keep


@void(f"feed {HOST} line 2", "not-both-sealed")
def opened_alone(world: Late) -> None:
    world.open(world.seal("M-1", 1), void=True)


@void(f"feed {HOST} line 2", "not-both-sealed")
def opened_before_the_other_seal_was_seen(world: Late) -> None:
    theirs = world.seal("M-1", 1)
    world.seal("M-1", 1, feed=FORCE)
    world.open(theirs, seen={FORCE: 5}, at="2024-06-02T00:00:00Z", void=True)


@void(f"feed {HOST} line 1", "not-a-seal")
def the_seal_of_the_other(world: Late) -> None:
    ours = world.seal("M-1", 1, feed=FORCE)
    world.open(ours, feed=HOST, void=True)


@void(f"feed {HOST} line 2", "seal-differs")
def a_seal_copied_from_the_other(world: Late) -> None:
    ours = world.seal("M-1", 1, feed=FORCE)
    body = {"movement": "M-1", "sealed": world.sealed(ours.said, ours.salt, FORCE)}
    copied = world.add(HOST, "count", body, [f"{HOST}/count"])
    world.open(replace(ours, hash=copied, feed=HOST), void=True)


@void(f"feed {HOST} line 2", "not-a-seal")
def of_another_movement(world: Late) -> None:
    world.depart("M-2", [3])
    world.seal("M-2", 1, feed=FORCE)
    world.open(world.seal("M-1", 1), {"movement": "M-2"}, void=True)


@void(f"feed {HOST} line 3", "not-a-seal")
def opened_twice(world: Late) -> None:
    world.seal("M-1", 1, feed=FORCE)
    theirs = world.seal("M-1", 1)
    world.open(theirs)
    world.open(theirs, void=True)


@void(f"feed {HOST} line 2", "seal-differs")
def another_number(world: Late) -> None:
    world.seal("M-1", 1, feed=FORCE)
    world.open(world.seal("M-1", 1), {"people": 2}, void=True)


@void(f"feed {HOST} line 2", "seal-differs")
def another_salt(world: Late) -> None:
    world.seal("M-1", 1, feed=FORCE)
    world.open(world.seal("M-1", 1), {"salt": b64(bytes(16))}, void=True)


@void(f"feed {FORCE} line 7", "items-over-baseline")
def more_items_than_were_declared(world: Late) -> None:
    world.depart("M-2", [3], items=[1])
    world.depart("M-3", [4], items=[1, 2, 3], void=True)


@void(f"feed {FORCE} line 6", "cells-do-not-sum")
def fewer_cells_than_people(world: Late) -> None:
    world.depart("M-2", [3], change={"items": 0, "people": 2, "slots": "0" * 64}, void=True)


@void(f"feed {FORCE} line 6", "cell-over-baseline")
def more_of_a_cell(world: Late) -> None:
    world.depart("M-2", [3, 4, 5, 6], change={"cells": cells(civilian=4)}, void=True)


@void(f"feed {FORCE} line 6", "kg-over-baseline")
def too_heavy(world: Late) -> None:
    world.depart("M-2", [3], kg=901, void=True)


@void(f"feed {FORCE} line 7", "items-over-baseline")
def an_amendment_of_more_items(world: Late) -> None:
    first = world.depart("M-2", [3], items=[1, 2, 3])
    world.amend(first, "M-2", [3], change={"items": [1, 2, 3, 4]}, void=True)


@pytest.mark.parametrize("name", VOID)
def test_what_one_party_says_against_the_rules_is_void_by_name(name: str, tmp_path: Path) -> None:
    story, place, reason = VOID[name]
    world = begun(minutes=0)
    story(world)
    assert voids(world, tmp_path) == [(place, reason)]


def test_an_amendment_gives_its_items_back(tmp_path: Path) -> None:
    world = begun()
    first = world.depart("M-2", [3], items=[1, 2, 3])
    world.amend(first, "M-2", [3], change={"items": [1]})
    world.depart("M-3", [4], items=[2, 3], by=JOINT)
    assert voids(world, tmp_path) == []


# Heads of what stands before the lie: a state of what is no event at all cannot be computed.
HEADS = ("checkpoint", f"feeds/{FORCE}/checkpoint", f"feeds/{HOST}/checkpoint")
CUTS = {head: {FORCE: 3, HOST: 0, RAMP: 0, TABLET: 0} for head in HEADS}
REFUSED: dict[str, tuple[Callable[[Late], object], str, str]] = {
    "slots in the line": (
        lambda world: world.depart("M-1", [2], edit=lambda event: event["body"].update(people=[2])),
        f"feed {FORCE} line 4",
        "depart.people is not what it must be: count",
    ),
    "no file of slots": (
        lambda world: world.depart("M-1", [2], edit=lambda event: event["body"].pop("slots")),
        f"feed {FORCE} line 4",
        "depart has not exactly the keys",
    ),
    "a count of format 2": (
        lambda world: world.count("M-1", 1),
        f"feed {HOST} line 1",
        "count has not exactly the keys items, movement, opens, people, salt",
    ),
    "a count that is sealed and opened": (
        lambda world: world.open(world.seal("M-1", 1), {"sealed": "0" * 64}),
        f"feed {HOST} line 2",
        "count has not exactly the keys movement, sealed",
    ),
    "a salt of 17 bytes": (
        lambda world: world.open(world.seal("M-1", 1), {"salt": b64(bytes(17))}),
        f"feed {HOST} line 2",
        "count.salt is not",
    ),
    "an event of format 2": (
        lambda world: world.dispute("0" * 64, edit=lambda event: event.update(v=2)),
        f"feed {HOST} line 1",
        "format 2 in a log of format 3",
    ),
    "an event of format true": (
        lambda world: world.dispute("0" * 64, edit=lambda event: event.update(v=True)),
        f"feed {HOST} line 1",
        "payload.v is not",
    ),
    "an event of format 5": (
        lambda world: world.dispute("0" * 64, edit=lambda event: event.update(v=5)),
        f"feed {HOST} line 1",
        "payload.v is not",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_format_3_does_not_allow_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    story, place, reason = REFUSED[name]
    world = Late()
    story(world)
    world.cuts = CUTS
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, place)
    assert reason in verdict.reason


def test_an_opening_of_too_many_items_is_refused(tmp_path: Path) -> None:
    world = Late()
    world.opening([0, 1], [0, 1, 2, 3, 4], 100)
    verdict = verify(save(world.files(), tmp_path / "log"))
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 4")
    assert "5 items; 4 were declared" in verdict.reason
