"""Cheapest walks: as the slow oracle has them at any prices, and where the page's walks are easily got wrong."""

from dataclasses import replace
from random import Random

import pytest

from repli.model import Operation, SeatBlock
from repli.rules.certificates import prove_certificates
from repli.rules.cheapest import total_cost
from repli.rules.ends import Ends
from repli.rules.grid import Grid
from repli.rules.payers import payers_of, whole_of
from repli.rules.prices import prices_of
from repli.rules.routes import Ways
from repli.rules.scarce import Scarce
from repli.rules.tariff import Claimed
from repli.rules.walks import until_gone_from_site, until_out
from tests.planning.rich_generator import rich_operation_of
from tests.rules.bold_prices import Bold
from tests.rules.plain_world import certificate_of
from tests.rules.slow_walks import slow_cost
from tests.tiny import at, tiny_operation

LAST = {"stay": 0, "flying": 0, "closure": 3, "site": 3}

WALKS = {"stay": until_out, "flying": until_out, "closure": until_out, "site": until_gone_from_site}


@pytest.mark.parametrize("claim", WALKS)
def test_each_unit_costs_what_the_slow_walk_says_at_random_prices(claim: str) -> None:
    """Over fields, roads, seats, acts, arrivals and floors; every unit by itself, and all together."""
    met = 0
    for seed in range(8):
        operation = rich_operation_of(seed)
        site = next(one.site_id for one in operation.sites if one.inside)
        bold = Bold(operation, claim, Random(seed), last=LAST[claim], subject=site)  # noqa: S311 - test data
        met += same_costs(bold)
    assert met >= 25


def same_costs(bold: Bold) -> int:
    one = bold.certificate(bold.draft())
    prices = prices_of(one, bold.scarce, bold.ends, 1)
    payers = payers_of(bold.operation, bold.ways.lines)
    if bold.claim == "site":
        payers = {payer: n for payer, n in payers.items() if payer.line.leaves and payer.line.site_id == bold.subject}
    people, kg = whole_of(payers)
    weights = (kg, people) if bold.claim == "stay" else (0, 0)
    until = bold.grid.minutes[bold.buckets] if bold.claim == "closure" else None
    claimed = Claimed(
        ways=bold.ways, grid=bold.grid, prices=prices, buckets=bold.buckets, weights=weights, out_before=until
    )
    slow = {payer: slow_cost(bold.ways, one, prices, payer, weights) for payer in payers}
    for payer, cost in slow.items():
        assert total_cost(WALKS[bold.claim], claimed, {payer: 1}) == cost, payer
    costs = [cost for cost in slow.values() if cost is not None]
    whole = sum(n * cost for cost, n in zip(costs, payers.values(), strict=False)) if len(costs) == len(slow) else None
    assert total_cost(WALKS[bold.claim], claimed, payers) == whole
    return len(costs)


def two_hops() -> Operation:
    """BASE at FLD1; FLD2 has no site and no way out; EAST at FLD3 has no flight out, but a commercial one."""
    tiny = tiny_operation()
    names = ("FLD1", "FLD2", "FLD3")
    fields = tuple(replace(tiny.field_of["FLD1"], field_id=name) for name in names)
    legs = tuple(
        replace(tiny.legs[2], leg_id=f"{start}-{end}", from_place=start, to_place=end)
        for start, end in (("FLD1", "FLD2"), ("FLD2", "FLD3"), ("OUT1", "FLD1"))
    )
    flight = SeatBlock(
        flight_id="F1",
        from_field="FLD3",
        to_field="OUT1",
        departs_minute=at(2, 12),
        arrives_minute=at(2, 15),
        check_in_minutes=60,
        seats=9,
        payload_kg=2_000,
    )
    base = replace(tiny.site_of["BASE"], handover_minutes=0, last_out_people=0)
    return tiny_operation(
        sites=(base, replace(base, site_id="EAST", field_id="FLD3"), tiny.site_of["HOME"]),
        fields=(*fields, tiny.field_of["OUT1"]),
        vehicles=tiny.vehicles[:1],
        legs=legs,
        passages=tuple(replace(tiny.passages[0], leg_id=leg.leg_id) for leg in legs),
        clearances=tuple(
            replace(tiny.clearance_of["C-AIR"], clearance_id=f"C-{name}", scope_id=name) for name in names
        ),
        people=(replace(tiny.people_of["BASE-STAFF"], count=2),),
        items=(),
        floors=(),
        seat_blocks=(flight,),
    )


def test_for_the_closure_a_unit_goes_through_a_field_to_the_stock_of_another() -> None:
    """It can be over at 12:00 of day 2, by two hops and a seat: that is no proof of never."""
    operation = two_hops()
    ways = Ways(operation)
    line = ways.lines["BASE-STAFF"]
    assert ways.earliest_out(line) == at(2, 12)
    for value, proven in ((1, True), (2, False)):
        claim = certificate_of(operation, "closure", value, cuts=(at(2, 12), at(2, 12, 1)), doors=False)
        assert (not list(prove_certificates(ways, (claim,)))) is proven


def test_what_neither_leaves_nor_ends_on_site_may_be_all_that_a_floor_counts() -> None:
    """Two people move to FEED some day and are six meanwhile with four who leave: only two of the four are sure."""
    tiny = tiny_operation()
    stays = replace(tiny.people_of["BASE-STAFF"], line_id="Z", destination_id="BASE", count=2)
    operation = replace(tiny, people=(*tiny.people, stays))
    scarce = Scarce(Ways(operation), Grid(minutes=(operation.as_of_minute, at(1), operation.horizon_minute + 1)))
    ends = Ends(scarce.ways)
    priced = certificate_of(operation, "stay", 0, cuts=(at(1),), floors=(("floor-people", None, (1, 0)),), doors=False)
    before = certificate_of(tiny, "stay", 0, cuts=(at(1),), floors=(("floor-people", None, (1, 0)),), doors=False)
    tiny_scarce = Scarce(Ways(tiny), scarce.grid)
    assert prices_of(before, tiny_scarce, Ends(tiny_scarce.ways), 1).spare == 6
    assert prices_of(priced, scarce, ends, 1).spare == 4
