"""The package and verify.py give one verdict on wild stories of format 3: seals, lists that are gone, any time."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repli.verification import standalone, verify_path
from tests.verification.test_both import assert_same
from tests.verification.wild import STORY, Body, told_wildly
from tests.verification.wild_late import WildLate

TIME = st.integers(1, 28).map("2024-06-{:02}T05:00:00Z".format)


def compare(folder: Path, story: list[Body], as_of: str) -> None:
    assert_same(told_wildly(story, WildLate).files(), folder)
    ours, theirs = verify_path(folder / "log", as_of=as_of), standalone.verify(folder / "log", as_of=as_of)
    assert ours.list_faults == tuple((one["place"], one["reason"]) for one in theirs.faults)
    assert dict(ours.grades or ()) == theirs.grades


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY, TIME)
def test_both_verifiers_say_the_same_of_any_story(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body], as_of: str
) -> None:
    compare(tmp_path_factory.mktemp("log"), story, as_of)


@pytest.mark.heavy
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY, TIME)
def test_both_verifiers_say_the_same_of_any_of_many_stories(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body], as_of: str
) -> None:
    compare(tmp_path_factory.mktemp("log"), story, as_of)
