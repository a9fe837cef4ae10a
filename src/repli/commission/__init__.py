"""The use cases, one short function each: the only room that joins rooms. Seeds and folders are arguments.

case = load_case(folder)
plan = make_plan(case.operation, seed=1)         # judged by the rule book before anybody sees it
forecast(case.operation, plan, seed=1)
replayed = replay(case, out)                     # log, key file, verify.py, private roster
verify(out / "log", str(out / "keys.txt")).answer
"""

from repli.commission.advice import advised
from repli.commission.books import (
    convert,
    is_book,
    new_operation,
    note_problems,
    remember_reading,
    shown_reading,
)
from repli.commission.cases import Case, folder_problems, load_case, require_place_for, schema, write_file
from repli.commission.day import Inbox, inbox
from repli.commission.exports import export_plan, export_public
from repli.commission.forecasts import compare, forecast, sweep
from repli.commission.founding import FoundingTerms, found, key_file_beside, publish, write_public_keys
from repli.commission.gains import gains
from repli.commission.keys import (
    Office,
    PublicKey,
    adopt_keys,
    cosign_keys,
    demonstration_keys,
    new_key,
    office,
    propose_keys,
    stored_keys,
)
from repli.commission.lists import (
    accept_changes,
    compare_list,
    estimate_list,
    list_demand,
    marked_changes,
    write_review,
)
from repli.commission.loads import load_files, load_pages, sheets_of
from repli.commission.manifests import Named
from repli.commission.officers import (
    FORMS,
    Box,
    Contest,
    Entered,
    Form,
    News,
    Signing,
    cosign,
    form_template,
    record,
    typed_form,
)
from repli.commission.outlooks import Position, outlook_at, outlook_from
from repli.commission.pages import Outlook, communiques, next_steps, public_html, restricted_html
from repli.commission.papers import (
    PAPERS,
    blank_paper,
    paper_count_sheet,
    paper_handover,
    paper_manifest,
    paper_minutes,
    read_sheet,
)
from repli.commission.periods import Period, replay_period
from repli.commission.permissions import LOST, Effect, effect_of_loss
from repli.commission.plan_days import calendar_form, manifest_form
from repli.commission.plans import (
    bound_reasons,
    busy,
    estimate,
    filled,
    judge_plan_file,
    load_plan,
    make_plan,
    plan_bytes,
    plan_hash,
    reasons,
    remaining,
    rule_count,
    weeks,
)
from repli.commission.record import (
    LogContents,
    bundle,
    check_opened,
    damages,
    discords,
    heads,
    log_contents,
    merge,
    publication_proof,
    replay,
    verify,
)
from repli.commission.renewals import Renewal, Sources, changes_of, judge_renewal, replan
from repli.commission.replans import replanned
from repli.commission.sheets import enter_sheet
from repli.commission.story import Story, tell
from repli.commission.swap import only_run_in
from repli.execution import (
    Founded,
    Gathered,
    Proposed,
    Refusal,
    Task,
    Typed,
    cosign_other_head,
    erase_roster_line,
    open_roster_line,
    sign_own_head,
)
from repli.reporting import event_sentence

__all__ = [
    "FORMS",
    "LOST",
    "PAPERS",
    "Box",
    "Case",
    "Contest",
    "Effect",
    "Entered",
    "Form",
    "Founded",
    "FoundingTerms",
    "Gathered",
    "Inbox",
    "LogContents",
    "Named",
    "News",
    "Office",
    "Outlook",
    "Period",
    "Position",
    "Proposed",
    "PublicKey",
    "Refusal",
    "Renewal",
    "Signing",
    "Sources",
    "Story",
    "Task",
    "Typed",
    "accept_changes",
    "adopt_keys",
    "advised",
    "blank_paper",
    "bound_reasons",
    "bundle",
    "busy",
    "calendar_form",
    "changes_of",
    "check_opened",
    "communiques",
    "compare",
    "compare_list",
    "convert",
    "cosign",
    "cosign_keys",
    "cosign_other_head",
    "damages",
    "demonstration_keys",
    "discords",
    "effect_of_loss",
    "enter_sheet",
    "erase_roster_line",
    "estimate",
    "estimate_list",
    "event_sentence",
    "export_plan",
    "export_public",
    "filled",
    "folder_problems",
    "forecast",
    "form_template",
    "found",
    "gains",
    "heads",
    "inbox",
    "is_book",
    "judge_plan_file",
    "judge_renewal",
    "key_file_beside",
    "list_demand",
    "load_case",
    "load_files",
    "load_pages",
    "load_plan",
    "log_contents",
    "make_plan",
    "manifest_form",
    "marked_changes",
    "merge",
    "new_key",
    "new_operation",
    "next_steps",
    "note_problems",
    "office",
    "only_run_in",
    "open_roster_line",
    "outlook_at",
    "outlook_from",
    "paper_count_sheet",
    "paper_handover",
    "paper_manifest",
    "paper_minutes",
    "plan_bytes",
    "plan_hash",
    "propose_keys",
    "public_html",
    "publication_proof",
    "publish",
    "read_sheet",
    "reasons",
    "record",
    "remaining",
    "remember_reading",
    "replan",
    "replanned",
    "replay",
    "replay_period",
    "require_place_for",
    "restricted_html",
    "rule_count",
    "schema",
    "sheets_of",
    "shown_reading",
    "sign_own_head",
    "stored_keys",
    "sweep",
    "tell",
    "typed_form",
    "verify",
    "weeks",
    "write_file",
    "write_public_keys",
    "write_review",
]
