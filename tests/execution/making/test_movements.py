"""A movement's day from its forms: manifest, sealed counts, departure with no-shows, correction, arrival."""

import pytest

from repli.errors import InputError, RefusedError, UsageError
from tests.bureau import LATER, Bureau


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def closed(bureau: Bureau, movement: str = "R1") -> None:
    bureau.force("manifest", movement=movement, people="BASE-STAFF:6", items="I1", standby="BASE-STAFF:2")
    bureau.force("manifest", movement=movement, state="closed")


def listed(bureau: Bureau, movement: str = "R1") -> tuple[set[int], set[int]]:
    found = bureau.desks["force"].whereabouts.manifest(movement)
    assert found is not None
    assert found[1] is not None
    return set(found[1].people), set(found[1].standby)


def taken(bureau: Bureau, movement: str = "R1") -> set[int]:
    matters = bureau.world.force.copy.replay.matters
    assert matters is not None
    committed = matters.movements[movement].current.depart.committed
    assert committed is not None
    return set(bureau.desks["force"].whereabouts.slots(committed.slots, "people"))


def test_a_manifest_is_opened_changed_and_closed_and_says_how_many_and_never_who(bureau: Bureau) -> None:
    (first,) = bureau.force("manifest", movement="R1", people="BASE-STAFF:6", items="I1", standby="BASE-STAFF:2")
    assert first.body.value["people"] == 6
    assert first.body.value["standby"] == 2
    assert first.body.value["cells"] == [{"category": "military", "count": 6, "site": "BASE"}]
    (second,) = bureau.force("manifest", movement="R1", infants="1", state="closed")
    assert {name: second.body.value[name] for name in ("people", "items", "standby", "infants", "state")} == {
        "people": 6, "items": 1, "standby": 2, "infants": 1, "state": "closed"}  # fmt: skip
    people, standby = listed(bureau)
    assert len(people) == 6
    assert not people & standby
    with pytest.raises(RefusedError, match=r".*"):
        bureau.force("manifest", movement="R1", state="closed")


def test_who_is_on_another_manifest_is_not_chosen_by_line(bureau: Bureau) -> None:
    bureau.force("manifest", movement="R1", people="BASE-STAFF:6")
    bureau.force("manifest", movement="R2", people="BASE-STAFF:6")
    assert not listed(bureau, "R1")[0] & listed(bureau, "R2")[0]


def test_a_departure_is_the_closed_manifest_less_no_shows_with_standby(bureau: Bureau) -> None:
    closed(bureau)
    people, standby = listed(bureau)
    missing, extra = sorted(people)[:2], sorted(standby)[:1]
    depart, absent = bureau.force(
        "depart", movement="R1", field="FLD1", vehicle="L1", off_block_at=LATER,
        no_show=[str(slot) for slot in missing], from_standby=[str(slot) for slot in extra],
    )  # fmt: skip
    assert taken(bureau) == (people - set(missing)) | set(extra)
    assert depart.body.value["people"] == 5
    assert (absent.body.kind, absent.body.value["status"], absent.body.value["people"]) == ("status", "no-show", 2)
    bureau.accept()
    assert bureau.figure("people_departed") == 5


def test_an_open_manifest_no_manifest_and_a_stranger_to_it_are_refused_by_name(bureau: Bureau) -> None:
    depart = {"movement": "R1", "field": "FLD1", "vehicle": "L1", "off_block_at": LATER}
    with pytest.raises(InputError) as none:
        bureau.force("depart", **depart)
    assert "manifest" in str(none.value.problems[0].expected)
    bureau.force("manifest", movement="R1", people="BASE-STAFF:6")
    with pytest.raises(InputError) as opened:
        bureau.force("depart", **depart)
    assert "open" in str(opened.value.problems[0].expected)
    bureau.force("manifest", movement="R1", state="closed")
    stranger = next(slot for slot in range(30) if slot not in listed(bureau)[0])
    with pytest.raises(InputError) as strange:
        bureau.force("depart", **depart, no_show=str(stranger))
    assert strange.value.problems[0].found == str(stranger)


def test_field_and_vehicle_come_from_the_agreed_calendar(bureau: Bureau) -> None:
    bureau.both("calendar", movements=[f"R1 | FLD1 | L1 | {LATER} | 5 | 0"])
    (depart,) = bureau.force("depart", movement="R1", people="BASE-STAFF:5", off_block_at=LATER)
    assert (depart.body.value["field"], depart.body.value["vehicle"]) == ("FLD1", "L1")
    with pytest.raises(InputError) as refused:
        bureau.force("depart", movement="R9", people="BASE-STAFF:5", off_block_at=LATER)
    assert refused.value.problems[0].file == "--field"


def test_a_manifest_closes_six_hours_before_the_agreed_off_block(bureau: Bureau) -> None:
    bureau.both("calendar", movements=["R1 | FLD1 | L1 | 2030-01-08T12:00Z | 5 | 0"])
    (manifest,) = bureau.force("manifest", movement="R1", people="BASE-STAFF:5")
    assert manifest.body.value["closes_at"] == "2030-01-08T06:00:00Z"


def test_counts_are_sealed_first_and_opened_when_both_are_bound(bureau: Bureau) -> None:
    bureau.depart()
    bureau.force("count", movement="R1", people="5")
    with pytest.raises(UsageError, match="No count"):
        bureau.force("open")
    bureau.host("count", movement="R1", people="4")
    bureau.host("open")
    bureau.force("open", movements="R1")
    assert {(one.party, one.people, one.blind) for one in bureau.standing.state.tallies} == {
        ("force", 5, True), ("host", 4, True)}  # fmt: skip
    assert bureau.standing.state.movements[0].grade == "disputed"
    assert bureau.standing.acceptable() == []


def test_a_disputed_departure_is_corrected_and_resolved_by_both(bureau: Bureau) -> None:
    bureau.depart()
    bureau.count("R1", 5, 4)
    one = min(taken(bureau))
    bureau.force("amend", movement="R1", less=str(one), reason="one had stayed behind")
    assert len(taken(bureau)) == 4
    bureau.both("resolve", event="R1", reason="recounted together")
    assert bureau.standing.state.movements[0].grade == "joint"
    assert bureau.figure("people_departed") == 4


def test_an_arrival_with_other_numbers_is_unequal_until_it_is_closed(bureau: Bureau) -> None:
    bureau.depart()
    bureau.accept()
    bureau.force("arrive", movement="R1", place="HOME", people="4")
    assert [row.state for row in bureau.standing.rows("arrive")] == ["unequal"]
    bureau.force("arrive", movement="R1", place="HOME", people="5", reason="one was in the second bus")
    assert [row.state for row in bureau.standing.rows("arrive")] == ["equal"]
