"""Sites, fields and closures: what inside sites must say and outside sites must not, hours in order, spots limited."""

from repli.errors import phrase
from repli.intake.checks.windows import check_hours, check_window
from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes
from repli.intake.tables.places import SiteRow

__all__ = ["GUARD", "check_closures", "check_fields", "check_sites"]

GUARD = "guard"
"""The function whose people leave last (docs/reference/plan-meaning.md, F)."""

_HANDOVER = (
    "handed_to",
    "handover_minutes",
    "notice_hours",
    "office_from",
    "office_to",
    "office_days",
    "act_after",
    "last_out_people",
)
_NEEDED_INSIDE = (*_HANDOVER[1:], "transfer_minutes")


def check_sites(draft: Draft, notes: Notes) -> None:
    """Check each site by its side, its field and its guards."""
    sides = {field.field_id: field.side for _, field in draft.fields.good()}
    for row, site in draft.sites.good():
        if site.side == "inside":
            _check_inside(draft, row, site, notes)
        else:
            _check_outside(draft, row, site, notes)
        _check_order(draft, row, site, notes)
        if site.field_id in sides and sides[site.field_id] != site.side:
            expected = phrase("a field on the same side as the site, {side}", side=site.side)
            draft.sites.note(notes, row, "field_id", expected)


def _check_order(draft: Draft, row: int, site: SiteRow, notes: Notes) -> None:
    """Check that a site closes after sites inside only, and not, by way of others, after itself."""
    sites = {one.site_id: one for _, one in draft.sites.good()}
    for name in site.closes_after or ():
        if site.side == "outside" or (name in sites and sites[name].side == "outside"):
            draft.sites.note(notes, row, "closes_after", phrase("sites inside, at a site inside"))
    seen: set[str] = set()
    queue = list(site.closes_after or ())
    while queue:
        name = queue.pop()
        if name == site.site_id:
            expected = phrase("an order in which no site closes before itself")
            draft.sites.note(notes, row, "closes_after", expected, phrase("Take one site out of the circle."))
            return
        if name in sites and name not in seen:
            seen.add(name)
            queue += sites[name].closes_after or ()


def _check_inside(draft: Draft, row: int, site: SiteRow, notes: Notes) -> None:
    for name in _NEEDED_INSIDE:
        if getattr(site, name) is None:
            hint = phrase("Only sites outside leave the handover columns empty.")
            draft.sites.note(notes, row, name, phrase("a value: a site inside is handed over"), hint)
    if site.office_from is not None and site.office_to is not None:
        check_hours(draft.sites, row, ("office_from", site.office_from), ("office_to", site.office_to), notes)
    there = (line for _, line in draft.people.good() if line.site_id == site.site_id and not line.retained)
    guards = sum(line.count for line in there if line.function == GUARD)
    if draft.places_all(draft.people) and (site.last_out_people or 0) > guards:
        expected = phrase("at most {guards}, the people of function guard at {site}", guards=guards, site=site.site_id)
        hint = phrase("The last to depart are guards of the site; people.csv says how many it has.")
        draft.sites.note(notes, row, "last_out_people", expected, hint)


def _check_outside(draft: Draft, row: int, site: SiteRow, notes: Notes) -> None:
    for name in (*_HANDOVER, "inspection_teams", "customs_teams"):
        if getattr(site, name):
            expected = phrase("nothing, or 0: a site outside is not handed over")
            draft.sites.note(notes, row, name, expected, phrase("Empty the cell, or correct `side`."))


def check_fields(draft: Draft, notes: Notes) -> None:
    """Check hours and spots of each field."""
    for row, field in draft.fields.good():
        check_hours(draft.fields, row, ("opens", field.opens), ("closes", field.closes), notes)
        for name in ("parking_spots", "working_spots"):
            if field.side == "inside" and not getattr(field, name):
                expected = phrase("spots as size:count; only fields outside may be without a limit")
                draft.fields.note(notes, row, name, expected, phrase("For example: {example}", example="2:3 4:1"))


def check_closures(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check that closures end after they start."""
    for row, closure in draft.closures.good():
        check_window(draft.closures, row, ("starts", closure.starts), ("ends", closure.ends), local=local, notes=notes)
