"""Every step of the table is made by an event, the page names it, and what is cancelled or replaced is taken back."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from repli.progress.bodies import Incident
from repli.progress.change import Amend, Cancel
from repli.progress.lives import TABLE, Step, Trails, lives_of
from tests.cast import NOON
from tests.fourth import BASE_SITE, FEEDER, HASH, TIME, arrive, clearance
from tests.progress.lives.stories import STORIES, StoryWorld

ROWS = [
    (row["entity"], row["from_state"], row["to_state"])
    for row in csv.DictReader((Path(__file__).parent / "lifecycles.csv").read_text("utf-8").splitlines())
]
PAGE = Path("docs/reference/life-cycles.md").read_text("utf-8")
NAMED = {
    (life, "" if old == "(none)" else old, new): kind
    for life, old, new, kind in re.findall(r"^\| (\w+) \| ([\w()]+) \| (\w+) \| `(\w+)`", PAGE, re.MULTILINE)
}


@cache
def told() -> dict[str, tuple[Trails, dict[str, str]]]:
    """Story -> its trails, and the kind of each event."""
    found = {}
    for name, tell in STORIES.items():
        world = StoryWorld()
        tell(world)
        found[name] = (world.trails, {event.event_hash: event.frame.kind for event in world.events})
    return found


def test_the_table_is_that_of_the_reference_and_of_the_page() -> None:
    assert [(entity, *step) for entity, steps in TABLE.items() for step in steps] == ROWS
    assert set(NAMED) == set(ROWS)
    assert len(ROWS) == 66


@pytest.mark.parametrize("row", ROWS, ids="-".join)
def test_a_step_is_made_by_the_event_that_the_page_names(row: tuple[str, str, str]) -> None:
    kinds = {
        kinds[step.event]
        for trails, kinds in told().values()
        for entity, _, step in trails
        if (entity, step.old, step.state) == row and not step.implied
    }
    assert NAMED[row] in kinds


@pytest.mark.parametrize("story", STORIES)
def test_a_trail_is_a_way_of_the_table_or_a_new_life(story: str) -> None:
    trails, _ = told()[story]
    for (entity, _), steps in trails.held.items():
        before = ""
        for step in steps:
            assert (entity, step.old, step.state) in ROWS
            assert step.old in {before, ""}
            before = step.state


def test_a_flight_by_the_book_needs_nothing_implied() -> None:
    trails, kinds = told()["a flight by the book"]
    (steps,) = {tuple(one) for (entity, _), one in trails.held.items() if entity == "movement"}
    assert [step.state for step in steps] == [
        "proposed", "requested", "cleared", "manifested", "loaded", "departed", "arrived", "reconciled", "signed",
    ]  # fmt: skip
    assert not any(step.implied for _, _, step in trails)
    assert kinds[steps[0].event] == "calendar"


def states(world: StoryWorld, entity: str, key: object) -> list[str]:
    return [step.state for step in world.trails.steps(entity, str(key))]


def test_a_departure_without_a_manifest_implies_what_nobody_recorded() -> None:
    world = StoryWorld()
    (slot,) = world.free(BASE_SITE, 1)
    world.both(world.load("R1", (slot,)))
    steps: tuple[Step, ...] = world.trails.steps("person", str(slot))
    assert [(step.state, step.implied) for step in steps] == [
        ("listed", False), ("planned", True), ("called", True), ("checked_in", True), ("aboard", True),
        ("departed", False),
    ]  # fmt: skip


def test_people_depart_when_both_stand_by_it_and_a_movement_when_one_says_so() -> None:
    world = StoryWorld()
    (slot,) = world.free(BASE_SITE, 1)
    gone = world.alone(world.load("R1", (slot,)))
    assert (states(world, "person", slot), states(world, "movement", "R1")[-1]) == (["listed"], "departed")
    world.sign_day(gone)
    assert states(world, "person", slot)[-1] == "departed"


def test_what_is_cancelled_was_never() -> None:
    world = StoryWorld()
    (slot,) = world.free(BASE_SITE, 1)
    before = states(world, "person", slot)
    gone = world.both(world.load("R1", (slot,)))
    kept = world.both(world.status("retained", world.free(BASE_SITE, 1)))
    for event, kind in ((gone, "depart"), (kept, "status")):
        world.both(Cancel(event=event.event_hash, reason="an error", cancels=kind))
    assert states(world, "person", slot) == before == ["listed"]
    assert {step.state for entity, _, step in world.trails if entity == "person"} == {"listed"}
    assert states(world, "movement", "R1") == []


def test_who_stands_in_the_new_version_too_keeps_the_trail_and_who_does_not_loses_it() -> None:
    world = StoryWorld()
    one, two = world.free(BASE_SITE, 2)
    gone = world.both(world.load("R1", (one, two)))
    world.both(arrive("R1", 2))
    world.both(world.status("returned", (one,)))
    before = states(world, "person", one)
    world.both(Amend(replaces=gone.event_hash, body=world.load("R1", (one,)), reason="recount"))
    assert states(world, "person", one) == before
    assert states(world, "person", two) == ["listed"]
    assert states(world, "movement", "R1")[-1] == "signed"


def test_who_was_released_or_came_back_lives_anew() -> None:
    world = StoryWorld()
    (slot,) = world.free(FEEDER, 1)
    world.both(world.status("retained", (slot,)))
    world.both(world.status("released", (slot,)))
    world.both(world.load("R1", (slot,)))
    assert [state for state in states(world, "person", slot) if state in {"listed", "retained", "departed"}] == [
        "listed", "retained", "listed", "departed",
    ]  # fmt: skip


def test_an_event_without_effect_changes_no_life() -> None:
    world = StoryWorld()
    before = list(world.trails)
    for body in (clearance("granted", issuer="host"), world.status("retained", (), people=2)):
        proposal = world.force._seal(body, NOON)  # a line that an honest recorder would not write
        event = world.force.copy.check("force", proposal.line, may_be_void=True)
        world.force.copy.hold(proposal.line, event)
    assert len(world.force.copy.replay.void) == 2
    assert list(world.trails) == before


def test_an_incident_of_a_movement_that_has_not_departed_changes_no_life() -> None:
    world = StoryWorld()
    for found in ("blocked", "released", "diverted"):
        world.alone(Incident(incident_class=found, effect_hours=9, incident=found, items=0, movement="R9", people=0,
                             place="GATE", severity=3, text=HASH, time=TIME))  # fmt: skip
    assert states(world, "movement", "R9") == []


def test_who_has_no_list_sees_no_person_move_and_every_movement() -> None:
    world = StoryWorld()
    STORIES["a flight by the book"](world)
    matters = world.force.copy.replay.matters
    assert matters is not None
    lists = {one.committed.slots for one in matters.lists.named.values()}
    public = lives_of(world.events, lambda name: None if name in lists else world.sidecars.get(name), lambda _: None)
    assert {step.state for entity, _, step in public if entity == "person"} == {"listed"}
    assert public.all("movement") == world.trails.all("movement")
    assert public.all("site") == world.trails.all("site")
