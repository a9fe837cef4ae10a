"""A commitment, an account of an incident and what a witness saw read and write as the page says, nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.progress.bodies import Incident
from repli.progress.events import Body, read_body
from tests.progress.bodies.samples import DAILY, like

KINDS = ("obligation", "incident", "attest")
SAMPLES = {body.kind: body.value for body in DAILY}


@given(st.sampled_from(KINDS).flatmap(like))
@settings(max_examples=40)
def test_any_body_comes_back_as_it_went_out(body: Body) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("obligation", {"state": "kept"}),
        ("obligation", {"clause": ""}),
        ("incident", {"severity": 0}),
        ("incident", {"severity": 6}),
        ("incident", {"class": ""}),
        ("incident", {"movement": "R 7"}),
        ("attest", {"result": "seen"}),
        ("attest", {"event": "ab"}),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, {**SAMPLES[kind], **changes})


def test_the_class_of_an_incident_is_called_class_in_the_log() -> None:
    assert Incident.read(SAMPLES["incident"]).incident_class == SAMPLES["incident"]["class"]
