"""No certificate is worth more than a plan that keeps the rules: neither at random prices nor at the best ones.

The best prices come from a linear program over every row, door and floor that the page allows (`best_prices`), the
plans from trying flight after flight (`shuttle_search`). Both sides must be met often, or the comparison says nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest

from repli.model import Certificate, Finding, RowPrice
from repli.rules import closure_minute
from repli.rules.certificates import alone_minutes, prove_certificates, worth_of
from repli.rules.prices import prices_of
from repli.rules.routes import LOADED, Ways
from repli.rules.scarce import Thing
from repli.rules.tours import tour_of
from tests.rules.best_prices import best_certificate
from tests.rules.bold_prices import Bold, Draft
from tests.rules.plain_world import certificate_of, plain_operation
from tests.rules.shuttle_search import best_figure
from tests.rules.shuttle_world import shuttle_operation
from tests.tiny import at, edit_row, tiny_operation

GUARD = tiny_operation().people_of["BASE-GUARD"]

FIGURES = {"stay": "stay_minutes", "flying": "flying_minutes"}


@dataclass(frozen=True)
class Judged:
    """A certificate of a seed's operation: what it is worth, and the best that a plan was found to do."""

    seed: int
    claim: str
    kind: str
    worth: int
    plan: int

    @property
    def is_refuted(self) -> bool:
        return self.worth > self.plan


def judged(seeds: Iterable[int], *, searches: int = 1) -> Iterator[Judged]:
    """Certificates of stay and flying: of the best prices, of the same shaken, and of random ones."""
    for seed in seeds:
        operation, dice = shuttle_operation(seed), Random(seed)  # noqa: S311 - test data, not a secret
        plans = [best_figure(operation, figure) for figure in ("stay_minutes", "flying_minutes")[:searches]]
        for claim, figure in FIGURES.items():
            best = min((getattr(plan.objective, figure) for plan in plans if plan), default=None)
            if best is None:
                continue
            bold = Bold(operation, claim, dice)
            for kind, one in certificates(bold):
                worth = worth_of(bold.ways, one, prices_of(one, bold.scarce, bold.ends, 1))
                if worth is not None:
                    assert not problems(bold.ways, replace(one, value=worth)), (seed, claim, kind)
                    yield Judged(seed, claim, kind, worth, best)


def certificates(bold: Bold) -> Iterator[tuple[str, Certificate]]:
    yield "none", bold.certificate(Draft())
    best = best_certificate(bold)
    if best is not None:
        yield "best", best
        yield "shaken", bold.certificate(shaken(bold, best))
        yield "toured", toured(bold, best)
    yield "random", bold.certificate(bold.draft())


def shaken(bold: Bold, best: Certificate) -> Draft:
    """The best prices of rows and floors, each up to twice or down to half of it, or gone."""
    factors = (0.0, 0.5, 0.9, 1.0, 1.0, 1.1, 2.0)
    return Draft(
        rows={
            (row.kind, row.subject, row.first, row.last): int(row.price * bold.dice.choice(factors))
            for row in best.rows
        },
        floors={
            ((one.kind, one.site_id, one.function), bucket): int(price * bold.dice.choice(factors))
            for one in best.floors
            for bucket, price in enumerate(one.prices)
            if price
        },
        mix=bold.mix(),
    )


def toured(bold: Bold, best: Certificate) -> Certificate:
    """The best prices, with what sorties pay for vehicles charged to their sequences instead."""
    rows = [row for row in best.rows if row.kind not in {"fleet", "rounds"}]
    for name, edge in {tour_of(edge): edge for edge in bold.ways.network.all_edges}.items():
        paid = [0] * bold.grid.buckets
        for row in best.rows:
            thing = bold.scarce.thing(row.kind, row.subject)
            assert isinstance(thing, Thing)
            for bucket in range(row.first, row.last + 1) if row.kind in {"fleet", "rounds"} else ():
                paid[bucket] += row.price * thing.use(edge, "", LOADED)
        rows += [RowPrice(kind="tours", subject=name, first=t, last=t, price=one) for t, one in enumerate(paid) if one]
    return replace(best, rows=tuple(rows))


def problems(ways: Ways, *certificates: Certificate) -> list[Finding]:
    return list(prove_certificates(ways, certificates))


def closings(seeds: Iterable[int]) -> Iterator[tuple[str, bool, int]]:
    """For each operation with a plan: whether the grid minute before, and after, its closure is proven."""
    for seed in seeds:
        operation = shuttle_operation(seed)
        plan = best_figure(operation, "stay_minutes")
        end = None if plan is None else closure_minute(operation, plan)
        for last in range(1, 99) if end is not None else ():
            bold = Bold(operation, "closure", Random(seed), last=last)  # noqa: S311 - test data, not a secret
            if last == len(bold.minutes):
                break
            near = (
                bold.minutes[last - 1] <= end < bold.minutes[last] or bold.minutes[last] <= end < bold.minutes[last + 1]
            )
            best = best_certificate(bold) if near else None
            if best is not None:
                yield "after" if bold.minutes[last] > end else "before", not problems(bold.ways, best), seed


@pytest.fixture(scope="module")
def hundred() -> tuple[Judged, ...]:
    return tuple(judged(range(100)))


def test_no_certificate_of_a_hundred_operations_is_worth_more_than_their_plans(hundred: tuple[Judged, ...]) -> None:
    assert [one for one in hundred if one.is_refuted] == []


def test_the_best_prices_often_prove_all_there_is_and_more_than_no_prices(hundred: tuple[Judged, ...]) -> None:
    """So a worth of one minute more than is right would be seen."""
    best = [one for one in hundred if one.kind == "best"]
    bare = {(one.seed, one.claim): one.worth for one in hundred if one.kind == "none"}
    assert len(best) >= 60
    assert sum(one.worth > bare[one.seed, one.claim] for one in best) >= 30
    assert sum(one.worth == one.plan for one in best) >= 10
    assert Counter(one.kind for one in hundred)["shaken"] == len(best)


def test_no_proof_of_a_closure_is_refuted_and_most_reach_the_last_midnight_before_it() -> None:
    found = list(closings(range(25)))
    assert [one for one in found if one[:2] == ("after", True)] == []
    before = [proven for where, proven, _ in found if where == "before"]
    assert sum(before) * 2 >= len(before) >= 8


@pytest.mark.heavy
def test_no_certificate_of_two_thousand_more_is_worth_more_than_their_plans() -> None:
    assert [one for one in judged(range(100, 2_100), searches=2) if one.is_refuted] == []
    assert [one for one in closings(range(40, 700)) if one[:2] == ("after", True)] == []


PERMITS = edit_row(plain_operation(3, 3), "clearances", "C-AIR", limit_per_day=1)
"""Three items, one off block a day: out at 03:00 of day 0, and at midnight of days 1 and 2."""

CUTS = tuple(at(day) for day in range(1, 4))


def stay_of_permits(value: int, *, scale: int = 1) -> Certificate:
    """Each item pays as if it were out on day 2: 2,880 minutes, less those until it is, and a permit is worth that.

    P = 1, K = 1,800. An aircraft comes in for 120 minutes and loads for 40: out at 02:40 of day 0 at the earliest.
    """
    rows = (("permits", "C-AIR", 0, 0, 600 * 1_280 // scale), ("permits", "C-AIR", 0, 1, 600 * 1_440 // scale))
    position = (600 * 2_720 // scale, 600 * 1_440 // scale, 0, 0)
    return replace(certificate_of(PERMITS, "stay", value, cuts=CUTS, position=position, rows=rows), scale=scale)


def test_a_stay_is_proven_to_the_minute_and_in_numbers_of_any_scale() -> None:
    """(160 + 1,440 + 2,880) / 3, half of it because there are no people; the plan is out at 03:00 and has 750."""
    ways = Ways(PERMITS)
    plan = best_figure(PERMITS, "stay_minutes")
    assert plan is not None
    assert plan.objective.stay_minutes == 750
    assert problems(ways, stay_of_permits(746)) == []
    assert problems(ways, stay_of_permits(746, scale=600)) == []
    found = problems(ways, stay_of_permits(747))
    assert [str(one.message) for one in found] == ["The certificate says 747 minutes and is worth 746."]
    assert alone_minutes(ways) == 80


@pytest.mark.parametrize("claim", ["closure", "site"])
def test_a_closing_is_proven_by_the_last_permit_it_needs(claim: str) -> None:
    subject = {"closure": "", "site": "BASE"}[claim]
    for value, proven in ((2, True), (3, False)):
        rows = (("permits", "C-AIR", 0, value - 1, 1),)
        position = (1,) * value + (0,) * (4 - value)
        one = certificate_of(PERMITS, claim, value, cuts=CUTS, position=position, rows=rows)
        assert (problems(Ways(PERMITS), replace(one, subject=subject)) == []) is proven


def test_a_proven_site_holds_guards_back_for_the_certificates_after_it() -> None:
    """The last off block of BASE is on day 2: so a guard who leaves last is not out at the end of day 1."""
    guard = edit_row(PERMITS, "sites", "BASE", last_out_people=1)
    guard = replace(guard, people=(replace(GUARD, count=1),), formation_minutes=0)
    rows = (("permits", "C-AIR", 0, 1, 1),)
    site = certificate_of(guard, "site", 2, cuts=CUTS, position=(1, 1, 0, 0), rows=rows)
    site = replace(site, subject="BASE")
    stay = certificate_of(guard, "stay", 0, cuts=CUTS, floors=(("guards-last", None, (0, 1, 0, 0)),))
    assert problems(Ways(guard), site, stay) == []
    found = problems(Ways(guard), stay)
    assert [str(one.message) for one in found] == [
        "The guards-last at BASE is not sure to hold at the end of bucket 1."
    ]


def test_a_flight_there_and_back_is_proven_for_every_three_items() -> None:
    """Three flights of 120 minutes out, and 120 in before: no price but that of a position, 240 minutes."""
    one = certificate_of(PERMITS, "flying", 720, cuts=CUTS, position=(240,) * 4)
    assert problems(Ways(PERMITS), one) == []
    assert [str(found.message) for found in problems(Ways(PERMITS), replace(one, value=721))] == [
        "The certificate says 721 minutes and is worth 720."
    ]
    inside = edit_row(PERMITS, "vehicles", "L0", start_place="FLD1")
    assert problems(Ways(inside), replace(one, value=600)) == []
    assert problems(Ways(inside), replace(one, value=601)) != []


def test_certificates_stand_in_their_order_and_each_claim_once() -> None:
    ways = Ways(PERMITS)
    flying = certificate_of(PERMITS, "flying", 0, cuts=CUTS)
    assert [str(one.message) for one in problems(ways, flying, stay_of_permits(0))] == [
        "Certificates stand in the order: sites, closure, stay, flying."
    ]
    assert [str(one.message) for one in problems(ways, flying, flying)] == [
        "There are two certificates for this claim."
    ]


def test_a_certificate_of_another_operation_proves_nothing_here() -> None:
    """With two off blocks a day the same prices are worth less; with another horizon the grid is none."""
    two = edit_row(PERMITS, "clearances", "C-AIR", limit_per_day=2)
    assert "is worth" in str(problems(Ways(two), stay_of_permits(746))[0].message)
    longer = replace(PERMITS, horizon_minute=PERMITS.horizon_minute + 1)
    assert "The grid does not ascend" in str(problems(Ways(longer), stay_of_permits(746))[0].message)


def test_where_somebody_can_never_be_out_every_claim_of_the_right_shape_is_true() -> None:
    none = replace(PERMITS, vehicles=())
    bare = certificate_of(none, "stay", 10**9, cuts=CUTS, doors=False)
    assert problems(Ways(none), bare) == []
    assert alone_minutes(Ways(none)) is None
