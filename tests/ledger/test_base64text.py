import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.base64text import decode64, encode64


@given(st.binary(max_size=100))
def test_bytes_come_back(data: bytes) -> None:
    assert decode64(encode64(data)) == data


@pytest.mark.parametrize("text", ["YR==", "YWJ=", "YQ", "YQ=", "Y Q==", "YQ==\n", "YQ==YQ==", "Y-_=", "é", "=", "A"])
def test_a_second_spelling_is_refused(text: str) -> None:
    with pytest.raises(CanonicalError):
        decode64(text)


def test_the_standard_library_would_take_the_spare_bits_that_are_refused_here() -> None:
    assert base64.b64decode("YR==", validate=True) == base64.b64decode("YQ==", validate=True)


@given(st.text(max_size=12))
def test_text_is_refused_or_is_the_one_spelling(text: str) -> None:
    try:
        data = decode64(text)
    except CanonicalError:
        return
    assert encode64(data) == text
