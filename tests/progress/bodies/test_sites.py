"""An act of handover and a closing read and write as the page says, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.progress.bodies import Close
from repli.progress.events import Body, read_body
from tests.progress.bodies.samples import DAILY, HASH, ZEROS, like

KINDS = ("handover", "close")
SAMPLES = {body.kind: body.value for body in DAILY}


@given(st.sampled_from(KINDS).flatmap(like))
@settings(max_examples=40)
def test_any_body_comes_back_as_it_went_out(body: Body) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("handover", {"sectors": ["north", 2]}),
        ("handover", {"services": [{"service": "water"}]}),
        ("handover", {"surveys": [{"result": "", "survey": 1}]}),
        ("handover", {"notice_hours": -48}),
        ("handover", {"walked_at": "yesterday"}),
        ("close", {"act": ""}),
        ("close", {"liquidation": "no"}),
        ("close", {"site": ""}),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, {**SAMPLES[kind], **changes})


def test_a_site_is_closed_by_an_act_evacuated_without_one_and_in_liquidation_if_both_say_so() -> None:
    states = [
        Close.read({**SAMPLES["close"], "act": act, "liquidation": liquidation}).state
        for act, liquidation in ((HASH, False), (ZEROS, False), (HASH, True), (ZEROS, True))
    ]
    assert states == ["closed", "evacuated", "in-liquidation", "in-liquidation"]
