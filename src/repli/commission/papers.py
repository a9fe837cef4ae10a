"""Paper for the day without power: each paper in both languages as files, from a plan, from a log, or blank.

paper_manifest(case, plan, "R012", Named(operator="..."), log=None)   # manifest_R012_fr.pdf, manifest_R012_en.pdf
blank_paper("count-sheet")                                            # nothing known: all boxes
read_sheet(Path("count-sheet_R012.toml"))                             # what was written on the sheet
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from repli.commission.cases import Case
from repli.commission.loads import sheets_of
from repli.commission.manifests import (
    Named,
    listed_manifest,
    manifest_event,
    movement_head,
    planned_manifest,
    unlisted_manifest,
)
from repli.commission.paper_heads import check_same_agreement, paper_head, tie_of
from repli.commission.paper_sittings import drafted_act, minutes_of_day, signed_act
from repli.commission.record import LogContents, log_contents
from repli.errors import UsageError, phrase
from repli.ledger.files import read_file
from repli.ledger.shapes import second_of_time
from repli.model import Plan
from repli.reporting.papers.count_sheet import count_sheet_pdf
from repli.reporting.papers.form import read_sheet as read_form
from repli.reporting.papers.form import sheet_form
from repli.reporting.papers.handover import handover_pdf
from repli.reporting.papers.manifest import manifest_pdf
from repli.reporting.papers.minutes import minutes_pdf
from repli.reporting.papers.sheet_entry import SheetEntry
from repli.reporting.papers.views import CountSheet, HandoverPaper, Manifest, MinutesPaper, blank_head, blank_movement
from repli.reporting.voice import Voice
from repli.units import SECONDS_PER_MINUTE

__all__ = [
    "PAPERS",
    "blank_paper",
    "paper_count_sheet",
    "paper_handover",
    "paper_manifest",
    "paper_minutes",
    "read_sheet",
]

Files = Mapping[str, bytes]

PAPERS = ("manifest", "count-sheet", "minutes", "handover")
_LANGUAGES = ("fr", "en")
_MAX_SHEET_BYTES = 2**20


def paper_manifest(
    case: Case,
    plan: Plan,
    movement_id: str,
    named: Named,
    *,
    log: Path | None = None,
    listed: Path | None = None,
    roster: Path | None = None,
) -> Files:
    """Return the manifest of a movement: the plan's, or with its private list and the roster that of the log."""
    manifest = planned_manifest(case, plan, movement_id, named)
    second = plan.as_of_minute * SECONDS_PER_MINUTE
    if (listed is None) != (roster is None) or (log is None and listed is not None):
        raise UsageError(
            phrase("The log, its private list and the roster of the force go together."),
            phrase("Give --log, --list and --roster, or neither --list nor --roster."),
        )
    if log is not None:
        contents = _contents(case, log)
        second = _last_second(contents)
        if listed is not None and roster is not None:
            manifest = listed_manifest(manifest, case, contents, listed, roster)
        else:
            manifest = unlisted_manifest(manifest, case, contents)
    return _printed(f"manifest_{movement_id}", lambda one: manifest_pdf(manifest, one, made_at_second=second))


def paper_count_sheet(case: Case, plan: Plan, movement_id: str, named: Named, *, log: Path | None = None) -> Files:
    """Return the count sheet of a movement in both languages, and the form in which it is typed in later."""
    (planned,) = sheets_of(case, plan, movement_id)
    sheet = CountSheet(head=paper_head(case), movement=movement_head(case, planned, named))
    second = plan.as_of_minute * SECONDS_PER_MINUTE
    if log is not None:
        contents = _contents(case, log)
        second = _last_second(contents)
        body = manifest_event(contents, movement_id)
        sheet = replace(
            sheet,
            head=paper_head(case, contents),
            tie=tie_of(contents),
            list_sha256="" if body is None else str(body["list"]),
        )
    return _sheet_files(sheet, f"count-sheet_{movement_id}", second)


def paper_minutes(case: Case, log: Path, day: str) -> Files:
    """Return the record of a day, as the log holds it; raise UsageError for a day without one."""
    contents = _contents(case, log)
    minutes = minutes_of_day(case, contents, day)
    second = _last_second(contents)
    return _printed(f"minutes_{day}", lambda one: minutes_pdf(minutes, one, made_at_second=second))


def paper_handover(case: Case, site_id: str, *, log: Path | None = None, plan: Plan | None = None) -> Files:
    """Return the act of a site: the one in the log, else a draft from the operation and the plan to fill in."""
    act = drafted_act(case, site_id, plan)
    second = (case.operation.as_of_minute if plan is None else plan.as_of_minute) * SECONDS_PER_MINUTE
    if log is not None:
        contents = _contents(case, log)
        act, second = signed_act(act, case, contents), _last_second(contents)
    return _printed(f"handover_{site_id}", lambda one: handover_pdf(act, one, made_at_second=second))


def blank_paper(paper: str) -> Files:
    """Return one of `PAPERS` with nothing filled in, in both languages."""
    head, movement, name = blank_head(), blank_movement(), f"{paper}_blank"
    match paper:
        case "manifest":
            manifest = Manifest(head=head, movement=movement, is_blank=True)
            return _printed(name, lambda one: manifest_pdf(manifest, one, made_at_second=0))
        case "count-sheet":
            return _sheet_files(CountSheet(head=head, movement=movement, is_blank=True), name, 0)
        case "minutes":
            minutes = MinutesPaper(head=head, is_blank=True)
            return _printed(name, lambda one: minutes_pdf(minutes, one, made_at_second=0))
        case _:
            act = HandoverPaper(head=head, is_blank=True)
            return _printed(name, lambda one: handover_pdf(act, one, made_at_second=0))


def read_sheet(path: Path) -> SheetEntry:
    """Return what a count sheet says that was typed into its form; raise InputError with everything that is wrong."""
    return read_form(read_file(path, max_bytes=_MAX_SHEET_BYTES), path.name)


def _sheet_files(sheet: CountSheet, name: str, second: int) -> Files:
    """Return the PDFs and one form a language: both have the same keys, only the comments differ."""
    forms = {
        f"{name}_{language}.toml": sheet_form(sheet, Voice(language, sheet.head.time_zone)) for language in _LANGUAGES
    }
    return {**_printed(name, lambda one: count_sheet_pdf(sheet, one, made_at_second=second)), **forms}


def _printed(name: str, print_in: Callable[[str], bytes]) -> Files:
    return {f"{name}_{language}.pdf": print_in(language) for language in _LANGUAGES}


def _contents(case: Case, log: Path) -> LogContents:
    contents = log_contents(log)
    check_same_agreement(case, contents.genesis)
    return contents


def _last_second(contents: LogContents) -> int:
    """Return the time of the latest event: the same log, the same bytes."""
    return max(second_of_time(event.frame.at) for event in contents.events)
