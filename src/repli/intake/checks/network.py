"""Legs and clearances: two different ends, one leg a way, a length that the globe allows, types that can use it."""

from repli.errors import phrase
from repli.intake.checks.references import leg_ids
from repli.intake.checks.windows import check_hours, check_window
from repli.intake.draft import Draft
from repli.intake.expand.distance import great_circle_metres
from repli.intake.expand.local_time import LocalTime
from repli.intake.expand.network import BACK
from repli.intake.problems import Notes
from repli.intake.tables.network import LegRow

__all__ = ["check_clearances", "check_legs"]

_METRES_PER_KM = 1000
_LONGEST_ID = 64


def check_legs(draft: Draft, notes: Notes) -> None:
    """Check each leg, and that no two legs join the same places the same way."""
    places = {
        **{("air", field.field_id): (field.latitude_deg, field.longitude_deg) for _, field in draft.fields.good()},
        **{("road", site.site_id): (site.latitude_deg, site.longitude_deg) for _, site in draft.sites.good()},
    }
    ways: dict[tuple[str, str, str], str] = {}
    for row, leg in draft.legs.good():
        check_hours(draft.legs, row, ("opens", leg.opens), ("closes", leg.closes), notes)
        _check_ends(draft, row, leg, ways, notes)
        _check_convoy(draft, row, leg, notes)
        start, end = places.get((leg.mode, leg.from_place)), places.get((leg.mode, leg.to_place))
        if leg.distance_km is None and leg.mode != "air":
            hint = phrase("Only the length of air legs is computed.")
            draft.legs.note(notes, row, "distance_km", phrase("the length of the road in km"), hint)
        elif leg.distance_km is not None and start and end:
            shortest = int(great_circle_metres(*start, *end)) // _METRES_PER_KM
            if leg.distance_km < shortest:
                expected = phrase("at least {km} km, the great circle between the two places", km=shortest)
                draft.legs.note(notes, row, "distance_km", expected, phrase("Check the length and the coordinates."))


def _check_ends(draft: Draft, row: int, leg: LegRow, ways: dict[tuple[str, str, str], str], notes: Notes) -> None:
    if leg.from_place == leg.to_place:
        draft.legs.note(notes, row, "to_place", phrase("another place than from_place"))
    for start, end in ((leg.from_place, leg.to_place), *(((leg.to_place, leg.from_place),) if leg.both_ways else ())):
        other = ways.setdefault((leg.mode, start, end), leg.leg_id)
        if other != leg.leg_id:
            expected = phrase("one leg from {start} to {end}; {leg} is one already", start=start, end=end, leg=other)
            draft.legs.note(notes, row, "to_place", expected, phrase("A leg with both_ways is its own way back."))
    if leg.both_ways and (leg.leg_id + BACK in draft.legs.ids() or len(leg.leg_id + BACK) > _LONGEST_ID):
        expected = phrase("an id whose way back, {back}, is free and at most 64 letters long", back=leg.leg_id + BACK)
        draft.legs.note(notes, row, "leg_id", expected)


def _check_convoy(draft: Draft, row: int, leg: LegRow, notes: Notes) -> None:
    """Check that only road legs have halts and escorts, and that halts lie on the way."""
    for name in ("halts", "escort_teams"):
        if leg.mode != "road" and getattr(leg, name):
            draft.legs.note(notes, row, name, phrase("nothing, or 0: only road legs have it"))
    if leg.mode == "road" and leg.distance_km is not None and any(km >= leg.distance_km for km, _ in leg.halts):
        expected = phrase("halts before the end of the leg, at {km} km", km=leg.distance_km)
        draft.legs.note(notes, row, "halts", expected)


def check_clearances(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check each clearance: a window, and types that move the way its field or leg is travelled."""
    modes = {kind.type_id: kind.mode for _, kind in draft.vehicle_types.good()}
    legs = {leg.leg_id: leg.mode for _, leg in reversed([*draft.legs.good()])}  # the first of an id counts
    known = leg_ids(draft)
    for row, one in draft.clearances.good():
        start, end = ("window_from", one.window_from), ("window_to", one.window_to)
        check_window(draft.clearances, row, start, end, local=local, notes=notes)
        for name in ("lead_hours", "answer_hours"):
            if one.state == "granted" and getattr(one, name):
                hint = phrase("What is granted needs no request.")
                draft.clearances.note(notes, row, name, phrase("nothing, or 0, beside state granted"), hint)
        mode = "air" if one.scope == "field" else legs.get(one.scope_id.removesuffix(BACK))
        for kind in one.types:
            if mode and kind in modes and modes[kind] != mode and (one.scope == "field" or one.scope_id in known):
                expected = phrase("types of mode {mode}; {type} is not", mode=mode, type=kind)
                draft.clearances.note(notes, row, "types", expected)
