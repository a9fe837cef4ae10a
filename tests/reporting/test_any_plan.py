"""Pictures of plans of random operations over all inputs, against the rule book: spots, closings and whole pages."""

from collections.abc import Iterator

import pytest

from repli.errors import ImpossibleError, NoPlanError, phrase
from repli.model import Operation, Plan
from repli.planning import make_plan
from repli.planning.objective import departures_of
from repli.reporting import ChangesFacts, CommissionFacts, Naive, changes_page, commission_page, record_of
from repli.reporting.parking import most_at_once, stays_at
from repli.reporting.site_plan import site_plans
from repli.rules import closure_minute
from tests.planning.rich_generator import rich_operation_of
from tests.reporting.html_check import read
from tests.reporting.samples import TRUTH

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def planned() -> list[tuple[Operation, Plan]]:
    found = list(_planned(50))
    assert len(found) >= 5
    return found


def _planned(seeds: int) -> Iterator[tuple[Operation, Plan]]:
    for operation in map(rich_operation_of, range(seeds)):
        try:
            yield operation, make_plan(operation, seed=1, version="test")
        except (ImpossibleError, NoPlanError):
            continue


def test_every_stay_of_a_plan_that_keeps_the_rules_has_a_spot(planned: list[tuple[Operation, Plan]]) -> None:
    for operation, plan in planned:
        for field in (one for one in operation.fields if one.inside and one.parking_spots):
            stays = stays_at(operation, plan, field, operation.horizon_minute)
            assert all(stay.spot is not None for stay in stays)
            assert most_at_once(stays) <= sum(count for _, count in field.parking_spots)


def test_the_operation_is_closed_when_its_last_site_is_and_the_last_is_out(
    planned: list[tuple[Operation, Plan]],
) -> None:
    for operation, plan in planned:
        closed = [site.closed_minute for site in site_plans(operation, plan) if site.closed_minute is not None]
        outs = [minute for parts in departures_of(operation, plan).values() for minute, _, _ in parts]
        assert max([*closed, *outs]) == closure_minute(operation, plan)


def test_any_plan_makes_whole_pages(planned: list[tuple[Operation, Plan]]) -> None:
    before = record_of(*planned[-1], None)
    for operation, plan in planned:
        facts = CommissionFacts(
            truth=TRUTH,
            reader=phrase("Parties"),
            now_minute=operation.as_of_minute,
            operation=operation,
            plan=plan,
            naive=Naive(closure_day=None, ignores=phrase("None.")),
        )
        after = record_of(operation, plan, None)
        changes = ChangesFacts(truth=TRUTH, reader=phrase("Parties"), operation=operation, before=before, after=after)
        for html in (commission_page(facts), changes_page(changes)):
            page = read(html)
            assert page.faults == []
            assert len(page.ids) == len(set(page.ids))
        before = after
