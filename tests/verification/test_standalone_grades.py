"""The grade of each movement, as verify.py sees it: receipts, the delay to object, disputes, rivals, silence.

The world computes states and heads from what the test says is void or settled; a verifier that judges otherwise
computes another state and refuses the log.
"""

from pathlib import Path

import pytest

from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, Story, told, verdict_of

LATE = "2024-06-20T00:00:00Z"


def silent_host(world: Deep) -> None:
    world.depart("M-1", [2])


def receipt_only(world: Deep) -> None:
    world.depart("M-1", [2])
    world.count("M-9", 1)


def delay_over(world: Deep) -> None:
    receipt_only(world)
    world.count("M-9", 1, at=LATE, settles=("M-1",))


def device_receipts(world: Deep) -> None:
    world.depart("M-1", [2], feed=TABLET)
    world.count("M-9", 1, feed=RAMP)
    world.count("M-9", 1, feed=RAMP, at=LATE, settles=("M-1",))


def counted_otherwise(world: Deep) -> None:
    world.depart("M-1", [2])
    world.count("M-1", 2)
    world.count("M-9", 1, at=LATE)


def counted_again(world: Deep) -> None:
    counted_otherwise(world)
    world.count("M-1", 1, at=LATE)
    world.count("M-9", 1, at=LATE, settles=("M-1",))


def disputed_in_time(world: Deep) -> None:
    world.dispute(world.depart("M-1", [2]))
    world.count("M-9", 1, at=LATE)


def dispute_withdrawn(world: Deep) -> None:
    dispute = world.dispute(world.depart("M-1", [2]))
    world.cancel(dispute, feed=HOST)


def dispute_withdrawn_late(world: Deep) -> None:
    dispute_withdrawn(world)
    world.count("M-9", 1, at=LATE, settles=("M-1",))


def dispute_twice(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.dispute(event, value=3)
    world.dispute(event, value=4)
    world.dispute(event, what="kg", feed=RAMP)


def rival_amendments(world: Deep) -> str:
    event = world.depart("M-1", [2], feed=TABLET)
    world.amend(event, "M-1", [3])
    return world.amend(event, "M-1", [4], feed=TABLET)


def rival_after_delay(world: Deep) -> None:
    event = world.depart("M-1", [2], feed=TABLET)
    world.amend(event, "M-1", [3])
    world.count("M-9", 1)
    world.count("M-9", 1, at=LATE, settles=("M-1",))
    world.amend(event, "M-1", [4], feed=TABLET)


def rival_chosen(world: Deep) -> None:
    world.resolve(rival_amendments(world))


def current_chosen(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.count("M-1", 3)
    world.dispute(event)
    world.resolve(event)


def rival_stays(world: Deep) -> None:
    rival_amendments(world)
    current = world.fold().flights["M-1"].event
    world.amend(current, "M-1", [5])


def amended(world: Deep) -> None:
    event = world.depart("M-1", [2, 3], kg=900)
    world.dispute(event)
    world.amend(event, "M-1", [3, 4], kg=900)


def amended_after_delay(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.count("M-9", 1)
    world.count("M-9", 1, at=LATE, settles=("M-1",))
    world.amend(event, "M-1", [3])


def amended_by_both(world: Deep) -> None:
    world.amend(world.depart("M-1", [2]), "M-1", [3], by=[FORCE, HOST])


def amended_while_joint(world: Deep) -> None:
    world.amend(world.depart("M-1", [2], by=[FORCE, HOST]), "M-1", [3, 4], by=[FORCE, HOST])


def accepted(world: Deep) -> None:
    delay_over(world)
    world.minutes([world.fold().flights["M-1"].event])


def accepted_though_counted_otherwise_after_the_delay(world: Deep) -> None:
    delay_over(world)
    world.count("M-1", 7)
    world.minutes([world.fold().flights["M-1"].event])


def cancelled_and_slots_free(world: Deep) -> None:
    world.cancel(world.depart("M-0", [2], items=[1], kg=900))
    world.depart("M-1", [2], items=[1], kg=900)


def cancelled_by_both(world: Deep) -> None:
    world.cancel(world.depart("M-0", [2], by=[FORCE, HOST]), by=[FORCE, HOST])
    world.depart("M-1", [2])


def joint_receipt(world: Deep) -> None:
    world.depart("M-1", [2])
    world.minutes([])
    world.minutes([], feed=FORCE, at=LATE, settles=("M-1",))


def settled_by_the_event_that_amends(world: Deep) -> None:
    event = world.depart("M-1", [2])
    world.count("M-9", 1)
    world.amend(event, "M-1", [3], by=[FORCE, HOST], at=LATE, settles=("M-1",))


def settled_and_counted_otherwise(world: Deep) -> None:
    receipt_only(world)
    world.count("M-1", 5, at=LATE, settles=("M-1",))


GRADES: dict[str, tuple[Story, str, int]] = {
    "the other party is silent": (silent_host, "unilateral", 1),
    "a receipt and no delay": (receipt_only, "unilateral", 1),
    "a receipt and the delay": (delay_over, "unopposed", 1),
    "a device receipts for its party": (device_receipts, "unopposed", 1),
    "counted otherwise": (counted_otherwise, "disputed", 1),
    "counted otherwise, then counted right": (counted_again, "unopposed", 1),
    "disputed in time": (disputed_in_time, "disputed", 1),
    "a dispute withdrawn": (dispute_withdrawn, "unilateral", 1),
    "a dispute withdrawn, and the delay": (dispute_withdrawn_late, "unopposed", 1),
    "a dispute in the place of an older one": (dispute_twice, "disputed", 1),
    "two amendments of one version": (rival_amendments, "disputed", 1),
    "a rival after the delay": (rival_after_delay, "disputed", 1),
    "a rival chosen by both": (rival_chosen, "joint", 1),
    "the current version chosen by both": (current_chosen, "joint", 1),
    "an amendment does not close a rival": (rival_stays, "disputed", 1),
    "an amendment closes a dispute": (amended, "unilateral", 2),
    "an amendment starts the delay anew": (amended_after_delay, "unilateral", 1),
    "an amendment by both": (amended_by_both, "joint", 1),
    "an amendment by both of what is joint": (amended_while_joint, "joint", 2),
    "accepted after the delay": (accepted, "joint", 1),
    "a late count changes nothing": (accepted_though_counted_otherwise_after_the_delay, "joint", 1),
    "what is cancelled is free again": (cancelled_and_slots_free, "unilateral", 1),
    "what is joint is cancelled by both": (cancelled_by_both, "unilateral", 1),
    "joint events are receipts": (joint_receipt, "unopposed", 1),
    "settled by the event that amends it": (settled_by_the_event_that_amends, "joint", 1),
    "settled by the very count that differs": (settled_and_counted_otherwise, "unopposed", 1),
}


@pytest.mark.parametrize("name", GRADES)
def test_each_movement_has_its_grade_and_its_figures(name: str, tmp_path: Path) -> None:
    story, grade, people = GRADES[name]
    verdict = verdict_of(told(story), tmp_path)
    assert (verdict.verdict, verdict.void) == ("consistent", []), (verdict.place, verdict.reason)
    assert {one: n for one, n in verdict.grades.items() if n} == {grade: 1}
    counted = {name: figure["value"] for name, figure in verdict.figures.items()}
    assert counted["people_counted" if grade == "joint" else f"people_{grade}"] == people
    assert sum(counted[f"people_{one}"] for one in ("unopposed", "unilateral", "disputed")) == (
        0 if grade == "joint" else people
    )


def test_without_a_delay_the_receipt_itself_settles(tmp_path: Path) -> None:
    world = Deep(delay_minutes=0)
    world.depart("M-1", [2])
    world.count("M-9", 1, settles=("M-1",))
    assert verdict_of(world, tmp_path).grades["unopposed"] == 1


def test_a_delay_longer_than_time_never_passes(tmp_path: Path) -> None:
    world = Deep(delay_minutes=2**53 - 1)
    world.depart("M-1", [2])
    world.count("M-9", 1, at="0001-01-01T00:00:00Z")
    world.count("M-9", 1, at="9999-12-31T23:59:59Z")
    assert verdict_of(world, tmp_path).grades["unilateral"] == 1


@pytest.mark.parametrize(
    ("as_of", "grade"),
    [("2024-06-09T07:59:59Z", "unilateral"), ("2024-06-09T08:00:00Z", "unopposed"), (None, "unilateral")],
)
def test_a_party_that_signs_a_head_and_falls_silent_cannot_hold_a_figure_back(
    as_of: str | None, grade: str, tmp_path: Path
) -> None:
    world = Deep()
    world.depart("M-1", [2])
    assert verdict_of(world, tmp_path, as_of).grades[grade] == 1


def test_as_of_counts_from_the_receipt_and_only_if_nobody_covers_the_line_before(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2])
    world.count("M-9", 1, at="2024-06-01T05:00:00Z")
    assert verdict_of(world, tmp_path, "2024-06-02T04:59:59Z").grades["unilateral"] == 1
    assert verdict_of(world, tmp_path, "2024-06-02T05:00:00Z").grades["unopposed"] == 1
    unseen = Deep()
    unseen.depart("M-1", [2])
    unseen.cuts = {"checkpoint": {FORCE: 3}, f"feeds/{HOST}/checkpoint": {FORCE: 3}}
    assert verdict_of(unseen, tmp_path / "unseen", LATE).grades["unilateral"] == 1


@pytest.mark.parametrize("as_of", ["", "2024-06-09", "2024-13-01T00:00:00Z", "now"])
def test_a_time_that_is_none_is_wrong_use(as_of: str, tmp_path: Path) -> None:
    assert verdict_of(Deep(), tmp_path, as_of).exit == 2
