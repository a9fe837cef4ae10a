from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError, LedgerError, SignatureError
from repli.ledger.keys import VerifierKey
from repli.ledger.signednote import (
    MAX_NOTE_BYTES,
    NoteSignature,
    cosign_note,
    parse_note,
    sign_note,
    verify_cosignature,
    verify_note_signature,
)
from tests.ledger.cast import FORCE, HOST

_FORCE_KEY = VerifierKey(name=FORCE.name, public=FORCE.public)
_HOST_KEY = VerifierKey(name=HOST.name, public=HOST.public)
_NOTE = cosign_note(sign_note("les comptes\n\nsont justes\n", FORCE), HOST, second=1_717_761_600)


def test_a_note_reads_back_with_its_empty_lines_and_both_signatures() -> None:
    found = parse_note(_NOTE.data)
    assert found == _NOTE
    verify_note_signature(found.text, found.signatures[0], _FORCE_KEY)
    assert verify_cosignature(found.text, found.signatures[1], _HOST_KEY) == 1_717_761_600


def test_the_bytes_of_a_cosignature_are_those_of_the_standard() -> None:
    # https://c2sp.org/tlog-cosignature, "Format" and "Ed25519 signed message"
    value = _NOTE.signatures[1].value
    assert value[:8] == (1_717_761_600).to_bytes(8, "big")
    assert value[8:] == HOST.sign(b"cosignature/v1\ntime 1717761600\n" + _NOTE.text.encode())


def test_a_signature_is_no_cosignature_and_the_other_way_round() -> None:
    signed, cosigned = _NOTE.signatures
    with pytest.raises(SignatureError, match="not of the key"):
        verify_cosignature(_NOTE.text, signed, _FORCE_KEY)
    with pytest.raises(SignatureError, match="not of the key"):
        verify_note_signature(_NOTE.text, cosigned, _HOST_KEY)


def test_another_time_or_text_is_refused() -> None:
    one = _NOTE.signatures[1]
    later = replace(one, value=(1_717_761_601).to_bytes(8, "big") + one.value[8:])
    with pytest.raises(SignatureError, match="does not hold"):
        verify_cosignature(_NOTE.text, later, _HOST_KEY)
    with pytest.raises(SignatureError, match="does not hold"):
        verify_cosignature("autre texte\n", one, _HOST_KEY)


def test_a_time_beyond_the_limit_of_the_standard_is_refused() -> None:
    note = cosign_note(sign_note("x\n", FORCE), HOST, second=2**63)
    with pytest.raises(SignatureError, match="2\\^63"):
        verify_cosignature(note.text, note.signatures[1], _HOST_KEY)


def test_the_key_of_another_name_is_refused() -> None:
    with pytest.raises(SignatureError, match="not of the key"):
        verify_note_signature(_NOTE.text, _NOTE.signatures[0], replace(_FORCE_KEY, name="demo-force/count"))


def _with(old: str, new: str) -> bytes:
    return _NOTE.data.decode().replace(old, new, 1).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        _NOTE.data[:-1],
        _NOTE.data + b"\n",
        _NOTE.data + b"x\n",
        _with("\u2014 demo", "- demo"),
        _with("\u2014 demo", "\u2014  demo"),
        _with("demo-force/", "demo+force/"),
        _with("demo-force/", "demo\u2003force/"),
        _with("comptes", "comp\ttes"),
        _with("comptes", "comp\rtes"),
        _with("=\n", "==\n"),
        _with(_NOTE.signatures[0].line, f"\u2014 {FORCE.name} YWJj"),
        _with(_NOTE.signatures[0].line, f"\u2014 {FORCE.name} YWJjZA=="),
        b"\xff" + _NOTE.data,
        b"x" * MAX_NOTE_BYTES + _NOTE.data,
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_note(data)


@given(st.integers(0), st.integers(0, 7))
def test_no_bit_of_a_note_can_change_unseen(place: int, bit: int) -> None:
    data = bytearray(_NOTE.data)
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(LedgerError):  # noqa: PT012 - reading and verifying are one thing here
        found = parse_note(bytes(data))
        verify_note_signature(found.text, found.signatures[0], _FORCE_KEY)
        verify_cosignature(found.text, found.signatures[1], _HOST_KEY)


@given(st.text(max_size=30))
def test_no_text_makes_it_raise_anything_but_its_own_error(text: str) -> None:
    data = text.encode("utf-8", "replace") + b"\n\n" + _NOTE.data.rpartition(b"\n\n")[2]
    try:
        found = parse_note(data)
    except CanonicalError:
        return
    assert found.data == data


def test_a_note_can_carry_the_sixteen_signatures_that_the_standard_asks_for() -> None:
    one = _NOTE.signatures[0]
    many = replace(_NOTE, signatures=tuple(replace(one, name=f"k{number}") for number in range(16)))
    assert parse_note(many.data) == many
    assert isinstance(parse_note(many.data).signatures[15], NoteSignature)
