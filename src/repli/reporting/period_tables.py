"""The tables of a whole withdrawal for other programs: published figures, sites by day, the balance at the end."""

from collections.abc import Sequence

from repli.progress.balance import TERMS
from repli.reporting.claims import ClaimCheck
from repli.reporting.exports.table import ExportTable
from repli.reporting.positions import DayPosition

__all__ = ["period_tables"]


def period_tables(checks: Sequence[ClaimCheck], positions: Sequence[DayPosition]) -> tuple[ExportTable, ...]:
    """Return the tables ``claims``, ``sites`` and ``balance``; people are those of the log, exact."""
    claims = ExportTable(
        name="claims",
        header=("number", "claim", "stated_on", "quantity", "sites", "qualifier", "value", "total", "log", "finding",
                "against", "scope_en", "scope_fr", "stated_by", "source"),
        rows=tuple(
            (one.number, one.claim.claim_id, one.claim.stated_on, one.claim.quantity,
             " ".join(one.claim.site_ids) or None, one.claim.qualifier, one.claim.value, one.claim.total, one.derived,
             one.finding, " ".join(map(str, one.against)) or None, one.claim.scope_en, one.claim.scope_fr,
             one.claim.stated_by, one.claim.source or None)
            for one in checks
        ),
    )  # fmt: skip
    sites = ExportTable(
        name="sites",
        header=("day", "events", "site", "state", "remaining", "present"),
        rows=tuple(
            (position.day, position.events, site.site_id, site.state, site.balance.remaining, site.balance.present)
            for position in positions
            for site in position.sites
        ),
    )
    last = positions[-1].sites if positions else ()
    balance = ExportTable(
        name="balance",
        header=("site", "state", *TERMS),
        rows=tuple((site.site_id, site.state, *site.balance.terms) for site in last),
    )
    return claims, sites, balance
