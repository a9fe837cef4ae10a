"""What sorties take of a vehicle's minutes, by hand: a shuttle goes back for each load, and far is not near."""

from dataclasses import replace

from repli.rules.doors import Network
from repli.rules.turns import Turns
from tests.rules.plain_world import plain_operation
from tests.tiny import at, edit_row, tiny_operation

TINY = tiny_operation()


def turns_of(operation_turns: Turns, network: Network) -> dict[tuple[str, str], int]:
    edges = {(edge.key[1], edge.to_place): operation_turns.turn_of(edge) for edge in network.all_edges}
    return {ends: turn for ends, turn in edges.items() if turn}


def test_a_shuttle_is_charged_its_way_back_whatever_it_takes_along() -> None:
    """90 from FEED to BASE, where all goes out by air, 15 on the ground there, 90 back; back with a load is 15 more.

    T1 stands at BASE: it comes to FEED after 90, and is loaded there after 60; the road is open from 06:00.
    """
    network = Network(TINY)
    turns = Turns(network, TINY.type_of["TRUCK"])
    assert turns_of(turns, network) == {("FEED", "BASE"): 195, ("BASE", "FEED"): 15}
    assert [turns.begun(at(0, 6) + end) for end in (0, 1, 31)] == [0, 195, 195 + 30]


def test_out_is_unloaded_back_and_loaded() -> None:
    network = Network(TINY)
    turns = Turns(network, TINY.type_of["LIFT"])
    assert turns_of(turns, network) == {("FLD1", "OUT1"): 360}
    assert turns.begun(at(0)) == 0


def test_what_leads_far_takes_longer_than_what_leads_near() -> None:
    """120 out, 60 to unload, 120 in, 60 to load; to OUT2 300 out and 300 in: two vehicles, from minute 180 on."""
    near = plain_operation(1, 2)
    outside = replace(near.field_of["OUT1"], field_id="OUT2")
    ends = (("FLD1", "OUT2"), ("OUT2", "FLD1"))
    legs = tuple(replace(near.legs[0], leg_id=f"{start}-{end}", from_place=start, to_place=end) for start, end in ends)
    passages = tuple(replace(near.passages[0], leg_id=leg.leg_id, block_minutes=300) for leg in legs)
    operation = replace(
        near, fields=(*near.fields, outside), legs=(*near.legs, *legs), passages=(*near.passages, *passages)
    )
    network = Network(operation)
    turns = Turns(network, operation.type_of["LIFT"])
    assert turns_of(turns, network) == {("FLD1", "OUT1"): 360, ("FLD1", "OUT2"): 720}
    assert [turns.begun(at(0) + end) for end in (180, 181, 281)] == [0, 2 * 720, 2 * (100 + 720)]


def test_a_type_that_cannot_load_or_cannot_come_takes_nothing() -> None:
    kind = TINY.type_of["TRUCK"]
    no_load = replace(kind, operation_times=tuple(one for one in kind.operation_times if "load" not in one.operations))
    for operation in (
        edit_row(TINY, "vehicle_types", "TRUCK", operation_times=no_load.operation_times),
        replace(TINY, vehicles=tuple(one for one in TINY.vehicles if one.type_id != "TRUCK")),
    ):
        network = Network(operation)
        turns = Turns(network, operation.type_of["TRUCK"])
        assert turns.begun(at(5)) == 0
        assert not [ends for ends in turns_of(turns, network) if ends[0] != "FLD1"]
