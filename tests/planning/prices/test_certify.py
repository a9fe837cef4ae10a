"""Whatever is proposed, whole prices hold: no sortie earns more than it pays, nothing through is dearer than loaded."""

from random import Random

from repli.model import Certificate
from repli.planning.prices.ask import Proposal
from repli.planning.prices.certify import certificate_of
from repli.planning.prices.doors import LOADED, THROUGH
from repli.planning.prices.exact import charges, prices_of
from repli.planning.prices.grid import daily
from repli.planning.prices.ground import Ground
from repli.planning.prices.offers import offers_of
from tests.planning.rich_generator import rich_operation_of


def test_prices_drawn_at_random_hold_once_they_are_whole() -> None:
    priced = 0
    for seed in range(25):
        dice = Random(seed)  # noqa: S311 - test data, not a secret
        operation = rich_operation_of(seed)
        ground, buckets = Ground(operation), daily(operation, operation.as_of_minute + 3 * 1_440)
        offers = offers_of(ground.scarce, buckets, toured=True)
        proposal = Proposal(
            doors={
                door: [(dice.random(), dice.random(), dice.random()) for _ in range(len(buckets))]
                for door in offers
                if door.kind == LOADED
            },
            charges={
                subject: sorted((dice.random() * 9 for _ in range(len(buckets))), reverse=True)
                for subject in ground.scarce.subjects()
            },
        )
        bare = Certificate(claim="flying", subject="", value=0, scale=1_000, grid_minute=buckets.cuts)
        found = certificate_of(bare, proposal, offers, 1_000.0)
        prices = prices_of(found)
        for door, some in offers.items():
            for offer in some if door in prices else ():
                for t, paid in enumerate(charges(found, offer)):
                    kg, seat, position = prices[door][t]
                    earned = kg * offer.payload_kg + seat * offer.seats + position * offer.positions
                    assert not offer.opened[t] or earned <= paid
                    priced += earned > 0
        for door in prices:
            if door.kind == THROUGH:
                loaded = prices[door._replace(kind=LOADED)]
                pairs = zip(prices[door], loaded, strict=True)
                assert all(mine <= other for pair in pairs for mine, other in zip(*pair, strict=True))
    assert priced > 500
