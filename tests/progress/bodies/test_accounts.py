"""What moves people and items between accounts reads and writes as the page says, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.progress.bodies import Dispose, Status, Transfer
from repli.progress.events import Body, read_body
from tests.progress.bodies.samples import DAILY, like

KINDS = ("reinforce", "transfer", "status", "dispose")
SAMPLES = {body.kind: body.value for body in DAILY}


@given(st.sampled_from(KINDS).flatmap(like))
@settings(max_examples=40)
def test_any_body_comes_back_as_it_went_out(body: Body) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("reinforce", {"cells": [{"category": "a", "count": 0, "site": "S"}]}),
        ("reinforce", {"root": "AB" * 32}),
        ("reinforce", {"people": -1}),
        ("transfer", {"to": ""}),
        ("transfer", {"off_block_at": "2030-02-30T00:00:00Z"}),
        ("transfer", {"slots": "ab"}),
        ("status", {"status": "left"}),
        ("status", {"movement": "R 1"}),
        ("status", {"kg": True}),
        ("dispose", {"how": "repatriate"}),
        ("dispose", {"stage": "planned"}),
        ("dispose", {"due": "2030-02-30"}),
        ("dispose", {"locked": 1}),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, {**SAMPLES[kind], **changes})


def test_who_may_be_counted_otherwise_is_a_person_or_an_item() -> None:
    found = {name: Status.read({**SAMPLES["status"], "status": name}).is_of_people for name in ("no-show", "lost")}
    assert found == {"no-show": True, "lost": False}


def test_an_event_says_how_many_stand_in_its_list() -> None:
    (transfer, dispose) = (Transfer.read(SAMPLES["transfer"]), Dispose.read(SAMPLES["dispose"]))
    assert (transfer.committed.people, transfer.committed.items) == (2, 0)
    assert (dispose.committed.people, dispose.committed.items) == (0, 1)
    assert dispose.is_done
