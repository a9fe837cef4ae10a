"""What stays of an agreed plan stays to the minute, with its load as far as that is there."""

from dataclasses import replace

from repli.planning.kept import Intent, Seeds, kept
from repli.planning.past import Ground
from repli.planning.variants import variants_of
from repli.units import Interval
from tests.planning.grounds import ground_at
from tests.tiny import at, edit_row, tiny_operation


def seeds_of(ground: Ground, *let_go: str, tolerance_minutes: int = 0) -> Seeds:
    """The board with all that stays but some."""
    intent = Intent(
        variant=variants_of(1)[0], stays=lambda one: one.name not in let_go, tolerance_minutes=tolerance_minutes
    )
    return kept(ground, intent)


def offs(seeds: Seeds) -> set[int]:
    """When what is on the board leaves with its load."""
    return {one.slot.off_minute for one in seeds.board.sorties if one.load is not None}


def test_where_nothing_has_changed_all_stays_and_sites_close_as_agreed() -> None:
    ground = ground_at()
    seeds = seeds_of(ground)
    assert seeds.kept == {"C001", "R003", "R004"}
    assert not seeds.dropped
    assert {one.off_minute for one in ground.to_come} <= offs(seeds)
    assert {site: one.act for site, one in seeds.board.closings.items()} == dict(ground.acts)
    assert all(book.empty for book in seeds.board.books.values())


def test_what_is_let_go_waits_again_and_its_site_is_left_open() -> None:
    seeds = seeds_of(ground_at(), "R004")
    assert seeds.dropped == {"R004"}
    assert {lot.line.line_id for lot in seeds.board.books["BASE"].people} == {"BASE-GUARD", "BASE-STAFF", "FEED-GUARD"}
    assert "BASE" not in seeds.board.closings
    assert "FEED" in seeds.board.closings


def test_the_ground_itself_does_not_change() -> None:
    ground = ground_at()
    before = len(ground.board.sorties), ground.board.books["BASE"].people.copy()
    seeds_of(ground)
    assert (len(ground.board.sorties), ground.board.books["BASE"].people) == before


def test_a_load_that_is_not_ready_any_more_stays_behind_and_the_rest_goes() -> None:
    later = edit_row(tiny_operation(), "items", "I3", ready_minute=at(2))
    seeds = seeds_of(ground_at(at(1), later))
    assert seeds.kept == {"C001", "R003", "R004"}
    assert {lot.line.line_id for lot in seeds.board.books["BASE"].items} == {"I3"}


def test_another_vehicle_of_the_type_takes_over_at_the_same_minutes() -> None:
    lost = edit_row(tiny_operation(), "vehicles", "L1", available_to_minute=at(1))
    another = replace(lost.vehicle_of["L2"], vehicle_id="L3")
    ground = ground_at(at(1), replace(lost, vehicles=(*lost.vehicles, another)))
    agreed = next(one for one in ground.to_come if one.name == "R004")
    seeds = seeds_of(ground)
    assert seeds.kept == {"C001", "R003", "R004"}
    flown = next(one.slot for one in seeds.board.sorties if one.slot.off_minute == agreed.off_minute)
    assert flown.vehicle_id == "L3"


def test_without_a_vehicle_that_is_free_then_a_departure_does_not_stay() -> None:
    lost = edit_row(tiny_operation(), "vehicles", "L1", available_to_minute=at(1))
    seeds = seeds_of(ground_at(at(1), lost))
    assert (seeds.kept, seeds.dropped) == ({"C001", "R003"}, {"R004"})


def test_within_the_tolerance_a_departure_stays_at_other_minutes() -> None:
    operation = tiny_operation()
    off = next(one.off_minute for one in ground_at().to_come if one.name == "R004")
    hours = operation.field_of["FLD1"].open_intervals
    parts = [(one.start_minute, min(one.end_minute, off - 5)) for one in hours]
    parts += [(max(one.start_minute, off + 10), one.end_minute) for one in hours]
    shut = tuple(Interval(*one) for one in sorted(set(parts)) if one[0] < one[1])
    ground = ground_at(at(1), edit_row(operation, "fields", "FLD1", open_intervals=shut))
    assert "R004" in seeds_of(ground).dropped
    seeds = seeds_of(ground, tolerance_minutes=30)
    assert "R004" in seeds.kept
    assert off not in offs(seeds)
