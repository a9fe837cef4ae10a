import json
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.canonical import Json, canonical_bytes, parse_canonical

_texts = st.text(st.characters(codec="utf-8"), max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
_keys = st.text(string.printable, max_size=6)
_integers = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
_values = st.recursive(
    st.booleans() | _integers | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=12,
)


@given(_values)
def test_what_is_written_reads_back_as_the_same_value(value: Json) -> None:
    assert parse_canonical(canonical_bytes(value), max_depth=64) == value


@given(_values)
def test_what_is_written_is_json_for_everybody_else(value: Json) -> None:
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(_keys, _integers, min_size=2, max_size=5))
def test_the_order_in_which_keys_were_set_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_bytes(value) == canonical_bytes(dict(reversed(value.items())))


@given(st.binary(max_size=40))
def test_no_bytes_make_it_raise_anything_but_its_own_error(data: bytes) -> None:
    try:
        value = parse_canonical(data)
    except CanonicalError:
        return
    assert canonical_bytes(value) == data


@given(_values, st.data())
def test_a_changed_byte_never_reads_as_the_same_value(value: Json, data: st.DataObject) -> None:
    written = canonical_bytes(value)
    place = data.draw(st.integers(0, len(written) - 1))
    changed = written[:place] + bytes([written[place] ^ data.draw(st.integers(1, 255))]) + written[place + 1 :]
    try:
        found = parse_canonical(changed, max_depth=64)
    except CanonicalError:
        return
    assert canonical_bytes(found) == changed != written


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":2}', "one key twice"),
        (b'{"a":{"b":1,"b":1}}', "one key twice"),
        (b"NaN", "NaN or Infinity"),
        (b"[-Infinity]", "NaN or Infinity"),
        (b"null", "null"),
        (b'{"a":null}', "null"),
        (b"1.0", "fraction or an exponent"),
        (b"1e3", "fraction or an exponent"),
        (b"-0", "canonical form"),
        (b"01", "not JSON"),
        (b"9007199254740992", "beyond 2^53 - 1"),
        (b"-9007199254740992", "beyond 2^53 - 1"),
        (b"1" * 5000, "beyond 2^53 - 1"),
        (b' {"a":1}', "canonical form"),
        (b'{"a": 1}', "canonical form"),
        (b'{"a":1}\n', "canonical form"),
        (b'{"b":1,"a":2}', "canonical form"),
        (b'"\\u0061"', "canonical form"),
        (b'"\\u00e9"', "canonical form"),
        (b'"\\/"', "canonical form"),
        (b'"\\u001F"', "canonical form"),
        (b'"\\u000a"', "canonical form"),
        (b'"\\ud800"', "surrogate"),
        ('"e\u0301"'.encode(), "normal form C"),
        ('{"\u00e9":1}'.encode(), "not ASCII"),
        (b'\xef\xbb\xbf"a"', "not JSON"),
        (b'"\xff"', "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"", "not JSON"),
        (b'{"a":1}{"a":1}', "not JSON"),
        (b"[1,]", "not JSON"),
        (b'"\n"', "not JSON"),
        (b"[" * 9 + b"]" * 9, "too deep"),
        (b"[" * 8000 + b"]" * 8000, "too deep"),
        (b"true" + b" " * 16_384, "more than the 16384 allowed"),
    ],
)
def test_what_has_two_spellings_or_two_meanings_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CanonicalError) as refusal:
        parse_canonical(data)
    assert reason in str(refusal.value)


@pytest.mark.parametrize("value", [None, 1.5, float("nan"), {"a": {1, 2}}, {1: 2}, b"bytes", [None], 2**53])
def test_a_value_that_the_format_does_not_know_is_not_written(value: Json) -> None:
    with pytest.raises(CanonicalError):
        canonical_bytes(value)


def test_a_value_that_contains_itself_is_not_written() -> None:
    value: list[Json] = []
    value.append(value)
    with pytest.raises(CanonicalError, match="too deep"):
        canonical_bytes(value)


def test_depth_eight_is_allowed_and_nine_is_not() -> None:
    eight = b"[" * 8 + b"]" * 8
    assert canonical_bytes(parse_canonical(eight)) == eight
    with pytest.raises(CanonicalError, match="too deep"):
        parse_canonical(b"[" + eight + b"]")


def test_the_largest_integers_are_allowed() -> None:
    assert parse_canonical(b"[-9007199254740991,9007199254740991]") == [-(2**53) + 1, 2**53 - 1]


def test_a_payload_of_exactly_the_limit_is_allowed() -> None:
    data = b'"' + b"a" * 16_382 + b'"'
    assert len(str(parse_canonical(data))) == 16_382
    with pytest.raises(CanonicalError):
        parse_canonical(b'"' + b"a" * 16_383 + b'"')
