"""The line of a sidecar that is wrong is found, whatever bytes the file holds."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.roster import digest_file, parse_digest_file
from repli.progress.sidecar_lines import bad_line_of_digests, bad_line_of_text

DIGEST = b64encode(bytes(32))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (b"one\ntwo\n", None),
        ("désengagé\n".encode(), None),
        (b"one\ntwo", 2),
        (b"one\r\ntwo\n", 1),
        (b"one\n\xfftwo\n", 2),
        ("one\ne\u0301\n".encode(), 2),
        ("\ufeffone\n".encode(), 1),
    ],
)
def test_the_line_of_a_text(data: bytes, line: int | None) -> None:
    assert bad_line_of_text(data) == line


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (DIGEST + b"\n", None),
        (DIGEST, 1),
        (DIGEST + b"\n\n", 2),
        (DIGEST + b"\n" + b64encode(bytes(31)) + b"\n", 2),
        (DIGEST[:-2] + b"B=\n", 1),
        (b"\xff\n", 1),
    ],
)
def test_the_line_of_a_digest_file(data: bytes, line: int | None) -> None:
    assert bad_line_of_digests(data) == line


@given(st.binary(max_size=100) | st.lists(st.binary(min_size=31, max_size=32), max_size=3).map(digest_file))
def test_a_digest_file_without_a_bad_line_is_one_that_the_ledger_reads(data: bytes) -> None:
    try:
        parse_digest_file(data)
        is_read = True
    except CanonicalError:
        is_read = False
    assert is_read == (bad_line_of_digests(data) is None)
