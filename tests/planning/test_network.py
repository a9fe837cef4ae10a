"""Legs that a type can take, and chains of them."""

from dataclasses import replace

from repli.model import Field, Leg, Operation, Passage
from repli.planning.network import LOAD, STOP, network_of, paths, times_of
from tests.tiny import at, tiny_operation

LIFT = tiny_operation().type_of["LIFT"]
TRUCK = tiny_operation().type_of["TRUCK"]


def with_leg(operation: Operation, start: str, end: str, block: int, payload: int) -> Operation:
    """The operation with one more air leg that LIFT can fly."""
    always = operation.fields[1].open_intervals
    leg = Leg(leg_id=f"{start}-{end}", mode="air", from_place=start, to_place=end, distance_km=1, open_intervals=always)
    passage = Passage(type_id="LIFT", leg_id=leg.leg_id, block_minutes=block, payload_kg=payload)
    return replace(operation, legs=(*operation.legs, leg), passages=(*operation.passages, passage))


def with_stopover() -> Operation:
    """FLD1 -> OUT2 -> OUT1 takes 100 + 30 + 100 minutes and carries 15,000 kg; the direct leg 120 and 12,000."""
    operation = tiny_operation()
    field: Field = replace(operation.fields[1], field_id="OUT2")
    operation = replace(operation, fields=(*operation.fields, field))
    return with_leg(with_leg(operation, "FLD1", "OUT2", 100, 15_000), "OUT2", "OUT1", 100, 15_000)


def names(chains: tuple[tuple[Leg, ...], ...]) -> list[list[str]]:
    return [[leg.leg_id for leg in chain] for chain in chains]


def test_the_direct_leg_is_the_only_way() -> None:
    assert names(paths(network_of(tiny_operation()), LIFT, "OUT1", "FLD1")) == [["FLD1-OUT1.back"]]


def test_a_stopover_that_carries_more_is_offered_beside_the_fastest() -> None:
    chains = names(paths(network_of(with_stopover()), LIFT, "FLD1", "OUT1"))
    assert chains == [["FLD1-OUT1"], ["FLD1-OUT2", "OUT2-OUT1"]]


def test_nobody_stops_over_inside_the_territory() -> None:
    operation = with_stopover()
    inside = tuple(replace(one, inside=True) if one.field_id == "OUT2" else one for one in operation.fields)
    chains = names(paths(network_of(replace(operation, fields=inside)), LIFT, "FLD1", "OUT1"))
    assert chains == [["FLD1-OUT1"]]


def test_a_type_without_a_clearance_cannot_leave_a_field_inside() -> None:
    operation = tiny_operation(clearances=())
    assert paths(network_of(operation), LIFT, "FLD1", "OUT1") == ()
    assert names(paths(network_of(operation), LIFT, "OUT1", "FLD1")) == [["FLD1-OUT1.back"]]


def test_a_road_over_the_border_needs_its_clearance_as_the_rule_book_says() -> None:
    """docs/reference/plan-meaning.md, I: the leg is left from inside, so its off block names a clearance of the leg."""
    tiny = tiny_operation()
    port = replace(tiny.site_of["HOME"], site_id="PORT", field_id=None)
    out = replace(tiny.leg_of["road", "BASE", "FEED"], leg_id="FEED-PORT", from_place="FEED", to_place="PORT")
    back = replace(out, leg_id="PORT-FEED", from_place="PORT", to_place="FEED")
    drives = tuple(replace(tiny.passage_of["TRUCK", "BASE-FEED"], leg_id=leg.leg_id) for leg in (out, back))
    border = replace(tiny, sites=(*tiny.sites, port), legs=(*tiny.legs, out, back), passages=(*tiny.passages, *drives))
    assert paths(network_of(border), TRUCK, "FEED", "PORT") == ()
    assert names(paths(network_of(border), TRUCK, "PORT", "FEED")) == [["PORT-FEED"]]
    permit = replace(tiny.clearance_of["C-FEED"], clearance_id="C-OUT", scope_id="FEED-PORT")
    cleared = replace(border, clearances=(*tiny.clearances, permit))
    assert names(paths(network_of(cleared), TRUCK, "FEED", "PORT")) == [["FEED-PORT"]]


def test_a_type_without_a_passage_cannot_go() -> None:
    assert paths(network_of(tiny_operation()), TRUCK, "FLD1", "OUT1") == ()


def test_operations_are_looked_up_as_sets() -> None:
    load, stop = times_of(LIFT, LOAD), times_of(LIFT, STOP)
    assert load is not None
    assert stop is not None
    assert (load.work_minutes, stop.ground_minutes) == (40, 30)
    assert times_of(LIFT, frozenset({"refuel"})) is None


def test_hours_of_legs_and_fields_are_merged() -> None:
    assert network_of(tiny_operation()).field_hours["OUT1"].starts == (at(0),)
