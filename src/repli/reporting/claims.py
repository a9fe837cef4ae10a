"""Published figures beside the figures of the log: do they agree, speak of other people, or conflict?

Rules: two exact claims of one day, quantity and total that differ conflict with each other, whoever is right. A claim
of people is compared with the log only where it counts the same people: its total is the log's baseline, or it says
that nobody remains, or it names its sites and no total. A claim of sites counts those that it names. Kilograms are
compared whatever the total, for a log lists all that departs. A claim from before or after the record is not judged.
Both values are always kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from repli.errors import Phrase, phrase
from repli.model import Claim
from repli.reporting.curves import Steps, value_at
from repli.units import MINUTES_PER_DAY, minute_of_datetime

__all__ = ["FINDINGS", "ClaimCheck", "check_claims", "claim_words", "end_of_day"]

_ABOUT_PERCENT = 5

FINDINGS: Mapping[str, Phrase] = {
    "agrees": phrase("agrees with the log"),
    "built-from": phrase("the reconstruction was built from this figure"),
    "conflict": phrase("conflict"),
    "other-scope": phrase("other scope"),
    "scope-not-stated": phrase("total not stated, not comparable"),
    "not-counted": phrase("not counted by the log"),
    "outside": phrase("outside the period of the log"),
    "withheld": phrase("not compared: the figure is not published"),
}
"""What a check can find, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A claim with its number on the page, what the log says on its day (None: nothing), and what came of the two.

    ``words`` say the log's figure as it may be told; ``against`` are the numbers of claims that contradict it.
    """

    number: int
    claim: Claim
    stated_minute: int
    derived: int | None
    words: Phrase | None
    finding: str
    against: tuple[int, ...]


def check_claims(
    claims: tuple[Claim, ...],
    signed: Mapping[str, Steps],
    *,
    baseline: int,
    as_of_minute: int,
    time_zone: str,
    reconstruction: bool = False,
) -> tuple[ClaimCheck, ...]:
    """Return every claim beside what the log says at the end of its day, numbered in the order given.

    ``signed`` holds the figures of the log over time, by name (`signed_steps`), and those of one site alone under
    ``NAME@SITE`` (`repli.reporting.positions`). A reconstructed log was built from the figures published up to
    ``as_of_minute``: that it agrees with them proves nothing, and is not said.
    """
    people = signed.get("people_departed", ())
    checks = []
    for number, claim in enumerate(claims, start=1):
        minute = end_of_day(claim.stated_on, time_zone)
        rivals = tuple(other for other, rival in enumerate(claims, start=1) if _conflict(claim, rival))
        inside = bool(people) and people[0][0] < minute < as_of_minute + MINUTES_PER_DAY
        derived = _derived(claim, signed, baseline, min(minute, as_of_minute))
        shown = derived if inside else None
        finding = "conflict" if rivals else _finding(claim, derived, baseline, inside=inside)
        checks.append(
            ClaimCheck(
                number=number,
                claim=claim,
                stated_minute=minute,
                derived=shown,
                words=None if shown is None else phrase("{value}", value=shown),
                finding="built-from" if reconstruction and finding == "agrees" else finding,
                against=rivals,
            )
        )
    return tuple(checks)


def claim_words(claim: Claim, *, said: str | None = None) -> Phrase:
    """Return the value as it was stated; ``said`` stands for the number where it is told in another unit."""
    value = claim.value if said is None else said
    words = {
        "at_least": phrase("more than {value}", value=value),
        "about": phrase("about {value}", value=value),
        "fewer_than": phrase("fewer than {value}", value=value),
    }.get(claim.qualifier, phrase("{value}", value=value))
    return words if claim.total is None else phrase("{value} of {total}", value=words, total=claim.total)


def end_of_day(iso: str, time_zone: str) -> int:
    """Return the UTC minute at which a civil day ends."""
    following = date.fromisoformat(iso) + timedelta(days=1)
    return minute_of_datetime(datetime.combine(following, time(), tzinfo=ZoneInfo(time_zone)))


def _conflict(one: Claim, other: Claim) -> bool:
    """Say whether two claims cannot both be true."""
    same = (one.stated_on, one.quantity, one.total) == (other.stated_on, other.quantity, other.total)
    return same and one.qualifier == other.qualifier == "exact" and one.value != other.value


def _derived(claim: Claim, signed: Mapping[str, Steps], baseline: int, minute: int) -> int | None:
    """Return what the log says of the claim's quantity at a minute; None where it does not count it."""
    if claim.site_ids:
        each = [signed.get(f"{claim.quantity}@{site}") for site in claim.site_ids]
        return sum(value_at(steps or (), minute) for steps in each) if any(each) else None
    if claim.quantity == "people_baseline":
        return baseline
    if claim.quantity in signed:
        return value_at(signed[claim.quantity], minute)
    if claim.quantity == "people_remaining":
        return baseline - value_at(signed.get("people_departed", ()), minute)
    return None


def _finding(claim: Claim, derived: int | None, baseline: int, *, inside: bool) -> str:
    """Judge a claim by itself."""
    if derived is None:
        return "not-counted"
    if not inside:
        return "outside"
    scope = _scope(claim, baseline)
    return scope or ("agrees" if _agrees(claim, derived) else "conflict")


def _scope(claim: Claim, baseline: int) -> str:
    """Return what keeps a claim from being compared; empty if it counts what the log counts."""
    if claim.quantity == "people_remaining" and claim.value == 0 and claim.qualifier == "exact":
        return ""  # nobody is nobody of any total
    if claim.quantity == "kg_departed":
        return ""
    whole = baseline if claim.quantity.startswith("people_") else len(claim.site_ids)
    total = claim.value if claim.quantity == "people_baseline" else claim.total
    if total is None:
        return "" if claim.site_ids else "scope-not-stated"
    return "" if total == whole else "other-scope"


def _agrees(claim: Claim, derived: int) -> bool:
    """Say whether the log's value is one that the words of the claim allow."""
    if claim.qualifier == "at_least":
        return derived >= claim.value
    if claim.qualifier == "fewer_than":
        return derived < claim.value
    if claim.qualifier == "about":
        return abs(derived - claim.value) * 100 <= claim.value * _ABOUT_PERCENT
    return derived == claim.value
