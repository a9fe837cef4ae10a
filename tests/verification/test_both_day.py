"""The package and verify.py give one verdict on logs of format 4: honest, false, hostile, and told by chance."""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks import lies_conduct, lies_people
from tests.attacks.lies_fourth import FOURTH
from tests.verification import (
    test_standalone_day,
    test_standalone_day_hostile,
    test_standalone_day_lists,
    test_standalone_day_shapes,
)
from tests.verification.day_world import Day, told
from tests.verification.log_builder import save
from tests.verification.test_both import assert_same_of
from tests.verification.wild import STEP, Body, told_wildly
from tests.verification.wild_day import WildDay

MODULES = (lies_conduct, lies_people)  # they fill FOURTH
STORY = st.lists(STEP, max_size=40)
TIME = st.integers(1, 28).map("2024-06-{:02}T05:00:00Z".format)
Make = Callable[[], dict[str, bytes]]


def written(story: Callable[[Day], object], *, publishes: bool = True) -> Make:
    def make() -> dict[str, bytes]:
        world = told(story) if publishes else Day()
        if not publishes:
            story(world)
        return world.files()

    return make


def corpus() -> Iterator[tuple[str, Make]]:
    for lie in FOURTH:
        yield f"lie: {lie.name}", lambda lie=lie: lie.carry_out(void=True)[0]
    stories = {"everything": test_standalone_day.a_day} | test_standalone_day.STORIES
    stories |= {name: row[0] for name, row in test_standalone_day.GRADES.items()}
    stories |= {name: row[0] for name, row in test_standalone_day_hostile.HUGE.items()}
    for name, story in stories.items():
        yield f"day: {name}", written(story)
    for name, row in (test_standalone_day_shapes.BODIES | test_standalone_day_shapes.REFUSED).items():
        yield f"body: {name}", written(row[0], publishes=False)
    for name, row in test_standalone_day_shapes.WITNESS.items():
        observed = test_standalone_day_shapes.observed_by
        yield f"witness: {name}", lambda row=row, make=observed: make(row[0]).files()
    yield from unlisted()


def unlisted() -> Iterator[tuple[str, Make]]:
    """Yield logs without some of their lists, due or not: of the opening, what gives back, what takes."""
    for number in range(3):
        for names in combinations(("opening", "M-1", "M-2", "returned"), number):
            for minutes in (0, 10_200, 144_000):
                yield lacking(test_standalone_day.gone_and_back, names, minutes)
        for names in combinations(("M-1", "returned", "retained", "released"), number):
            yield lacking(test_standalone_day_lists.given_back_wrongly, names, 144_000)


def lacking(story: Callable[[Day], object], names: tuple[str, ...], minutes: int) -> tuple[str, Make]:
    def make() -> dict[str, bytes]:
        world = Day(minutes=minutes)
        world.opening([0, 1], [0], 100)
        story(world)
        gone = {world.lists[name] for name in names}
        return {name: data for name, data in world.files().items() if name not in gone}

    return f"without: {' and '.join(names) or 'nothing'}, {minutes}, {story.__name__}", make


CORPUS = dict(corpus())


def assert_both(log: Path, as_of: str | None = None) -> None:
    ours, theirs = assert_same_of(log, as_of)
    if theirs.verdict == "consistent":
        assert (dict(ours.entries), ours.attests, dict(ours.sites)) == (theirs.entries, theirs.attests, theirs.sites)


@pytest.mark.parametrize("name", CORPUS)
def test_both_verifiers_say_the_same_of_every_day(name: str, tmp_path: Path) -> None:
    assert_both(save(CORPUS[name](), tmp_path / "log"))


def compare(folder: Path, story: list[Body], as_of: str) -> None:
    assert_both(save(told_wildly(story, WildDay).files(), folder / "log"), as_of)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY, TIME)
def test_both_verifiers_say_the_same_of_any_day(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body], as_of: str
) -> None:
    compare(tmp_path_factory.mktemp("log"), story, as_of)


@pytest.mark.heavy
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY, TIME)
def test_both_verifiers_say_the_same_of_any_of_many_days(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body], as_of: str
) -> None:
    compare(tmp_path_factory.mktemp("log"), story, as_of)
