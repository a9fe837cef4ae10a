"""What a certificate is worth: each claim is worked out again from the operation and the prices alone.

docs/reference/bound-meaning.md, 6. Claims: ``site`` and ``closure`` (not over before a bucket), ``stay`` and ``flying``
(minutes). Only integers are added, multiplied and compared.
"""

from collections.abc import Iterator, Sequence

from repli.errors import Phrase, phrase
from repli.model import Certificate, Finding
from repli.rules.cheapest import total_cost
from repli.rules.cycles import saved_minutes
from repli.rules.earnings import Earnings
from repli.rules.ends import Ends
from repli.rules.grid import Grid
from repli.rules.payers import Payer, payers_of, whole_of
from repli.rules.prices import Prices, prices_of
from repli.rules.routes import Ways
from repli.rules.rule import found
from repli.rules.scarce import Scarce
from repli.rules.shapes import BY_BUCKET, CLAIMS, CLOSURE, FLYING, SITE, STAY, wrong_frame, wrong_prices
from repli.rules.tariff import Claimed
from repli.rules.walks import until_gone_from_site, until_out

__all__ = ["alone_minutes", "prove_certificates", "worth_of"]

RULE = "bound-proven"


def prove_certificates(ways: Ways, certificates: Sequence[Certificate]) -> Iterator[Finding]:
    """Yield what is wrong with certificates that stand in their order; each site proven serves those after it."""
    ends = Ends(ways)
    seen: list[tuple[int, str]] = []
    for one in certificates:
        place = (CLAIMS.index(one.claim) if one.claim in CLAIMS else len(CLAIMS), one.subject)
        wrong = _order(seen, place) or _first(_wrong_in(ways, one, ends))
        seen.append(place)
        if wrong is not None:
            yield found(RULE, f"{one.claim} {one.subject}".strip(), None, wrong)
        elif one.claim == SITE:
            ends.raise_to(one.subject, one.grid_minute[one.value])


def _order(seen: list[tuple[int, str]], place: tuple[int, str]) -> Phrase | None:
    if place in seen:
        return phrase("There are two certificates for this claim.")
    if seen and seen[-1][0] > place[0]:
        return phrase("Certificates stand in the order: sites, closure, stay, flying.")
    return None


def _first(problems: Iterator[Phrase]) -> Phrase | None:
    return next(problems, None)


def _wrong_in(ways: Ways, one: Certificate, ends: Ends) -> Iterator[Phrase]:
    problems = list(wrong_frame(ways.operation, one))
    if problems:
        yield from problems
        return
    scarce = Scarce(ways, Grid(minutes=one.grid_minute))
    problems = list(wrong_prices(one, scarce, ends))
    yield from problems
    if problems:
        return
    prices = prices_of(one, scarce, ends, one.scale if one.claim == STAY else 1)
    yield from _earnings(one, scarce, prices).too_high()
    worth = worth_of(ways, one, prices)
    if worth is not None and one.claim in BY_BUCKET and worth <= 0:
        yield phrase(
            "Before bucket {bucket} all could be over: the prices are worth {worth}.", bucket=one.value, worth=worth
        )
    if worth is not None and one.claim not in BY_BUCKET and worth < one.value:
        yield phrase("The certificate says {stated} minutes and is worth {worth}.", stated=one.value, worth=worth)


def _earnings(one: Certificate, scarce: Scarce, prices: Prices) -> Earnings:
    return Earnings(
        scarce=scarce,
        prices=prices,
        buckets=one.value if one.claim in BY_BUCKET else scarce.grid.buckets,
        flying_scale=one.scale if one.claim == FLYING else 0,
    )


def worth_of(ways: Ways, one: Certificate, prices: Prices) -> int | None:
    """Return what a certificate without faults is worth: minutes, or a sum that must be above 0.

    None: no plan keeps the rules, or none ends before the bucket of the claim: whatever it says is true.
    """
    payers, grid = payers_of(ways.operation, ways.lines), Grid(minutes=one.grid_minute)
    if one.claim in BY_BUCKET:
        until = grid.minutes[one.value] if one.claim == CLOSURE else None
        claimed = Claimed(ways=ways, grid=grid, prices=prices, buckets=one.value, out_before=until)
        own = {
            payer: units for payer, units in payers.items() if one.claim == CLOSURE or _goes_from(payer, one.subject)
        }
        cost = total_cost(until_out if one.claim == CLOSURE else until_gone_from_site, claimed, own)
        return None if cost is None else cost + prices.spare
    people, kg = whole_of(payers)
    weights = (kg, people) if one.claim == STAY else (0, 0)
    cost = total_cost(
        until_out, Claimed(ways=ways, grid=grid, prices=prices, buckets=grid.buckets, weights=weights), payers
    )
    if cost is None:
        return None
    if one.claim == STAY:
        return max(0, (cost + prices.spare) // (2 * people * kg))
    spared = one.scale * saved_minutes(ways.network, ways.operation.vehicles)
    return max(0, -((spared - cost - prices.spare) // one.scale))


def _goes_from(payer: Payer, site_id: str) -> bool:
    return payer.line.leaves and payer.line.site_id == site_id


def alone_minutes(ways: Ways) -> int | None:
    """Return the stay of each line out as soon as it can be, alone; None if one cannot get out."""
    operation = ways.operation
    grid = (operation.as_of_minute, operation.horizon_minute + 1)
    bare = Certificate(claim=STAY, subject="", value=0, scale=1, grid_minute=grid)
    return worth_of(ways, bare, prices_of(bare, Scarce(ways, Grid(minutes=grid)), Ends(ways), 1))
