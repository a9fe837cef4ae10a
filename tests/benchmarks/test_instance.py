"""Instances of RepliBench: the same everywhere, good folders, of their class, and what they say of themselves."""

import hashlib
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import replibench
from benchmarks.replibench import Instance
from benchmarks.replibench.classes import CLASSES
from benchmarks.replibench.profile import profile_of
from repli import intake
from repli.model import Operation

instance_of = cache(replibench.instance_of)
DIGEST = "import sys; from tests.benchmarks.test_instance import digest; print(digest(sys.argv[1], int(sys.argv[2])))"


def digest(class_name: str, seed: int) -> str:
    files = instance_of(class_name, seed).files
    return hashlib.sha256(b"".join(name.encode() + data for name, data in files.items())).hexdigest()


def test_the_same_class_and_seed_give_the_same_bytes_in_another_process_with_other_hashes() -> None:
    for class_name, seed in (("T", 7), ("S", 2)):
        told = subprocess.run(  # noqa: S603 - this Python, with words of this file
            [sys.executable, "-c", DIGEST, class_name, str(seed)],
            env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == digest(class_name, seed)


def test_other_seeds_give_other_operations() -> None:
    assert len({digest("T", seed) for seed in range(12)}) == 12


def test_a_written_folder_is_the_operation_and_passes_the_check(tmp_path: Path) -> None:
    instance = instance_of("S", 0)
    instance.write(tmp_path / "s-0")
    assert intake.check_folder(tmp_path / "s-0") == ()
    assert intake.read_operation(tmp_path / "s-0") == instance.operation


@pytest.mark.parametrize("class_name", ["T", "S"])
def test_every_folder_passes_the_check(class_name: str) -> None:
    for seed in range(24 if class_name == "T" else 12):
        assert intake.check_folder(intake.files_source(instance_of(class_name, seed).files)) == (), seed


@pytest.mark.heavy
@pytest.mark.parametrize("class_name", ["M", "L", "XL"])
def test_every_large_folder_passes_the_check(class_name: str) -> None:
    for seed in range(1 if class_name == "XL" else 6):
        instance = instance_of(class_name, seed)
        assert intake.check_folder(intake.files_source(instance.files)) == (), seed
        assert_of_its_class(instance)


def test_instances_are_of_the_size_of_their_class() -> None:
    for class_name, seed in (*(("S", seed) for seed in range(12)), ("M", 1)):
        assert_of_its_class(instance_of(class_name, seed))


def assert_of_its_class(instance: Instance) -> None:
    size, operation = CLASSES[instance.class_name], instance.operation
    sites = sum(site.inside for site in operation.sites)
    people = sum(line.count for line in operation.people)
    numbers = (size.mains, size.strips, size.camps)
    assert sum(least for least, _ in numbers) <= sites <= sum(most for _, most in numbers)
    assert size.people[0] <= people <= size.people[1] + 212  # loggers who come, and a group that is too large
    assert size.sorties[0] <= instance.sorties <= size.sorties[1], (instance.name, instance.sorties)


def test_one_in_eight_is_impossible_most_have_floors_that_bind_and_tightness_is_spread() -> None:
    profiles = [profile_of(seed) for seed in range(80)]
    assert sum(bool(one.impossible) for one in profiles) == 10
    assert len({one.impossible for one in profiles}) == 6
    assert sum(one.floors == "binding" for one in profiles) >= 0.3 * len(profiles)
    assert min(one.tightness for one in profiles) < 0.52
    assert max(one.tightness for one in profiles) > 1.08
    assert {one.binds for one in profiles} == {"permits", "fleet", "spots", "road"}


def test_the_busiest_resource_is_about_as_tight_as_the_profile_wants() -> None:
    for seed in range(12):
        instance = instance_of("S", seed)
        if not instance.impossible:
            assert instance.busiest[1] == pytest.approx(instance.profile.tightness, rel=0.05), seed


def test_floors_that_bind_hold_people_back_who_are_ready() -> None:
    for seed in range(12):
        instance = instance_of("S", seed)
        if instance.profile.floors == "binding":
            assert any(held_back(instance.operation, site.site_id) for site in instance.operation.sites), seed


def held_back(operation: Operation, site_id: str) -> bool:
    """Say whether more people of a site are ready at some minute than its floor lets go before it falls."""
    there = [line for line in operation.people if line.site_id == site_id and line.arrives_minute is None]
    steps = [step for one in operation.floors if (one.site_id, one.function) == (site_id, None) for step in one.steps]
    falls = [(falls, minimum) for (_, minimum), (falls, _) in pairwise(steps)]
    strength = sum(line.count for line in there)
    return any(sum(line.count for line in there if line.ready_minute < at) > strength - least for at, least in falls)
