"""Which edges can take a unit: by hand on the tiny operation, and alike where figures fall between the same two."""

from dataclasses import replace

from repli.model import Field, ItemLine, Leg, Operation, Passage, Site
from repli.planning.prices.doors import AIR, IN, Yard
from repli.planning.prices.taking import Fits, fits
from tests.tiny import edit_row, tiny_operation


def item_of(operation: Operation, line_id: str, **cells: object) -> ItemLine:
    return edit_row(operation, "items", line_id, **cells).item_of[line_id]


def doors(operation: Operation, line_id: str, **cells: object) -> set[tuple[str, str, str]]:
    return set(Yard(operation).taking(item_of(operation, line_id, **cells)).edges_of)


def test_an_item_goes_only_where_its_weight_positions_and_size_fit() -> None:
    tiny = tiny_operation()
    everywhere = {(AIR, "FLD1", "OUT1"), ("road", "BASE", IN), ("road", "FEED", IN)}
    assert doors(tiny, "I1") == everywhere
    assert doors(tiny, "I1", kg=4_000) == everywhere
    assert doors(tiny, "I1", kg=4_001) == {(AIR, "FLD1", "OUT1")}
    assert doors(tiny, "I1", positions=5) == {(AIR, "FLD1", "OUT1")}
    assert doors(tiny, "I1", positions=7) == set()
    assert doors(tiny, "I4") == {(AIR, "FLD1", "OUT1")}  # outsize: no truck takes it


def test_what_is_outsize_and_long_needs_both_in_one_configuration() -> None:
    kind = tiny_operation().type_of["LIFT"]
    short = replace(kind.configurations[0], pallet_positions=3)
    long = replace(kind.configurations[1], pallet_positions=9)
    operation = edit_row(tiny_operation(), "vehicle_types", "LIFT", configurations=(short, long))
    assert doors(operation, "I4", positions=3) == {(AIR, "FLD1", "OUT1")}
    assert doors(operation, "I4", positions=4) == set()
    assert (AIR, "FLD1", "OUT1") in doors(operation, "I1", positions=4)


def harboured(*, linked: bool) -> Operation:
    """The tiny operation with a second destination, a port by air; ``linked``: from HOME a road leads on to it."""
    tiny = tiny_operation()
    field = Field(**{**vars_of(tiny.field_of["OUT1"]), "field_id": "OUT2"})
    port = Site(**{**vars_of(tiny.site_of["HOME"]), "site_id": "PORT", "field_id": "OUT2"})
    leg = Leg(leg_id="ON", mode="road", from_place="HOME", to_place="PORT", distance_km=9, open_intervals=())
    onward = Passage(type_id="TRUCK", leg_id="ON", block_minutes=10, payload_kg=4_000)
    return replace(
        tiny,
        sites=(*tiny.sites, port),
        fields=(*tiny.fields, field),
        legs=(*tiny.legs, leg) if linked else tiny.legs,
        passages=(*tiny.passages, onward) if linked else tiny.passages,
    )


def vars_of(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]


def test_a_line_goes_out_only_where_its_destination_lies_ahead() -> None:
    assert (AIR, "FLD1", "OUT1") not in doors(harboured(linked=False), "I1", destination_id="PORT")
    assert (AIR, "FLD1", "OUT1") in doors(harboured(linked=True), "I1", destination_id="PORT")
    assert Fits(harboured(linked=True)).ahead("PORT") == {
        (AIR, "OUT2"),
        ("road", "PORT"),
        ("road", "HOME"),
        (AIR, "OUT1"),
    }


def test_a_type_without_a_vehicle_leads_nowhere_on() -> None:
    linked = harboured(linked=True)
    without = replace(linked, vehicles=tuple(one for one in linked.vehicles if one.type_id != "TRUCK"))
    assert Fits(without).ahead("PORT") == {(AIR, "OUT2"), ("road", "PORT")}


def test_figures_between_the_same_two_are_one_fit_and_fit_alike() -> None:
    tiny = tiny_operation()
    known = Fits(tiny)
    for kg in range(3_990, 12_020, 5):
        fit = known.of(item_of(tiny, "I1", kg=kg))
        for payload in (4_000, 12_000):
            assert fits(tiny, "LIFT", payload, fit) == (kg <= payload)
    assert len({known.of(item_of(tiny, "I1", kg=kg)) for kg in range(1, 20_000, 50)}) == 3
