"""The closed lists of words of all formats: figures, grades, ways to disclose, roles, sides, states, steps.

The law is docs/reference/log-format.md, sections 3, 4, 8, 15, 26 and 27.
"""

__all__ = [
    "ASKED_KINDS",
    "CANCELLED_KINDS",
    "CLEARANCE_STATES",
    "DISCLOSURES",
    "DISPOSALS",
    "DISPUTED",
    "ENTRY_FIELD",
    "FIELDS",
    "FIGURE_NAMES",
    "FIGURE_NAMES_2",
    "FIGURE_NAMES_4",
    "INSPECTIONS",
    "ITEM_STATUSES",
    "JOINT",
    "LANGUAGES",
    "OBLIGATION_STATES",
    "OBSERVE",
    "PEOPLE_STATUSES",
    "POLICY_1",
    "POLICY_2",
    "POLICY_3",
    "POLICY_4",
    "POLICY_NAMES",
    "ROLES",
    "SCOPES",
    "SIDES",
    "UNILATERAL",
    "UNOPPOSED",
    "WITNESS_RESULTS",
    "WITNESS_ROLES",
    "figure_names",
    "format_of",
]

POLICY_1, POLICY_2, POLICY_3, POLICY_4 = POLICY_NAMES = "repli/1", "repli/2", "repli/3", "repli/4"
JOINT, UNOPPOSED, UNILATERAL, DISPUTED = "joint", "unopposed", "unilateral", "disputed"
FIELDS = ("people", "items", "kg")
ENTRY_FIELD = "entry"
"""What a dispute of format 4 may object to besides: all that an entry says."""
ROLES = ("represent", "count", "clear")
OBSERVE = "observe"
"""The role of the keys of witnesses, who are no party."""
WITNESS_ROLES = ("guarantor", "observer")
WITNESS_RESULTS = ("witnessed", "reserved", "refused")
ASKED_KINDS = ("close", "depart", "handover", "manifest")
CANCELLED_KINDS = (
    "arrive",
    "clearance",
    "depart",
    "dispose",
    "dispute",
    "incident",
    "inspect",
    "manifest",
    "obligation",
    "reinforce",
    "status",
    "transfer",
)
CLEARANCE_STATES = ("requested", "granted", "amended", "refused", "silent", "used", "expired", "revoked")
DISPOSALS = ("destroy", "gift", "redeploy", "scrap", "sell", "transfer")
INSPECTIONS = ("packed", "inspected", "cleared", "staged", "held")
OBLIGATION_STATES = ("accepted", "under-way", "done", "late", "breached")
PEOPLE_STATUSES = ("asylum", "died", "medevac", "no-show", "released", "retained", "returned")
ITEM_STATUSES = ("found", "freed", "held", "lost")
SIDES = ("force", "host")
SCOPES = ("people", "items")
LANGUAGES = ("en", "fr")
DISCLOSURES = ("exact", "at_least", "rounded", "range", "withheld", "delayed")

FIGURE_NAMES = (
    "people_baseline",
    "people_opening",
    "people_counted",
    "people_departed",
    "people_remaining",
    "items_baseline",
    "items_departed",
    "kg_departed",
    "movements_departed",
)
"""The figures of a publish event, in their order."""

FIGURE_NAMES_2 = (*FIGURE_NAMES, "people_unopposed", "people_unilateral", "people_disputed")
"""The same in format 2: what one party alone says stands beside what both say, never in it."""

FIGURE_NAMES_4 = (
    *FIGURE_NAMES_2,
    "people_reinforced",
    "people_retained",
    "people_otherwise",
    "items_disposed",
    "sites_closed",
)
"""The same in format 4: who came later, who stays by agreement, who left otherwise, what left without departing."""


def figure_names(policy: str) -> tuple[str, ...]:
    """Return the figures that a log of ``policy`` publishes, in their order."""
    return {POLICY_1: FIGURE_NAMES, POLICY_4: FIGURE_NAMES_4}.get(policy, FIGURE_NAMES_2)


def format_of(policy: str) -> int:
    """Return the number of the format that ``policy`` names; raise ValueError for none."""
    return POLICY_NAMES.index(policy) + 1
