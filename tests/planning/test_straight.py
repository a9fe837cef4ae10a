"""What an aircraft takes straight from a feeder, and what it brings to the receiving site."""

from dataclasses import replace

from benchmarks.replibench.instance import instance_of
from repli.model import Operation
from repli.planning.routes import Route
from repli.planning.straight import feeds_of
from repli.planning.straight import parted as parted_of
from repli.planning.ways import ways_of
from tests.tiny import edit_row, tiny_operation

(OUT,) = ways_of(tiny_operation()).routes["LIFT", "OUT1", "BASE"]
STRAIGHT = replace(OUT, serves=frozenset({"PORT"}))
ACROSS = replace(OUT, unload_site="HUB", serves=frozenset())


def parted(operation: Operation, site_id: str, across: list[Route], out: list[Route]) -> tuple[Route, ...]:
    return parted_of(feeds_of(operation)[site_id], across, out)


def with_goods_for_port(operation: Operation = tiny_operation()) -> Operation:  # noqa: B008 - frozen
    return edit_row(operation, "items", "I2", destination_id="PORT")


def taken(routes: tuple[Route, ...], goal: str) -> list[str | None]:
    return [route.unload_site for route in routes if route.takes(goal)]


def test_what_can_go_straight_does_and_the_rest_goes_across() -> None:
    routes = parted(with_goods_for_port(), "BASE", [ACROSS], [STRAIGHT])
    assert taken(routes, "PORT") == [None]
    assert taken(routes, "HOME") == ["HUB"]


def test_where_a_line_is_too_heavy_to_go_straight_all_for_its_place_go_across() -> None:
    heavy = next(item.kg for item in with_goods_for_port().items if item.line_id == "I2")
    routes = parted(with_goods_for_port(), "BASE", [ACROSS], [replace(STRAIGHT, payload_kg=heavy - 1)])
    assert taken(routes, "PORT") == ["HUB"]


def test_what_goes_together_to_several_places_goes_across() -> None:
    operation = edit_row(with_goods_for_port(), "items", "I2", together="G")
    operation = edit_row(operation, "people", "BASE-STAFF", together="G")
    assert taken(parted(operation, "BASE", [ACROSS], [STRAIGHT]), "PORT") == ["HUB"]


def test_a_longer_round_is_not_flown() -> None:
    first, *others = STRAIGHT.stops
    detour = replace(STRAIGHT, stops=(replace(first, block_minutes=first.block_minutes + 1), *others))
    assert taken(parted(with_goods_for_port(), "BASE", [ACROSS], [detour]), "PORT") == ["HUB"]


def test_goods_of_a_strip_fly_to_the_port_and_only_what_flies_home_lands_at_the_main_base() -> None:
    ways = ways_of(instance_of("M", 1).operation)
    routes = ways.routes["C-130J-30", "FPORT", "B03"]
    assert taken(routes, "PORT") == [None]
    assert taken(routes, "HOME") == [ways.receiver["B03"]]
