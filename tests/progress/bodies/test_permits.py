"""A clearance, a calendar and an extension read and write as the page says, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.progress.bodies import Calendar, Clearance
from repli.progress.events import Body, read_body
from tests.progress.bodies.samples import DAILY, PLANNED, like

KINDS = ("clearance", "calendar", "extend")
SAMPLES = {body.kind: body.value for body in DAILY}


@given(st.sampled_from(KINDS).flatmap(like))
@settings(max_examples=40)
def test_any_body_comes_back_as_it_went_out(body: Body) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("clearance", {"state": "maybe"}),
        ("clearance", {"issuer": "The Host"}),
        ("clearance", {"movements": ["R8", "R7"]}),
        ("clearance", {"movements": ["R7", "R7"]}),
        ("clearance", {"movements": ["R 7"]}),
        ("clearance", {"valid_to": "2030-01-08T08:59:59Z"}),
        ("calendar", {"to": "2030-01-07"}),
        ("calendar", {"version": 0}),
        ("calendar", {"replaces": ""}),
        ("calendar", {"movements": [PLANNED.value, PLANNED.value]}),
        ("calendar", {"movements": [{**PLANNED.value, "more": 1}]}),
        ("extend", {"version": 1}),
        ("extend", {"deadline": "soon"}),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, {**SAMPLES[kind], **changes})


def test_a_state_that_signs_nothing_here_and_a_window_of_an_instant_may_stand() -> None:
    clearance = Clearance.read({**SAMPLES["clearance"], "issuer": "", "valid_to": SAMPLES["clearance"]["valid_from"]})
    assert (clearance.issuer, clearance.valid_from) == ("", clearance.valid_to)


def test_the_first_day_of_a_calendar_is_called_from_in_the_log() -> None:
    assert Calendar.read(SAMPLES["calendar"]).since == SAMPLES["calendar"]["from"]
