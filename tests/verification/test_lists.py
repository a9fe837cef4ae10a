"""A log of format 3, whole and as the public has it: one verdict, and what nobody can see yet is counted."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from repli.commission import bundle, damages, publication_proof
from repli.ledger.shapes import time_of_second
from repli.model import LogVerdict
from repli.progress.slotfile import SlotFile
from repli.verification import parse_trust, verify_path
from tests.cast import NOON
from tests.second import DAY, HOUR
from tests.third import Third, keys_of_third, third_genesis, third_log


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Third]:
    root = tmp_path_factory.mktemp("third")
    (root / "keys.txt").write_text(keys_of_third())
    return root, third_log(root / "log", head_second=NOON + 2 * DAY + 2 * HOUR)


def lists_of(world: Third) -> list[str]:
    """The names of the slot files, in the order of the events that name them."""
    matters = world.force.copy.replay.matters
    assert matters is not None
    return [one.committed.slots for one in matters.lists.named.values()]


def without(log: Path, folder: Path, *names: str) -> Path:
    """A copy of ``log`` in ``folder`` without the files ``names``."""
    shutil.copytree(log, folder / "log")
    for name in names:
        (folder / "log" / "sidecar" / name).unlink()
    return folder / "log"


def verdict_of(path: Path, keys: Path, as_of: str | None = None) -> LogVerdict:
    return verify_path(path, parse_trust(str(keys / "keys.txt")), as_of=as_of)


def test_the_public_copy_has_the_same_verdict_and_counts_what_it_cannot_see(
    made: tuple[Path, Third], tmp_path: Path
) -> None:
    root, world = made
    (tmp_path / "public").write_bytes(bundle(root / "log"))
    (tmp_path / "whole").write_bytes(bundle(root / "log", whole=True))
    whole, public = verdict_of(root / "log", root), verdict_of(tmp_path / "public", root)
    assert verdict_of(tmp_path / "whole", root) == whole
    assert (whole.answer, whole.disclosed, whole.undisclosed, whole.list_faults) == ("yes", 4, 0, ())
    assert (public.answer, public.disclosed, public.undisclosed, public.list_faults) == ("yes", 2, 2, ())
    assert replace(public, disclosed=4, undisclosed=0) == whole
    hidden = [name for name in lists_of(world) if name.encode() not in (tmp_path / "public").read_bytes()]
    assert hidden


def test_the_public_copy_of_a_later_day_shows_more(made: tuple[Path, Third], tmp_path: Path) -> None:
    root, _ = made
    (tmp_path / "late").write_bytes(bundle(root / "log", as_of=time_of_second(NOON + 9 * DAY)))
    assert verdict_of(tmp_path / "late", root).undisclosed == 0


def test_until_the_closure_the_public_sees_no_list(tmp_path: Path) -> None:
    third_log(tmp_path / "log", genesis=third_genesis(since="closure", minutes=0))
    (tmp_path / "public").write_bytes(bundle(tmp_path / "log", as_of=time_of_second(NOON + 999 * DAY)))
    verdict = verify_path(tmp_path / "public", as_of=time_of_second(NOON + 999 * DAY))
    assert (verdict.answer, verdict.disclosed, verdict.undisclosed, verdict.list_faults) == ("consistent", 0, 4, ())


def test_a_list_of_both_that_is_overdue_refuses_the_log_at_its_line(made: tuple[Path, Third], tmp_path: Path) -> None:
    root, world = made
    verdict = verdict_of(without(root / "log", tmp_path, lists_of(world)[0]), root)
    assert (verdict.answer, verdict.place, verdict.named) == ("no", "feed force line 4", "slots-overdue")


def test_a_list_of_one_party_that_is_overdue_is_told_and_refuses_nothing(
    made: tuple[Path, Third], tmp_path: Path
) -> None:
    root, world = made
    of_ramp = next(
        listed.committed.slots
        for listed in world.force.copy.replay.matters.lists.named.values()  # type: ignore[union-attr]
        if listed.place == "feed force-ramp line 1"
    )
    verdict = verdict_of(without(root / "log", tmp_path, of_ramp), root)
    assert (verdict.answer, verdict.list_faults) == ("yes", (("feed force-ramp line 1", "slots-overdue"),))


def test_the_readers_own_time_tells_what_is_overdue(made: tuple[Path, Third], tmp_path: Path) -> None:
    root, _ = made
    (tmp_path / "public").write_bytes(bundle(root / "log"))
    found = verdict_of(tmp_path / "public", root, time_of_second(NOON + 9 * DAY))
    assert found.answer == "yes"
    assert [reason for _, reason in found.list_faults] == ["slots-overdue"] * 2


def test_a_slot_file_with_one_other_slot_is_not_the_file_that_was_signed(
    made: tuple[Path, Third], tmp_path: Path
) -> None:
    root, world = made
    name = lists_of(world)[0]
    log = without(root / "log", tmp_path)
    path = log / "sidecar" / name
    path.write_bytes(path.read_bytes().replace(b'"people":[', b'"people":[0,'))
    verdict = verdict_of(log, root)
    assert (verdict.answer, verdict.place) == ("no", f"sidecar/{name}")


def test_a_list_that_no_event_names_is_refused(made: tuple[Path, Third], tmp_path: Path) -> None:
    root, _ = made
    log = without(root / "log", tmp_path)
    file = SlotFile(people=(1,), items=(), salt=bytes(16))
    (log / "sidecar" / file.committed.slots).write_bytes(file.data)
    assert verdict_of(log, root).place == f"sidecar/{file.committed.slots}"


def test_fsck_misses_a_list_only_where_a_mirror_has_it_and_a_publication_of_format_3_is_believed(
    made: tuple[Path, Third], tmp_path: Path
) -> None:
    root, world = made
    log = without(root / "log", tmp_path, *lists_of(world))
    assert damages(log, None) == ()
    missed = damages(log, root / "log")
    assert {one.place for one in missed} == {f"sidecar/{name}" for name in lists_of(world)}
    assert {one.heal.text for one in missed} == {
        "The mirror has it: verify the mirror, then merge it into a new folder."
    }
    (tmp_path / "l1").write_bytes(publication_proof(root / "log"))
    assert verdict_of(tmp_path / "l1", root).answer == "yes"
