"""Load sheets of a plan: printed in both languages, pictures of the floors, the page that holds all. Restricted."""

from collections.abc import Mapping

from repli.commission.cases import Case
from repli.errors import UsageError, phrase
from repli.model import Operation, Plan
from repli.reporting import LoadSheet, Truth, load_pictures, load_sheets, load_sheets_pdf, loads_page
from repli.reporting.pages.load_view import LOADS_PAGE
from repli.units import SECONDS_PER_MINUTE

__all__ = ["load_files", "load_pages", "sheets_of"]

_LANGUAGES = ("fr", "en")


def sheets_of(case: Case, plan: Plan, movement_id: str | None = None) -> tuple[LoadSheet, ...]:
    """Return the sheets of a plan, or of one movement; raise UsageError for a movement that the plan does not have."""
    sheets = load_sheets(case.operation, plan)
    if movement_id is None:
        return sheets
    found = tuple(sheet for sheet in sheets if sheet.trip.name == movement_id)
    if not found:
        known = [sheet.trip.name for sheet in sheets]
        raise UsageError(
            phrase("The plan has no movement {movement}.", movement=movement_id),
            phrase("Its movements: {list}.", list=", ".join(known)) if known else phrase("It has no movement at all."),
        )
    return found


def load_files(case: Case, plan: Plan, movement_id: str | None = None) -> Mapping[str, bytes]:
    """Return file name -> bytes: one PDF a language, and the picture of every floor as SVG."""
    sheets = sheets_of(case, plan, movement_id)
    start = "loads" if movement_id is None else f"load_{movement_id}"
    files = _printed(case.operation, plan, sheets, case.truth, start)
    for language in _LANGUAGES:
        for name, svg in load_pictures(case.operation, sheets, language).items():
            files[f"pictures/{name}_{language}.svg"] = svg.encode()
    return files


def load_pages(case: Case, operation: Operation, plan: Plan) -> Mapping[str, bytes]:
    """Return what stands beside the commission's page: all sheets printed, and the page with their pictures."""
    sheets = load_sheets(operation, plan)
    page = loads_page(operation, sheets, case.truth).encode()
    return {LOADS_PAGE: page, **_printed(operation, plan, sheets, case.truth, "loads")}


def _printed(
    operation: Operation, plan: Plan, sheets: tuple[LoadSheet, ...], truth: Truth, start: str
) -> dict[str, bytes]:
    """Return the PDFs; their time is the plan's as_of, so the same plan gives the same bytes."""
    second = plan.as_of_minute * SECONDS_PER_MINUTE
    return {
        f"{start}_{language}.pdf": load_sheets_pdf(operation, sheets, truth, language, made_at_second=second)
        for language in _LANGUAGES
    }
