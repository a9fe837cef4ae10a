"""Where the withdrawal stands follows from the log alone, at every position of it."""

import pytest

from repli.errors import UsageError
from repli.execution import Overview, overview
from tests.bureau import LATER, Bureau
from tests.cast import NOON


@pytest.fixture(scope="module")
def bureau() -> Bureau:
    bureau = Bureau()
    bureau.both(
        "calendar", movements=[f"R{number} | FLD1 | L1 | 2030-01-1{number}T08:00Z | 5 | 0" for number in range(1, 6)]
    )
    bureau.depart("R1", people="FEED-GUARD:4, FEED-STAFF:6")
    bureau.force("status", status="retained", people="BASE-STAFF:2", reason="stay")
    bureau.accept()
    asked = {"reference": "O1", "state": "requested", "issuer": "host", "movements": "R2, R3, R4"}
    bureau.force("clearance", **asked, valid_from=LATER, valid_to=LATER)
    bureau.force("manifest", movement="R3", people="BASE-STAFF:2")
    bureau.force("manifest", movement="R3", state="closed")
    bureau.force(
        "incident",
        **{"incident": "N1", "class": "blocked", "place": "BASE", "severity": "2", "text": "x", "movement": "R4"},
    )
    bureau.both("extend", deadline="2030-02-01", clause="4", cause="rain")
    bureau.depart("R5", people="BASE-STAFF:3")
    bureau.count("R5", 3, 2)
    return bureau


def look(bureau: Bureau, at: str | None = None) -> Overview:
    return overview(bureau.world.force.copy, second=NOON, at=at)


def test_every_row_balances_and_the_sums_are_those_of_the_figures(bureau: Bureau) -> None:
    found = look(bureau)
    value = {figure.name: figure.value for figure in found.figures}
    assert sum(row.departed for row in found.balance) == value["people_departed"] == 10
    assert sum(row.retained for row in found.balance) == value["people_retained"] == 2
    for row in found.balance:
        assert row.baseline + row.reinforced + row.transferred_in == (
            row.present + row.in_transit + row.awaiting + row.departed - row.returned + row.retained + row.asylum
            + row.medevac + row.died + row.transferred_out
        )  # fmt: skip


def test_sites_cells_deadline_and_movements_are_told(bureau: Bureau) -> None:
    found = look(bureau)
    assert {one.site: (one.state, one.present) for one in found.sites} == {
        "BASE": ("departing", 18),
        "FEED": ("empty", 0),
    }
    assert found.complete == (("FEED", "military"),)
    assert (found.first_deadline, found.deadline) == (
        bureau.world.force.copy.charter.genesis.agreement.deadline,
        "2030-02-01",
    )
    assert {one.movement: one.state for one in found.movements} == {
        "R2": "requested",
        "R3": "manifested",
        "R4": "blocked",
    }
    assert found.grades == {"disputed": 1, "joint": 1}
    assert [one.subject for one in found.disputes] == ["R5"]


def test_at_a_position_only_what_was_signed_by_then_is_told(bureau: Bureau) -> None:
    whole = look(bureau)
    for count in range(1, whole.events + 1):
        found = look(bureau, str(count))
        assert found.events == count
    first = look(bureau, "1")
    assert (first.balance, first.movements) == ((), ())
    by_time = look(bureau, whole.at)
    assert by_time.events == whole.events
    for wrong in ("0", "9999", "yesterday", "2020-01-01T00:00Z"):
        with pytest.raises(UsageError):
            look(bureau, wrong)
