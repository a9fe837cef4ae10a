"""The departed slots of a log are lines of the operation by the roster that was declared in it, and by no other."""

import json
from pathlib import Path

import pytest

from repli import commission
from repli.errors import RefusedError, UsageError
from repli.execution import StandingLines, standing_lines
from repli.progress import Replay, fold
from repli.progress.rules import Sidecars
from repli.progress.slotlists import departed_slots
from tests.bureau import LATER, Bureau
from tests.demo_run import CASE, DemoRun


def replayed(demo: DemoRun) -> tuple[Replay, Sidecars]:
    contents = commission.log_contents(demo.out / "log")
    return fold(contents.events, contents.sidecars.get), contents.sidecars.get


def test_the_lines_of_the_departed_are_those_that_the_history_let_depart(demo: DemoRun) -> None:
    case, (replay, sidecars) = commission.load_case(CASE), replayed(demo)
    found = standing_lines(demo.out / "restricted" / "roster.json", replay, sidecars)
    people, items = found.people, found.items
    parts = [part for movement in case.first_part.movements for part in movement.parts]
    assert sum(people.values()) == sum(part.people for part in parts) == replay.state.departed.people_count
    assert set(people) == {part.people_line for part in parts if part.people}
    assert len(items) == replay.state.departed.items_count
    assert set(items) <= set(case.operation.item_of)


def edited(demo: DemoRun, tmp_path: Path, cells: dict[str, str]) -> Path:
    """The roster with a change of the first person who departed."""
    book = json.loads((demo.out / "restricted" / "roster.json").read_text("utf-8"))
    slot = departed_slots(*replayed(demo))[0][0]
    book["people"][slot] |= cells
    (tmp_path / "roster.json").write_text(json.dumps(book), "utf-8")
    return tmp_path / "roster.json"


@pytest.mark.parametrize(
    ("cells", "said"), [({"site": "DIFFA"}, "is not the roster of this log"), ({"line": "", "salt": ""}, "was erased")]
)
def test_another_roster_and_an_erased_line_are_refused_by_name(
    demo: DemoRun, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        standing_lines(edited(demo, tmp_path, cells), *replayed(demo))
    assert said in refused.value.message.text


def test_a_copy_without_a_list_of_slots_is_refused_by_name(demo: DemoRun) -> None:
    replay, _ = replayed(demo)
    with pytest.raises(RefusedError) as refused:
        standing_lines(demo.out / "restricted" / "roster.json", replay, lambda _name: None)
    assert refused.value.reason == "slots-missing"


def lines_of(bureau: Bureau, tmp_path: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """What is no more to depart, by the roster at the desk of the force."""
    roster = bureau.desks["force"].own_roster
    book = {"items": list(roster.items.lines), "people": list(roster.people.lines)}
    (tmp_path / "roster.json").write_text(json.dumps(book), "utf-8")
    copy = bureau.world.force.copy
    found = standing_lines(tmp_path / "roster.json", copy.replay, bureau.world.sidecars.get)
    return dict(found.people), found.items


def whereabouts_of(bureau: Bureau, tmp_path: Path) -> StandingLines:
    """Where everybody stands, by the roster at the desk of the force."""
    lines_of(bureau, tmp_path)
    return standing_lines(tmp_path / "roster.json", bureau.world.force.copy.replay, bureau.world.sidecars.get)


def test_who_stays_and_what_is_lost_or_destroyed_is_no_more_to_depart(tmp_path: Path) -> None:
    bureau = Bureau()
    bureau.depart("R1", people="BASE-STAFF:5", items="I1")
    bureau.force("status", status="asylum", people="BASE-STAFF:2", reason="asked for it")
    bureau.force("status", status="retained", people="BASE-GUARD:3", reason="guards the embassy")
    bureau.force("status", status="lost", items="I2", reason="stolen")
    done = {"site": "BASE", "how": "destroy", "authority": "board", "certificate": "seen", "stage": "done"}
    bureau.force("dispose", items="I3", **done)
    bureau.accept()
    assert lines_of(bureau, tmp_path) == ({"BASE-GUARD": 3, "BASE-STAFF": 7}, ("I1", "I2", "I3"))
    desk = bureau.desks["force"]
    slot = min(desk.whereabouts.gone("people").intersection(desk.own_roster.people.slots_of("BASE-GUARD")))
    bureau.force("status", status="released", people=str(slot), reason="relieved")
    bureau.accept()
    assert lines_of(bureau, tmp_path)[0] == {"BASE-GUARD": 2, "BASE-STAFF": 7}


def test_what_one_party_alone_says_changes_nothing(tmp_path: Path) -> None:
    bureau = Bureau()
    bureau.force("status", status="asylum", people="BASE-STAFF:2", reason="asked for it")
    assert lines_of(bureau, tmp_path) == ({}, ())


def test_who_was_transferred_stands_there_and_who_came_later_is_told_until_they_have_departed(tmp_path: Path) -> None:
    bureau = Bureau()
    bureau.both("transfer", movement="C1", to="BASE", people="FEED-STAFF:6", off_block_at=LATER)
    bureau.force("arrive", movement="C1", place="BASE", people="6")
    more = {"line": "LATE", "site": "BASE", "category": "military", "people": "2", "reason": "to help"}
    bureau.force("reinforce", **more)
    bureau.accept()
    found = whereabouts_of(bureau, tmp_path)
    assert (found.people, found.items) == ({}, ())
    assert found.elsewhere == {("FEED-STAFF", "BASE"): 6}
    assert found.came == {("LATE", "BASE", "military"): 2}
    bureau.depart("R1", people="FEED-STAFF:6")
    bureau.depart("R2", people="LATE:2")
    bureau.accept()
    found = whereabouts_of(bureau, tmp_path)
    assert (found.people, found.elsewhere) == ({"FEED-STAFF": 6, "LATE": 2}, {})
    assert found.came == {("LATE", "BASE", "military"): 2}
