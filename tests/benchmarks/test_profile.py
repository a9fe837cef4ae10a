"""What is impossible by construction is proven so, for the reason that was built in, and for no other."""

from dataclasses import replace

import pytest

from benchmarks.replibench import instance_of
from benchmarks.replibench.profile import IMPOSSIBLE, profile_of
from repli import commission
from repli.errors import ImpossibleError
from repli.planning import Quest
from repli.planning.impossible import refuse_impossible
from repli.planning.ways import ways_of

REASONS = {
    "permits": "Field FB01: its clearances never let out what must leave there",
    "office": "Site B01: no office interval before the horizon holds a handover of 240 minutes with notice.",
    "uncleared": "Line I-OUTSIZE at B01: no clearance, granted or to be had in time,",
    "group": "Group TOO-MANY (P-GROUP-1 P-GROUP-2): no vehicle takes all of it at once.",
    "inspection": "Site B01: it needs inspection teams (1) for ",
}
SEEDS = {profile_of(seed).impossible: seed for seed in range(40) if profile_of(seed).impossible}


def test_each_kind_of_the_impossible_has_its_seed_and_reason() -> None:
    assert set(SEEDS) == set(REASONS) == set(IMPOSSIBLE)


@pytest.mark.parametrize("kind", IMPOSSIBLE)
def test_the_planner_proves_the_reason_that_was_built_in(kind: str) -> None:
    with pytest.raises(ImpossibleError) as caught:
        commission.make_plan(instance_of("T", SEEDS[kind]).operation, seed=1)
    assert any(REASONS[kind] in str(reason) for reason in caught.value.reasons), caught.value.reasons


@pytest.mark.parametrize("kind", IMPOSSIBLE)
def test_without_that_reason_the_same_seed_has_a_plan(kind: str) -> None:
    profile = replace(profile_of(SEEDS[kind]), impossible="")
    assert commission.make_plan(instance_of("T", SEEDS[kind], profile).operation, seed=1).movements


@pytest.mark.parametrize("name", [("S", 45), ("S", 85), ("M", 5)])
def test_too_few_clearances_are_proven_where_there_is_a_port_and_a_strip_too(name: tuple[str, int]) -> None:
    with pytest.raises(ImpossibleError) as caught:
        refuse_impossible(ways_of(instance_of(*name).operation))
    assert all("its clearances never let out" in str(reason) for reason in caught.value.reasons)


def test_what_nothing_cleared_takes_is_not_driven_out_by_the_port_and_in_again_to_fly_from_another_base() -> None:
    with pytest.raises(ImpossibleError) as caught:
        refuse_impossible(ways_of(instance_of("M", 21).operation))
    assert ["Line I-OUTSIZE" in str(reason) for reason in caught.value.reasons] == [True]


def test_without_that_reason_a_strip_with_a_port_has_a_plan() -> None:
    operation = instance_of("S", 85, replace(profile_of(85), impossible="")).operation
    assert commission.make_plan(operation, seed=1, quest=Quest(effort=0)).movements
