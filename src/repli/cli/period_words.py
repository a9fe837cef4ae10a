"""A whole withdrawal in lines: published figures beside the log, the days on which sites changed, the balance."""

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from repli.cli.console import say
from repli.cli.words import decimal_words
from repli.commission import Period
from repli.errors import Phrase, phrase
from repli.progress.balance import TERMS
from repli.reporting import (
    BALANCE_TERMS,
    FINDINGS,
    SITE_STEPS,
    ClaimCheck,
    DayPosition,
    claim_words,
    findings_counted,
    period_sentence,
    quantity_word,
    telling_days,
)
from repli.units import KG_PER_TONNE, PPM

__all__ = ["checks_as_json", "period_lines", "positions_as_json"]

_speak = say()
_WIDTH = 100


def period_lines(period: Period) -> Iterator[str]:
    """Yield the lines of a replay below its figures."""
    last = period.positions[-1]
    yield _speak(period_sentence(last))
    yield ""
    yield _speak(phrase("Published figures beside the log at the end of their day:"))
    for check in period.checks:
        yield from textwrap.wrap(_claim_line(check), _WIDTH, subsequent_indent=" " * 16)
    yield _listed((words, str(count)) for words, count in findings_counted(period.checks))
    yield ""
    yield _speak(phrase("People remaining at each site, and how far it has come, on the days when that changed:"))
    for position in telling_days(period.positions):
        yield f"  {position.day}  " + "; ".join(
            f"{site.site_id} {site.balance.remaining}, {_speak(SITE_STEPS[site.state])}" for site in position.sites
        )
    yield ""
    yield _speak(phrase("The balance of people at the end: everybody is accounted for once"))
    for site in last.sites:
        terms = ((name, getattr(site.balance, name)) for name in TERMS)
        yield f"  {site.site_id}: " + _listed((BALANCE_TERMS[name], str(value)) for name, value in terms if value)


def _listed(pairs: Iterator[tuple[Phrase, str]]) -> str:
    return "; ".join(f"{_speak(words)}: {value}" for words, value in pairs)


def _claim_line(check: ClaimCheck) -> str:
    """Return number, day, what was stated of which sites, what the log says, and the finding."""
    claim = check.claim
    stated = claim_words(claim)
    log = "-" if check.derived is None else str(check.derived)
    if claim.quantity == "kg_departed":
        stated = claim_words(claim, said=f"{decimal_words(claim.value / KG_PER_TONNE)} t")
        log = log if check.derived is None else f"{decimal_words(check.derived / KG_PER_TONNE)} t"
    if claim.quantity == "milestone_fraction_ppm":
        stated = claim_words(replace(claim, total=None), said=f"{decimal_words(100 * claim.value / PPM)} %")
    sites = f" ({', '.join(claim.site_ids)})" if claim.site_ids else ""
    against = _speak(phrase(" with {numbers}", numbers=", ".join(map(str, check.against)))) if check.against else ""
    line = phrase(
        "{number}  {day}  {quantity}{sites}: {stated}; log: {log}; {finding}{against}",
        number=f"{check.number:>3}",
        day=claim.stated_on,
        quantity=quantity_word(claim.quantity),
        sites=sites,
        stated=stated,
        log=log,
        finding=FINDINGS[check.finding],
        against=against,
    )
    return _speak(line)


def checks_as_json(checks: tuple[ClaimCheck, ...]) -> list[dict[str, object]]:
    """Return the published figures with what came of them."""
    return [
        {
            "against": list(check.against),
            "claim": check.claim.claim_id,
            "finding": check.finding,
            "log": check.derived,
            "number": check.number,
            "qualifier": check.claim.qualifier,
            "quantity": check.claim.quantity,
            "sites": list(check.claim.site_ids),
            "stated_on": check.claim.stated_on,
            "total": check.claim.total,
            "value": check.claim.value,
        }
        for check in checks
    ]


def positions_as_json(position: DayPosition) -> dict[str, dict[str, object]]:
    """Return each site at a position with its state and the terms of its balance."""
    return {
        site.site_id: {"state": site.state, **dict(zip(TERMS, site.balance.terms, strict=True))}
        for site in position.sites
    }
