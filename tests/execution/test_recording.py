"""One way to record anything: alone, proposed, or at one table; nothing is signed before every form could be made."""

import pytest

from repli.errors import InputError, RefusedError, UsageError
from repli.execution import Desk, MemoryPapers, enter, seeded_entropy
from repli.execution.forms import FORMS
from repli.execution.making import MAKERS
from repli.execution.recording import enter_all
from tests.bureau import LATER, Bureau
from tests.third import Third

DEPART = {"movement": "R1", "people": "BASE-STAFF:5", "field": "FLD1", "vehicle": "L1", "off_block_at": LATER}


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def test_every_form_has_its_maker_and_no_maker_is_without_a_form() -> None:
    assert set(FORMS) == set(MAKERS)


def test_what_one_may_sign_is_proposed_to_both_where_that_is_asked_for(bureau: Bureau) -> None:
    found = enter(bureau.desks["force"], "depart", DEPART, second=bureau.second, together=True)
    assert (found.events, len(found.files)) == ((), 1)
    assert found.proposal is not None
    assert bureau.standing.state.movements == ()
    bureau.world.force.withdraw()
    assert [one.grade for one in bureau.standing.state.movements] == ["unilateral"]  # complete with one signature


def test_nothing_of_several_forms_is_signed_if_one_of_them_is_wrong(bureau: Bureau) -> None:
    before = bureau.world.force.copy.cut
    with pytest.raises(InputError):
        enter_all(bureau.desks["force"], [("depart", DEPART), ("arrive", {"movement": "R1"})], second=bureau.second)
    assert bureau.world.force.copy.cut == before


def test_several_events_are_not_proposed_at_once(bureau: Bureau) -> None:
    with pytest.raises(UsageError, match="2 events"):
        enter_all(bureau.desks["force"], [("depart", DEPART), ("count", {"movement": "R1", "people": "5"})],
                  second=bureau.second, together=True)  # fmt: skip


def test_a_list_of_a_refused_event_is_not_kept(bureau: Bureau) -> None:
    bureau.force("depart", **DEPART)
    held = bureau.world.sidecars
    before = dict(held._held)  # type: ignore[attr-defined]
    with pytest.raises(RefusedError):
        bureau.force("depart", **{**DEPART, "people": "BASE-STAFF:2"})
    assert held._held == before  # type: ignore[attr-defined]


def test_an_older_log_and_a_kind_without_a_form_are_refused_by_name() -> None:
    world = Third()
    desk = Desk(recorder=world.force, sidecars=world.sidecars, papers=MemoryPapers(), entropy=seeded_entropy("old"))
    with pytest.raises(UsageError, match="format 3"):
        enter(desk, "count", {"movement": "R1", "people": "5"}, second=0)
    with pytest.raises(UsageError, match="no form for 'publish'"):
        enter(desk, "publish", {}, second=0)


def test_what_would_break_a_rule_once_both_have_signed_is_not_even_proposed(bureau: Bureau) -> None:
    """People are at BASE: it cannot be closed, and nothing waits afterwards."""
    close = {"site": "BASE", "act": "none", "last_off_block_at": LATER, "liquidation": "no", "reason": "too early"}
    with pytest.raises(RefusedError, match="BASE"):
        enter(bureau.desks["force"], "close", close, second=bureau.second)
    assert bureau.world.force.proposal is None
