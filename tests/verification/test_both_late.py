"""The package and verify.py give one verdict on verify.py's own logs of format 3, and on wild stories of that format."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from repli.verification import standalone, verify_path
from tests.verification import test_standalone_late, test_standalone_seals
from tests.verification.deep_world import FORCE, TABLET
from tests.verification.late_world import Late
from tests.verification.test_both import assert_same
from tests.verification.test_standalone_late import JOINT, begun
from tests.verification.wild import STORY, Body, told_wildly
from tests.verification.wild_late import WildLate

Make = Callable[[], dict[str, bytes]]
TIMES = (None, "2024-06-02T05:00:00Z", "2024-06-05T04:00:00Z", "2030-01-01T00:00:00Z")


def assert_same_lists(files: dict[str, bytes], folder: Path) -> None:
    """Assert that both say the same, with the same lists and faults at any time."""
    assert_same(files, folder)
    for as_of in TIMES:
        ours, theirs = verify_path(folder / "log", as_of=as_of), standalone.verify(folder / "log", as_of=as_of)
        assert (ours.answer, ours.place) == (theirs.verdict, theirs.place), as_of
        if theirs.verdict == "consistent":
            faults = tuple((one["place"], one["reason"]) for one in theirs.faults)
            told = (theirs.disclosed, theirs.undisclosed, faults)
            assert (ours.disclosed, ours.undisclosed, ours.list_faults) == told
            assert dict(ours.grades) == theirs.grades


def corpus() -> Iterator[tuple[str, Make]]:
    for name, row in test_standalone_seals.VOID.items():
        yield f"void: {name}", lambda story=row[0]: with_seals(story)
    for name, row in test_standalone_seals.REFUSED.items():
        yield f"refused: {name}", lambda story=row[0]: refused(story)
    for name, row in test_standalone_late.WRONG.items():
        yield f"alone: {name}", lambda data=row[0]: with_list(data, [TABLET])
        yield f"joint: {name}", lambda data=row[0]: with_list(data, JOINT)
    for minutes in (0, 1440, 10 * 1440):
        for gone in ("opening", "M-1", "M-2"):
            yield f"{gone} missing, due after {minutes}", lambda n=minutes, name=gone: without(Late(minutes=n), name)
            yield f"{gone} missing, never due", lambda name=gone: without(Late(minutes=0, start="closure"), name)


def with_seals(story: Callable[[Late], object]) -> dict[str, bytes]:
    world = test_standalone_seals.begun(minutes=0)
    story(world)
    world.publish()
    return world.files()


def refused(story: Callable[[Late], object]) -> dict[str, bytes]:
    world = Late()
    world.cuts = test_standalone_seals.CUTS
    story(world)
    return world.files()


def with_list(data: bytes, by: list[str]) -> dict[str, bytes]:
    world = begun(Late())
    change = {"people": 1, "items": 0, "slots": world.sidecar(data)}
    world.depart("M-3", [5], feed=by[0], by=by, change=change)
    world.minutes([], feed=FORCE)
    return world.files()


def without(world: Late, name: str) -> dict[str, bytes]:
    files = begun(world).files()
    del files[world.lists[name]]
    return files


CORPUS = dict(corpus())


@pytest.mark.parametrize("name", CORPUS)
def test_both_verifiers_say_the_same_of_every_story(name: str, tmp_path: Path) -> None:
    assert_same_lists(CORPUS[name](), tmp_path)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_story(tmp_path_factory: pytest.TempPathFactory, story: list[Body]) -> None:
    assert_same_lists(told_wildly(story, WildLate).files(), tmp_path_factory.mktemp("log"))


@pytest.mark.heavy
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_of_many_stories(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body]
) -> None:
    assert_same_lists(told_wildly(story, WildLate).files(), tmp_path_factory.mktemp("log"))
