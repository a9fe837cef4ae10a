"""What both parties sign in a log of format 2 stands, or breaks a rule and verify.py refuses the log at its line."""

import base64
import re
from pathlib import Path

import pytest

from tests.verification.deep_world import FORCE, HOST, TABLET, Deep, Story, told, verdict_of
from tests.verification.log_spec import Body, cells, sha, tree


def joint_rival(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.amend(event, "M-1", [3])
    world.amend(event, "M-1", [4], by=[FORCE, HOST], void=True)


def rival_without_room(world: Deep) -> None:
    event = world.depart("M-1", [2], feed=TABLET)
    world.amend(event, "M-1", [3])
    rival = world.amend(event, "M-1", [5], feed=TABLET)
    world.depart("M-2", [5])
    world.resolve(rival, void=True)


def more_people(world: Deep, **changes: object) -> str:
    """Twelve people in place of ten; the test may change the declaration."""
    old = next(one.hash for one in world.feeds[FORCE] if one.kind == "declare")
    body = world.declare_body("people", 12, cells(civilian=4, soldier=8), 0, version=2)
    return world.amend_declare(str(changes.pop("replaces", old)), body | changes, void=bool(changes))


def fewer_people(world: Deep) -> None:
    old = world.feeds[FORCE][1].hash
    world.amend_declare(old, world.declare_body("people", 9, cells(civilian=2, soldier=7), 0, version=2), void=True)


def other_digests(world: Deep) -> None:
    old = world.sidecars[world.feeds[FORCE][1].body["sidecar"]].splitlines(keepends=True)
    body = world.declare_body("people", 12, cells(civilian=4, soldier=8), 0, version=2)
    more = world.sidecars.pop(body["sidecar"]).splitlines(keepends=True)
    mixed = [old[1], old[0], *more[2:]]
    root = tree([sha(b"\x00" + base64.b64decode(line)) for line in mixed]).hex()
    world.amend_declare(world.feeds[FORCE][1].hash, body | {"sidecar": world.sidecar(b"".join(mixed)), "root": root})


def shrunk_cell(world: Deep) -> None:
    more_people(world, cells=cells(civilian=11, soldier=1))


def lighter(world: Deep) -> None:
    body = world.declare_body("items", 4, cells(vehicle=4), 99, version=2)
    world.amend_declare(world.feeds[FORCE][2].hash, body, void=True)


def correct_wrongly(world: Deep, **values: tuple[int, int]) -> None:
    world.depart("M-1", [2], by=[FORCE, HOST])
    world.correct(world.publish(), values, void=True)


def corrected(world: Deep) -> tuple[str, str]:
    event = world.depart("M-1", [2, 3], kg=5, by=[FORCE, HOST])
    return event, world.publish()


def correct_twice(world: Deep) -> None:
    event, publication = corrected(world)
    world.amend(event, "M-1", [2], kg=5, by=[FORCE, HOST])
    values = {"people_counted": (2, 1), "people_departed": (4, 3), "people_remaining": (6, 7)}
    world.correct(publication, values)
    world.correct(publication, values, void=True)


REFUSED: dict[str, tuple[Story, str, str]] = {
    "a slot twice, signed by both": (
        lambda w: w.depart("M-1", [1], by=[FORCE, HOST], void=True),
        f"feed {FORCE} line 5",
        "slot 1 of people is already in opening",
    ),
    "an amendment of an old version by both": (joint_rival, f"feed {FORCE} line 7", "not current"),
    "a rival for which there is no room": (rival_without_room, "", "slot 5 of people is already in depart M-2"),
    "a resolution of nothing": (lambda w: w.resolve("a" * 64, void=True), f"feed {HOST} line 1", "no current version"),
    "a resolution of what is joint": (
        lambda w: w.resolve(w.depart("M-1", [2], by=[FORCE, HOST]), void=True),
        "",
        "no current version or rival of a movement that is not joint",
    ),
    "a cancellation of nothing by both": (
        lambda w: w.cancel("a" * 64, by=[FORCE, HOST], void=True),
        f"feed {FORCE} line 5",
        "no current version",
    ),
    "minutes that accept what is disputed": (
        lambda w: [e := w.depart("M-1", [2]), w.dispute(e), w.minutes([e], void=True)],
        f"feed {HOST} line 2",
        "is disputed",
    ),
    "minutes that accept what was counted otherwise": (
        lambda w: [e := w.depart("M-1", [2]), w.count("M-1", 3), w.minutes([e], void=True)],
        f"feed {HOST} line 2",
        "the count of demo-host for M-1",
    ),
    "minutes that accept an old version": (
        lambda w: [e := w.depart("M-1", [2]), w.amend(e, "M-1", [3]), w.minutes([e], void=True)],
        f"feed {HOST} line 1",
        "is not a unilateral departure",
    ),
    "a second opening": (lambda w: w.opening([2], [], 0, void=True), f"feed {FORCE} line 5", "a second opening"),
    "a further version of nothing": (
        lambda w: more_people(w, replaces="a" * 64),
        f"feed {FORCE} line 5",
        "does not replace the current declaration",
    ),
    "a version left out": (lambda w: more_people(w, version=3), f"feed {FORCE} line 5", "version 2 is next"),
    "cells that do not sum in a further version": (
        lambda w: more_people(w, cells=cells(soldier=11)),
        "",
        "the cells sum to 11, not to 12 slots",
    ),
    "kg of people in a further version": (lambda w: more_people(w, kg=1), "", "people have no kg"),
    "fewer slots than before": (fewer_people, f"feed {FORCE} line 5", "9 slots; there were 10"),
    "less in a cell than has been taken": (shrunk_cell, f"feed {FORCE} line 5", "have been taken"),
    "lighter than what has been taken": (lighter, f"feed {FORCE} line 5", "100 kg have been taken"),
    "digests exchanged in a further version": (other_digests, f"feed {FORCE} line 5", "its first digests are not"),
    "a correction that corrects nothing": (correct_wrongly, f"feed {FORCE} line 7", "are not what"),
    "a correction of what was right": (
        lambda w: correct_wrongly(w, people_counted=(1, 2)),
        f"feed {FORCE} line 7",
        "are not what",
    ),
    "a correction of no publication": (
        lambda w: w.correct("a" * 64, {}, void=True),
        f"feed {FORCE} line 5",
        "are not a publication",
    ),
    "a correction under another number": (
        lambda w: w.correct(w.publish(), {}, number=2, void=True),
        f"feed {FORCE} line 6",
        "are not a publication",
    ),
    "a correction twice": (correct_twice, f"feed {FORCE} line 9", "are not what"),
    "a figure of a grade that is wrong": (
        lambda w: [
            w.depart("M-1", [2]),
            w.publish(figures=lambda figures: figures[10].update(value=0)),
        ],
        f"feed {FORCE} line 6",
        "people_unilateral 0 .unilateral. was published; the events give people_unilateral 1",
    ),
    "nine figures in format 2": (
        lambda w: w.publish(figures=lambda figures: figures.__delitem__(slice(9, 12))),
        f"feed {FORCE} line 5",
        "9 figures, not 12",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_both_sign_and_breaks_a_rule_refuses_the_log(name: str, tmp_path: Path) -> None:
    story, place, reason = REFUSED[name]
    world = Deep()
    world.opening([0, 1], [0], 100)
    story(world)
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "no"
    assert re.search(reason, verdict.reason), verdict.reason
    assert not place or verdict.place == place, verdict.reason


def test_a_further_version_lets_more_people_depart(tmp_path: Path) -> None:
    def story(world: Deep) -> None:
        more_people(world)
        world.depart("M-1", [10, 11], by=[FORCE, HOST])

    verdict = verdict_of(told(story), tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    assert verdict.figures["people_baseline"]["value"] == 12


def test_a_publication_is_corrected_and_the_verdict_tells_what_was_last_told(tmp_path: Path) -> None:
    def story(world: Deep) -> None:
        event, publication = corrected(world)
        world.cancel(event, by=[FORCE, HOST])
        values = {
            "people_counted": (2, 0),
            "people_departed": (4, 2),
            "people_remaining": (6, 8),
            "kg_departed": (105, 100),
            "movements_departed": (1, 0),
        }
        world.correct(publication, values)

    world = Deep()
    world.opening([0, 1], [0], 100)
    story(world)
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    assert verdict.figures["people_departed"]["value"] == 2


def test_an_opening_after_a_cancelled_or_void_departure_is_read(tmp_path: Path) -> None:
    world = Deep()
    world.cancel(world.depart("M-1", [2]))
    world.depart("M-2", [99], void=True)
    world.opening([0], [], 0)
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)


def test_a_body_is_one_of_its_own_kind(tmp_path: Path) -> None:
    def spoil(payload: Body) -> None:
        payload["body"]["body"].pop("vehicle")

    world = Deep()
    world.amend(world.depart("M-1", [2]), "M-1", [2], edit=spoil, void=True)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.place) == ("no", f"feed {FORCE} line 5")
    assert "amend.body has not exactly the keys" in verdict.reason
