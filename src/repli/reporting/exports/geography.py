"""Sites, fields, legs and planned movements on a map of other programs (GeoJSON, RFC 7946).

Positions are longitude, latitude in degrees (WGS84). A movement is the line through the places of its stops. Places are
decimal degrees as the operation gives them. Restricted: it holds the plan.
"""

import json
from collections.abc import Iterator

from repli.model import Field, Movement, Operation, Plan, Site
from repli.units import text_of_minute

__all__ = ["geography_json"]

Feature = dict[str, object]


def geography_json(operation: Operation, plan: Plan | None, truth: str) -> bytes:
    """Return the collection; without a plan, without movements. ``truth`` says first what is real in it."""
    features = [
        *(_point("site", one.site_id, one.name_en, one) for one in operation.sites),
        *(_point("field", one.field_id, one.name, one) for one in operation.fields),
        *_legs(operation),
        *(() if plan is None else (_movement(operation, one) for one in plan.movements)),
    ]
    collection = {"description": truth, "type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _point(kind: str, name: str, title: str, place: Site | Field) -> Feature:
    return {
        "type": "Feature",
        "id": f"{kind}:{name}",
        "geometry": {"type": "Point", "coordinates": [place.longitude_deg, place.latitude_deg]},
        "properties": {"kind": kind, "id": name, "name": title, "inside": place.inside},
    }


def _legs(operation: Operation) -> Iterator[Feature]:
    for leg in operation.legs:
        yield {
            "type": "Feature",
            "id": f"leg:{leg.leg_id}",
            "geometry": {
                "type": "LineString",
                "coordinates": [_position(operation, leg.from_place), _position(operation, leg.to_place)],
            },
            "properties": {
                "kind": "leg", "id": leg.leg_id, "mode": leg.mode, "from": leg.from_place, "to": leg.to_place,
                "distance_km": leg.distance_km,
            },
        }  # fmt: skip


def _movement(operation: Operation, movement: Movement) -> Feature:
    first, last = movement.stops[0], movement.stops[-1]
    loads = [cargo for stop in movement.stops for cargo in stop.loads]
    return {
        "type": "Feature",
        "id": f"movement:{movement.movement_id}",
        "geometry": {
            "type": "LineString",
            "coordinates": [_position(operation, stop.place_id) for stop in movement.stops],
        },
        "properties": {
            "kind": "movement",
            "id": movement.movement_id,
            "vehicle": movement.vehicle_id,
            "off_block": text_of_minute(first.off_block_minute),
            "on_block": text_of_minute(last.on_block_minute),
            "people": sum(cargo.quantity for cargo in loads if cargo.line_id in operation.people_of),
            "items": sum(cargo.line_id in operation.item_of for cargo in loads),
        },
    }


def _position(operation: Operation, place_id: str) -> list[float]:
    place = operation.field_of.get(place_id) or operation.site_of[place_id]
    return [place.longitude_deg, place.latitude_deg]
