"""Model values to what people read: the joint communiqué (text and PDF), the pages, restricted and public, load sheets.

Read in this order: ``communique`` and ``communique_words`` (what both parties sign), ``pdf``; ``curves``, ``history``
and ``claims`` (what there is to show), ``charts`` and ``map`` (how it is drawn); ``public_facts`` and ``facts`` (who
may see what), ``pages``; ``loads`` (the load sheets); ``papers`` (paper for the day without power). ``voice`` writes
numbers, dates and sentences in both languages; ``truth`` is the first line of everything.
"""

from repli.reporting.alerts import alerts_of
from repli.reporting.claims import FINDINGS, ClaimCheck, check_claims, claim_words, end_of_day
from repli.reporting.communique import Communique, communique_of
from repli.reporting.communique_words import communique_text
from repli.reporting.exports.calendar import CalendarEntry, calendar_bytes
from repli.reporting.exports.geography import geography_json
from repli.reporting.exports.manifests import plan_tables
from repli.reporting.exports.package import package_files, public_tables
from repli.reporting.exports.table import ExportTable, table_csv, tables_book
from repli.reporting.facts import Alert, CommissionFacts, Naive, NextStep, PlanSummary
from repli.reporting.history import SignedDeparture, SignedHistory, signed_history
from repli.reporting.loads.pdf import load_sheets_pdf
from repli.reporting.loads.pictures import load_pictures
from repli.reporting.loads.sheet import Load, LoadedLeg, LoadSheet, load_sheets
from repli.reporting.pages import ChangesFacts, changes_page, commission_page, public_page
from repli.reporting.pages.load_view import loads_page
from repli.reporting.pages.period_page import (
    PeriodFacts,
    findings_counted,
    period_page,
    period_sentence,
    telling_days,
)
from repli.reporting.papers.sentences import event_sentence
from repli.reporting.papers.sheet_entry import SheetEntry
from repli.reporting.pdf import LogHead, communique_pdf
from repli.reporting.period_tables import period_tables
from repli.reporting.plan_changes import Pair
from repli.reporting.plan_record import Departure, PlanRecord, record_of, record_of_value, record_value
from repli.reporting.positions import DayPosition, SitePosition, day_positions, steps_of
from repli.reporting.public_facts import PublicFacts, PublishedText, public_facts
from repli.reporting.replan_difference import Difference, difference_of
from repli.reporting.truth import Truth, truth_line
from repli.reporting.voice import Voice
from repli.reporting.words import BALANCE_TERMS, SITE_STEPS, quantity_word

__all__ = [
    "BALANCE_TERMS",
    "FINDINGS",
    "SITE_STEPS",
    "Alert",
    "CalendarEntry",
    "ChangesFacts",
    "ClaimCheck",
    "CommissionFacts",
    "Communique",
    "DayPosition",
    "Departure",
    "Difference",
    "ExportTable",
    "Load",
    "LoadSheet",
    "LoadedLeg",
    "LogHead",
    "Naive",
    "NextStep",
    "Pair",
    "PeriodFacts",
    "PlanRecord",
    "PlanSummary",
    "PublicFacts",
    "PublishedText",
    "SheetEntry",
    "SignedDeparture",
    "SignedHistory",
    "SitePosition",
    "Truth",
    "Voice",
    "alerts_of",
    "calendar_bytes",
    "changes_page",
    "check_claims",
    "claim_words",
    "commission_page",
    "communique_of",
    "communique_pdf",
    "communique_text",
    "day_positions",
    "difference_of",
    "end_of_day",
    "event_sentence",
    "findings_counted",
    "geography_json",
    "load_pictures",
    "load_sheets",
    "load_sheets_pdf",
    "loads_page",
    "package_files",
    "period_page",
    "period_sentence",
    "period_tables",
    "plan_tables",
    "public_facts",
    "public_page",
    "public_tables",
    "quantity_word",
    "record_of",
    "record_of_value",
    "record_value",
    "signed_history",
    "steps_of",
    "table_csv",
    "tables_book",
    "telling_days",
    "truth_line",
]
