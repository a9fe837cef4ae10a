"""Prices of a certificate on civil days: rows in their buckets, floors at the ends of theirs."""

from dataclasses import replace

from repli.model import Certificate, FloorPrices, RowPrice
from repli.planning.explain_prices import priced_days
from tests.tiny import at, tiny_operation, tiny_plan

CERTIFICATE = Certificate(
    claim="stay",
    subject="",
    value=0,
    scale=1,
    grid_minute=(at(0), at(1), at(3), at(6) + 1),
    rows=(
        RowPrice(kind="permits", subject="C-AIR", first=1, last=1, price=5),
        RowPrice(kind="work", subject="FLD1/2", first=0, last=0, price=2),
        RowPrice(kind="work", subject="FLD1/2", first=0, last=1, price=1),
    ),
    floors=(FloorPrices(kind="floor-people", site_id="BASE", function="guard", prices=(0, 4, 0)),),
)


def test_every_row_and_floor_is_priced_on_the_days_of_its_buckets() -> None:
    plan = tiny_plan()
    plan = replace(plan, bound=replace(plan.bound, certificates=(CERTIFICATE,)))
    assert priced_days(tiny_operation(), plan) == {
        ("permits", "C-AIR"): {1, 2},
        ("work", "FLD1/2"): {0, 1, 2},
        ("floor-people", "BASE/guard"): {1, 2},
    }


def test_other_claims_price_nothing_here() -> None:
    plan = tiny_plan()
    closure = replace(CERTIFICATE, claim="closure")
    assert priced_days(tiny_operation(), replace(plan, bound=replace(plan.bound, certificates=(closure,)))) == {}
