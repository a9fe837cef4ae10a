"""Planning-factor arithmetic, by hand."""

from time import perf_counter

from repli.planning import bare_cut, rough_cut
from repli.planning.calculator import TypeCut
from tests.tiny import tiny_operation, without_row


def test_the_tiny_operation_by_hand() -> None:
    cut = rough_cut(tiny_operation())
    (field,) = cut.fields
    assert cut.demand_kg == field.demand_kg == 20_500  # 3,000 kg of people, 17,500 of items, FEED's included
    assert field.types == (
        TypeCut(
            type_id="LIFT",
            spots=1,
            payload_kg=12_000,
            # 1 x 12,000 x 14 h (6:00 to 20:00) / 60 min x 0.85
            throughput_kg_per_day=142_800,
            cycle_minutes=360,  # 120 + 60 + 120 + 60
            aircraft=2,
            aircraft_needed=3,  # 142,800 x 360 / (12,000 x 1,440) = 2.98
            fleet_kg_per_day=96_000,  # 2 x 12,000 x 1,440 / 360
        ),
    )
    assert (field.days, cut.closure_day) == (1, 1)


def test_it_says_what_it_ignores() -> None:
    assert "clearances" in str(rough_cut(tiny_operation()).ignores)


def test_without_aircraft_there_is_no_answer() -> None:
    operation = without_row(without_row(tiny_operation(), "vehicles", "L1"), "vehicles", "L2")
    assert rough_cut(operation).closure_day is None


def test_nothing_to_move_takes_no_days() -> None:
    assert rough_cut(tiny_operation(people=(), items=())).closure_day == 0


def test_it_takes_less_than_ten_milliseconds() -> None:
    operation = tiny_operation()
    started = perf_counter()
    rough_cut(operation)
    assert perf_counter() - started < 0.01


def test_a_bare_list_takes_as_long_as_its_aircraft_need_there_and_back() -> None:
    cut = bare_cut(146_000, aircraft=2, payload_kg=28_000, cycle_minutes=24 * 60)
    assert (cut.flights, cut.fleet_kg_per_day, cut.days) == (6, 56_000, 3)
    assert "everything but weight" in str(cut.ignores)


def test_other_weights_stand_for_the_lines_of_an_operation() -> None:
    operation = tiny_operation()
    own = [(line.site_id, line.count * line.kg_per_person) for line in operation.people]
    own += [(line.site_id, line.kg) for line in operation.items]
    assert rough_cut(operation, own) == rough_cut(operation)
    assert rough_cut(operation, []).demand_kg == 0
