"""The restricted page of load sheets: every movement folded under one line, its floor as a picture with its tables.

A page of its own beside the commission's page, which links to it: some sixty floors in two languages would triple that
page, and who loads an aircraft needs nothing else of it. Never for the public.

html = loads_page(operation, load_sheets(operation, plan), truth)
"""

from collections.abc import Mapping
from typing import Any

from repli.model import Operation
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import LoadSheet
from repli.reporting.loads.view import notes_table, plan_line, sheet_view
from repli.reporting.pages.render import render_page
from repli.reporting.truth import Truth, truth_line
from repli.reporting.voice import Voice

__all__ = ["LOADS_PAGE", "loads_page"]

LOADS_PAGE = "loads.html"
"""The name of the file, by which the commission's page links to it."""


def loads_page(operation: Operation, sheets: tuple[LoadSheet, ...], truth: Truth) -> str:
    """Return the page as one HTML file in French and English."""
    agreement = operation.agreement
    return render_page(
        "loads",
        agreement.time_zone,
        lambda voice: _page(operation, sheets, truth, voice),
        title=f"{agreement.title_fr} / {agreement.title_en}",
        robots="noindex, nofollow",
    )


def _page(operation: Operation, sheets: tuple[LoadSheet, ...], truth: Truth, voice: Voice) -> Mapping[str, Any]:
    """Return everything that one language of the page shows; one list of notes serves all sheets."""
    notes = Notes(operation)
    views = [sheet_view(sheet, operation, notes, voice) for sheet in sheets]
    agreement = operation.agreement
    return {
        "truth": truth_line(truth, voice),
        "plan": plan_line(voice),
        "title": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "count": voice.say("Load sheets of {count} movements; open the line of one.", count=len(views)),
        "sheets": views,
        "notes": notes_table(notes, voice),
        "zone": voice.say("All times are local times of {zone}.", zone=agreement.time_zone),
    }
