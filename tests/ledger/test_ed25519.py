import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import SignatureError
from repli.ledger.ed25519 import SMALL_ORDER, check_public, public_key_of, sign, verify

_ORDER = 2**252 + 27742317777372353535851937790883648493
_P = 2**255 - 19
_SEED = bytes(range(32))
_PUBLIC = public_key_of(_SEED)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=64))
def test_what_a_seed_signs_its_public_key_verifies(seed: bytes, message: bytes) -> None:
    verify(public_key_of(seed), message, sign(seed, message))


@given(st.integers(0, 511))
def test_no_bit_of_a_signature_can_change(bit: int) -> None:
    signature = bytearray(sign(_SEED, b"269 of 946"))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SignatureError):
        verify(_PUBLIC, b"269 of 946", bytes(signature))


def test_another_message_is_refused() -> None:
    with pytest.raises(SignatureError, match="does not hold"):
        verify(_PUBLIC, b"270 of 946", sign(_SEED, b"269 of 946"))


def test_the_rfc_8032_key_and_signature_of_the_empty_message_come_out() -> None:
    # RFC 8032 section 7.1, TEST 1
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key_of(seed).hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert sign(seed, b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_a_signature_with_a_larger_s_is_refused() -> None:
    signature = sign(_SEED, b"")
    larger = int.from_bytes(signature[32:], "little") + _ORDER
    with pytest.raises(SignatureError, match="group order"):
        verify(_PUBLIC, b"", signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize("point", sorted(SMALL_ORDER), ids=bytes.hex)
def test_points_of_small_order_are_refused_as_key_and_as_r(point: bytes) -> None:
    signature = sign(_SEED, b"")
    with pytest.raises(SignatureError, match="small order"):
        check_public(point)
    with pytest.raises(SignatureError, match="small order"):
        verify(_PUBLIC, b"", point + signature[32:])


def test_there_are_fourteen_encodings_of_small_order() -> None:
    assert len(SMALL_ORDER) == 14


@pytest.mark.parametrize("y", [_P + 2, _P + 3, 2**255 - 1])
def test_a_second_encoding_of_a_point_is_refused(y: int) -> None:
    with pytest.raises(SignatureError, match="second way"):
        check_public(y.to_bytes(32, "little"))


def test_about_half_of_all_y_are_no_point_and_are_refused() -> None:
    def is_key(y: int) -> bool:
        try:
            check_public(y.to_bytes(32, "little"))
        except SignatureError:
            return False
        return True

    # Whether (y^2 - 1) / (d y^2 + 1) is a square, by the other formula: RFC 8032 section 5.1.3 takes the root itself.
    d = -121665 * pow(121666, _P - 2, _P) % _P

    def has_root(y: int) -> bool:
        u, v = (y * y - 1) % _P, (d * y * y + 1) % _P
        x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
        return v * x * x % _P in {u, _P - u}

    found = [is_key(y) for y in range(2, 200)]
    assert found == [has_root(y) for y in range(2, 200)]
    assert 60 < sum(found) < 140


@pytest.mark.parametrize("size", [0, 31, 33])
def test_keys_seeds_and_signatures_of_a_wrong_length_are_refused(size: int) -> None:
    with pytest.raises(SignatureError, match="32 bytes"):
        check_public(bytes(size))
    with pytest.raises(SignatureError, match="32 bytes"):
        sign(bytes(size), b"")
    with pytest.raises(SignatureError, match="64 bytes"):
        verify(_PUBLIC, b"", bytes(2 * size))
