"""What the planning problem knows and this version does not plan with yet: refused by name, never ignored.

One list, so that nothing is forgotten when a part starts to work: take the name out here and give it a column in
``tables``. Files, then columns by file, then keys of operation.toml by table, then values of columns.
"""

from repli.errors import Phrase, phrase

__all__ = ["COLUMNS", "EXPECTED", "FILES", "HINT", "KEYS", "VALUES"]

EXPECTED: Phrase = phrase("known, but this version does not plan with it yet")
HINT: Phrase = phrase("Take it out, and judge yourself whether a plan that ignores it is still what you mean.")

FILES = frozenset(
    {
        "convoys.csv",
        "extensions.csv",
        "fuel.csv",
        "holidays.csv",
        "ports.csv",
        "ships.csv",
        "stock.csv",
    }
)

COLUMNS: dict[str, tuple[str, ...]] = {
    "sites.csv": (
        "complete_when",
        "port_id",
        "stock",
    ),
    "fields.csv": ("customs_team", "fuel_kg_per_day", "runway_m"),
    "vehicle_types.csv": (
        "block_hours_by_distance",
        "commercial",
        "customs_team",
        "fuel",
        "fuel_kg_per_h",
        "runway_m",
        "weapons_dismounted",
    ),
    "vehicle_operations.csv": ("handling_sets",),
    "configurations.csv": ("length_m", "metres", "rolling_m"),
    "fleet.csv": ("commercial_seats", "crew_base", "crews"),
    "legs.csv": ("fuel", "intervals", "weapons_dismounted"),
    "clearances.csv": ("answer_due", "change_notice_hours", "request_by", "requested_at"),
    "people.csv": ("weapons_dismounted",),
    "items.csv": (
        "height_m",
        "length_m",
        "metres",
        "net_explosive_kg",
        "owner",
        "parent_item",
        "un_number",
        "width_m",
    ),
}

KEYS: dict[str, tuple[str, ...]] = {
    "": ("complete", "extension", "guarantor", "observer", "retained", "team"),
    "agreement": ("complete", "extensions", "retained"),
    "milestone": ("category", "scope", "site_id"),
    "planning": ("freeze_hours", "objective_order", "tolerance_minutes"),
}

VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("clearances.csv", "state"): (
        "amended",
        "draft",
        "expired",
        "needed",
        "refused",
        "requested",
        "revoked",
        "silent",
        "submitted",
        "used",
    ),
    ("legs.csv", "mode"): ("rail", "sea"),
    ("operation.toml", "disclosure"): ("delayed", "range"),
    ("operation.toml", "party.role"): ("guarantor", "observer"),
    ("operation.toml", "milestone.quantity"): ("items", "sites"),
    ("vehicle_operations.csv", "operations"): ("load+refuel+unload", "refuel+unload"),
    ("vehicle_types.csv", "mode"): ("commercial", "rail", "sea"),
}
