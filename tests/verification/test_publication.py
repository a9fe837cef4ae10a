"""L1: one publication is believed with its two keys, small, and refused by name after any change of a single bit."""

from pathlib import Path

import pytest

from repli.commission import publication_proof
from repli.errors import UsageError
from repli.ledger.base64text import decode64, encode64
from repli.ledger.tlogproof import TlogProof, parse_tlog_proof
from repli.verification.publication import DICTIONARY, verify_publication
from repli.verification.trust import TrustedKeys, parse_trust
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST, officers, tiny_log
from tests.second import second_log

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "log-format.md"


@pytest.fixture(scope="module", params=["repli/1", "repli/2"])
def proof(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, TrustedKeys]:
    root = tmp_path_factory.mktemp("log") / "log"
    keys = tiny_log(root).keys_text if request.param == "repli/1" else second_log(root)
    path = root.parent / "keys.txt"
    path.write_text(keys)
    return publication_proof(root), parse_trust(str(path))


def test_it_says_what_was_published_and_what_it_does_not_prove(proof: tuple[bytes, TrustedKeys]) -> None:
    data, keys = proof
    verdict = verify_publication(data, keys)
    assert (verdict.answer, verdict.published) == ("yes", 1)
    assert "not the whole log" in str(verdict.sentence)
    assert verify_publication(data).answer == "consistent"
    assert len(data) <= 1536


def test_every_single_bit_flip_is_refused(proof: tuple[bytes, TrustedKeys]) -> None:
    data, keys = proof
    bits = range(8) if len(data) < 1300 else (0, 5)  # all of them for one; the form of the other is the same
    for index in range(len(data)):
        for bit in bits:
            changed = bytearray(data)
            changed[index] ^= 1 << bit
            assert verify_publication(bytes(changed), keys).answer == "no", (index, bit)


def test_it_is_cut_or_goes_on_and_is_refused(proof: tuple[bytes, TrustedKeys]) -> None:
    data, keys = proof
    for changed in (data[:-1], data + b"\n", data[: len(data) // 2], data + b"x" * 4096, data.replace(b"\n", b"\r\n")):
        assert verify_publication(changed, keys).answer == "no"


def changed(data: bytes, **changes: object) -> bytes:
    proof = parse_tlog_proof(data)
    values = {"extra": proof.extra, "index": proof.index, "path": proof.path, "checkpoint": proof.checkpoint}
    return TlogProof(**(values | changes)).data  # type: ignore[arg-type]  # as many types as the fields


def test_each_part_is_refused_by_its_name(proof: tuple[bytes, TrustedKeys]) -> None:
    data, _ = proof
    parsed = parse_tlog_proof(data)
    extra = parsed.extra
    swapped = extra[96:192] + extra[:96] + extra[192:]
    wrong_signature = extra[:40] + bytes([extra[40] ^ 1]) + extra[41:]
    found = {
        "proof-form": data.replace(b"index ", b"index 0", 1),
        "proof-extra": changed(data, extra=swapped),
        "proof-signature": changed(data, extra=wrong_signature),
        "proof-head": changed(data, index=10**6),
        "proof-inclusion": changed(data, index=parsed.index - 1),
        "proof-checkpoint": changed(data, checkpoint=parsed.checkpoint.rstrip(b"\n").rpartition(b"\n")[0] + b"\n"),
    }
    for reason, wrong in found.items():
        verdict = verify_publication(wrong)
        assert (verdict.answer, verdict.place, verdict.named) == ("no", "the proof", reason)


def test_keys_of_others_do_not_make_it_believed(proof: tuple[bytes, TrustedKeys]) -> None:
    others = TrustedKeys(fingerprints=("ab" * 32,))
    verdict = verify_publication(proof[0], others)
    assert (verdict.answer, verdict.place) == ("no", "--keys")


def test_a_checkpoint_of_one_party_alone_is_refused(tmp_path: Path) -> None:
    tiny_log(tmp_path / "log")
    data = publication_proof(tmp_path / "log")
    own = (tmp_path / "log" / "feeds" / FORCE / "checkpoint").read_bytes()
    assert verify_publication(changed(data, checkpoint=own)).named == "proof-checkpoint"


def test_a_count_is_no_publication(tmp_path: Path) -> None:
    tiny_log(tmp_path / "log")
    forge = Forge(tmp_path / "log")
    forge.entry(FORCE, 10).frame["kind"] = "publish"
    forge.entry(FORCE, 10).body["figures"].pop()
    forge.write(pin={"figures"})
    assert verify_publication(publication_proof(tmp_path / "log")).named == "proof-payload"


def test_a_log_without_a_publication_has_none(tmp_path: Path) -> None:
    tiny_log(tmp_path / "log")
    forge = Forge(tmp_path / "log")
    forge.feeds[FORCE].pop()
    forge.write()
    with pytest.raises(UsageError, match="covers no publication"):
        publication_proof(tmp_path / "log")


def test_the_dictionary_is_the_one_of_the_page() -> None:
    assert DICTIONARY.decode() in PAGE.read_text("utf-8").splitlines()


def test_the_keys_inside_are_those_of_the_representatives(proof: tuple[bytes, TrustedKeys]) -> None:
    extra = parse_tlog_proof(proof[0]).extra
    publics = {officers(party)["represent"].public for party in (FORCE, HOST)}
    assert {extra[:32], extra[96:128]} == publics
    assert decode64(encode64(extra)) == extra
