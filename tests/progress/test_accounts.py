"""An effect that is taken back leaves nothing; an arrival moves people from where they were to where they went."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.progress.accounts import PEOPLE_ACCOUNTS, Accounts, arrival_effect, effect_of
from repli.progress.bodies import Dispose, Reinforce, Status, Transfer
from repli.progress.cells import total
from repli.progress.events import Body
from tests.progress.bodies.samples import DAILY, like

KINDS = ("reinforce", "transfer", "status", "dispose")


def told(accounts: Accounts) -> tuple[object, ...]:
    return (
        {name: {cell: count for cell, count in counts.items() if count} for name, counts in accounts.people.items()},
        {name: count for name, count in accounts.items.items() if count},
        {site: count for site, count in accounts.going.items() if count},
    )


@given(st.lists(st.sampled_from(KINDS).flatmap(like), max_size=6))
def test_what_is_taken_back_leaves_what_was(bodies: list[Body]) -> None:
    accounts = Accounts()
    for body in bodies:
        before = told(accounts)
        tried = accounts.copy()
        tried.add(effect_of(body))
        assert told(accounts) == before
        accounts.add(effect_of(body))
        assert told(tried) == told(accounts)
    for body in reversed(bodies):
        accounts.add(effect_of(body), -1)
    assert told(accounts) == told(Accounts())


@given(like("transfer"))
def test_a_transfer_that_has_arrived_is_under_way_no_more(body: Body) -> None:
    assert isinstance(body, Transfer)
    accounts = Accounts()
    accounts.add(effect_of(body))
    assert (accounts.total("in_transit"), accounts.going[body.to]) == (total(body.cells), 1)
    accounts.add(arrival_effect(body))
    assert {name: accounts.total(name) for name in PEOPLE_ACCOUNTS if accounts.total(name)} == (
        {"transferred_in": total(body.cells), "transferred_out": total(body.cells)} if body.cells else {}
    )
    assert {site for site, _ in +accounts.people["transferred_in"]} <= {body.to}
    assert accounts.going[body.to] == 0


@given(st.sampled_from(KINDS).flatmap(like))
def test_each_kind_goes_onto_the_account_that_it_names(body: Body) -> None:
    accounts = Accounts()
    accounts.add(effect_of(body))
    onto = {name for name in PEOPLE_ACCOUNTS if any(accounts.people[name].values())}
    match body:
        case Reinforce(cells=cells):
            assert onto == ({"reinforced"} if cells else set())
        case Status(cells=cells):
            assert onto == ({"retained"} if cells else set())
        case Dispose():
            assert accounts.items["items_disposed"] == body.items
        case _:
            assert onto <= {"in_transit"}


def test_what_is_only_decided_and_who_does_not_show_up_changes_nothing() -> None:
    (dispose,) = [body for body in DAILY if isinstance(body, Dispose)]
    (status,) = [body for body in DAILY if isinstance(body, Status)]
    for body in (replace(dispose, stage="decided"), replace(status, status="no-show")):
        accounts = Accounts()
        accounts.add(effect_of(body))
        assert told(accounts) == told(Accounts())
