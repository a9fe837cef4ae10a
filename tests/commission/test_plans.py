"""Plans on their way in and out: the same bytes for the same seed, and none is used that breaks a rule."""

import hashlib
from pathlib import Path

import pytest

from repli.commission import (
    estimate,
    forecast,
    judge_plan_file,
    load_case,
    load_plan,
    make_plan,
    plan_bytes,
    plan_hash,
    rule_count,
    write_file,
)
from repli.errors import InputError, UsageError
from repli.rules import check_plan
from tests.tiny import edit_stop
from tests.tiny_folder import write_tiny_folder


def test_a_made_plan_keeps_every_rule_and_has_one_file_per_seed(tmp_path: Path) -> None:
    operation = load_case(write_tiny_folder(tmp_path)).operation
    plan = make_plan(operation, seed=3)
    assert check_plan(operation, plan) == ()
    assert plan_bytes(make_plan(operation, seed=3)) == plan_bytes(plan)
    assert plan_hash(plan) == hashlib.sha256(plan_bytes(plan)).hexdigest()


def test_a_plan_file_is_judged_and_used_only_if_it_breaks_no_rule(tmp_path: Path) -> None:
    folder, file = write_tiny_folder(tmp_path / "case"), tmp_path / "plan.json"
    plan = make_plan(load_case(folder).operation, seed=1)
    write_file(file, plan_bytes(plan))
    assert judge_plan_file(file, folder) == (plan, ())
    assert load_plan(file, folder)[1] == plan
    first = plan.movements[0]
    last = first.stops[-1]
    spoiled = edit_stop(plan, first.movement_id, -1, on_block_minute=last.on_block_minute - 30)
    write_file(file, plan_bytes(spoiled))
    found = judge_plan_file(file, folder)[1]
    assert "block-time" in {finding.rule for finding in found}
    with pytest.raises(InputError) as refusal:
        load_plan(file, folder)
    assert any(problem.found.startswith("block-time ") for problem in refusal.value.problems)


def test_a_plan_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.json"):
        load_plan(tmp_path / "none.json", tmp_path)


def test_a_forecast_carries_the_hash_of_its_plan_and_tells_how_far_it_is(tmp_path: Path) -> None:
    operation = load_case(write_tiny_folder(tmp_path)).operation
    plan = make_plan(operation, seed=1)
    told: list[tuple[int, int]] = []
    found = forecast(operation, plan, seed=1, replications=20, progress=lambda done, total: told.append((done, total)))
    assert found.plan_hash == plan_hash(plan)
    dones, totals = zip(*told, strict=True)
    assert list(dones) == sorted(dones)
    assert set(totals) == {dones[-1]}


def test_the_estimate_is_never_later_than_the_plan_it_ignores_the_rules_of(tmp_path: Path) -> None:
    case = load_case(write_tiny_folder(tmp_path))
    rough = estimate(case).closure_day
    assert rough is not None
    assert rough <= make_plan(case.operation, seed=1).objective.closure_day


def test_the_rule_book_is_counted() -> None:
    assert rule_count() >= 50
