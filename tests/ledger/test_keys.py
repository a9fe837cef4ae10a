import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import SignatureError
from repli.ledger.base64text import encode64
from repli.ledger.keys import (
    Signer,
    VerifierKey,
    fingerprint,
    key_id,
    note_key_id,
    parse_key_file,
    parse_vkey,
    public_key_of,
    vkey_text,
)
from tests.ledger.cast import FORCE, HOST


def test_a_seed_is_never_printed() -> None:
    assert FORCE.seed.hex() not in repr(FORCE)
    assert repr(FORCE.seed) not in repr(FORCE)
    assert "seed" not in repr(FORCE)


def test_a_signer_knows_its_names() -> None:
    assert FORCE.public == public_key_of(FORCE.seed)
    assert FORCE.name == "demo-force/represent"
    assert FORCE.keyid == key_id(FORCE.public) == fingerprint(FORCE.public)[:16]
    assert fingerprint(FORCE.public) == hashlib.sha256(FORCE.public).hexdigest()


def test_a_seed_of_a_wrong_length_makes_no_signer() -> None:
    with pytest.raises(SignatureError, match="32 bytes"):
        Signer(party="demo-force", role="count", seed=b"short")


@given(st.binary(min_size=32, max_size=32), st.text("abc/.-", min_size=1, max_size=12))
def test_a_verifier_key_reads_back(seed: bytes, name: str) -> None:
    public = public_key_of(seed)
    assert parse_vkey(vkey_text(name, public)) == VerifierKey(name=name, public=public)


def test_the_verifier_key_of_the_go_checksum_database_reads() -> None:
    key = parse_vkey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    assert key.name == "sum.golang.org"
    assert key.note_id(0x01).hex() == "033de0ae"


@given(st.integers(0), st.integers(0, 6))
def test_a_verifier_key_with_a_flipped_bit_is_refused(place: int, bit: int) -> None:
    text = bytearray(vkey_text("demo-host/represent", HOST.public), "ascii")
    text[place % len(text)] ^= 1 << bit
    with pytest.raises(SignatureError):
        parse_vkey(text.decode("ascii"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a+b",
        "+00000000+AQ==",
        "a b+00000000+" + encode64(b"\x01" + FORCE.public),
        "a+0000000+" + encode64(b"\x01" + FORCE.public),
        "a+00000000+" + encode64(b"\x01" + FORCE.public),
        f"a+{note_key_id('a', FORCE.public, 4).hex()}+" + encode64(b"\x04" + FORCE.public),
        f"a+{note_key_id('a', FORCE.public, 1).hex().upper()}+" + encode64(b"\x01" + FORCE.public),
        vkey_text("a", FORCE.public) + " ",
        vkey_text("a", FORCE.public[:31]),
        vkey_text("a", bytes(32)),
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(SignatureError):
        parse_vkey(text)


def test_a_key_file_skips_comments_and_empty_lines() -> None:
    text = f"# keys of the commission\n\n{vkey_text(FORCE.name, FORCE.public)}\n{vkey_text(HOST.name, HOST.public)}\n"
    assert [key.public for key in parse_key_file(text)] == [FORCE.public, HOST.public]
    with pytest.raises(SignatureError, match="no verifier key"):
        parse_key_file(" # an indented comment\n")


def test_lines_of_a_key_file_end_in_a_newline_and_nothing_else() -> None:
    one, two = vkey_text(FORCE.name, FORCE.public), vkey_text(HOST.name, HOST.public)
    assert len(parse_key_file(f"# as\u2028saved\x0b\r\n{one}\r\n\r\n{two}")) == 2
    for end in ("\r", "\r\r\n", "\x0c", "\x85", "\u2028"):
        with pytest.raises(SignatureError):
            parse_key_file(f"{one}{end}{two}\n")
