"""The lowest layers of verify.py against the vectors of others, against `cryptography`, and against chance."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import RefusedError, from_base64, parse_canonical, signature_holds, tile_number
from tests.verification.log_spec import b64, canonical, sha, tile_files, tree

VECTORS = Path(__file__).parents[1] / "vectors"
LARGEST = 2**53 - 1
REFUSED_JSON = {
    "the same key twice": (b'{"a":1,"a":1}', "same key twice"),
    "NaN": (b"[NaN]", "NaN is not an integer"),
    "infinity": (b"[-Infinity]", "-Infinity is not an integer"),
    "a fraction": (b"[1.0]", "1.0 is not an integer"),
    "an exponent": (b"[1e3]", "1e3 is not an integer"),
    "minus zero": (b"[-0]", "canonical"),
    "2^53": (b"[9007199254740992]", "beyond"),
    "-2^53": (b"[-9007199254740992]", "beyond"),
    "an integer of a million digits": (b"[" + b"9" * 1_000_000 + b"]", "beyond"),
    "null": (b'{"a":[null]}', "null"),
    "text that is not NFC": ('["e\u0301"]'.encode(), "normal form"),
    "a key that is not ASCII": ('{"é":1}'.encode(), "not ASCII"),
    "a lone surrogate": (b'["\\ud800"]', "UnicodeEncodeError"),
    "a lone surrogate as key": (b'{"\\udead":1}', "not ASCII"),
    "white space": (b'{"a": 1}', "canonical"),
    "a newline at the end": (b"[]\n", "canonical"),
    "keys out of order": (b'{"b":1,"a":1}', "canonical"),
    "a needless escape": (b'["\\u0041"]', "canonical"),
    "an escaped slash": (b'["\\/"]', "canonical"),
    "an escape in upper case": (b'["\\u001F"]', "canonical"),
    "a long escape": (b'["\\u000a"]', "canonical"),
    "depth 9": (b"[" * 9 + b"]" * 9, "deeper than 8"),
    "depth 9 by objects": (b'{"a":' * 9 + b"1" + b"}" * 9, "deeper than 8"),
    "depth 100,000": (b"[" * 100_000 + b"]" * 100_000, "deeper than 8"),
    "depth 100,000, never closed": (b'{"a":' * 100_000, "deeper than 8"),
    "not UTF-8": (b'["\xff"]', "UnicodeDecodeError"),
    "a byte order mark": (b"\xef\xbb\xbf[]", "not JSON"),
    "nothing": (b"", "not JSON"),
}
CANONICAL = (
    canonical([LARGEST, -LARGEST, True, False, {}, []]),
    canonical({"A": 1, "a": "é\u2028\x7f", "b": '\x00\x1f\n\t"\\/'}),
    b"[" * 8 + b"]" * 8,
    b'"' + b"x" * 1000 + b'"',
)


@pytest.mark.parametrize("name", REFUSED_JSON)
def test_bytes_outside_the_canonical_form_are_refused(name: str) -> None:
    data, reason = REFUSED_JSON[name]
    with pytest.raises(RefusedError, match=reason):
        parse_canonical(data, 10**7)


@pytest.mark.parametrize("data", CANONICAL)
def test_canonical_bytes_are_read(data: bytes) -> None:
    assert parse_canonical(data, len(data)) == json.loads(data)
    with pytest.raises(RefusedError, match="more than"):
        parse_canonical(data, len(data) - 1)


def test_the_vectors_of_rfc_8785_are_canonical_but_for_values_that_format_1_forbids() -> None:
    forbidden = {
        "arrays": "null",
        "french": "not ASCII",
        "unicode": "form C",
        "values": "integer",
        "weird": "not ASCII",
    }
    paths = sorted((VECTORS / "jcs/testdata/output").glob("*.json"))
    assert {path.stem for path in paths} == {*forbidden, "structures"}
    for path in paths:
        if path.stem in forbidden:
            with pytest.raises(RefusedError, match=forbidden[path.stem]):
                parse_canonical(path.read_bytes(), 10**6)
        else:
            assert canonical(parse_canonical(path.read_bytes(), 10**6)) == path.read_bytes()


def json_suite(prefix: str) -> list[Path]:
    return sorted((VECTORS / "jsontestsuite").glob(f"{prefix}_*.json"))


def test_what_the_json_test_suite_says_is_no_json_is_refused() -> None:
    assert len(json_suite("n")) == 188
    for path in json_suite("n"):
        with pytest.raises(RefusedError):
            parse_canonical(path.read_bytes(), 10**6)


def test_the_rest_of_the_json_test_suite_is_read_as_python_reads_it_or_refused() -> None:
    read = 0
    assert len(json_suite("y") + json_suite("i")) == 130
    for path in json_suite("y") + json_suite("i"):
        try:
            value = parse_canonical(path.read_bytes(), 10**6)
        except RefusedError:
            continue
        read += 1
        assert canonical(value) == path.read_bytes()
    assert read > 20


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_are_their_own_canonical_form(data: bytes) -> None:
    try:
        value = parse_canonical(data, 200)
    except RefusedError:
        return
    assert canonical(value) == data


@given(st.text(alphabet="AB+/=01 \n-_é", max_size=12))
def test_base64_is_refused_or_re_encodes_to_itself(text: str) -> None:
    try:
        raw = from_base64(text)
    except RefusedError:
        return
    assert b64(raw) == text


@pytest.mark.parametrize("text", ["QQ", "QR==", "QQ==\n", "QQ= =", "Q-==", "QQ===", "QUI", "QUJ=", "=", "QQ==QQ=="])
def test_base64_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="base64"):
        from_base64(text)


# Ed25519 ----------------------------------------------------------------------------------------------------------


def test_wycheproof_agrees() -> None:
    groups = json.loads((VECTORS / "wycheproof/testvectors_v1/ed25519_test.json").read_bytes())["testGroups"]
    tests = [(group["publicKey"]["pk"], test) for group in groups for test in group["tests"]]
    assert len(tests) == 151
    for key, test in tests:
        holds = signature_holds(bytes.fromhex(key), bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        assert holds == (test["result"] == "valid"), test["tcId"]


def test_the_edge_cases_of_cctv_are_decided_as_the_specification_says() -> None:
    # Refused: points of small order, other encodings, and equations that hold only when multiplied by the cofactor.
    # Allowed: a key or R of large order that has a part of small order, if the plain equation holds. Vectors with
    # `reencoded_k` hash another encoding than the one they show, so the plain equation does not hold for them.
    harmless = {"low_order_component_A", "low_order_component_R"}
    vectors = json.loads((VECTORS / "cctv-ed25519/ed25519/ed25519vectors.json").read_bytes())
    assert len(vectors) == 914
    allowed = 0
    for vector in vectors:
        key, signature = bytes.fromhex(vector["key"]), bytes.fromhex(vector["sig"])
        expected = set(vector["flags"] or ()) <= harmless
        assert signature_holds(key, vector["msg"].encode(), signature) == expected, vector["number"]
        allowed += expected
    assert allowed == 43


def test_only_canonical_points_of_large_order_are_keys() -> None:
    p = 2**255 - 19
    good = next(n for n in range(3, 19) if standalone.decode_point(n.to_bytes(32, "little")))
    assert standalone.is_strict_key(good.to_bytes(32, "little"))
    no_point = next(n for n in range(3, 99) if not standalone.decode_point(n.to_bytes(32, "little")))
    for bad in (good + p, no_point, 0, 1, p - 1, 1 + 2**255):  # another encoding; no x; small order; minus zero
        assert not standalone.is_strict_key(bad.to_bytes(32, "little"))
    for length in (0, 31, 33, 64):
        assert not standalone.is_strict_key(good.to_bytes(64, "little")[:length])
    assert standalone.decode_point((1 + 2**255).to_bytes(32, "little")) is None
    assert not signature_holds(no_point.to_bytes(32, "little"), b"", bytes(64))


def test_s_beyond_the_order_is_refused() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"message")
    larger = int.from_bytes(signature[32:], "little") + standalone.L
    assert signature_holds(public, b"message", signature)
    assert not signature_holds(public, b"message", signature[:32] + larger.to_bytes(32, "little"))
    assert not signature_holds(public, b"message", signature + b"\0")


def test_exactly_fourteen_encodings_have_small_order() -> None:
    p = 2**255 - 19
    near = [n + sign for n in (*range(30), *range(p - 30, 2**255)) for sign in (0, 2**255)]
    eights = ["26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"]
    eights += ["c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"]
    found = [n for n in near if standalone.has_small_order(n.to_bytes(32, "little"))]
    assert len(found) == 10
    for text in eights:
        raw = bytes.fromhex(text)
        assert standalone.has_small_order(raw)
        assert standalone.has_small_order(raw[:31] + bytes([raw[31] | 0x80]))


@settings(max_examples=15)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=60), st.integers(0, 511))
def test_signatures_of_another_library_hold_until_one_bit_differs(seed: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    flipped = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")
    assert signature_holds(public, message, signature)
    assert not signature_holds(public, message, flipped)
    assert not signature_holds(public, message + b"\0", signature)


# The tree -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 255, 256, 257, 600, 66_000])
def test_tiles_and_tree_heads_are_those_of_the_recursive_definition(size: int) -> None:
    leaves = [sha(str(n).encode()) for n in range(size)]
    assert standalone.tree_head(leaves) == tree(leaves)
    assert {path: b"".join(hashes) for path, hashes in standalone.tiles(leaves)} == tile_files(leaves)


def test_numbers_of_tiles_are_written_as_tlog_tiles_writes_them() -> None:
    written = {5: "005", 999: "999", 1000: "x001/000", 67_067: "x067/067", 1_234_067: "x001/x234/067"}
    assert {n: tile_number(n) for n in written} == written
