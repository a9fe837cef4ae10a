"""What each room offers to the others, written down here so that a change of it is seen in review."""

from importlib import import_module
from inspect import isclass, isfunction
from pathlib import Path
from pkgutil import iter_modules

import pytest

import repli

PACKAGE = Path(repli.__file__).parent

SURFACE = {
    "cli": "main",
    "commission": (
        "Box Case Contest Effect Entered FORMS Form Founded FoundingTerms Gathered Inbox LOST LogContents Named "
        "News Office Outlook PAPERS Period Position Proposed PublicKey Refusal Renewal Signing Sources Story Task "
        "Typed accept_changes adopt_keys advised blank_paper bound_reasons bundle busy calendar_form changes_of "
        "check_opened communiques compare compare_list convert cosign cosign_keys cosign_other_head damages "
        "demonstration_keys discords effect_of_loss enter_sheet erase_roster_line estimate estimate_list "
        "event_sentence export_plan export_public filled folder_problems forecast form_template found gains heads "
        "inbox is_book judge_plan_file judge_renewal key_file_beside list_demand load_case load_files load_pages "
        "load_plan log_contents make_plan manifest_form marked_changes merge new_key new_operation next_steps "
        "note_problems office only_run_in open_roster_line outlook_at outlook_from paper_count_sheet "
        "paper_handover paper_manifest paper_minutes plan_bytes plan_hash propose_keys public_html "
        "publication_proof publish read_sheet reasons record remaining remember_reading replan replanned replay "
        "replay_period require_place_for restricted_html rule_count schema sheets_of shown_reading sign_own_head "
        "stored_keys sweep tell typed_form verify weeks write_file write_public_keys write_review"
    ),
    "errors": (
        "CanonicalError ImpossibleError InputError LedgerError NoPlanError Phrase PlanningError Problem RefusedError "
        "RepliError SignatureError StoreError UsageError phrase"
    ),
    "execution": (
        "Box Desk Entered FORMS FolderPapers FolderSidecars Form Founded Gathered KeyStore LogCopy LogDirectory "
        "MemoryPapers MemorySidecars News Office OnCut Overview OwnRoster Permit Post Proposed RECONSTRUCTION "
        "Recorder Refusal ReplayedHistory RosterBook Sheet Standing StandingLines StoredKey Task Terms Texts Typed "
        "adopt_keys agenda at_desk choose_slots copy_at cosign_keys cosign_other_head cosign_proposal declare_book "
        "demo_signers draw_book enter enter_together erase_roster_line events_here exchange finish genesis_of hiding "
        "keys_text line_of merge_copies next_publication open_roster_line overview owners_in post_beside proposals "
        "propose propose_keys publish_figures record_at record_count record_departure record_minutes refuse_proposal "
        "replay_history seal_count seeded_entropy sign_heads sign_own_head sign_together standing_lines take_answers "
        "take_step template typed_of_file withdraw write_book"
    ),
    "forecast": "Grid compare_plans process_pool replan_forecast simulate sweep",
    "intake": (
        "ListDemand ListMerge Place agreement_hash book_bytes check_folder compare_list files_source folder_files "
        "folder_schema force_list_book force_list_tables is_book list_demand mapping_of marked_changes merged_files "
        "noted_copy open_source plan_book plan_bytes read_history read_operation read_plan read_plan_book reading_of "
        "review_book template_book template_files"
    ),
    "kernel": ("Disturbances NEVER Outcome Records Timeline Track records run_replications track_replications"),
    "language": "LANGUAGES Speaker catalogue language_of_environment speaker",
    "ledger": (
        "base64text bundle canonical envelope event flate keyfile keys merkle note openedline order policy roster "
        "seen shapes signednote store tiles tlogproof"
    ),
    "model": (
        "ACTS_ON_SITE Agreement Assumption BalanceLimit Band Begun Booking Bound BoundRow Cargo CaseHistory Cause "
        "Certificate Claim Clearance ClearanceRequest Comparison Configuration Cut DoorPrices Field Finding Floor "
        "FloorPosition FloorPrices Forecast Gaps HandoverAct ItemLine Least Leg LogVerdict Milestone Movement "
        "Objective Operation OperationTime Party Passage PeopleLine Placement Plan ReconstructedAct "
        "ReconstructedMovement "
        "ReconstructedPart Replan ReplanForecast RowPrice SURE_PERCENT ScenarioForecast SeatBlock Setting Site "
        "SiteAct SiteForecast Spots Stop SweepRow TakenSpots Team Vehicle VehicleType Wording gaps_of said_percent"
    ),
    "planning": (
        "AIMS Aims Ban BareCut BoundReason BusyWeek Conflict Duty FieldCut Gain Gains Quest Reason Repair Replanned "
        "RoughCut Saved Solver Step Terms Thing TypeCut Use Week aims_from bare_cut binding_reasons bound_reasons "
        "bounded busy_weeks closure_bound explain_no_plan gains_of make_plan next_days objective_of "
        "remaining_operation replanned rest_of rough_cut standing_operation standing_plan weeks_of"
    ),
    "progress": (
        "BalanceRow Body Cell Charter CountTally Declare Depart Disclosed Event Figure Genesis Minutes Opening "
        "Publish Replay State cells_of disclose figure_of figures fold initial_state read_event read_genesis "
        "state_bytes state_digest"
    ),
    "reporting": (
        "Alert BALANCE_TERMS CalendarEntry ChangesFacts ClaimCheck CommissionFacts Communique DayPosition "
        "Departure Difference ExportTable FINDINGS Load LoadSheet LoadedLeg LogHead Naive NextStep Pair "
        "PeriodFacts PlanRecord PlanSummary PublicFacts PublishedText SITE_STEPS SheetEntry SignedDeparture "
        "SignedHistory SitePosition Truth Voice alerts_of calendar_bytes changes_page check_claims claim_words "
        "commission_page communique_of communique_pdf communique_text day_positions difference_of end_of_day "
        "event_sentence findings_counted geography_json load_pictures load_sheets load_sheets_pdf loads_page "
        "package_files period_page period_sentence period_tables plan_tables public_facts public_page "
        "public_tables quantity_word record_of record_of_value record_value signed_history steps_of table_csv "
        "tables_book telling_days truth_line"
    ),
    "rules": (
        "BOUND_RULE FloorSlack Fullness Gravity RULES Rule check_plan closure_minute departures_filled floor_slacks "
        "prove_bound recompute_objective strongest_row verdict_of"
    ),
    "spreadsheet": "Grid Mark Sheet Value Written address letters place_of read_book write_book",
    "units": (
        "Interval KG_PER_TONNE MINUTES_PER_DAY MINUTES_PER_HOUR PPM SECONDS_PER_MINUTE civil_time datetime_of_minute "
        "minute_from_text minute_of_datetime text_of_minute"
    ),
    "verification": (
        "Damage Discord TrustedKeys copy_standalone damages discords kept_back parse_trust publication_proof "
        "verify_log verify_opened verify_path"
    ),
}


def test_every_room_stands_here() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("[a-z]*.py")}
    assert set(SURFACE) == packages | modules


@pytest.mark.parametrize("room", SURFACE)
def test_what_a_room_offers_changes_only_on_purpose(room: str) -> None:
    assert sorted(import_module(f"repli.{room}").__all__) == sorted(SURFACE[room].split())


@pytest.mark.parametrize("room", SURFACE)
def test_everything_a_room_offers_is_there_and_documented(room: str) -> None:
    loaded = import_module(f"repli.{room}")
    offered = [getattr(loaded, name) for name in SURFACE[room].split()]
    assert [thing for thing in offered if (isclass(thing) or isfunction(thing)) and not thing.__doc__] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_and_what_it_offers_is_there(path: Path) -> None:
    name = ".".join(["repli", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
    module = import_module(name)
    assert module.__doc__
    offered = getattr(module, "__all__", [])
    modules = {one.name for one in iter_modules(getattr(module, "__path__", []))}
    assert [one for one in offered if not (hasattr(module, one) or one in modules)] == []
    assert len(set(offered)) == len(offered)
