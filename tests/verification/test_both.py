"""Two verifiers that share no code, the package and verify.py, give one verdict on whole logs of format 2.

The stories are those of verify.py's own tests, and any that chance tells.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from repli.verification import standalone
from repli.verification.verdict import verify_log
from tests.verification import (
    test_standalone_grades,
    test_standalone_heads,
    test_standalone_joint,
    test_standalone_keys,
    test_standalone_order,
    test_standalone_void,
)
from tests.verification.deep_world import Deep, Story, device_lines, told
from tests.verification.log_builder import save
from tests.verification.wild import STORY, Body, told_wildly

Make = Callable[[], dict[str, bytes]]
# Section 13 has the `seen` of a pending line checked, so verify.py names the line; the package names the head.
OTHER_PLACE = {"seen: more than there is, by a device that nobody has taken in"}


def written(story: Story, *, opened: bool = False) -> dict[str, bytes]:
    world = Deep()
    if opened:
        world.opening([0, 1], [0], 100)
    story(world)
    return world.files()


def with_head(path: str, change: Callable[[list[str]], object]) -> dict[str, bytes]:
    world = Deep()
    device_lines(world)
    world.count("M-1", 1)
    world.heads[path] = change
    return world.files()


def with_files(change: Callable[[dict[str, bytes]], object]) -> dict[str, bytes]:
    files = with_head("", lambda _lines: None)
    change(files)
    return files


def corpus() -> Iterator[tuple[str, Make]]:
    for name, row in test_standalone_void.VOID.items():
        yield f"void: {name}", lambda row=row: told(row[0]).files()
    for name, row in test_standalone_grades.GRADES.items():
        yield f"grades: {name}", lambda row=row: told(row[0]).files()
    for name, row in test_standalone_joint.REFUSED.items():
        yield f"joint: {name}", lambda row=row: written(row[0], opened=True)
    for name, row in test_standalone_order.SEEN.items():
        yield f"seen: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_order.SIGNED.items():
        yield f"signed: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_keys.REFUSED.items():
        yield f"keys: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_heads.HEADS.items():
        yield f"heads: {name}", lambda row=row: with_head(row[0], row[1])
    for name, row in test_standalone_heads.FOLDERS.items():
        yield f"folders: {name}", lambda row=row: with_files(row[0])


CORPUS = dict(corpus())


def assert_same(files: dict[str, bytes], folder: Path, *, same_place: bool = True) -> str:
    """Assert that both say the same, with the same place and the same figures; return what they say."""
    log = save(files, folder / "log")
    ours, theirs = verify_log(log), standalone.verify(log)
    assert ours.answer == theirs.verdict, (ours.place, str(ours.reason), theirs.place, theirs.reason)
    assert ours.place == theirs.place or not same_place, (str(ours.reason), theirs.reason)
    if ours.answer == "consistent":
        assert dict(ours.grades) == theirs.grades
        assert ours.void == tuple((one["place"], one["reason"]) for one in theirs.void)
        assert ours.pending == theirs.pending
        assert ours.figures == tuple((name, one["value"], one["grade"]) for name, one in theirs.figures.items())
        assert (ours.published, ours.published_state) == (theirs.published, theirs.published_state)
        assert ours.head == tuple(theirs.head.values())
        assert dict(ours.fingerprints) == theirs.keys
    return theirs.verdict


@pytest.mark.parametrize("name", CORPUS)
def test_both_verifiers_say_the_same_of_every_story(name: str, tmp_path: Path) -> None:
    assert_same(CORPUS[name](), tmp_path, same_place=name not in OTHER_PLACE)


def compare(folder: Path, story: list[Body]) -> None:
    assert_same(told_wildly(story).files(), folder)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_story(tmp_path_factory: pytest.TempPathFactory, story: list[Body]) -> None:
    compare(tmp_path_factory.mktemp("log"), story)


@pytest.mark.heavy
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_of_many_stories(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body]
) -> None:
    compare(tmp_path_factory.mktemp("log"), story)
