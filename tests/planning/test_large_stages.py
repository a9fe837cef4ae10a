"""What large operations are planned by, on small ones: every plan keeps every rule."""

from collections.abc import Callable

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation
from repli.planning import fleets, make_plan, stage
from repli.rules import check_plan
from tests.planning.generator import operation_of
from tests.planning.rich_generator import rich_operation_of

_SEEDS = range(32)


@pytest.mark.parametrize("make", [operation_of, rich_operation_of])
def test_plans_of_stages_whose_sites_close_one_by_one_keep_every_rule(
    make: Callable[[int], Operation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "_MOST_UNITS", 0)
    monkeypatch.setattr(fleets, "_FEW", 1)
    planned = 0
    for seed in _SEEDS:
        operation = make(seed)
        try:
            plan = make_plan(operation, seed=1, version="test", thorough=False)
        except (ImpossibleError, NoPlanError):
            continue
        planned += 1
        assert check_plan(operation, plan) == (), seed
    assert planned >= 6
