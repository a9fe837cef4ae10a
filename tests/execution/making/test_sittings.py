"""The commission's own events from their forms: the day's record, calendar, permissions, commitments, deadline."""

import pytest

from repli.errors import InputError, RefusedError
from repli.execution.making.sittings import MOST_ACCEPTED
from tests.bureau import LATER, Bureau


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def test_the_days_record_accepts_all_that_waits_unless_told_otherwise(bureau: Bureau) -> None:
    bureau.depart("R1")
    bureau.force("status", status="retained", people="BASE-STAFF:1", reason="stays")
    bureau.host("incident", **{"incident": "N1", "class": "weather", "place": "BASE", "severity": "2", "text": "storm"})
    record = bureau.accept()
    assert len(record.body.value["accepts"]) == 3  # type: ignore[arg-type]
    assert record.body.value["agenda"] == ["depart (1)", "incident (1)", "status (1)"]
    assert bureau.standing.acceptable() == []


def test_a_record_of_some_decides_acts_and_sends_up_a_level(bureau: Bureau) -> None:
    bureau.depart("R1")
    bureau.depart("R2", people="BASE-STAFF:2")
    record = bureau.both(
        "minutes",
        accepts="R1",
        decisions="the gate opens at six; none",
        actions="host | 2030-01-08 | open the gate",
        escalated="R2 | ministers | who pays",
        next_meeting_at="2030-01-08T10:00Z",
    )
    value = record.body.value
    assert value["decisions"] == ["the gate opens at six", "none"]
    assert value["escalated"][0]["to"] == "ministers"  # type: ignore[index, call-overload]
    grades = {one.movement: one.grade for one in bureau.standing.state.movements}
    assert grades == {"R1": "joint", "R2": "unilateral"}
    with pytest.raises(InputError) as refused:
        bureau.both("minutes", accepts="R1")
    assert refused.value.problems[0].file == "--accepts"


def test_what_a_device_wrote_comes_in_with_the_record_that_accepts_it(bureau: Bureau) -> None:
    bureau.depart("R1")
    bureau.world.share()
    bureau.alone("ramp", "depart", movement="R2", people="BASE-STAFF:2", field="FLD1", vehicle="L1", off_block_at=LATER)
    bureau.alone("gate", "dispute", event="R1", field="people", value="4", reason="we saw four")
    bureau.world.share()
    assert bureau.world.force.copy.pending == 2
    bureau.accept()
    grades = {one.movement: one.grade for one in bureau.standing.state.movements}
    assert grades == {"R1": "disputed", "R2": "joint"}


def test_an_empty_record_is_a_record(bureau: Bureau) -> None:
    bureau.depart("R1")
    assert bureau.both("minutes", accepts="none").body.value["accepts"] == []
    assert MOST_ACCEPTED * 67 < 16_384


def test_each_calendar_takes_the_place_of_the_last(bureau: Bureau) -> None:
    first = bureau.both("calendar", movements=[f"R1 | FLD1 | L1 | {LATER} | 5 | 0"])
    second = bureau.both(
        "calendar", movements=[f"R2 | FLD1 | L1 | {LATER} | 5 | 0", f"R3 | FLD1 | L2 | {LATER} | 1 | 0"]
    )
    assert (second.body.value["version"], second.body.value["replaces"]) == (2, first.event_hash)
    assert set(bureau.standing.calendar()) == {"R2", "R3"}
    with pytest.raises(InputError):
        bureau.both("calendar", **{"from": "2030-01-08", "to": "2030-01-07"})


def test_the_steps_of_a_permission_need_only_what_changes(bureau: Bureau) -> None:
    asked = {"reference": "OVF-1", "state": "requested", "issuer": "host", "movements": "R2, R1", "scope": "FLD1",
             "valid_from": "2030-01-08T00:00Z", "valid_to": "2030-01-10T00:00Z", "purposes": "passengers"}  # fmt: skip
    bureau.force("clearance", **asked)
    (given,) = bureau.host("clearance", reference="OVF-1", state="granted", number="412/MD")
    assert given.body.value["movements"] == ["R1", "R2"]
    assert given.body.value["valid_to"] == "2030-01-10T00:00:00Z"
    with pytest.raises(RefusedError) as own:
        bureau.force("clearance", reference="OVF-1", state="amended")
    assert own.value.reason == "not-the-issuer"
    bureau.host("clearance", reference="OVF-1", state="revoked", reason="closed airspace")
    with pytest.raises(RefusedError) as step:
        bureau.force("clearance", reference="OVF-1", state="used")
    assert step.value.reason == "no-such-step"


def test_a_permission_without_a_window_is_refused_by_its_box(bureau: Bureau) -> None:
    with pytest.raises(InputError) as refused:
        bureau.force("clearance", reference="OVF-2", state="requested", issuer="host")
    assert refused.value.problems[0].file == "--valid-from"


def test_each_party_says_how_it_stands_to_a_clause_with_evidence_that_stays_with_it(bureau: Bureau) -> None:
    (event,) = bureau.force(
        "obligation", clause="art-7", state="done", evidence="the list was sent", note="on 7 January"
    )
    bureau.host("obligation", clause="art-7", state="under-way")
    states = {row.party: row.state for row in bureau.standing.rows("obligation")}
    assert states == {"force": "done", "host": "under-way"}
    assert bureau.desks["force"].papers.get(str(event.body.value["evidence"])) == b"the list was sent"


def test_the_deadline_moves_only_later_and_by_both(bureau: Bureau) -> None:
    first = bureau.both("extend", deadline="2030-02-01", clause="art. 4", cause="rain")
    second = bureau.both("extend", deadline="2030-03-01", clause="art. 4", cause="road")
    assert (first.body.value["version"], second.body.value["version"]) == (2, 3)
    with pytest.raises(RefusedError, match=r".*"):
        bureau.both("extend", deadline="2030-02-15", clause="art. 4", cause="haste")
