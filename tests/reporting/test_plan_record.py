import json
from dataclasses import replace

import pytest

from repli.model import Booking, Cargo, SeatBlock
from repli.reporting.plan_record import Departure, record_of, record_of_value, record_value
from tests.reporting.samples import sample_forecast
from tests.tiny import at, tiny_operation, tiny_plan

RECORD = record_of(tiny_operation(), tiny_plan(), sample_forecast())


def test_what_is_kept_as_json_is_read_back_as_it_was() -> None:
    assert record_of_value(json.loads(json.dumps(record_value(RECORD)))) == RECORD


@pytest.mark.parametrize("key", ["summary", "verdict", "people", "out", "chances", "sites", "departures"])
def test_a_value_without_one_of_its_parts_is_refused(key: str) -> None:
    value = json.loads(json.dumps(record_value(RECORD)))
    del value[key]
    with pytest.raises(KeyError):
        record_of_value(value)


def test_a_departure_is_its_first_stop_that_loads() -> None:
    """R1 comes from OUT1, loads at FLD1 and goes off block at 09:00 with 14 people and I1 of 2,000 kg."""
    first = next(one for one in RECORD.departures if one.movement_id == "R1")
    assert (first.origin, first.at_minute, first.people, first.kg) == ("FLD1", at(0, 9), 14, 2_000)
    assert first.route == ("OUT1", "FLD1", "OUT1")
    assert sum(units for line, units, _ in first.loads if not line.startswith("I")) == 14


def test_the_curve_ends_with_everybody_and_the_sites_at_their_closing() -> None:
    assert RECORD.out[-1] == (at(2, 13, 40), RECORD.people)
    assert dict(RECORD.sites)["BASE"] == at(2, 13, 40)


def test_chances_are_kept_for_every_scenario_and_none_without_a_forecast() -> None:
    assert dict(RECORD.chances) == {"low": 420_000, "base": 710_000, "high": 990_000}
    assert record_of(tiny_operation(), tiny_plan(), None).chances == ()


def test_a_booked_commercial_flight_is_a_departure() -> None:
    flight = SeatBlock(
        flight_id="AF548",
        from_field="FLD1",
        to_field="OUT1",
        departs_minute=at(1, 20),
        arrives_minute=at(2, 2),
        check_in_minutes=180,
        seats=9,
        payload_kg=900,
    )
    operation = tiny_operation(seat_blocks=(flight,))
    line = operation.people[0]
    loads = (Cargo(line_id=line.line_id, quantity=3, site_id=line.site_id),)
    plan = replace(tiny_plan(), bookings=(Booking(flight_id="AF548", loads=loads),))
    found = next(one for one in record_of(operation, plan, None).departures if one.movement_id == "AF548")
    assert found == Departure(
        movement_id="AF548",
        vehicle_id="AF548",
        type_id="",
        route=("FLD1", "OUT1"),
        origin="FLD1",
        at_minute=at(1, 20),
        people=3,
        kg=0,
        loads=((line.line_id, 3, line.kg_per_person),),
    )
