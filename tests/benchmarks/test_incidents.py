"""Incidents: each changes what it names from its minute on, nothing before, and the folder stays good."""

import pytest

from benchmarks.replibench import instance_of
from benchmarks.replibench.incidents import KINDS, Incident, incidents_of
from repli import intake
from repli.model import Operation
from repli.units import MINUTES_PER_DAY

INSTANCE = instance_of("S", 1)
BEFORE = INSTANCE.operation
INCIDENTS = {one.kind: one for one in incidents_of(INSTANCE)}


def open_minutes(operation: Operation, place: str, first: int, days: int) -> int:
    """Count the minutes from one on, over some days, in which a field or road may be left."""
    intervals = {one.field_id: one.open_intervals for one in operation.fields}
    intervals |= {one.leg_id: one.open_intervals for one in operation.legs}
    span = range(first, first + days * MINUTES_PER_DAY)
    return sum(any(one.contains(minute) for one in intervals[place]) for minute in span)


def departures(operation: Operation, field: str, first: int, days: int) -> int:
    """Count the hours from one on, over some days, in which some clearance lets an aircraft leave."""
    windows = [one.window for one in operation.clearances if one.scope_id == field]
    span = range(first, first + days * MINUTES_PER_DAY, 60)
    return sum(any(one.contains(minute) for one in windows) for minute in span)


def test_every_kind_happens_and_says_what_it_is_like() -> None:
    assert set(INCIDENTS) == set(KINDS)
    assert all(len(one.like) == 3 and one.like[2].startswith("https://") for one in INCIDENTS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_changed_folder_passes_the_check_and_is_another_operation(kind: str) -> None:
    incident = INCIDENTS[kind]
    assert intake.check_folder(intake.files_source(incident.files)) == ()
    assert incident.operation.operation_hash != BEFORE.operation_hash
    assert incident.operation.as_of_minute == BEFORE.as_of_minute < incident.at_minute


def test_instances_of_other_shapes_have_good_incidents_too() -> None:
    for class_name, seed in (("T", 3), ("S", 0), ("S", 4), ("S", 9)):
        for incident in incidents_of(instance_of(class_name, seed)):
            assert intake.check_folder(intake.files_source(incident.files)) == (), (class_name, seed, incident.kind)


def test_a_refused_clearance_lets_nothing_out_for_five_days_and_as_much_before_and_after() -> None:
    incident = INCIDENTS["clearance-refused"]
    after, at = incident.operation, incident.at_minute
    assert departures(BEFORE, incident.subject, at, 5) > 0
    assert departures(after, incident.subject, at, 5) == 0
    for first, days in ((BEFORE.as_of_minute, 3), (at + 5 * MINUTES_PER_DAY, 8)):
        assert departures(after, incident.subject, first, days) == departures(BEFORE, incident.subject, first, days)


@pytest.mark.parametrize(("kind", "days"), [("field-closed", 3), ("road-closed", 7)])
def test_what_is_closed_is_closed_from_then_on_for_so_many_days(kind: str, days: int) -> None:
    incident = INCIDENTS[kind]
    after, at = incident.operation, incident.at_minute
    assert open_minutes(after, incident.subject, at, days) == 0
    assert open_minutes(BEFORE, incident.subject, at, days) > 0
    assert open_minutes(after, incident.subject, at - MINUTES_PER_DAY, 1) == open_minutes(
        BEFORE, incident.subject, at - MINUTES_PER_DAY, 1
    )


def test_a_base_that_closes_early_has_no_floor_left_and_a_latest_time_on_every_line() -> None:
    incident = INCIDENTS["site-closes-early"]
    after, limit = incident.operation, incident.at_minute + 14 * MINUTES_PER_DAY
    lines = [one for one in (*after.people, *after.items) if one.site_id == incident.subject]
    assert all(one.latest_minute == limit for one in lines if one.destination_id != incident.subject)
    for floor in after.floors:
        assert floor.site_id != incident.subject or floor.steps[-1] == (incident.at_minute, 0)


def test_a_lost_vehicle_is_there_until_then_and_the_others_as_before() -> None:
    incident = INCIDENTS["vehicle-lost"]
    changed = [one for one in incident.operation.vehicles if one not in BEFORE.vehicles]
    assert [(one.vehicle_id, one.available_to_minute) for one in changed] == [(incident.subject, incident.at_minute)]


def test_people_who_arrive_are_forty_more_and_come_later() -> None:
    incident = INCIDENTS["people-arrive"]
    new = [one for one in incident.operation.people if one.line_id not in BEFORE.people_of]
    assert [(one.count, one.arrives_minute) for one in new] == [(40, incident.at_minute + 2 * MINUTES_PER_DAY)]


def test_the_time_of_an_incident_lies_after_some_of_the_days_to_the_deadline() -> None:
    assert {one.at_minute for one in INCIDENTS.values()} == {_any(INCIDENTS).at_minute}
    assert BEFORE.as_of_minute < _any(INCIDENTS).at_minute < BEFORE.agreement.deadline_minute


def _any(incidents: dict[str, Incident]) -> Incident:
    return next(iter(incidents.values()))
