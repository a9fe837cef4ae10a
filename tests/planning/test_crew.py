"""Crew duty: which stops must hold a rest so that a rotation fits."""

from dataclasses import dataclass

from repli.planning.crew import Crew, duties, rest_choices

CREW = Crew(report_minutes=60, debrief_minutes=30, duty_max_minutes=600, rest_stay_minutes=570)


@dataclass(frozen=True)
class Halt:
    block_minutes: int
    ground_minutes: int = 60
    work_minutes: int = 40
    rest_here: bool = False
    base_here: bool = False


def test_a_duty_runs_from_the_first_stop_to_the_last_and_is_cut_in_between() -> None:
    assert list(duties(4, frozenset())) == [(0, 3)]
    assert list(duties(4, frozenset({2}))) == [(0, 2), (2, 3)]


def test_the_ends_of_a_route_do_not_cut_a_duty() -> None:
    assert list(duties(3, frozenset({0, 2}))) == [(0, 2)]


def test_a_rotation_that_fits_needs_no_rest() -> None:
    # 60 report + 200 + 60 ground + 200 + 30 debrief = 550 of 600
    assert rest_choices([Halt(200), Halt(200), Halt(0)], CREW) == (frozenset(),)


def test_a_rest_where_there_is_a_bed_is_offered_too() -> None:
    assert rest_choices([Halt(200), Halt(200, rest_here=True), Halt(0)], CREW) == (frozenset(), frozenset({1}))


def test_a_longer_rotation_has_to_rest_on_the_way() -> None:
    # 60 + 300 + 60 + 300 + 30 = 750 of 600; cut: 60 + 300 + 30 = 390
    assert rest_choices([Halt(300), Halt(300, rest_here=True), Halt(0)], CREW) == (frozenset({1}),)


def test_without_a_bed_a_longer_rotation_is_impossible() -> None:
    assert rest_choices([Halt(300), Halt(300), Halt(0)], CREW) == ()


def test_a_crew_base_always_cuts() -> None:
    assert rest_choices([Halt(300), Halt(300, base_here=True), Halt(0)], CREW) == (frozenset({1}),)
