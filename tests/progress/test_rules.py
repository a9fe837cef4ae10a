"""Each rule of replay refuses one minimal edit of a log that it otherwise lets through, and says why."""

from dataclasses import replace

import pytest

from repli.progress import CountTally, Figure, figures
from repli.progress.cells import cells_of
from tests.progress.world import BOTH, HOST, SITE, World, depart, genesis, minutes, opening, split


@pytest.fixture
def world() -> World:
    made = World()
    made.play(*made.start())
    return made


def test_the_edited_log_is_legal_before_it_is_edited(world: World) -> None:
    world.play(world.event(opening((0, 1), (0,)), BOTH))
    first = world.event(depart("R1", (2, 6), (1,)))
    world.play(first, world.event(CountTally(movement="R1", people=2, items=1), frozenset({HOST})))
    world.play(world.event(minutes(first.event_hash), BOTH))
    assert world.play(world.event(world.publish(), BOTH)).state.published == 1


def test_rule_1_an_event_before_the_genesis_event() -> None:
    world = World()
    early = world.event(CountTally(movement="R1", people=1, items=0), genesis="1" * 64)
    assert "before the genesis event" in str(world.refusal(early))


def test_rule_1_a_second_genesis_event(world: World) -> None:
    second = world.event(genesis(note="again"), BOTH, genesis="0" * 64)
    assert "second genesis" in str(world.refusal(second))


def test_rule_1_an_event_of_another_log(world: World) -> None:
    foreign = world.event(CountTally(movement="R1", people=1, items=0), genesis="1" * 64)
    assert "another log" in str(world.refusal(foreign))


def test_section_2_the_same_event_twice(world: World) -> None:
    event = world.event(CountTally(movement="R1", people=1, items=0))
    world.play(event)
    assert "already" in str(world.refusal(event))


def test_rule_2_a_scope_declared_twice(world: World) -> None:
    again = world.event(world.declare("people", 10, split(range(10)), 0), BOTH)
    assert "declared twice" in str(world.refusal(again))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"slots": 9}, "The cells sum to 10, but 9"),
        ({"kg": 1}, "people declares kg"),
        ({"root": "0" * 64}, "lines and the root"),
        ({"sidecar": "0" * 64}, "is missing"),
        ({"slots": 9, "cells": cells_of({(SITE, "military"): 9})}, "lines and the root"),
    ],
)
def test_rule_2_a_declaration_that_does_not_add_up(changes: dict[str, object], reason: str) -> None:
    world = World()
    first, people, _ = world.start()
    world.play(first)
    body = replace(people.body, **changes)  # type: ignore[type-var]  # a declaration, as `start` says
    assert reason in str(world.refusal(replace(people, body=body)))


def test_rule_2_a_digest_file_with_a_line_that_is_no_digest() -> None:
    world = World()
    first, people, _ = world.start()
    world.play(first)
    sidecar = world.sidecars.put(b"short\n")
    error = world.refusal(replace(people, body=replace(people.body, sidecar=sidecar)))  # type: ignore[type-var]  # see above
    assert error.place == f"sidecar/{sidecar} line 1"


def test_rule_3_an_opening_before_both_declares() -> None:
    world = World()
    first, people, _ = world.start()
    world.play(first, people)
    assert "not declared yet" in str(world.refusal(world.event(opening((0,)), BOTH)))


def test_rule_3_a_second_opening(world: World) -> None:
    world.play(world.event(opening((0,)), BOTH))
    assert "second opening" in str(world.refusal(world.event(opening((1,)), BOTH)))


def test_rule_3_an_opening_after_a_departure(world: World) -> None:
    world.play(world.event(depart("R1", (0,))))
    assert "after a departure" in str(world.refusal(world.event(opening((1,)), BOTH)))


def test_rule_3_an_opening_outside_the_baseline(world: World) -> None:
    assert "lies outside" in str(world.refusal(world.event(opening((10,), cells=split((0,))), BOTH)))
    assert "lies outside" in str(world.refusal(world.event(opening((), (4,)), BOTH)))


def test_rule_3_an_opening_whose_cells_are_not_its_slots(world: World) -> None:
    assert "The cells sum to 2" in str(world.refusal(world.event(opening((0,), cells=split((0, 1))), BOTH)))


def test_rule_4_a_departure_before_both_declares() -> None:
    world = World()
    first, people, _ = world.start()
    world.play(first, people)
    assert "not declared yet" in str(world.refusal(world.event(depart("R1", (0,)))))


def test_rule_4_a_movement_that_departs_twice(world: World) -> None:
    world.play(world.event(depart("R1", (0,))))
    assert "has departed already" in str(world.refusal(world.event(depart("R1", (1,)))))


@pytest.mark.parametrize("joint", [True, False])
def test_rule_4_a_person_or_an_item_in_two_departures(world: World, joint: bool) -> None:
    world.play(world.event(depart("R1", (0,), (0,)), BOTH if joint else frozenset({HOST})))
    assert "Slot 0 of people" in str(world.refusal(world.event(depart("R2", (0,)))))
    assert "Slot 0 of items" in str(world.refusal(world.event(depart("R3", (), (0,)))))


def test_rule_4_a_person_of_the_opening_departs(world: World) -> None:
    world.play(world.event(opening((0,)), BOTH))
    assert "Slot 0 of people" in str(world.refusal(world.event(depart("R1", (0,)))))


def test_rule_4_a_slot_outside_the_baseline(world: World) -> None:
    assert "lies outside" in str(world.refusal(world.event(depart("R1", (10,), cells=split((0,))))))


def test_rule_4_cells_that_are_not_the_slots(world: World) -> None:
    assert "The cells sum to 1" in str(world.refusal(world.event(depart("R1", (0, 1), cells=split((0,))))))


def test_rule_4_a_departure_signed_by_both_is_joint_at_once(world: World) -> None:
    state = world.play(world.event(depart("R1", (0,)), BOTH)).state
    assert [(one.movement, one.grade) for one in state.movements] == [("R1", "joint")]
    assert state.departed.people == (0,)


def test_rule_5_more_of_a_cell_than_its_baseline(world: World) -> None:
    five_civilians = depart("R1", range(5), cells=cells_of({(SITE, "civilian"): 5}))
    assert "5 civilian people of NIA" in str(world.refusal(world.event(five_civilians)))


def test_rule_5_counts_the_opening_and_departures_that_wait(world: World) -> None:
    world.play(world.event(opening((6, 7)), BOTH), world.event(depart("R1", (8, 9))))
    one_more = depart("R2", (0,), cells=cells_of({(SITE, "civilian"): 1}))
    assert "5 civilian people of NIA" in str(world.refusal(world.event(one_more)))


def test_rule_5_a_cell_that_the_baseline_does_not_have(world: World) -> None:
    elsewhere = depart("R1", (0,), cells=cells_of({("AGA", "military"): 1}))
    assert "the baseline has 0" in str(world.refusal(world.event(elsewhere)))


def test_rule_5_more_kg_than_declared(world: World) -> None:
    world.play(world.event(opening((), (0,), kg=600), BOTH))
    assert "1001 kg have departed" in str(world.refusal(world.event(depart("R1", (), (1,), kg=401))))


def test_rule_6_minutes_accept_what_is_no_departure(world: World) -> None:
    assert "no earlier departure" in str(world.refusal(world.event(minutes("1" * 64), BOTH)))


def test_rule_6_minutes_accept_a_departure_that_is_joint(world: World) -> None:
    first = world.event(depart("R1", (0,)), BOTH)
    world.play(first)
    assert "no earlier departure" in str(world.refusal(world.event(minutes(first.event_hash), BOTH)))


@pytest.mark.parametrize(("people", "items"), [(1, 1), (2, 0), (3, 1)])
def test_rule_6_minutes_against_the_count_of_a_party(world: World, people: int, items: int) -> None:
    first = world.event(depart("R1", (0, 1), (0,)))
    world.play(first, world.event(CountTally(movement="R1", people=people, items=items), frozenset({HOST})))
    assert f"host counted {people} people and {items} items" in str(
        world.refusal(world.event(minutes(first.event_hash), BOTH))
    )


def test_rule_6_the_latest_count_of_a_party_is_the_one_that_stands(world: World) -> None:
    first = world.event(depart("R1", (0, 1)))
    wrong, right = (
        world.event(CountTally(movement="R1", people=people, items=0), frozenset({HOST})) for people in (3, 2)
    )
    world.play(first, wrong, right, world.event(minutes(first.event_hash), BOTH))
    assert world.replay.state.departed.people == (0, 1)


def test_rule_7_a_publication_out_of_turn(world: World) -> None:
    assert "does not follow" in str(world.refusal(world.event(world.publish(number=2), BOTH)))


def test_rule_7_a_publication_of_another_state(world: World) -> None:
    assert "another state" in str(world.refusal(world.event(world.publish(state="0" * 64), BOTH)))


def test_rule_7_an_inflated_figure(world: World) -> None:
    found = list(figures(world.replay.state))
    found[3] = Figure(name="people_departed", value=1, grade="joint")
    error = world.refusal(world.event(world.publish(figures=tuple(found)), BOTH))
    assert "people_departed = 0 (joint), but the publication says people_departed = 1 (joint)" in str(error)


def test_rule_7_a_figure_too_few_or_too_many(world: World) -> None:
    found = figures(world.replay.state)
    for wrong in (found[:-1], (*found, found[-1])):
        assert "exactly the figures" in str(world.refusal(world.event(world.publish(figures=wrong), BOTH)))


def test_rule_7_a_text_that_is_missing(world: World) -> None:
    assert "is missing" in str(world.refusal(world.event(world.publish(text_fr="0" * 64), BOTH)))


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"One.\nTwo", 2), (b"\xff\n", 1), (b"a\r\n", 1), ("e\u0301\n".encode(), 1), (b"\xef\xbb\xbfa\n", 1)],
)
def test_section_9_a_text_that_is_not_plain(world: World, data: bytes, line: int) -> None:
    name = world.sidecars.put(data)
    assert world.refusal(world.event(world.publish(text_en=name), BOTH)).place == f"sidecar/{name} line {line}"


def test_section_8_nothing_is_published_before_both_baselines() -> None:
    world = World()
    first, people, _ = world.start()
    world.play(first, people)
    assert "not declared yet" in str(world.refusal(world.event(world.publish(), BOTH)))
