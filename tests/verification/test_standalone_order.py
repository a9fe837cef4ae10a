"""verify.py on feeds of devices: what a line says it has seen, when it takes effect, what waits, which heads hold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, Story, device_lines, verdict_of
from tests.verification.log_spec import Body


def seen(**counts: int) -> Callable[[Body], object]:
    """Change what a payload says that it has seen; a count of -1 takes the name away."""

    def change(payload: Body) -> None:
        for name, count in counts.items():
            payload["seen"][f"demo-{name}"] = count
        payload["seen"] = {name: count for name, count in payload["seen"].items() if count >= 0}

    return change


SEEN: dict[str, tuple[Story, str, str]] = {
    "a place that is not its own": (
        lambda w: w.count("M-1", 1, feed=FORCE, edit=seen(force=2)),
        f"feed {FORCE} line 4",
        "says that 2 lines stand before it",
    ),
    "no place": (
        lambda w: w.count("M-1", 1, feed=FORCE, edit=seen(force=-1)),
        f"feed {FORCE} line 4",
        "says that 0 lines stand before it",
    ),
    "a place in line 1": (
        lambda w: w.count("M-1", 1, edit=seen(host=1)),
        f"feed {HOST} line 1",
        "says that 1 lines stand before it",
    ),
    "a count of 0": (
        lambda w: w.count("M-1", 1, edit=seen(ramp=0)),
        f"feed {HOST} line 1",
        "payload.seen is not what it must be",
    ),
    "a feed that is none of the log": (
        lambda w: w.count("M-1", 1, edit=seen(other=1)),
        f"feed {HOST} line 1",
        "there are 0",
    ),
    "more than there is": (
        lambda w: w.count("M-1", 1, edit=seen(force=9)),
        f"feed {HOST} line 1",
        "has seen 9 events of demo-force; there are 3",
    ),
    "more than there is, by a device that nobody has taken in": (
        lambda w: w.count("M-1", 1, feed=RAMP, edit=seen(force=9)),
        f"feed {RAMP} line 1",
        "has seen 9 events of demo-force; there are 3",
    ),
    "a count that falls": (
        lambda w: [w.count("M-1", 1), w.count("M-1", 1, edit=seen(force=2))],
        f"feed {HOST} line 2",
        "falls from 3 to 2",
    ),
    "a count that disappears": (
        lambda w: [device_lines(w), w.count("M-1", 1), w.count("M-1", 1, edit=seen(ramp=-1))],
        f"feed {HOST} line 2",
        "falls from 2 to 0",
    ),
    "less than what it has seen had seen": (
        lambda w: [w.count("M-1", 1, feed=RAMP), w.count("M-1", 1, edit=seen(force=1))],
        f"feed {HOST} line 1",
        "has seen less of demo-force than what it has seen of demo-ramp",
    ),
    "what it has seen has seen it": (
        lambda w: [w.count("M-1", 1, feed=RAMP, edit=seen(host=1)), w.count("M-1", 1)],
        f"feed {HOST} line 1",
        "has seen less of demo-host than what it has seen of demo-ramp",
    ),
    "a line put before a joint event": (
        lambda w: [w.minutes([]), w.count("M-1", 1, feed=FORCE, edit=seen(host=-1))],
        f"feed {FORCE} line 4",
        "line 1 there is joint and came before it",
    ),
    "another format in one line": (
        lambda w: w.count("M-1", 1, edit=lambda payload: payload.update(v=1)),
        f"feed {HOST} line 1",
        "format 1 in a log of format 2",
    ),
    "a format of nobody": (
        lambda w: w.count("M-1", 1, edit=lambda payload: payload.update(v=5)),
        f"feed {HOST} line 1",
        "payload.v is not what it must be",
    ),
    "a kind of later formats": (
        lambda w: w.count("M-1", 1, edit=lambda payload: payload.update(kind="calendar"), void=True),
        f"feed {HOST} line 1",
        "kind calendar is known, not read by format 2 yet",
    ),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_a_line_cannot_have_seen_is_refused(name: str, tmp_path: Path) -> None:
    story, place, reason = SEEN[name]
    world = Deep()
    story(world)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.place) == ("no", place), verdict.reason
    assert reason in verdict.reason


def test_a_device_line_takes_effect_where_a_party_takes_it_in_whatever_its_time(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2], feed=TABLET, at="2020-01-01T00:00:00Z", void=True)
    world.depart("M-2", [2], seen={TABLET: 0})
    world.count("M-2", 1)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.pending) == ("consistent", 0), (verdict.place, verdict.reason)
    assert verdict.void == [{"place": f"feed {TABLET} line 1", "reason": "slot-taken"}]


def test_two_devices_are_taken_in_by_time_unless_one_has_seen_the_other(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2], feed=TABLET, at="2024-06-05T00:00:00Z", void=True)
    world.depart("M-2", [2], feed=RAMP, at="2024-06-04T00:00:00Z", seen={TABLET: 0})
    world.depart("M-3", [3], feed=RAMP, at="2024-06-01T00:00:00Z")
    world.count("M-2", 1)
    verdict = verdict_of(world, tmp_path)
    assert verdict.void == [{"place": f"feed {TABLET} line 1", "reason": "slot-taken"}], verdict.reason


def test_lines_that_no_party_has_taken_in_are_pending_and_change_nothing(tmp_path: Path) -> None:
    world = Deep()
    world.count("M-1", 1)
    device_lines(world)
    world.depart("M-1", [2], feed=TABLET)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.pending) == ("consistent", 3), (verdict.place, verdict.reason)
    assert sum(verdict.grades.values()) == 0


def test_a_pending_line_is_still_signed_by_a_key_of_its_feed(tmp_path: Path) -> None:
    world = Deep()
    body = {"items": 0, "movement": "M", "people": 1}
    world.add(RAMP, "count", body, [f"{HOST}/count"])
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.place) == ("no", f"feed {RAMP} line 1")
    assert "not one signature, of a key for the feed demo-ramp" in verdict.reason


SIGNED: dict[str, tuple[Story, str]] = {
    "a device in the feed of its party": (
        lambda w: w.add(HOST, "count", {"items": 0, "movement": "M", "people": 1}, [f"{RAMP}/count"]),
        "signed with a key for the feed",
    ),
    "two keys in a device feed": (
        lambda w: w.depart("M-1", [2], feed=RAMP, by=[RAMP, TABLET]),
        "not one signature, of a key for the feed demo-ramp",
    ),
    "minutes in a device feed": (
        lambda w: w.minutes([], feed=RAMP),
        "not one signature, of a key for the feed demo-ramp",
    ),
    "a dispute by both": (
        lambda w: w.add(
            HOST,
            "dispute",
            {"event": "a" * 64, "field": "kg", "reason": "", "value": 1},
            [f"{FORCE}/count", f"{HOST}/count"],
            void=True,
        ),
        "dispute needs 1 parties, 2 signed",
    ),
    "a resolution by one": (
        lambda w: w.add(HOST, "resolve", {"event": "a" * 64, "reason": ""}, [f"{HOST}/represent"]),
        "resolve needs 2 parties, 1 signed",
    ),
    "a declaration amended by one": (
        lambda w: w.amend_declare("a" * 64, w.declare_body("items", 4, [], 1, version=2), [f"{FORCE}/represent"]),
        "amend needs 2 parties, 1 signed",
    ),
    "an amendment by who represents": (
        lambda w: w.amend("a" * 64, "M-1", [2], edit=lambda payload: payload["body"].update(kind="declare"), void=True),
        "amend.body has not exactly the keys",
    ),
}


@pytest.mark.parametrize("name", SIGNED)
def test_who_may_not_sign_is_refused(name: str, tmp_path: Path) -> None:
    story, reason = SIGNED[name]
    world = Deep()
    story(world)
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "no"
    assert reason in verdict.reason


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([FORCE, HOST, RAMP, TABLET]), st.booleans()), max_size=12), st.data())
def test_any_interleaving_of_two_parties_and_two_devices_has_the_order_of_the_specification(
    tmp_path_factory: pytest.TempPathFactory, writers: list[tuple[str, bool]], data: st.DataObject
) -> None:
    world = Deep()
    for n, (feed, offline) in enumerate(writers):
        at = data.draw(st.sampled_from(["2024-06-01T00:00:00Z", "2024-07-01T00:00:00Z", "2024-06-15T00:00:00Z"]))
        own = world.feeds[feed][-1].payload["seen"] if world.feeds[feed] else {}
        behind = {one: own.get(one, 0) for one in world.feeds if one != feed} if offline else {}
        barrier = next((f.payload["seen"].get(HOST, 0) for f in world.feeds[FORCE]), 0)
        if feed == HOST and offline:
            behind[FORCE] = max(behind[FORCE], 3, barrier)
        world.count(f"M-{n % 3}", n, feed=feed, at=at, seen=behind)
    verdict = verdict_of(world, tmp_path_factory.mktemp("log"))
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
