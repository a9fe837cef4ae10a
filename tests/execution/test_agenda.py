"""What waits for whom: nothing is forgotten, nothing is asked of who has done it, late things come first."""

import pytest

from repli.execution import Permit, agenda, exchange
from repli.ledger.shapes import second_of_time
from tests.bureau import LATER, Bureau
from tests.cast import NOON

HOUR = 3600


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def asked(bureau: Bureau, party: str, second: int | None = None, **more: object) -> list[tuple[str, str]]:
    copy = bureau.world.force.copy
    at = bureau.second if second is None else second
    return [(one.what, one.subject) for one in agenda(copy, party=party, second=at, **more)]  # type: ignore[arg-type]


def test_a_departure_asks_both_to_count_to_open_and_to_accept(bureau: Bureau) -> None:
    assert asked(bureau, "force") == []
    bureau.depart("R1")
    assert asked(bureau, "host") == [("count", "R1"), ("accept", "R1")]
    bureau.host("count", movement="R1", people="5")
    assert asked(bureau, "host") == [("accept", "R1"), ("wait", "R1")]
    bureau.force("count", movement="R1", people="5")
    assert ("open", "R1") in asked(bureau, "host")
    assert ("open", "R1") in asked(bureau, "force")
    bureau.force("open")
    bureau.host("open")
    bureau.accept()
    assert asked(bureau, "force") == asked(bureau, "host") == []


def test_a_dispute_shows_both_values(bureau: Bureau) -> None:
    bureau.depart("R1")
    bureau.count("R1", 5, 4)
    (dispute,) = [one for one in agenda(bureau.world.force.copy, party="host", second=NOON) if one.what == "dispute"]
    assert "force 5/0" in str(dispute.told)
    assert "host 4/0" in str(dispute.told)
    assert ("accept", "R1") not in asked(bureau, "host")


def test_a_movement_of_the_calendar_asks_for_manifest_closing_and_departure_in_time(bureau: Bureau) -> None:
    off_block = second_of_time("2030-01-09T12:00:00Z")
    bureau.both("calendar", movements=["R1 | FLD1 | L1 | 2030-01-09T12:00Z | 5 | 0"])
    assert asked(bureau, "force", off_block - 31 * HOUR) == []
    assert asked(bureau, "force", off_block - 29 * HOUR) == [("manifest", "R1")]
    assert asked(bureau, "host", off_block - 29 * HOUR) == []
    bureau.force("manifest", movement="R1", people="BASE-STAFF:5")
    accept = ("accept", "R1")
    assert asked(bureau, "force", off_block - 29 * HOUR) == [("close-manifest", "R1"), accept]
    late = agenda(bureau.world.force.copy, party="force", second=off_block - 5 * HOUR)[0]
    assert (late.what, late.is_late, late.due) == ("close-manifest", True, "2030-01-09T06:00:00Z")
    bureau.force("manifest", movement="R1", state="closed")
    assert asked(bureau, "force", off_block + HOUR)[0] == ("depart", "R1")


def test_a_permission_is_asked_for_before_its_last_moment_and_its_answer_falls_due(bureau: Bureau) -> None:
    by = NOON + 96 * HOUR
    permits = [Permit(reference="OVF-1", request_by_second=by, answer_seconds=24 * HOUR, movements=("R1",))]
    assert asked(bureau, "force", by - 73 * HOUR, permits_of_plan=permits) == []
    assert asked(bureau, "force", by - 71 * HOUR, permits_of_plan=permits) == [("permit", "OVF-1")]
    assert asked(bureau, "host", by - 71 * HOUR, permits_of_plan=permits) == []
    bureau.force("clearance", reference="OVF-1", state="requested", issuer="host", valid_from=LATER, valid_to=LATER)
    first = agenda(bureau.world.force.copy, party="host", second=NOON + 30 * HOUR, permits_of_plan=permits)[0]
    assert (first.what, first.is_late) == ("answer", True)
    assert ("answer-due", "OVF-1") in asked(bureau, "force", permits_of_plan=permits)
    bureau.host("clearance", reference="OVF-1", state="refused", reason="no")
    assert ("permit", "OVF-1") in asked(bureau, "force", by + HOUR, permits_of_plan=permits)


def test_shortages_commitments_and_actions_stay_until_they_are_closed(bureau: Bureau) -> None:
    bureau.depart("R1")
    bureau.both("minutes", actions="host | 2030-01-06 | open the gate; force | 2030-01-09 | send the list")
    bureau.force("arrive", movement="R1", place="HOME", people="4")
    bureau.force("obligation", clause="art-7", state="done")
    mine = asked(bureau, "host")
    assert {("arrival", "R1"), ("obligation", "art-7")} <= set(mine)
    actions = [
        one for one in agenda(bureau.world.force.copy, party="host", second=bureau.second) if one.what == "action"
    ]
    assert [(one.due, one.is_late) for one in actions] == [("2030-01-06", True)]
    bureau.force("arrive", movement="R1", place="HOME", people="5")
    bureau.host("obligation", clause="art-7", state="done")
    assert not {("arrival", "R1"), ("obligation", "art-7")} & set(asked(bureau, "host"))


def test_a_witness_sees_what_it_was_asked_to_cosign_and_the_parties_that_it_has_not(bureau: Bureau) -> None:
    act = bureau.both("handover", site="FEED", recipient="host", walked_at=LATER, keys_at=LATER, ceremony_at=LATER)
    assert asked(bureau, "togo") == [("attest", "FEED")]
    assert ("missing-witness", "FEED") in asked(bureau, "force")
    exchange(bureau.world.force, bureau.world.guarantor)
    bureau.alone("guarantor", "attest", event=act.event_hash)
    exchange(bureau.world.guarantor, bureau.world.force)
    assert bureau.world.force.copy.pending == 1
    assert asked(bureau, "togo") == []


def test_both_offices_see_the_same_once_they_have_the_same_lines(bureau: Bureau) -> None:
    bureau.alone(
        "force", "depart", movement="R1", people="BASE-STAFF:5", field="FLD1", vehicle="L1", off_block_at=LATER
    )
    bureau.alone("host", "obligation", clause="art-7", state="late")
    bureau.alone("ramp", "arrive", movement="R9", place="HOME", people="1")
    bureau.world.share()
    bureau.force("obligation", clause="art-9", state="done")
    bureau.world.share()
    one, two = (agenda(copy, party="host", second=NOON) for copy in (bureau.world.force.copy, bureau.world.host.copy))
    assert one == two
    assert len(one) > 2
