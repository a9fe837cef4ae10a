"""A manifest, an arrival and an inspection read and write as the page says, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.progress.events import Body, read_body
from tests.progress.bodies.samples import DAILY, like

KINDS = ("manifest", "arrive", "inspect")
SAMPLES = {body.kind: body.value for body in DAILY}


@given(st.sampled_from(KINDS).flatmap(like))
@settings(max_examples=40)
def test_any_body_comes_back_as_it_went_out(body: Body) -> None:
    assert read_body(body.kind, parse_canonical(canonical_bytes(body.value))) == body


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("manifest", {"state": "full"}),
        ("manifest", {"closes_at": "2030-01-08"}),
        ("manifest", {"list": ""}),
        ("manifest", {"infants": -1}),
        ("arrive", {"place": ""}),
        ("arrive", {"people": 1.5}),
        ("inspect", {"result": "seen"}),
        ("inspect", {"seals": "S1"}),
        ("inspect", {"seals": [1]}),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CanonicalError):
        read_body(kind, {**SAMPLES[kind], **changes})
