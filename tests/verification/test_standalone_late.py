"""verify.py reads lists of slots that are disclosed late: whole, without them, too late, and wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from repli.verification.standalone import Verdict, report, verify
from tests.verification.deep_files import archive_of, bundle_of
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET
from tests.verification.late_world import Late, slot_file
from tests.verification.log_builder import save
from tests.verification.log_spec import cells, sha

JOINT = [FORCE, HOST]
OPENING, MINE, BOTH = f"feed {FORCE} line 4", f"feed {RAMP} line 1", f"feed {FORCE} line 5"
DAYS_TO_HEAD = 7 * 1440 + 8 * 60  # from 1 June 00:00 to `at` of the joint checkpoint


def begun(world: Late) -> Late:
    """Tell of an opening at 04:00 on 1 June, a departure that the host says alone (05:00), and a joint one (06:00)."""
    world.opening([0, 1], [0], 100)
    world.depart("M-1", [2], feed=RAMP)
    world.depart("M-2", [3, 4], items=[1], by=JOINT)
    return world


def said(world: Late, folder: Path, *gone: str, as_of: str | None = None, **files: bytes) -> Verdict:
    """Return the verdict without the lists of these, and with other files."""
    lists = {world.lists[name] for name in gone}
    kept = {name: data for name, data in world.files().items() if name not in lists}
    return verify(save(kept | files, folder / "log"), as_of=as_of)


def told(verdict: Verdict) -> list[tuple[str, str]]:
    assert verdict.verdict == "consistent", (verdict.place, verdict.reason)
    return [(one["place"], one["reason"]) for one in verdict.faults]


def test_the_whole_log_and_its_public_copy_have_one_state_and_one_head(tmp_path: Path) -> None:
    world = begun(Late(minutes=100 * 1440))
    world.publish()
    whole, public = said(world, tmp_path / "whole"), said(world, tmp_path / "public", "opening", "M-1", "M-2")
    assert (whole.disclosed, whole.undisclosed, told(whole)) == (3, 0, [])
    assert (public.disclosed, public.undisclosed, told(public)) == (0, 3, [])
    assert (whole.head, whole.published_state, whole.figures) == (public.head, public.published_state, public.figures)
    assert whole.figures["people_departed"]["value"] == 4
    assert "Lists of slots: 0 here, 3 not disclosed, 0 with a fault;" in report(public, "en")
    assert whole.format == 3


@pytest.mark.parametrize("keep", [(), ("opening",), ("opening", "M-1", "M-2")])
def test_a_bundle_of_format_3_has_the_verdict_of_its_directory(keep: tuple[str, ...], tmp_path: Path) -> None:
    world = begun(Late(minutes=100 * 1440))
    files = world.files()
    for name in {"opening", "M-1", "M-2"} - {*keep}:
        del files[world.lists[name]]
    (tmp_path / "bundle").write_bytes(bundle_of(archive_of(files)))
    assert verify(tmp_path / "bundle") == verify(save(files, tmp_path / "log"))
    assert verify(tmp_path / "bundle").disclosed == len(keep)


@pytest.mark.parametrize(
    ("name", "hour", "place"),
    [("opening", 4, OPENING), ("M-2", 6, BOTH), ("M-1", 5, "")],
    ids=["opening", "joint", "alone"],
)
def test_a_list_is_overdue_from_the_very_second(name: str, hour: int, place: str, tmp_path: Path) -> None:
    minutes = DAYS_TO_HEAD - 60 * hour
    in_time = said(begun(Late(minutes=minutes + 1)), tmp_path / "in time", name)
    assert (in_time.undisclosed, told(in_time)) == (1, [])
    late = said(begun(Late(minutes=minutes)), tmp_path / "late", name)
    if place:
        assert (late.exit, late.place, late.reason) == (1, place, "slots-overdue")
    else:
        assert (late.disclosed, late.undisclosed, told(late)) == (2, 1, [(MINE, "slots-overdue")])
        assert f"Fault in a list of slots: {MINE}: slots-overdue" in report(late, "en")


def test_nothing_is_due_before_a_publication_says_that_nobody_remains(tmp_path: Path) -> None:
    world = begun(Late(minutes=0, start="closure"))
    world.publish()
    assert told(said(world, tmp_path / "open", "opening", "M-1", "M-2")) == []
    world.minutes([world.feeds[RAMP][0].hash])
    world.depart("M-3", [5, 6, 7, 8, 9], by=JOINT, change={"cells": cells(civilian=3, soldier=2)})
    assert told(said(world, tmp_path / "not told", "M-2")) == []
    world.publish()
    late = said(world, tmp_path / "closed", "M-2", "M-3")
    assert (late.exit, late.place, late.reason) == (1, BOTH, "slots-overdue")
    assert told(said(world, tmp_path / "whole")) == []


def test_a_time_given_tells_what_is_due_by_then_and_refuses_nothing(tmp_path: Path) -> None:
    world = begun(Late(minutes=DAYS_TO_HEAD))
    at_five = said(world, tmp_path / "a", "opening", "M-1", "M-2", as_of="2024-06-08T13:00:00Z")
    assert told(at_five) == [(OPENING, "slots-overdue"), (MINE, "slots-overdue")]
    assert told(said(world, tmp_path / "b", "opening", "M-1", "M-2", as_of="2024-06-08T12:00:00Z")) == [
        (OPENING, "slots-overdue")
    ]
    assert told(said(world, tmp_path / "c", "opening", "M-1", "M-2", as_of="2024-06-08T11:59:59Z")) == []
    assert told(said(world, tmp_path / "d", as_of="2025-01-01T00:00:00Z")) == []


WRONG: dict[str, tuple[bytes, str]] = {
    "no file of slots at all": (b"slots\n", "slots-form"),
    "nothing": (b"", "slots-form"),
    "no newline": (slot_file([5], [])[:-1], "slots-form"),
    "two newlines": (slot_file([5], []) + b"\n", "slots-form"),
    "white space": (slot_file([5], []).replace(b":", b": ", 1), "slots-form"),
    "another format": (slot_file([5], [], format="repli-slots/2"), "slots-form"),
    "a key more": (slot_file([5], [], note=""), "slots-form"),
    "a salt of 15 bytes": (slot_file([5], [], salt="QUJDREVGR0hJSktMTU5P"), "slots-form"),
    "a salt that is no base64": (slot_file([5], [], salt="?"), "slots-form"),
    "a slot below zero": (slot_file([-1], []), "slots-form"),
    "slots out of order": (slot_file([6, 5], []), "slots-form"),
    "a slot twice": (slot_file([5, 5], []), "slots-form"),
    "a slot that is true": (slot_file([True], []), "slots-form"),
    "nested too deep": (b"[" * 100_000 + b"\n", "slots-form"),
    "a person more": (slot_file([5, 6], []), "slots-count"),
    "a person less": (slot_file([], []), "slots-count"),
    "an item more": (slot_file([5], [3]), "slots-count"),
    "outside, and too many": (slot_file([5, 10], []), "slots-count"),
    "a slot outside": (slot_file([10], []), "slot-outside"),
    "a slot far outside": (slot_file([2**53 - 1], []), "slot-outside"),
    "a slot of the opening": (slot_file([1], []), "slot-taken"),
    "a slot of another departure": (slot_file([3], []), "slot-taken"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_list_of_both_refuses_the_log_and_one_of_one_party_is_told(name: str, tmp_path: Path) -> None:
    data, reason = WRONG[name]
    world = begun(Late())
    change = {"people": 1, "items": 0, "slots": world.sidecar(data)}
    world.depart("M-3", [5], feed=TABLET, change=change)
    world.minutes([], feed=FORCE)
    assert told(said(world, tmp_path / "alone")) == [(f"feed {TABLET} line 1", reason)]
    world.depart("M-5", [7], by=JOINT, change=change)
    both = said(world, tmp_path / "both")
    assert (both.exit, both.place, both.reason) == (1, f"feed {FORCE} line 7", reason)


def test_the_lists_of_both_come_first_whatever_stands_before_them(tmp_path: Path) -> None:
    world = begun(Late())
    world.depart("M-3", [2], by=JOINT)  # the slot that the host alone gave to M-1 before
    assert told(said(world, tmp_path)) == [(MINE, "slot-taken")]


def test_a_list_with_a_fault_takes_no_slot(tmp_path: Path) -> None:
    world = begun(Late())
    world.depart("M-3", [5], feed=TABLET, change={"people": 1, "items": 1, "slots": world.sidecar(slot_file([5], []))})
    world.depart("M-4", [5], feed=TABLET)
    world.minutes([], feed=FORCE)
    assert told(said(world, tmp_path)) == [(f"feed {TABLET} line 1", "slots-count")]


def test_two_departures_may_name_one_file_if_nobody_stands_in_it(tmp_path: Path) -> None:
    world = begun(Late())
    for name in ("M-3", "M-4"):
        world.depart(name, [], by=JOINT)
    assert world.lists["M-3"] == world.lists["M-4"]
    assert said(world, tmp_path / "empty").disclosed == 5
    for name in ("M-5", "M-6"):
        world.depart(name, [5], feed=TABLET)
    world.minutes([], feed=FORCE)
    assert told(said(world, tmp_path / "full")) == [(f"feed {TABLET} line 2", "slot-taken")]


def replaced(world: Late) -> str:
    first = world.depart("M-3", [5], feed=TABLET)
    world.amend(first, "M-3", [6], feed=TABLET)
    return "[5]"


def cancelled(world: Late) -> str:
    world.cancel(world.depart("M-3", [5], feed=TABLET), feed=TABLET)
    return "[5]"


def a_rival(world: Late) -> str:
    first = world.depart("M-3", [6], feed=TABLET)
    world.amend(first, "M-3", [7], feed=TABLET)
    world.amend(first, "M-3", [5], feed=TABLET)
    return "[5]"


def void(world: Late) -> str:
    world.depart("M-2", [5], feed=TABLET, void=True)
    return "[5]"


def pending(world: Late) -> str:
    world.depart("M-4", [6], by=JOINT)
    world.depart("M-3", [5], feed=TABLET)
    return "[5]"


@pytest.mark.parametrize("story", [replaced, cancelled, a_rival, void, pending])
def test_nobody_looks_into_the_list_of_what_does_not_count(story: Callable[[Late], str], tmp_path: Path) -> None:
    world = begun(Late(minutes=0))
    story(world)
    if story is not pending:
        world.depart("M-9", [9], by=JOINT)
    path = f"sidecar/{sha(slot_file([5], [])).hex()}"
    files = world.files()
    assert told(verify(save(files, tmp_path / "there"))) == []
    kept = {name: data for name, data in files.items() if name != path}
    assert len(kept) == len(files) - 1
    assert told(verify(save(kept, tmp_path / "gone"))) == []
    wrong = verify(save(files | {path: b"other"}, tmp_path / "wrong"))
    assert (wrong.exit, wrong.place) == (1, path)
    assert "its bytes are not those that its name says" in wrong.reason


def test_a_list_that_no_event_names_is_refused(tmp_path: Path) -> None:
    data = slot_file([9], [])
    path = f"sidecar/{sha(data).hex()}"
    verdict = said(begun(Late()), tmp_path, **{path: data})
    assert (verdict.exit, verdict.place) == (1, path)
    assert "no event" in verdict.reason


def test_a_list_that_a_declaration_names_too_may_not_be_missing(tmp_path: Path) -> None:
    world = begun(Late())
    texts = next(one for one in world.sidecars if world.sidecars[one].count(b"\n") == 10)
    world.depart("M-3", [5], feed=TABLET, change={"people": 1, "items": 0, "slots": texts})
    world.minutes([], feed=FORCE)
    world.lists["digests"] = f"sidecar/{texts}"
    verdict = said(world, tmp_path, "digests")
    assert (verdict.exit, verdict.place) == (1, f"feed {FORCE} line 2")
    assert "is missing" in verdict.reason
