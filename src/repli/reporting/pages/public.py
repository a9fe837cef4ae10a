"""The public page: the past, told as the parties agreed to tell it, and how to check it. Made from `PublicFacts` only.

html = public_page(public_facts(agreement=..., state=..., history=..., ...))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from repli.errors import Phrase, phrase
from repli.progress import Disclosed
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.figure_words import (
    came_later,
    is_withheld,
    sentence_case,
    share_departed,
    withheld_sentence,
)
from repli.reporting.map import MapSite, draw_map
from repli.reporting.pages import tables
from repli.reporting.pages.curve_view import public_curve
from repli.reporting.pages.render import render_page
from repli.reporting.public_facts import PublicFacts, PublishedText
from repli.reporting.truth import truth_line
from repli.reporting.voice import Voice
from repli.reporting.words import SITE_STATES

__all__ = ["public_page"]


def public_page(facts: PublicFacts) -> str:
    """Return the page as one HTML file in French and English."""
    agreement = facts.agreement
    return render_page(
        "public",
        agreement.time_zone,
        lambda voice: _page(facts, voice),
        title=f"{agreement.title_fr} / {agreement.title_en}",
        robots="all",
    )


def _page(facts: PublicFacts, voice: Voice) -> Mapping[str, Any]:
    """Return everything that one language of the page shows."""
    agreement = facts.agreement
    told = {figure.name: figure for figure in facts.figures}
    share = share_departed(told, voice)
    return {
        "truth": truth_line(facts.truth, voice),
        "title": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "position": voice.say("Position of {instant}, local time.", instant=voice.instant(facts.as_of_minute)),
        "headline": sentence_case(voice.say(_headline(told))),
        "share": None if share is None else voice.say(share),
        "agreement": voice.say(
            "Agreement signed on {signed}; everyone and everything is to have departed by {deadline}.",
            signed=voice.day(agreement.signed_on),
            deadline=voice.day(agreement.deadline_on),
        ),
        "withheld": [voice.say(one) for one in withheld_sentence(told, voice)],
        "figures": tables.figures_table(facts.figures, voice),
        "curve": public_curve(facts, voice),
        "map": _map(facts, voice),
        "texts": [_text(text, voice) for text in facts.communiques],
        "claims": tables.claims_table(facts.claims, voice),
        "fingerprints": tables.fingerprints_table(facts.fingerprints, voice),
        "head": None
        if facts.head is None
        else voice.say(
            "Joint head of the log: {origin}, {size} entries, root {root}",
            origin=facts.head.origin,
            size=facts.head.size,
            root=facts.head.root,
        ),
        "evidence": voice.say("Which record prevails: {evidence}", evidence=voice.quoted(agreement.evidence)),
        "zone": voice.say("All times are local times of {zone}.", zone=agreement.time_zone),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One communiqué in one language."""

    title: str
    text: str
    sha256: str


def _text(text: PublishedText, voice: Voice) -> _Text:
    is_french = voice.language == "fr"
    return _Text(
        title=voice.say("Joint communiqué No. {number}", number=text.number),
        text=text.text_fr if is_french else text.text_en,
        sha256=text.sha256_fr if is_french else text.sha256_en,
    )


def _headline(told: Mapping[str, Disclosed]) -> Phrase:
    departed, baseline = told["people_departed"], told["people_baseline"]
    if is_withheld(departed) or is_withheld(baseline):
        return phrase("Joint figures")
    blanks = {"departed": departed.words, "baseline": baseline.words}
    later = came_later(told)
    if later is not None and not is_withheld(later):
        return phrase("{departed} departed, of {baseline} and {later} who came later", later=later.words, **blanks)
    return phrase("{departed} of {baseline} departed", **blanks)


def _map(facts: PublicFacts, voice: Voice) -> Chart:
    """Draw the sites with their state; no legs, for trips are the plan's."""
    sites = tuple(
        MapSite(
            name=voice.choose(en=site.name_en, fr=site.name_fr),
            longitude_deg=site.longitude_deg,
            latitude_deg=site.latitude_deg,
            state=site.state,
        )
        for site in facts.sites
    )
    rows = tuple((site.name, voice.say(SITE_STATES[site.state])) for site in sites)
    head = (voice.say("Site"), voice.say("State"))
    table = Table(caption=voice.say("Sites, by what both parties signed"), head=head, rows=rows)
    return draw_map(
        sites, (), voice, chart_id=f"map-{voice.language}", title=voice.say("Map of the sites"), table=table
    )
