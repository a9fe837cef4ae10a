"""The closed lists of words of all formats: figures, grades, ways to disclose, roles, sides.

The law is docs/reference/log-format.md, sections 3, 4, 8 and 15.
"""

__all__ = [
    "DISCLOSURES",
    "DISPUTED",
    "FIELDS",
    "FIGURE_NAMES",
    "FIGURE_NAMES_2",
    "JOINT",
    "LANGUAGES",
    "POLICY_1",
    "POLICY_2",
    "POLICY_3",
    "POLICY_NAMES",
    "ROLES",
    "SCOPES",
    "SIDES",
    "UNILATERAL",
    "UNOPPOSED",
    "format_of",
]

POLICY_1, POLICY_2, POLICY_3 = POLICY_NAMES = "repli/1", "repli/2", "repli/3"
JOINT, UNOPPOSED, UNILATERAL, DISPUTED = "joint", "unopposed", "unilateral", "disputed"
FIELDS = ("people", "items", "kg")
ROLES = ("represent", "count", "clear")
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


def format_of(policy: str) -> int:
    """Return the number of the format that ``policy`` names; raise ValueError for none."""
    return POLICY_NAMES.index(policy) + 1
