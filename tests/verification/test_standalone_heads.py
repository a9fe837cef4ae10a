"""verify.py on the heads of a log of format 2, and on the folder of a log with feeds of devices."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, device_lines, verdict_of
from tests.verification.log_builder import ORIGIN, save

EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
RAMP_HEAD, RAMP_LINES, JOINT = f"feeds/{RAMP}/checkpoint", f"feeds/{RAMP}/entries/000.jsonl", "checkpoint"


def test_the_head_of_a_device_may_be_older_or_missing(tmp_path: Path) -> None:
    world = Deep()
    device_lines(world)
    world.count("M-1", 1)
    world.cuts[RAMP_HEAD] = {RAMP: 1, HOST: 0}
    assert verdict_of(world, tmp_path).verdict == "consistent"
    world.device_heads = set()
    assert verdict_of(world, tmp_path / "without").verdict == "consistent"


def put(number: int, text: str) -> Callable[[list[str]], object]:
    return lambda lines: lines.__setitem__(number - 1, text)


HEADS: dict[str, tuple[str, Callable[[list[str]], object], str, str]] = {
    "a feed without a line named": (JOINT, lambda t: t.append(f"seen {TABLET} 0 {EMPTY}"), "line 8", "not `seen FEED"),
    "seen lines out of order": (JOINT, lambda t: t.append(t.pop(5)), "line 6", "not sorted"),
    "a seen line twice": (JOINT, lambda t: t.append(t[6]), "line 8", "not sorted"),
    "a seen line left out": (JOINT, lambda t: t.pop(6), "", "has seen more than this head covers"),
    "its own feed seen": (JOINT, put(6, f"seen {FORCE} 1 {EMPTY}"), "line 6", "one is of its own feed"),
    "a feed that is none": (JOINT, put(7, f"seen demo-zzz 1 {EMPTY}"), "line 7", "no other feed of this log"),
    "another root of a device": (JOINT, put(7, f"seen {RAMP} 2 {EMPTY}"), "line 7", "root is that of 0 entries"),
    "more of a device than there is": (JOINT, put(7, f"seen {RAMP} 3 {EMPTY}"), "line 7", "3 entries of demo-ramp"),
    "a device head of another size": (RAMP_HEAD, put(2, "1"), "line 2", "root is that of 2 entries"),
    "a device head with another state": (RAMP_HEAD, put(5, f"state {'0' * 64}"), "line 5", "not the state digest"),
    "a device's head as joint checkpoint": (JOINT, put(1, f"{ORIGIN}/{RAMP}"), "line 1", f"not {ORIGIN}/{FORCE} or"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_that_does_not_cover_what_it_says_is_refused(name: str, tmp_path: Path) -> None:
    path, change, place, reason = HEADS[name]
    world = Deep()
    device_lines(world)
    world.count("M-1", 1)
    world.heads[path] = change
    verdict = verdict_of(world, tmp_path)
    assert verdict.verdict == "no"
    assert verdict.place.startswith(f"{path} {place}"), verdict.reason
    assert reason in verdict.reason


def test_a_head_signed_by_another_key_of_its_feed_is_refused(tmp_path: Path) -> None:
    world = Deep()
    device_lines(world)
    world.signers[RAMP_HEAD] = [f"{TABLET}/count"]
    verdict = verdict_of(world, tmp_path)
    assert (verdict.verdict, verdict.place) == ("no", f"{RAMP_HEAD} line 8")
    assert "no key of demo-ramp/count that is in force" in verdict.reason


FOLDERS: dict[str, tuple[Callable[[dict[str, bytes]], object], str, str]] = {
    "a device folder without a line": (
        lambda f: [f.pop(name) for name in list(f) if re.match(f"feeds/{RAMP}/(entries|tile)", name)],
        f"feed {FORCE} line 1",
        "one has no line",
    ),
    "a feed without a key": (
        lambda f: f.update({"feeds/demo-zzz/entries/000.jsonl": f[f"feeds/{HOST}/entries/000.jsonl"]}),
        f"feed {FORCE} line 1",
        "one has no line, or no key",
    ),
    "a party without a folder": (
        lambda f: [f.pop(name) for name in list(f) if name.startswith(f"feeds/{HOST}/")],
        f"feed {FORCE} line 1",
        "its parties are",
    ),
    "a party without a head": (lambda f: f.pop(f"feeds/{HOST}/checkpoint"), f"feeds/{HOST}/checkpoint", "missing"),
    "an old tile of a device": (
        lambda f: f.update({f"feeds/{RAMP}/tile/0/000.p/1": bytes(32)}),
        f"feeds/{RAMP}/tile/0/000.p/1",
        "not a tile of 2 entries",
    ),
    "the last line of a device dropped": (
        lambda f: f.update({RAMP_LINES: f[RAMP_LINES].splitlines(keepends=True)[0]}),
        f"feeds/{RAMP}/tile/0/000.p/1",
        "missing",
    ),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_not_that_of_its_feeds_is_refused(name: str, tmp_path: Path) -> None:
    change, place, reason = FOLDERS[name]
    world = Deep()
    device_lines(world)
    world.count("M-1", 1)
    files = world.files()
    change(files)
    verdict = verify(save(files, tmp_path / "log"))
    assert verdict.verdict == "no"
    assert reason in verdict.reason
    assert verdict.place == place
