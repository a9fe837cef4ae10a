"""Vectors that others wrote: what runs and what is left out, and why, as the table of tests/vectors/README.md says."""

import base64
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from repli.errors import CanonicalError, LedgerError, SignatureError
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.ledger.ed25519 import verify
from repli.ledger.envelope import pae
from repli.ledger.keys import parse_vkey
from repli.ledger.merkle import tree_head, verify_consistency, verify_inclusion
from repli.ledger.signednote import parse_note, verify_note_signature

_VECTORS = Path(__file__).parents[1] / "vectors"

RUN = "run"
Outcome = tuple[str, str]
"""What was run or why not, and the vector's name."""


def _json(name: str) -> Any:  # noqa: ANN401 - foreign JSON has any shape
    return json.loads((_VECTORS / name).read_bytes())


def _holds(check: Callable[..., object], *given: object, **named: object) -> bool:
    try:
        check(*given, **named)
    except LedgerError:
        return False
    return True


def _inclusion() -> Iterator[Outcome]:
    for path in sorted((_VECTORS / "merkle/testdata/inclusion").rglob("*.json")):
        case = json.loads(path.read_bytes())
        given = {"leaf": case["leafHash"], "root": case["root"]}
        proof = [base64.b64decode(step) for step in case["proof"] or ()]
        sides = {name: base64.b64decode(text or "") for name, text in given.items()}
        place = {"index": case["leafIdx"], "size": case["treeSize"]}
        assert _holds(verify_inclusion, proof=proof, **sides, **place) is not case["wantErr"], path
        yield RUN, path.name


def _consistency() -> Iterator[Outcome]:
    for path in sorted((_VECTORS / "merkle/testdata/consistency").rglob("*.json")):
        case = json.loads(path.read_bytes())
        proof = [base64.b64decode(step) for step in case["proof"] or ()]
        roots = {"old_root": base64.b64decode(case["root1"] or ""), "new_root": base64.b64decode(case["root2"] or "")}
        sizes = {"old_size": case["size1"], "new_size": case["size2"]}
        assert _holds(verify_consistency, proof=proof, **roots, **sizes) is not case["wantErr"], path
        yield RUN, path.name


def _rfc6962() -> Iterator[Outcome]:
    case = _json("rfc6962/roots.json")
    leaves = [bytes.fromhex(leaf) for leaf in case["leaves"]]
    for size, root in enumerate([case["empty"], *case["roots"]]):
        assert tree_head(leaves[:size]).hex() == root
        yield RUN, str(size)


def _wycheproof() -> Iterator[Outcome]:
    for group in _json("wycheproof/testvectors_v1/ed25519_test.json")["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            assert _holds(verify, public, message, signature) is (case["result"] == "valid"), case
            yield RUN, str(case["tcId"])


def _cctv() -> Iterator[Outcome]:
    """Strict and cofactorless: only a part of small order that cancels out (RFC 8032, 5.1.7) may be left."""
    allowed = {"low_order_component_A", "low_order_component_R"}
    for case in _json("cctv-ed25519/ed25519/ed25519vectors.json"):
        public, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
        expected = set(case["flags"] or ()) <= allowed
        assert _holds(verify, public, case["msg"].encode(), signature) is expected, case
        yield RUN, str(case["number"])


_JCS_REFUSED = {
    "arrays.json": "holds null",
    "french.json": "keys that are not ASCII",
    "unicode.json": "text that is not NFC",
    "values.json": "fractions and null",
    "weird.json": "keys that are not ASCII",
}


def _jcs() -> Iterator[Outcome]:
    for path in sorted((_VECTORS / "jcs/testdata/outhex").iterdir()):
        name = path.with_suffix(".json").name
        expected = bytes.fromhex(path.read_text().replace("\n", " "))
        assert expected == (_VECTORS / "jcs/testdata/output" / name).read_bytes().rstrip(b"\n")
        if reason := _JCS_REFUSED.get(name):
            with pytest.raises(CanonicalError):
                parse_canonical(expected)
            yield f"refused: {reason}", name
        else:
            assert canonical_bytes(parse_canonical(expected)) == expected
            assert parse_canonical(expected) == _json(f"jcs/testdata/input/{name}")
            yield RUN, name


def _jcs_parts() -> Iterator[Outcome]:
    """Every string and allowed number inside the vectors is written as the vectors write it."""
    for path in sorted((_VECTORS / "jcs/testdata/output").iterdir()):
        data = path.read_bytes()
        for part in _leaves(json.loads(data)):
            try:
                written = canonical_bytes(part)
            except CanonicalError:
                yield "refused: null, a fraction or text that is not NFC", repr(part)
                continue
            assert written in data
            yield RUN, repr(part)


def _leaves(value: Any) -> Iterator[Any]:  # noqa: ANN401 - foreign JSON has any shape
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


_PARSING_REFUSED = {
    "n": "refused: no JSON",
    "y": "refused: JSON, but with null, a fraction, other spellings or a key twice",
    "i": "refused: JSON whose meaning RFC 8259 leaves open",
}


def _json_parsing() -> Iterator[Outcome]:
    """Accepted is exactly what the standard library reads and our writer writes back to the same bytes."""
    for path in sorted((_VECTORS / "jsontestsuite").glob("*.json")):
        data = path.read_bytes()
        try:
            is_canonical = canonical_bytes(json.loads(data)) == data
        except (ValueError, RecursionError, CanonicalError):
            is_canonical = False
        assert _holds(parse_canonical, data, max_bytes=2**20) is is_canonical, path
        yield RUN if is_canonical else _PARSING_REFUSED[path.name[0]], path.name


def _dsse() -> Iterator[Outcome]:
    case = _json("dsse/dsse.json")
    encoded = pae(case["body"].encode(), case["payloadType"])
    assert encoded == case["pae"].encode()
    yield RUN, "pae"
    raw = base64.b64decode(case["sig"])
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicNumbers(case["x"], case["y"], ec.SECP256R1()).public_key()
    public.verify(signature, encoded, ec.ECDSA(SHA256()))
    yield "left out: the signature is ECDSA; it holds over our encoding, but the log knows Ed25519 only", "signature"


def _notes() -> Iterator[Outcome]:
    for case in _json("notes/notes.json")["cases"]:
        note = parse_note(case["note"].encode())
        assert note.data == case["note"].encode()
        keys = {key.name: key for key in map(parse_vkey, case["vkeys"])}
        assert list(keys) == case["verified"] == [one.name for one in note.signatures if one.name in keys]
        for one in note.signatures:
            if one.name in keys:
                verify_note_signature(note.text, one, keys[one.name])
                with pytest.raises(SignatureError):
                    verify_note_signature(note.text + "x\n", one, keys[one.name])
        yield RUN if keys else "read only: its key was never published under its name", case["name"]


SUITES = (
    _inclusion, _consistency, _rfc6962, _wycheproof, _cctv, _jcs, _jcs_parts, _json_parsing, _dsse, _notes
)  # fmt: skip
_ROW = re.compile(r"^\| `(\w+)` \| (\d+) \| (.+) \|$", re.MULTILINE)


def _said() -> dict[str, Counter[str]]:
    """Suite -> outcome -> number, as the table of the page says."""
    said: dict[str, Counter[str]] = {}
    for suite, number, outcome in _ROW.findall((_VECTORS / "README.md").read_text(encoding="utf-8")):
        said.setdefault(suite, Counter())[outcome] += int(number)
    return said


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.__name__.removeprefix("_"))
def test_every_vector_runs_or_is_left_out_as_the_page_says(suite: Callable[[], Iterator[Outcome]]) -> None:
    assert Counter(outcome for outcome, _ in suite()) == _said()[suite.__name__.removeprefix("_")]


def test_the_page_names_every_suite_and_no_other() -> None:
    assert set(_said()) == {suite.__name__.removeprefix("_") for suite in SUITES}


def test_every_folder_of_vectors_has_its_source_and_its_licence() -> None:
    readme = (_VECTORS / "README.md").read_text(encoding="utf-8")
    for folder in (path for path in _VECTORS.iterdir() if path.is_dir()):
        assert f"`{folder.name}/`" in readme
        assert any(path.name.startswith("LICENSE") for path in folder.rglob("*")), folder
