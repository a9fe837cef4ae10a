"""The mutations of `test_mutations` that are problems in other places than the changed cell: exactly these places."""

__all__ = ["ELSEWHERE"]

FEED_USERS = {
    "floors.csv:8:site_id",
    "items.csv:6:site_id",
    "items.csv:7:site_id",
    "legs.csv:2:to_place",
    "people.csv:4:site_id",
    "people.csv:5:site_id",
    "reconstruction.csv:4:site_id",
}
FLD1_USERS = {
    "clearances.csv:2:scope_id",
    "closures.csv:2:place_id",
    "legs.csv:3:from_place",
    "reconstruction.csv:3:field_id",
    "reconstruction.csv:4:field_id",
    "sites.csv:2:field_id",
}
LIFT_USERS = {
    "clearances.csv:2:types",
    *(f"configurations.csv:{row}:type_id" for row in (2, 3)),
    *(f"fleet.csv:{row}:type_id" for row in (2, 3)),
    *(f"payload_ranges.csv:{row}:type_id" for row in (2, 3)),
    *(f"reconstruction.csv:{row}:vehicle_type" for row in (3, 4)),
    *(f"vehicle_operations.csv:{row}:type_id" for row in (2, 3, 4, 5)),
}
STAFF_USERS = {"reconstruction.csv:2:people_line", "reconstruction.csv:3:people_line"}
NO_WAY_OUT = {
    *(f"items.csv:{row}:destination_id" for row in range(2, 8)),
    *(f"people.csv:{row}:destination_id" for row in range(2, 6)),
}


def at_each(mutations: tuple[str, ...], *places: str) -> dict[str, set[str]]:
    return {mutation: set(places) for mutation in mutations}


def renamed(own: str, users: set[str], extra: dict[str, set[str]]) -> dict[str, set[str]]:
    """An id that is not what others call it any more: they dangle; a word that is no id is wrong itself, too."""
    malformed = at_each(("empty", "negative", "unit"), own, *users)
    return malformed | {name: {*users, *extra.get(name, set())} for name in ("unknown", "dangling", "duplicate")}


ELSEWHERE: dict[str, dict[str, dict[str, set[str]]]] = {
    "sites.csv": {
        "site_id": renamed(
            "sites.csv:3:site_id",
            FEED_USERS,
            {"duplicate": {"sites.csv:3:site_id"}},
        ),
        "latitude_deg": {"negative": {"legs.csv:2:distance_km"}},  # now the road is shorter than the great circle
        "longitude_deg": {"negative": {"legs.csv:2:distance_km"}},
    },
    "fields.csv": {
        "field_id": renamed(
            "fields.csv:3:field_id", FLD1_USERS, {"duplicate": {"fields.csv:3:field_id", "sites.csv:4:field_id"}}
        ),
        "side": {"duplicate": {"sites.csv:2:field_id"}},
        "latitude_deg": {"negative": {"legs.csv:3:distance_km"}},
    },
    "vehicle_types.csv": {
        "type_id": renamed(
            "vehicle_types.csv:3:type_id",
            LIFT_USERS,
            {
                "unknown": {"vehicle_types.csv:3:type_id"},  # no rows of the new name in the other tables
                "dangling": {"vehicle_types.csv:3:type_id"},
                "duplicate": {
                    "vehicle_types.csv:3:type_id",
                    "clearances.csv:3:types",
                    "clearances.csv:4:types",
                    "fleet.csv:4:start_place",
                },
            },
        ),
        "mode": {
            "duplicate": {
                "clearances.csv:2:types",
                "fleet.csv:2:start_place",
                "fleet.csv:3:start_place",
                *NO_WAY_OUT,
            }
        },
        "block_speed_km_per_h": {"duplicate": NO_WAY_OUT},  # 900 km at 60 km/h is longer than the duty
    },
    "vehicle_operations.csv": {
        "type_id": {
            "unknown": {"vehicle_operations.csv:3:type_id", "vehicle_types.csv:3:type_id"},
            "dangling": {"vehicle_operations.csv:3:type_id", "vehicle_types.csv:3:type_id"},
        },
        "operations": {"duplicate": {"vehicle_operations.csv:3:operations", "vehicle_types.csv:3:type_id"}},
    },
    "configurations.csv": {
        "pallet_positions": {"duplicate": {"items.csv:5:positions"}},
        "outsize": {"duplicate": {"items.csv:5:class"}},
    },
    "legs.csv": {"mode": {"duplicate": {"legs.csv:3:from_place", "legs.csv:3:to_place"}}},
    "clearances.csv": {"scope": {"duplicate": {"clearances.csv:3:scope_id", "clearances.csv:3:types"}}},
    "people.csv": {
        "line_id": renamed("people.csv:3:line_id", STAFF_USERS, {"duplicate": {"people.csv:3:line_id"}}),
        "site_id": at_each(
            ("unknown", "dangling"),
            "people.csv:3:site_id",
            "reconstruction.csv:2:site_id",
            "reconstruction.csv:3:site_id",
        ),
        "count": {"duplicate": {"reconstruction.csv:3:people"}},  # 14 went of a line that now has 6
    },
    "items.csv": {
        "item_id": renamed(
            "items.csv:3:item_id", {"reconstruction.csv:3:items"}, {"duplicate": {"items.csv:3:item_id"}}
        ),
        "site_id": at_each(("unknown", "dangling"), "items.csv:3:site_id", "reconstruction.csv:3:items"),
    },
    "floors.csv": {
        "quantity": {"duplicate": {"floors.csv:3:minimum", "floors.csv:5:from"}},
        "minimum": {"duplicate": {"floors.csv:4:minimum"}},
    },
    "assumptions.csv": {
        "low": {"negative": {"assumptions.csv:3:low", "assumptions.csv:3:base"}},
        "high": {"duplicate": {"assumptions.csv:3:base", "assumptions.csv:3:high"}},
    },
    "reconstruction.csv": {
        "kind": {
            "duplicate": {
                "reconstruction.csv:3:field_id",
                "reconstruction.csv:3:vehicle_type",
                "reconstruction.csv:4:kind",
            }
        },
        "movement_id": {
            "duplicate": {f"reconstruction.csv:3:{name}" for name in ("kind", "at", "field_id", "vehicle_type")}
        },
        "at": {"duplicate": {"reconstruction.csv:4:at"}},
        "field_id": at_each(
            ("empty", "unknown", "dangling", "duplicate"),
            "reconstruction.csv:3:field_id",
            "reconstruction.csv:4:field_id",
        ),
        "vehicle_type": at_each(
            ("empty", "unknown", "dangling", "duplicate"),
            "reconstruction.csv:3:vehicle_type",
            "reconstruction.csv:4:vehicle_type",
        ),
    },
}
