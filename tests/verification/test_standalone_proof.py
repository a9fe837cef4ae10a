"""verify.py on an L1: one publication, proven by the two keys of the parties alone."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import verify
from tests.verification.deep_files import (
    DICTIONARY,
    consistency,
    deflate,
    extra_of,
    inclusion,
    proof_of,
    publication_of,
)
from tests.verification.deep_world import FORCE, HOST, Deep
from tests.verification.log_builder import World
from tests.verification.log_spec import (
    b64,
    cosignature,
    fingerprint,
    note_signature,
    public_key,
    sha,
    tree,
    verifier_key,
)

REP, REP_HOST = f"{FORCE}/represent", f"{HOST}/represent"
KEYS = f"{fingerprint(REP)},{fingerprint(REP_HOST)}"


def deep() -> tuple[list[bytes], dict[str, bytes]]:
    world = Deep()
    world.opening([0, 1], [0], 100)
    world.depart("M-1", [2], by=[FORCE, HOST])
    world.depart("M-2", [3])
    world.publish()
    world.count("M-2", 1, feed=FORCE)
    return world.lines[FORCE], world.files()


def shallow() -> tuple[list[bytes], dict[str, bytes]]:
    world = World()
    return world.lines[FORCE], world.files()


LINES, FILES = deep()
PROOF = publication_of(LINES, FILES)
LOGS = {"format 1": shallow(), "format 2": (LINES, FILES)}


def verdict_of(data: bytes, folder: Path, keys: str | None = None) -> standalone.Verdict:
    path = folder / "publication.tlog-proof"
    path.write_bytes(data)
    return verify(path, keys)


@pytest.mark.parametrize("name", LOGS)
def test_both_keys_of_the_parties_prove_what_was_published(name: str, tmp_path: Path) -> None:
    data = publication_of(*LOGS[name])
    assert len(data) <= 1536
    verdict = verdict_of(data, tmp_path, KEYS)
    assert (verdict.verdict, verdict.exit, verdict.about) == ("yes", 0, "publication"), verdict.detail
    assert verdict.published == 1
    assert verdict.figures["people_departed"]["value"] == (4 if name == "format 1" else 3)
    assert verdict_of(data, tmp_path).exit == 3
    said = standalone.report(verdict, "en")
    assert said[0].startswith("YES: both parties published these figures")
    assert any("of 10 departed" in line for line in said)
    assert "Not proven here: that nothing was published since" in said[-1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_grade_that_no_log_gives_is_told_all_the_same(language: str, tmp_path: Path) -> None:
    world = Deep()
    world.publish(figures=lambda figures: figures[3].update(grade="disputed"))
    verdict = verdict_of(publication_of(world.lines[FORCE], world.files()), tmp_path)
    assert verdict.verdict == "consistent", verdict.detail
    assert any("disputed" in line for line in standalone.report(verdict, language))


def test_the_dictionary_is_that_of_the_page() -> None:
    assert standalone.DICTIONARY == DICTIONARY
    assert sha(DICTIONARY).hex() == "454c8185c9ed3bf5ac1aaf86da5c64cd66a1d597feeebf6161a72f74e852fcce"


@pytest.mark.parametrize("keys", [fingerprint(REP), f"{fingerprint(REP)},{'0' * 64}"])
def test_a_key_that_was_not_given_says_no(keys: str, tmp_path: Path) -> None:
    verdict = verdict_of(PROOF, tmp_path, keys)
    assert (verdict.verdict, verdict.place) == ("no", "--keys")


def test_more_keys_than_the_two_are_no_fault_but_their_names_count(tmp_path: Path) -> None:
    assert verdict_of(PROOF, tmp_path, f"{KEYS},{'0' * 64}").verdict == "yes"
    rows = {"right": [REP, REP_HOST], "exchanged": [REP_HOST, REP]}
    for name, (first, second) in rows.items():
        text = verifier_key(REP, public_key(first)) + "\n" + verifier_key(REP_HOST, public_key(second)) + "\n"
        (tmp_path / name).write_text(text)
    assert verdict_of(PROOF, tmp_path, str(tmp_path / "right")).verdict == "yes"
    assert verdict_of(PROOF, tmp_path, str(tmp_path / "exchanged")).place == "--keys"


# Refusals -----------------------------------------------------------------------------------------------------------

NUMBER = next(n for n, line in enumerate(LINES) if b"publish" in base64.b64decode(json.loads(line)["payload"]))
LEAVES = [sha(b"\x00" + line) for line in LINES]
PATH, EXTRA, CHECKPOINT = inclusion(NUMBER, LEAVES), extra_of(LINES[NUMBER]), FILES["checkpoint"]


def parts(**changes: object) -> Callable[[], bytes]:
    whole = {"extra": EXTRA, "index": NUMBER, "path": PATH, "checkpoint": CHECKPOINT} | changes
    return lambda: proof_of(**whole)  # type: ignore[arg-type] # as proof_of


def with_stream(stream: bytes) -> bytes:
    return EXTRA[:192] + sha(stream)[:8] + stream


def with_payload(change: Callable[[dict[str, object]], object]) -> bytes:
    payload = json.loads(base64.b64decode(json.loads(LINES[NUMBER])["payload"]))
    change(payload)
    return with_stream(deflate(standalone.canonical(payload), DICTIONARY))


def text(change: Callable[[list[str]], object], *, resign: bool = True) -> bytes:
    """Return the checkpoint with another text, signed by both parties again."""
    lines = CHECKPOINT.decode().split("\n\n")[0].split("\n")
    change(lines)
    said = "".join(line + "\n" for line in lines).encode()
    signatures = [note_signature(FORCE, said), cosignature(HOST, said)]
    old = CHECKPOINT.split(b"\n\n")[1]
    return said + b"\n" + ("\n".join(signatures) + "\n").encode() if resign else said + b"\n" + old


def signed(*signatures: str) -> bytes:
    return CHECKPOINT.split(b"\n\n")[0] + b"\n\n" + "".join(one + "\n" for one in signatures).encode()


TEXT = CHECKPOINT.split(b"\n\n")[0] + b"\n"
OWNER, COSIGNER = CHECKPOINT.decode().splitlines()[-2:]
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "too long": (parts(path=PATH * 30), "proof-form"),
    "cut short": (lambda: PROOF[:-1], "proof-form"),
    "no index": (lambda: PROOF.replace(b"index ", b"place "), "proof-form"),
    "an index with a zero before it": (lambda: PROOF.replace(b"index ", b"index 0"), "proof-form"),
    "no extra": (lambda: PROOF.replace(b"extra ", b"extras "), "proof-form"),
    "extra that does not re-encode": (lambda: re.sub(rb"(extra [^\n]*)", rb"\1A", PROOF), "proof-form"),
    "a hash of 31 bytes": (parts(path=[*PATH[:-1], PATH[-1][:31]]), "proof-form"),
    "windows line ends": (lambda: PROOF.replace(b"\n", b"\r\n").replace(b"v1\r", b"v1"), "proof-form"),
    "no extra bytes": (parts(extra=b""), "proof-extra"),
    "extra cut short": (parts(extra=EXTRA[:200]), "proof-extra"),
    "keys in the other order": (parts(extra=EXTRA[96:192] + EXTRA[:96] + EXTRA[192:]), "proof-extra"),
    "one key twice": (parts(extra=EXTRA[:96] * 2 + EXTRA[192:]), "proof-extra"),
    "a check that is not that of the stream": (parts(extra=EXTRA[:192] + bytes(8) + EXTRA[200:]), "proof-extra"),
    "a stream that goes on": (parts(extra=with_stream(EXTRA[200:] + b"\0")), "proof-extra"),
    "a stream cut short": (parts(extra=with_stream(EXTRA[200:-3])), "proof-extra"),
    "a stream of too much": (parts(extra=with_stream(deflate(b"0" * 16_385, DICTIONARY))), "proof-extra"),
    "no event": (parts(extra=with_stream(deflate(b"{}", DICTIONARY))), "proof-payload"),
    "another kind": (parts(extra=extra_of(LINES[3])), "proof-payload"),
    "figures left out": (
        parts(extra=with_payload(lambda payload: payload["body"]["figures"].pop())),  # type: ignore[index] # JSON
        "proof-payload",
    ),
    "figures of the other format": (
        parts(extra=with_payload(lambda payload: payload.update(v=1))),
        "proof-payload",
    ),
    "another figure": (
        parts(extra=with_payload(lambda payload: payload["body"]["figures"][3].update(value=9))),  # type: ignore[index] # JSON
        "proof-signature",
    ),
    "a key of small order": (parts(extra=bytes(32) + EXTRA[32:]), ""),
    "a signature changed": (parts(extra=EXTRA[:40] + bytes([EXTRA[40] ^ 1]) + EXTRA[41:]), "proof-signature"),
    "no checkpoint": (parts(checkpoint=b"x\n"), "proof-head"),
    "not UTF-8": (parts(checkpoint=b"\xff" + CHECKPOINT), "proof-head"),
    "a head of another feed": (
        parts(
            checkpoint=text(
                lambda t: t.__setitem__(
                    slice(0, 6),
                    [
                        t[0].replace(FORCE, "demo-other"),
                        *t[1:5],
                    ],
                )
            )
        ),
        "proof-head",
    ),
    "a root that is none": (parts(checkpoint=text(lambda t: t.__setitem__(2, "AAAA"))), "proof-head"),
    "a state that is none": (parts(checkpoint=text(lambda t: t.__setitem__(4, "state x"))), "proof-head"),
    "an index beyond the head": (parts(index=len(LINES)), "proof-head"),
    "another index": (parts(index=NUMBER - 1), "proof-inclusion"),
    "a hash left out": (parts(path=PATH[:-1]), "proof-inclusion"),
    "a hash more": (parts(path=[*PATH, PATH[0]]), "proof-inclusion"),
    "another root": (parts(checkpoint=text(lambda t: t.__setitem__(2, b64(bytes(32))))), "proof-inclusion"),
    "no cosignature": (parts(checkpoint=signed(OWNER)), "proof-checkpoint"),
    "three signatures": (parts(checkpoint=signed(OWNER, COSIGNER, COSIGNER)), "proof-checkpoint"),
    "the cosigner first": (parts(checkpoint=signed(COSIGNER, OWNER)), "proof-checkpoint"),
    "the owner twice": (parts(checkpoint=signed(OWNER, cosignature(FORCE, TEXT))), "proof-checkpoint"),
    "both keys under the name of the owner": (
        parts(checkpoint=signed(OWNER, cosignature(FORCE, TEXT, key=REP_HOST))),
        "proof-checkpoint",
    ),
    "a cosignature over another text": (
        parts(checkpoint=signed(OWNER, cosignature(HOST, TEXT + b"x"))),
        "proof-checkpoint",
    ),
    "a cosignature by a key that is not in extra": (
        parts(checkpoint=signed(OWNER, cosignature(HOST, TEXT, key=f"{HOST}/count"))),
        "proof-checkpoint",
    ),
    "one key in both roles": (
        parts(checkpoint=signed(OWNER, cosignature(HOST, TEXT, key=REP))),
        "proof-checkpoint",
    ),
    "another time in the text": (
        parts(checkpoint=text(lambda t: t.__setitem__(3, "at 2030-01-01T00:00:00Z"), resign=False)),
        "proof-checkpoint",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_prove_a_publication_is_refused_by_name(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    verdict = verdict_of(make(), tmp_path)
    assert (verdict.verdict, verdict.exit, verdict.place) == ("no", 1, "the proof"), verdict
    assert not reason or verdict.reason == reason, verdict.detail
    assert verdict.reason.startswith("proof-")
    assert verdict.detail


@pytest.mark.parametrize(("root", "exit_code"), [(sha(b""), 3), (bytes(32), 1)])
def test_the_head_of_an_empty_feed_is_the_hash_of_nothing(root: bytes, exit_code: int, tmp_path: Path) -> None:
    lines, files = LOGS["format 1"]
    said = files["checkpoint"].split(b"\n\n")[0].decode().rpartition("\n")[0] + f"\nseen {HOST} 0 {b64(root)}\n"
    signatures = [note_signature(FORCE, said.encode()), cosignature(HOST, said.encode())]
    checkpoint = (said + "\n" + "".join(one + "\n" for one in signatures)).encode()
    verdict = verdict_of(publication_of(lines, files | {"checkpoint": checkpoint}), tmp_path)
    assert (verdict.exit, verdict.reason) == (exit_code, "proof-head" if exit_code == 1 else "")


@pytest.mark.parametrize(
    "start", [b"", b"x", b"c2sp.org/tlog-proof@v2\n", b"[]", b'{"content":', b"repli-bundle/2 ", b"\x1f\x8b"]
)
def test_a_file_that_is_none_of_these_is_refused_as_unknown(start: bytes, tmp_path: Path) -> None:
    verdict = verdict_of(start, tmp_path)
    assert (verdict.exit, verdict.place, verdict.reason) == (1, "the file", "unknown-file")


def test_no_single_bit_of_a_publication_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[tuple[bytes, ...], bool] = {}
    real = standalone.signature_holds

    def remembered(*three: bytes) -> bool:
        return seen[three] if three in seen else seen.setdefault(three, real(*three))

    monkeypatch.setattr(standalone, "signature_holds", remembered)
    for spot in range(0, len(PROOF), 7):
        changed = PROOF[:spot] + bytes([PROOF[spot] ^ 1 << spot % 8]) + PROOF[spot + 1 :]
        verdict = verdict_of(changed, tmp_path)
        assert verdict.exit == 1, spot
        assert "cannot be checked (KeyError)" not in verdict.detail


@settings(max_examples=80)
@given(cut=st.integers(0, len(PROOF)), junk=st.binary(max_size=200), rest=st.integers(0, len(PROOF)))
def test_any_bytes_are_refused_without_a_foreign_exception(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes, rest: int
) -> None:
    data = PROOF[:cut] + junk + PROOF[rest:]
    verdict = verdict_of(data, tmp_path_factory.mktemp("proof"))
    assert verdict.exit == (3 if data == PROOF else 1)


@settings(max_examples=60)
@given(st.integers(1, 70), st.data())
def test_paths_of_the_recursive_definition_lead_to_the_tree_head(size: int, data: st.DataObject) -> None:
    leaves = [sha(bytes([n])) for n in range(size)]
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert standalone.climb(index, size - 1, leaves[index], inclusion(index, leaves))[1] == tree(leaves)
    for wrong in (inclusion(index, leaves)[:-1] if size > 1 else [leaves[0]], [*inclusion(index, leaves), leaves[0]]):
        with pytest.raises(standalone.RefusedError, match="a path with a hash"):
            standalone.climb(index, size - 1, leaves[index], wrong)
    roots = (tree(leaves[:old]), tree(leaves))
    path = consistency(old, leaves)
    assert standalone.is_extension((old, size), roots, path)
    assert not standalone.is_extension((old, size), (sha(b"x"), roots[1]), path)
    assert not standalone.is_extension((old, size), (roots[0], sha(b"x")), path)
