"""Whatever a reader holds: a directory, a packed log, a publication; and files that are none of them."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repli.commission import bundle, publication_proof
from repli.errors import UsageError
from repli.ledger.bundle import BUNDLE
from repli.ledger.flate import pack
from repli.ledger.tlogproof import TLOG_PROOF
from repli.verification.files import verify_path
from repli.verification.trust import TrustedKeys, parse_trust
from tests.cast import tiny_log
from tests.second import second_log


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("files")
    (root / "keys.txt").write_text(tiny_log(root / "log").keys_text)
    (root / "a.repli-log").write_bytes(bundle(root / "log"))
    (root / "a.tlog-proof").write_bytes(publication_proof(root / "log"))
    return root


@pytest.fixture(scope="module")
def keys(here: Path) -> TrustedKeys:
    return parse_trust(str(here / "keys.txt"))


def test_the_packed_log_has_the_verdict_of_its_directory(here: Path, keys: TrustedKeys) -> None:
    whole, packed = verify_path(here / "log", keys), verify_path(here / "a.repli-log", keys)
    assert packed == whole
    assert packed.answer == "yes"


def test_a_packed_log_of_format_2_has_the_verdict_of_its_directory(tmp_path: Path) -> None:
    second_log(tmp_path / "log")
    (tmp_path / "b").write_bytes(bundle(tmp_path / "log"))
    assert verify_path(tmp_path / "b") == verify_path(tmp_path / "log")


def test_a_publication_is_known_by_its_first_line(here: Path, keys: TrustedKeys) -> None:
    assert verify_path(here / "a.tlog-proof", keys).published == 1


@pytest.mark.parametrize("data", [b"", b"c2sp.org/tlog-proof@v2\n", b"PK\x03\x04", b"repli-bundle/2 x"])
def test_any_other_file_is_refused_by_name(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    verdict = verify_path(tmp_path / "file")
    assert (verdict.answer, verdict.place, verdict.named) == ("no", "the file", "unknown-file")


def test_a_path_where_nothing_is_was_used_wrongly(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        verify_path(tmp_path / "nothing")


def archive_of(*records: bytes) -> bytes:
    stream = pack(b"".join(records))
    return BUNDLE + hashlib.sha256(stream).hexdigest().encode() + b"\n" + stream


def test_each_damage_of_the_packing_is_refused_by_its_name(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repli.ledger.bundle.MAX_BUNDLE_BYTES", 10_000_000)
    good = (here / "a.repli-log").read_bytes()
    bomb = pack(bytes(10_000_001))
    cases = [
        ("bundle-header", BUNDLE + b"no hash\n"),
        ("bundle-digest", good + b"x"),
        ("bundle-digest", good[:-1]),
        ("bundle-stream", BUNDLE + hashlib.sha256(b"x").hexdigest().encode() + b"\nx"),
        ("bundle-stream", BUNDLE + hashlib.sha256(bomb).hexdigest().encode() + b"\n" + bomb),
        ("bundle-archive", archive_of(b"../../etc/passwd 1\nx\n")),
        ("bundle-archive", archive_of(b"checkpoint 1\nx\n", b"checkpoint 1\nx\n")),
        ("bundle-archive", archive_of(b"checkpoint 9\nx\n")),
        ("bundle-archive", archive_of(b"feeds/force/tile/0/000 1\nx\n")),
        ("bundle-archive", archive_of(b"checkpoint 01\nx\n")),
        ("bundle-archive", archive_of(*(b"sidecar/%064x 0\n\n" % index for index in range(65_537)))),
    ]
    for reason, data in cases:
        (tmp_path / "file").write_bytes(data)
        verdict = verify_path(tmp_path / "file")
        assert (verdict.answer, verdict.place, verdict.named) == ("no", "the bundle", reason)


@pytest.mark.parametrize("start", [b"", TLOG_PROOF, BUNDLE, b'{"chain":'])
@given(rest=st.binary(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fall(start: bytes, rest: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(start + rest)
    assert verify_path(tmp_path / "file").answer == "no"


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_of_a_good_file_makes_it_fall(here: Path, tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["a.tlog-proof", "a.repli-log"]))
    good = (here / name).read_bytes()
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 40)))
    changed = good[:start] + data.draw(st.binary(max_size=40)) + good[end:]
    (tmp_path / "file").write_bytes(changed)
    assert (verify_path(tmp_path / "file").answer != "no") == (changed == good)


def test_a_sample_of_single_bit_flips_is_refused(here: Path, tmp_path: Path) -> None:
    good = (here / "a.repli-log").read_bytes()
    for index in range(0, len(good), 29):
        changed = bytearray(good)
        changed[index] ^= 1 << (index % 8)
        (tmp_path / "file").write_bytes(changed)
        assert verify_path(tmp_path / "file").answer == "no", index
