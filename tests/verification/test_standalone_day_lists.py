"""verify.py on the files beside a log of format 4: lists of slots that take and give back, and rosters that grow."""

from pathlib import Path

import pytest

from repli.verification.standalone import Verdict, verify
from tests.verification.day_world import BOTH, Day
from tests.verification.deep_log import FORCE, HOST
from tests.verification.late_world import slot_file
from tests.verification.log_builder import save
from tests.verification.log_spec import cells
from tests.verification.test_standalone_day import gone_and_back


def without(world: Day, folder: Path, *names: str) -> Verdict:
    files = world.files()
    for name in names:
        del files[world.lists[name]]
    return verify(save(files, folder / "log"))


def test_while_a_list_that_gives_back_is_not_there_nobody_is_known_to_be_counted_twice(tmp_path: Path) -> None:
    world = Day(minutes=5_000_000)
    world.depart("M-1", [2, 3], by=BOTH)
    world.say("status", people=[3], status="returned", by=BOTH)
    world.depart("M-2", [2], by=BOTH)
    verdict = without(world, tmp_path, "returned")
    assert (verdict.exit, verdict.undisclosed, verdict.faults) == (3, 1, [])


def test_a_list_of_one_party_is_judged_after_those_of_both(tmp_path: Path) -> None:
    world = Day()
    world.depart("M-1", [2], feed=HOST)
    world.say("status", people=[2], by=BOTH)
    verdict = without(world, tmp_path)
    assert verdict.faults == [{"place": f"feed {HOST} line 1", "reason": "slot-taken"}]


def test_a_list_that_gives_back_is_overdue_first(tmp_path: Path) -> None:
    world = Day(minutes=60)
    world.opening([0, 1], [], 0)
    gone_and_back(world)
    verdict = without(world, tmp_path, "returned", "opening")
    assert (verdict.exit, verdict.place, verdict.reason) == (1, f"feed {FORCE} line 6", "slots-overdue")


def test_nobody_looks_into_the_list_of_a_transfer_or_of_one_party(tmp_path: Path) -> None:
    world = Day()
    wrong = world.sidecar(b"Lorem ipsum\n")
    world.say("transfer", people=1, items=0, cells=cells(soldier=1), slots=wrong, by=BOTH)
    world.say("status", people=1, items=0, cells=cells(soldier=1), slots=wrong)
    world.say("inspect", items=1, slots=world.sidecar(slot_file([], [9, 10])))
    assert (verdict := without(world, tmp_path)).exit == 3, verdict.reason
    assert (verdict.disclosed, verdict.undisclosed) == (0, 0)


def test_a_roster_that_one_party_says_may_be_missing_until_both_accept_it(tmp_path: Path) -> None:
    world = Day()
    come = world.reinforce(2)
    roster = f"sidecar/{world.feeds[FORCE][-1].body['sidecar']}"
    files = world.files()
    assert verify(save({name: data for name, data in files.items() if name != roster}, tmp_path / "one")).exit == 3
    world.minutes([come])
    files = {name: data for name, data in world.files().items() if name != roster}
    verdict = verify(save(files, tmp_path / "both"))
    assert (verdict.exit, verdict.place) == (1, f"feed {HOST} line 1")
    assert "is missing" in verdict.reason


def given_back_wrongly(world: Day) -> None:
    """Keep one, release another, and take one out who is another than who comes back."""
    world.depart("M-1", [2], by=BOTH)
    world.say("status", people=[3], status="returned", by=BOTH)
    world.say("status", people=[4], by=BOTH)
    world.say("status", people=[5], status="released", by=BOTH)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ((), 5),
        (("M-1",), 7),  # nobody knows who departed; but who was released had not been kept
        (("retained",), 5),
        (("M-1", "retained"), 0),
        (("returned",), 7),
        (("returned", "released"), 0),
    ],
)
def test_what_is_given_back_was_taken_as_far_as_the_lists_are_there(
    names: tuple[str, ...], line: int, tmp_path: Path
) -> None:
    world = Day(minutes=5_000_000)
    given_back_wrongly(world)
    verdict = without(world, tmp_path, *names)
    told = ("slot-not-taken", f"feed {FORCE} line {line}") if line else ("", "")
    assert (verdict.reason, verdict.place) == told
    assert verdict.undisclosed == (len(names) if not line else 0)
