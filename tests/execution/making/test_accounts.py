"""Who stays, returns, moves, comes; what is lost, controlled, disposed of: from forms to the balance."""

import pytest

from repli.errors import InputError, RefusedError
from tests.bureau import LATER, Bureau


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def test_those_retained_stand_outside_the_count_and_are_chosen_for_nothing_else(bureau: Bureau) -> None:
    bureau.force("status", status="retained", people="BASE-STAFF:3", reason="guard of the embassy")
    bureau.accept()
    assert bureau.figure("people_retained") == 3
    assert bureau.figure("people_remaining") == 27
    gone = min(bureau.desks["force"].whereabouts.gone("people"))
    with pytest.raises(InputError):
        bureau.depart(people=str(gone))
    bureau.depart(people="BASE-STAFF:3")


def test_who_returns_may_depart_again(bureau: Bureau) -> None:
    bureau.depart(people="BASE-STAFF:5")
    bureau.accept()
    slot = min(bureau.desks["force"].whereabouts.gone("people"))
    bureau.force("status", status="returned", people=str(slot), movement="R1", reason="flight turned back")
    bureau.accept()
    assert bureau.figure("people_departed") == 4
    bureau.depart("R2", people=str(slot))
    bureau.accept()
    assert bureau.figure("people_departed") == 5


def test_nobody_returns_who_is_there(bureau: Bureau) -> None:
    with pytest.raises(InputError):
        bureau.force("status", status="returned", people="BASE-STAFF:1", reason="x")


def test_people_of_another_scope_or_none_are_refused_by_the_box(bureau: Bureau) -> None:
    with pytest.raises(InputError) as other:
        bureau.force("status", status="lost", people="BASE-STAFF:1", reason="x")
    assert other.value.problems[0].file == "--people"
    with pytest.raises(InputError) as none:
        bureau.force("status", status="asylum", reason="x")
    assert none.value.problems[0].file == "--people"


def test_transferred_people_depart_from_the_cell_of_their_new_site(bureau: Bureau) -> None:
    bureau.force("transfer", movement="C1", to="FEED", people="BASE-STAFF:2", off_block_at=LATER)
    bureau.accept()
    bureau.force("arrive", movement="C1", place="FEED", people="2")
    bureau.accept()
    slots = sorted(bureau.desks["force"].whereabouts.moved("people"))
    assert len(slots) == 2
    (depart,) = bureau.depart("R1", people=f"{slots[0]}, {slots[1]}")
    assert [cell["site"] for cell in depart.body.value["cells"]] == ["FEED"]  # type: ignore[index, union-attr]
    bureau.accept()
    assert bureau.figure("people_departed") == 2


def test_people_who_come_extend_the_roster_and_the_baseline(bureau: Bureau) -> None:
    people = {"line": "LOG-1", "site": "BASE", "category": "military", "people": "3", "reason": "loggers"}
    (event,) = bureau.force("reinforce", **people)
    assert event.body.value["slots"] == 33
    bureau.accept()
    assert bureau.figure("people_reinforced") == 3
    bureau.depart("R1", people="LOG-1:3")
    bureau.accept()
    assert bureau.figure("people_departed") == 3
    assert bureau.figure("people_remaining") == 30


def test_items_are_controlled_lost_found_and_disposed_of_with_a_certificate(bureau: Bureau) -> None:
    bureau.force("inspect", inspection="K1", site="BASE", items="I1", result="cleared", seals="A1; A2")
    assert [row.state for row in bureau.standing.rows("inspect")] == ["cleared"]
    bureau.force("status", status="lost", items="I2", reason="stolen")
    bureau.accept()
    with pytest.raises(InputError):
        bureau.depart("R1", people="", items="I2")
    bureau.force("status", status="found", items="I2", reason="brought back")
    bureau.accept()
    bureau.force("dispose", site="BASE", items="I2", how="scrap", stage="done", authority="joint board",
                 certificate="certificate 7")  # fmt: skip
    bureau.accept()
    assert bureau.figure("items_disposed") == 1
    papers = bureau.desks["force"].papers
    disposed = next(event for event in bureau.standing.events.values() if event.body.kind == "dispose")
    assert papers.get(str(disposed.body.value["certificate"])) == b"certificate 7"


def test_the_host_has_no_roster_and_is_told_so(bureau: Bureau) -> None:
    with pytest.raises(Exception, match="private roster"):
        bureau.host("status", status="retained", people="3", reason="x")


def test_an_opening_is_declared_by_both_before_the_first_departure(bureau: Bureau) -> None:
    event = bureau.both("opening", people="BASE-STAFF:4", items="I1", time="2024-06-01T12:00Z", reason="left before")
    assert event.parties == {"force", "host"}
    assert (bureau.figure("people_opening"), bureau.figure("people_departed"), bureau.figure("items_departed")) == (
        4,
        4,
        1,
    )
    with pytest.raises(RefusedError):
        bureau.both("opening", people="BASE-STAFF:1", reason="again")


def test_an_opening_of_nobody_is_refused_by_its_box(bureau: Bureau) -> None:
    with pytest.raises(InputError) as caught:
        bureau.both("opening", reason="nothing")
    assert caught.value.problems[0].file == "--people"


def test_nothing_is_an_opening_once_somebody_has_departed(bureau: Bureau) -> None:
    bureau.depart(people="BASE-STAFF:2")
    with pytest.raises(RefusedError):
        bureau.both("opening", people="BASE-STAFF:1", reason="too late")
