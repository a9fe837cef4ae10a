"""The page of a whole withdrawal: published figures beside the log, the sites day by day, the balance at the end.

Restricted: the figures are exact, whatever the agreement lets the public know.

html = period_page(PeriodFacts(truth=truth, reader=reader, operation=operation, checks=checks, positions=positions))
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from repli.errors import Phrase, phrase
from repli.model import Operation
from repli.reporting.charts.figure import Table
from repli.reporting.claims import FINDINGS, ClaimCheck
from repli.reporting.pages.render import render_page
from repli.reporting.pages.tables import claims_table
from repli.reporting.positions import DayPosition
from repli.reporting.truth import Truth, truth_line
from repli.reporting.voice import Voice
from repli.reporting.words import BALANCE_TERMS, SITE_STEPS

__all__ = ["PeriodFacts", "findings_counted", "period_page", "period_sentence", "telling_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """Published figures with what came of them, and the positions of the log at the end of each day."""

    truth: Truth
    reader: Phrase
    operation: Operation
    checks: tuple[ClaimCheck, ...]
    positions: tuple[DayPosition, ...]


def period_page(facts: PeriodFacts) -> str:
    """Return the page as one HTML file in French and English."""
    agreement = facts.operation.agreement
    return render_page(
        "period",
        agreement.time_zone,
        lambda voice: _page(facts, voice),
        title=f"{agreement.title_fr} / {agreement.title_en}",
        robots="noindex, nofollow",
    )


def period_sentence(position: DayPosition) -> Phrase:
    """Say where everybody of the list and everybody who came later is."""
    told = position.figures
    return phrase(
        "{baseline} on the list and {reinforced} who came: {departed} departed, {remaining} remaining, {retained} "
        "retained outside the count.",
        baseline=told["people_baseline"],
        reinforced=told.get("people_reinforced", 0),
        departed=told["people_departed"],
        remaining=told["people_remaining"],
        retained=told.get("people_retained", 0),
    )


def findings_counted(checks: tuple[ClaimCheck, ...]) -> Iterator[tuple[Phrase, int]]:
    """Yield each finding in words with how many published figures it is said of; those of none are left out."""
    counted = Counter(check.finding for check in checks)
    return ((words, counted[name]) for name, words in FINDINGS.items() if counted[name])


def telling_days(positions: tuple[DayPosition, ...]) -> Iterator[DayPosition]:
    """Yield the first and the last day, and each on which a site came further or nobody was left of it."""
    before: Mapping[str, tuple[str, bool]] = {}
    for position in positions:
        now = {site.site_id: (site.state, not site.balance.remaining) for site in position.sites}
        if now != before or position is positions[-1]:
            yield position
        before = now


def _page(facts: PeriodFacts, voice: Voice) -> Mapping[str, Any]:
    agreement, last = facts.operation.agreement, facts.positions[-1]
    return {
        "truth": truth_line(facts.truth, voice),
        "reader": voice.say(facts.reader),
        "title": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "position": voice.say("Position at the end of {day}.", day=voice.day(last.day)),
        "headline": voice.say(period_sentence(last)),
        "counted": [
            voice.say("{finding}: {count}", finding=voice.say(words), count=count)
            for words, count in findings_counted(facts.checks)
        ],
        "claims": claims_table(facts.checks, voice),
        "sites": _sites_table(facts, voice),
        "balance": _balance_table(facts, voice),
        "zone": voice.say("All times are local times of {zone}.", zone=agreement.time_zone),
    }


def _name(facts: PeriodFacts, site_id: str, voice: Voice) -> str:
    """Return the name of a site; a place that no plan knows is called by its id."""
    site = facts.operation.site_of.get(site_id)
    return site_id if site is None else voice.choose(en=site.name_en, fr=site.name_fr)


def _sites_table(facts: PeriodFacts, voice: Voice) -> Table:
    ids = tuple(site.site_id for site in facts.positions[-1].sites)
    rows = []
    for position in telling_days(facts.positions):
        found = (position.site(site_id) for site_id in ids)
        cells = (
            "" if site is None else f"{voice.number(site.balance.remaining)}, {voice.say(SITE_STEPS[site.state])}"
            for site in found
        )
        rows.append((position.day, *cells))
    return Table(
        caption=voice.say("People remaining at each site, and how far it has come, on the days when that changed"),
        head=(voice.say("Day"), *(_name(facts, site_id, voice) for site_id in ids)),
        rows=tuple(rows),
        unbroken=frozenset({0}),
    )


def _balance_table(facts: PeriodFacts, voice: Voice) -> Table:
    sites = facts.positions[-1].sites
    terms = tuple(
        name for name in BALANCE_TERMS if name == "baseline" or any(getattr(one.balance, name) for one in sites)
    )
    return Table(
        caption=voice.say("The balance of people at the end: everybody is accounted for once"),
        head=(voice.say("Site"), *(voice.say(BALANCE_TERMS[name]) for name in terms)),
        rows=tuple(
            (_name(facts, one.site_id, voice), *(voice.number(getattr(one.balance, name)) for name in terms))
            for one in sites
        ),
        numeric=frozenset(range(1, len(terms) + 1)),
    )
