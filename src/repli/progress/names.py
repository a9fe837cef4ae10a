"""The closed lists of words of format 1: figures, grades, ways to disclose, roles, sides.

The law is docs/reference/log-format.md, sections 3, 4 and 8.
"""

__all__ = ["DISCLOSURES", "FIGURE_NAMES", "LANGUAGES", "POLICY_NAME", "ROLES", "SCOPES", "SIDES"]

POLICY_NAME = "repli/1"
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
