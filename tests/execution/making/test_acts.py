"""Acts of a site, accounts of incidents, disputes, endings and witnesses, from their forms."""

import pytest

from repli.errors import InputError, RefusedError, UsageError
from repli.execution import enter, exchange, publish_figures
from tests.bureau import LATER, Bureau
from tests.cast import texts

ACT = {
    "site": "FEED",
    "recipient": "host ministry",
    "walked_at": "2030-01-07T08:00Z",
    "sectors": "north; south",
    "surveys": "explosives | clear; environment | two spills noted",
    "inventory": "12 tents",
    "services": "water | 2030-01-07T09:00Z",
    "keys_at": "2030-01-07T09:30Z",
    "ceremony_at": "2030-01-07T10:00Z",
}


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def emptied(bureau: Bureau) -> None:
    bureau.depart("R1", people="FEED-GUARD:4, FEED-STAFF:6")
    bureau.accept()


def test_a_site_is_handed_over_and_closed_by_its_act(bureau: Bureau) -> None:
    emptied(bureau)
    act = bureau.both("handover", **ACT)
    assert act.body.value["surveys"][1] == {"survey": "environment", "result": "two spills noted"}  # type: ignore[index, call-overload]
    close = bureau.both("close", site="FEED", last_off_block_at=LATER)
    assert close.body.value["act"] == act.event_hash
    assert [row.state for row in bureau.standing.rows("close")] == ["closed"]
    assert bureau.figure("sites_closed") == 1


def test_a_site_with_people_is_not_closed_and_one_without_act_is_evacuated(bureau: Bureau) -> None:
    with pytest.raises(RefusedError, match=r".*"):
        bureau.both("close", site="FEED", last_off_block_at=LATER, act="none", reason="attack")
    emptied(bureau)
    with pytest.raises(InputError) as no_act:
        bureau.both("close", site="FEED", last_off_block_at=LATER)
    assert no_act.value.problems[0].file == "--act"
    bureau.both("close", site="FEED", last_off_block_at=LATER, act="none", reason="attack")
    assert [row.state for row in bureau.standing.rows("close")] == ["evacuated"]
    bureau.both("handover", **ACT)
    bureau.both("close", site="FEED", last_off_block_at=LATER)
    assert [row.state for row in bureau.standing.rows("close")] == ["closed"]


def test_each_party_gives_its_own_account_of_an_incident(bureau: Bureau) -> None:
    told = {"incident": "N1", "class": "blocked", "place": "BASE", "severity": "3", "movement": "R1"}
    (mine,) = bureau.force("incident", **told, text="the road was shut", effect_hours="5")
    bureau.host("incident", **told, text="the convoy came late", effect_hours="2")
    assert {row.party: row.state for row in bureau.standing.rows("incident")} == {"force": "account", "host": "account"}
    assert bureau.desks["force"].papers.get(str(mine.body.value["text"])) == b"the road was shut"
    bureau.both("incident", **told, text="both agree: three hours", effect_hours="3")
    assert [row.state for row in bureau.standing.rows("incident") if not row.party] == ["agreed"]


def test_a_movement_is_contested_by_a_number_and_an_entry_as_a_whole(bureau: Bureau) -> None:
    bureau.depart("R1")
    (retained,) = bureau.force("status", status="retained", people="BASE-STAFF:1", reason="stays")
    with pytest.raises(InputError) as field:
        bureau.host("dispute", event="R1", reason="we counted four")
    assert field.value.problems[0].file == "--field"
    with pytest.raises(InputError) as value:
        bureau.host("dispute", event="R1", field="people", reason="we counted four")
    assert value.value.problems[0].file == "--value"
    bureau.host("dispute", event="R1", field="people", value="4", reason="we counted four")
    bureau.host("dispute", event=retained.event_hash[:12], reason="not agreed")
    assert bureau.standing.acceptable() == []
    with pytest.raises(RefusedError) as own:
        bureau.force("dispute", event="R1", field="people", value="4", reason="x")
    assert own.value.reason == "not-yours"


def test_a_party_takes_back_its_own_entry_and_both_what_is_joint(bureau: Bureau) -> None:
    (retained,) = bureau.force("status", status="retained", people="BASE-STAFF:1", reason="stays")
    bureau.force("cancel", event=retained.event_hash, reason="mistaken line")
    assert bureau.standing.entries == ()
    bureau.depart("R1")
    bureau.accept()
    typed = {"event": "R1", "reason": "turned back"}
    proposed = enter(bureau.desks["force"], "cancel", typed, second=bureau.second)
    assert (proposed.events, proposed.proposal is None) == ((), False)


def test_a_fingerprint_that_is_short_or_unknown_means_nothing(bureau: Bureau) -> None:
    (retained,) = bureau.force("status", status="retained", people="BASE-STAFF:1", reason="stays")
    for text in (retained.event_hash[:7], "ab" * 8, "R7"):
        with pytest.raises(InputError) as refused:
            bureau.force("cancel", event=text, reason="x")
        assert refused.value.problems[0].found == text


def test_a_witness_attests_and_a_party_does_not(bureau: Bureau) -> None:
    emptied(bureau)
    act = bureau.both("handover", **ACT)
    exchange(bureau.world.force, bureau.world.guarantor)
    bureau.alone("guarantor", "attest", event=act.event_hash[:16], result="reserved", text="the north was not open")
    exchange(bureau.world.guarantor, bureau.world.force)
    bureau.force("obligation", clause="a", state="done")  # takes in what the witness wrote
    (attest,) = bureau.standing.daybook.attests
    assert (attest.event, attest.result, attest.witness) == (act.event_hash, "reserved", "togo")
    with pytest.raises(UsageError, match="no witness"):
        bureau.force("attest", event=act.event_hash[:16])


def test_a_communique_is_corrected_by_what_follows_from_the_log_now(bureau: Bureau) -> None:
    bureau.depart("R1", people="BASE-STAFF:5")
    bureau.accept()
    world, second = bureau.world, bureau.second
    publish_figures(world.force, world.host, world.sidecars, texts, as_of_second=second, second=second)
    with pytest.raises(InputError) as same:
        bureau.both("correct", number="1", reason="nothing changed")
    bureau.both("amend", movement="R1", less="BASE-STAFF:2", reason="two stayed")
    with pytest.raises(InputError) as unknown:
        bureau.both("correct", number="2", reason="no such communiqué")
    assert {one.value.problems[0].file for one in (same, unknown)} == {"--number"}
    event = bureau.both("correct", number="1", reason="two stayed")
    assert [(one["name"], one["old"], one["new"]) for one in event.body.value["values"]] == [  # type: ignore[union-attr, index, call-overload]
        ("people_counted", 5, 3),
        ("people_departed", 5, 3),
        ("people_remaining", 25, 27),
    ]
