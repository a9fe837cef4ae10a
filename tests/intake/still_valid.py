"""The mutations of `test_mutations` that are no problem, by file and column: nothing is skipped silently."""

__all__ = ["ANY_TEXT", "STILL_VALID", "TEXT_OR_NOTHING"]

ANY_TEXT = {"unknown", "negative", "unit", "dangling", "duplicate"}
TEXT_OR_NOTHING = {*ANY_TEXT, "empty"}
REPEATED = {"duplicate"}  # nothing forbids the value of the row above
NEW_NAME = {"unknown", "dangling"}  # an id that nobody else uses yet, or a free word

STILL_VALID: dict[str, dict[str, set[str]]] = {
    "sites.csv": {
        "name_en": ANY_TEXT,
        "name_fr": ANY_TEXT,
        "side": REPEATED,
        "field_id": {"empty", "duplicate"},  # reached by road only; two sites may share a field
        "latitude_deg": REPEATED,
        "longitude_deg": REPEATED,
        "handed_to": TEXT_OR_NOTHING,
        "handover_minutes": REPEATED,
        "notice_hours": REPEATED,
        "office_from": REPEATED,
        "office_to": REPEATED,
        "office_days": REPEATED,
        "act_after": REPEATED,
        "last_out_people": REPEATED,
        "transfer_minutes": REPEATED,
    },
    "fields.csv": {
        "name": ANY_TEXT,
        "latitude_deg": REPEATED,
        "longitude_deg": {"duplicate", "negative"},  # 7 degrees further west is still within 900 km
        "opens": REPEATED,
        "closes": REPEATED,
        "open_days": REPEATED,
        "daylight_only": REPEATED,
        "crew_rest": REPEATED,
        "crew_base": REPEATED,
    },
    "closures.csv": {"place_id": REPEATED, "starts": REPEATED, "reason": ANY_TEXT},
    "vehicle_types.csv": {
        "size": REPEATED,
        "block_fixed_minutes": REPEATED,
        "report_minutes": REPEATED,
        "debrief_minutes": REPEATED,
        "duty_max_minutes": REPEATED,
        "rest_minutes": REPEATED,
        "mission_capable_percent": REPEATED,
    },
    "vehicle_operations.csv": {"type_id": REPEATED, "ground_minutes": REPEATED, "work_minutes": REPEATED},
    "configurations.csv": {"type_id": REPEATED, "configuration_id": NEW_NAME, "seats": REPEATED},
    "payload_ranges.csv": {"type_id": REPEATED, "payload_kg": REPEATED},
    "fleet.csv": {
        "vehicle_id": NEW_NAME,
        "type_id": REPEATED,
        "start_place": REPEATED,
        "available_from": REPEATED,
        "available_to": REPEATED,
    },
    "legs.csv": {
        "leg_id": NEW_NAME,
        "distance_km": {"empty", "duplicate"},  # the great circle is computed for air legs
        "opens": REPEATED,
        "closes": REPEATED,
        "both_ways": REPEATED,
    },
    "clearances.csv": {
        "clearance_id": NEW_NAME,
        "issuer": ANY_TEXT,
        "purposes": ANY_TEXT,
        "window_from": REPEATED,
        "window_to": REPEATED,
        "tolerance_minutes": REPEATED,
        "limit_per_day": REPEATED,
        "state": REPEATED,
    },
    "people.csv": {
        "category": REPEATED,
        "unit": ANY_TEXT,
        "function": {*NEW_NAME, "duplicate"},
        "site_id": REPEATED,
        "destination_id": REPEATED,
        "kg_per_person": REPEATED,
        "ready": REPEATED,
        "latest": {"empty", "duplicate"},
        "priority": REPEATED,
    },
    "items.csv": {
        "description_en": ANY_TEXT,
        "description_fr": ANY_TEXT,
        "site_id": REPEATED,
        "destination_id": REPEATED,
        "kg": REPEATED,
        "class": REPEATED,
        "positions": REPEATED,
        "sensitivity": REPEATED,
        "disposition": REPEATED,
        "ready": REPEATED,
        "latest": {"empty", "duplicate"},
        "priority": REPEATED,
    },
    "floors.csv": {"site_id": REPEATED, "function": {"empty"}, "from": REPEATED},
    "assumptions.csv": {"unit": ANY_TEXT},
    "claims.csv": {
        "claim_id": NEW_NAME,
        "stated_on": REPEATED,
        "quantity": {*NEW_NAME, "duplicate"},
        "value": REPEATED,
        "qualifier": REPEATED,
        "total": {"empty", "duplicate"},
        "scope_en": ANY_TEXT,
        "scope_fr": ANY_TEXT,
        "stated_by": ANY_TEXT,
        "quote": TEXT_OR_NOTHING,  # the row says in `assumed` why no words are quoted
        "language": REPEATED,
    },
    "reconstruction.csv": {
        "sequence": REPEATED,
        "movement_id": NEW_NAME,
        "site_id": REPEATED,
        "people_category": REPEATED,
        "people": REPEATED,
        "items": {"empty", "duplicate"},
        "people_line": REPEATED,
    },
}
