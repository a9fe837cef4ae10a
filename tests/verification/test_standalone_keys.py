"""verify.py on the chain of keys: who may add and revoke, what a revoked key may still do, which keys are given."""

import re
from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, Story, key_row, verdict_of
from tests.verification.log_builder import save
from tests.verification.log_spec import Body, b64, fingerprint, public_key, verifier_key

REP, REP_HOST = f"{FORCE}/represent", f"{HOST}/represent"
NEW_REP, NEW_COUNT = f"{FORCE}/represent2", f"{FORCE}/count2"
COUNT = {"items": 0, "movement": "M", "people": 1}


def rotated(world: Deep) -> None:
    """The force takes new keys to represent and to count; its heads are signed with the new one."""
    world.change_keys([NEW_REP, NEW_COUNT], [REP, f"{FORCE}/count"])
    for path, second in (("checkpoint", [REP_HOST]), (f"feeds/{FORCE}/checkpoint", [])):
        world.signers[path] = [NEW_REP, *second]


def test_keys_rotate_and_the_new_ones_sign(tmp_path: Path) -> None:
    world = Deep()
    rotated(world)
    world.add(FORCE, "count", COUNT, [NEW_COUNT])
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    assert verdict.keys == {REP: fingerprint(NEW_REP), REP_HOST: fingerprint(REP_HOST)}


def test_a_new_device_writes_a_feed_of_its_own(tmp_path: Path) -> None:
    world = Deep()
    world.feeds["demo-drone"], world.lines["demo-drone"] = [], []
    add_device(world, "demo-drone", HOST)
    world.add("demo-drone", "count", COUNT, ["demo-drone/count"])
    world.minutes([])
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    assert (verdict.sizes["demo-drone"], verdict.pending) == (1, 0)


def add_device(world: Deep, feed: str, party: str, role: str = "count", **changes: str) -> str:
    """Add one key by hand, with whatever is wrong about it."""
    name = f"{feed}/{role}"
    row = key_row(name, party) | changes
    body = {"add": [row], "reason": "", "revoke": [], "version": 2}
    return world.add(FORCE, "keys", body, [REP, REP_HOST, name])


def test_a_revoked_device_key_has_no_effect_from_the_line_that_takes_it_in(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2], feed=RAMP)
    world.count("M-1", 1)
    world.change_keys([], [f"{RAMP}/count"])
    world.depart("M-2", [3], feed=RAMP, seen={FORCE: 3}, void=True)
    world.count("M-9", 1)
    world.device_heads = set()
    verdict = verdict_of(world, tmp_path)
    assert verdict.void == [{"place": f"feed {RAMP} line 2", "reason": "key-not-in-force"}], verdict.reason


def test_what_is_void_by_its_key_is_no_receipt(tmp_path: Path) -> None:
    world = Deep()
    world.depart("M-1", [2])
    world.change_keys([], [f"{RAMP}/count"])
    world.add(RAMP, "count", COUNT, [f"{RAMP}/count"], void=True)
    world.add(RAMP, "count", COUNT, [f"{RAMP}/count"], void=True, at="2024-06-20T00:00:00Z")
    world.count("M-9", 1, feed=FORCE)
    world.device_heads = set()
    verdict = verdict_of(world, tmp_path)
    assert verdict.grades["unilateral"] == 1, (verdict.place, verdict.reason)


def signs_with(key: str, *, before: bool = False) -> Story:
    """A key of the force counts, before or after the rotation."""

    def story(world: Deep) -> None:
        if before:
            world.add(FORCE, "count", COUNT, [key], void=True)
        rotated(world)
        if not before:
            world.add(FORCE, "count", COUNT, [key], void=True)

    return story


def lone(name: str, **body: object) -> Story:
    def story(world: Deep) -> None:
        whole = {"add": [key_row(name)], "reason": "", "revoke": [], "version": 2} | body
        world.add(FORCE, "keys", whole, [REP, REP_HOST, name], void=True)

    return story


def small_order(payload: Body) -> None:
    payload["body"]["add"][0]["key"] = b64(bytes(32))


def revoke_all(world: Deep) -> None:
    world.change_keys([], [f"{HOST}/count"], void=True)


def unsorted_keys(payload: Body) -> None:
    payload["body"]["add"].reverse()


REFUSED: dict[str, tuple[Story, int, str]] = {
    "a revoked key in the feed of its party": (signs_with(f"{FORCE}/count"), 5, "which is not in force"),
    "a key before it was added": (signs_with(NEW_COUNT, before=True), 4, "which is not in force"),
    "a revoked key signs for its successor": (
        lambda w: [rotated(w), w.add(FORCE, "minutes", {}, [REP, REP_HOST], void=True)],
        5,
        "has not exactly the keys",
    ),
    "a version left out": (lone(NEW_COUNT, version=3), 4, "version 2 of the keys is next"),
    "nothing added or revoked": (
        lambda w: w.change_keys([], [], void=True),
        4,
        "no key is added or revoked",
    ),
    "a key added that has not signed": (
        lambda w: w.change_keys([NEW_COUNT], [], by=[REP, REP_HOST]),
        4,
        "a key that is added has not signed",
    ),
    "keys changed by one party": (
        lambda w: w.change_keys([NEW_COUNT], [], by=[REP, NEW_COUNT]),
        4,
        "keys needs 2 parties, 1 signed",
    ),
    "an added key signs in the place of the old one": (
        lambda w: w.change_keys([NEW_REP], [], by=[NEW_REP, REP_HOST]),
        4,
        "keys needs 2 parties, 1 signed",
    ),
    "keys changed by who counts": (
        lambda w: w.change_keys([NEW_COUNT], [], by=[f"{FORCE}/count", REP_HOST, NEW_COUNT]),
        4,
        "keys needs keys to represent",
    ),
    "a key added twice": (
        lambda w: [w.change_keys([NEW_COUNT], []), w.change_keys([], [NEW_COUNT]), w.change_keys([NEW_COUNT], [])],
        6,
        "a key or key id stands twice",
    ),
    "a key of the genesis event added": (lone(f"{HOST}/count"), 4, "a key or key id stands twice"),
    "a key revoked that is not in force": (lone(NEW_COUNT, revoke=["a" * 16]), 4, "cannot be revoked"),
    "a key revoked as it is added": (
        lone(NEW_COUNT, revoke=[fingerprint(NEW_COUNT)[:16]]),
        4,
        "cannot be revoked",
    ),
    "the last key of a party to count": (revoke_all, 4, "demo-host lacks a key to represent or to count"),
    "a device key that represents": (
        lambda w: add_device(w, "demo-drone", HOST, "represent"),
        4,
        "that is there to represent",
    ),
    "a key for the feed of the other party": (
        lambda w: add_device(w, FORCE, HOST, "count9"),
        4,
        "a key of demo-host for the feed of demo-force",
    ),
    "a device of both parties": (
        lambda w: add_device(w, TABLET, HOST, "count9"),
        4,
        "both parties have keys for the device feed demo-tablet",
    ),
    "a key of a third party": (
        lambda w: add_device(w, "demo-third", "demo-third"),
        4,
        "demo-third is no party of this log",
    ),
    "a key of small order": (
        lambda w: w.change_keys([NEW_COUNT], [], edit=small_order),
        4,
        "key is not what it must be",
    ),
    "added keys out of order": (
        lambda w: w.change_keys([NEW_COUNT, NEW_REP], [], edit=unsorted_keys),
        4,
        "not strictly ascending by key id",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_chain_of_keys_that_does_not_hold_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    story, line, reason = REFUSED[name]
    world = Deep()
    story(world)
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.place) == ("no", f"feed {FORCE} line {line}"), verdict.reason
    assert re.search(reason, verdict.reason), verdict.reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda body: body["parties"][0]["keys"].append(dict(body["parties"][0]["keys"][0], feed="x")), "stands twice"),
        (lambda body: body["parties"][0]["keys"][0].update(feed="demo-ramp2", role="clear"), "there to clear"),
        (lambda body: body["parties"][0]["keys"][1].update(feed=RAMP), "both parties have keys for the device"),
        (lambda body: body["parties"][0]["keys"][0].update(feed=HOST), "for the feed of demo-host"),
        (lambda body: body.update(policy="repli/1"), "policy is not repli/2"),
        (lambda body: body["parties"][0]["keys"][0].pop("feed"), "has not exactly the keys"),
        (lambda body: body["disclosure"].update(people_left="exact"), "disclosure is not"),
    ],
)
def test_a_genesis_event_of_format_2_says_for_which_feed_a_key_signs(
    change: Story, reason: str, tmp_path: Path
) -> None:
    verdict = verdict_of(Deep(genesis=change), tmp_path)  # type: ignore[arg-type] # a story about a body
    assert (verdict.verdict, verdict.place) == ("no", f"feed {FORCE} line 1")
    assert reason in verdict.reason


def test_a_head_signed_by_a_revoked_key_is_refused(tmp_path: Path) -> None:
    world = Deep()
    rotated(world)
    world.signers[f"feeds/{FORCE}/checkpoint"] = [REP]
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "no"
    assert "no key of demo-force/represent that is in force" in verdict.reason


def test_a_head_before_the_rotation_is_signed_by_the_old_key(tmp_path: Path) -> None:
    world = Deep()
    rotated(world)
    world.cuts["checkpoint"], world.signers["checkpoint"] = {FORCE: 3}, [REP, REP_HOST]
    assert verdict_of(world, tmp_path).verdict == "consistent"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ([REP, REP_HOST], "yes"),
        ([NEW_REP, REP_HOST], "yes"),
        ([REP, NEW_REP, REP_HOST], "yes"),
        ([NEW_REP], "no"),
        ([REP], "no"),
        ([NEW_REP, REP_HOST, f"{HOST}/represent9"], "no"),
        ([NEW_REP, REP_HOST, f"{HOST}/count"], "no"),
    ],
)
def test_the_keys_of_the_beginning_or_of_the_joint_checkpoint_are_given(
    keys: list[str], answer: str, tmp_path: Path
) -> None:
    world = Deep()
    rotated(world)
    log = save(world.files(), tmp_path / "log")
    verdict = verify(log, ",".join(map(fingerprint, keys)))
    assert (verdict.verdict, verdict.place) == (answer, "" if answer == "yes" else "--keys"), verdict.reason
    rows = [verifier_key(re.sub(r"\d$", "", name), public_key(name)) for name in keys if "/count" not in name]
    (tmp_path / "keys").write_text("\n".join(rows) + "\n")
    assert "/count" in keys[-1] or verify(log, str(tmp_path / "keys")).verdict == answer
