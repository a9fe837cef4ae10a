"""The printed load sheets: one movement a page, or as many pages as it needs, all in one PDF.

>>> load_sheets_pdf(operation, sheets, truth, "fr", made_at_second=0)[:5]  # doctest: +SKIP
b'%PDF-'
"""

from dataclasses import asdict
from typing import Any

from repli.model import Operation
from repli.reporting.charts.figure import Chart, Link, Table
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import LoadSheet
from repli.reporting.loads.view import LoadView, SheetView, notes_table, plan_line, sheet_view
from repli.reporting.pages.swatches import SWATCHES
from repli.reporting.truth import Truth, truth_line
from repli.reporting.typeset import REGIONS, typeset_pdf
from repli.reporting.voice import Voice

__all__ = ["load_sheets_pdf"]


def load_sheets_pdf(
    operation: Operation, sheets: tuple[LoadSheet, ...], truth: Truth, language: str, *, made_at_second: int
) -> bytes:
    """Return the sheets as one PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    agreement = operation.agreement
    voice = Voice(language, agreement.time_zone)
    content = {
        "language": language,
        "region": REGIONS[language],
        "title": voice.say("Load sheets"),
        "subtitle": voice.choose(en=agreement.title_en, fr=agreement.title_fr),
        "authors": [party.party_id for party in agreement.parties],
        "restricted": voice.say("RESTRICTED: holds the plan. For the parties only, not for publication."),
        "truth": truth_line(truth, voice),
        "plan": plan_line(voice),
        "fill": voice.say("Why it is not full"),
        "swatches": {name: _swatch(shape) for name, shape in SWATCHES.items()},
        "sheets": [_sheet(sheet, operation, voice) for sheet in sheets],
    }
    return typeset_pdf("loads/load_sheets.typ", content, made_at_second=made_at_second)


def _sheet(sheet: LoadSheet, operation: Operation, voice: Voice) -> dict[str, object]:
    """Return what one sheet prints; its notes are its own, for it goes out alone."""
    notes = Notes(operation)
    view: SheetView = sheet_view(sheet, operation, notes, voice)
    return {
        "title": view.title,
        "head": view.head,
        "stops": _table(view.stops),
        "legs": _table(view.legs),
        "fill": view.fill,
        "loads": [_load(one) for one in view.loads],
        "empty": view.empty,
        "notes": _table(notes_table(notes, voice)) if notes.rows else None,
    }


def _load(one: LoadView) -> dict[str, object]:
    return {
        "legs": one.legs,
        "people": _table(one.people),
        "items": _table(one.items),
        "picture": None if one.picture is None else _picture(one.picture),
    }


def _picture(chart: Chart) -> dict[str, object]:
    return {
        "svg": chart.svg,
        "alt": chart.title,
        "legend": [asdict(entry) for entry in chart.legend],
    }


def _table(table: Table | None) -> dict[str, Any] | None:
    """Return a table as the template reads it: each cell a list of its lines."""
    if table is None:
        return None
    return {
        "caption": table.caption,
        "head": table.head,
        "numeric": sorted(table.numeric),
        "rows": [
            [[cell] if isinstance(cell, str) else [_text(part) for part in cell] for cell in row] for row in table.rows
        ],
    }


def _text(part: str | Link) -> str:
    return part if isinstance(part, str) else part.text


def _swatch(shape: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 14">{shape}</svg>'
