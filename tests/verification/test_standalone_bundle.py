"""verify.py on an L2: the whole log in one file is judged as its directory, and refused by name before that."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import verify
from tests.verification.deep_files import archive_of, bundle_of, deflate
from tests.verification.deep_world import FORCE, HOST, RAMP, Deep
from tests.verification.log_builder import World, save
from tests.verification.log_spec import fingerprint

KEYS = f"{fingerprint(f'{FORCE}/represent')},{fingerprint(f'{HOST}/represent')}"


def deep() -> dict[str, bytes]:
    world = Deep()
    world.opening([0, 1], [0], 100)
    world.depart("M-1", [2], feed=RAMP)
    world.count("M-1", 1)
    world.publish()
    return world.files()


FILES = deep()
ARCHIVE, BUNDLE = archive_of(FILES), bundle_of(archive_of(FILES))
LOGS = {"format 1": World().files(), "format 2": FILES}


def verdict_of(data: bytes, folder: Path, keys: str | None = None) -> standalone.Verdict:
    path = folder / "log.repli-log"
    path.write_bytes(data)
    return verify(path, keys)


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("keys", [None, KEYS])
def test_a_bundle_has_the_verdict_of_its_directory(name: str, keys: str | None, tmp_path: Path) -> None:
    log = save(LOGS[name], tmp_path / "log")
    assert verdict_of(bundle_of(archive_of(LOGS[name])), tmp_path, keys) == verify(log, keys)
    assert verify(log, keys).exit == (0 if keys else 3)


def record(name: str, data: bytes) -> bytes:
    return f"{name} {len(data)}\n".encode() + data + b"\n"


SIDECAR = f"sidecar/{'f' * 64}"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a hash cut short": (lambda: BUNDLE[:40], "bundle-header"),
    "a hash in capitals": (lambda: BUNDLE[:15] + BUNDLE[15:79].upper() + BUNDLE[79:], "bundle-header"),
    "windows line end": (lambda: BUNDLE.replace(b"\n", b"\r\n", 1), "bundle-header"),
    "another hash": (lambda: b"repli-bundle/1 " + b"0" * 64 + b"\n" + BUNDLE[80:], "bundle-digest"),
    "a byte more": (lambda: BUNDLE + b"\0", "bundle-digest"),
    "a byte less": (lambda: BUNDLE[:-1], "bundle-digest"),
    "a stream that goes on": (lambda: bundle_of(b"", BUNDLE[80:] + b"\0"), "bundle-stream"),
    "a stream cut short": (lambda: bundle_of(b"", BUNDLE[80:-9]), "bundle-stream"),
    "no stream": (lambda: bundle_of(b"", b""), "bundle-stream"),
    "a stream that does not inflate": (lambda: bundle_of(b"", b"\xff" * 50), "bundle-stream"),
    "with a header of zlib": (lambda: bundle_of(b"", b"\x78\x9c" + BUNDLE[80:]), "bundle-stream"),
    "the archive cut short": (lambda: bundle_of(ARCHIVE[:-1]), "bundle-archive"),
    "a record without its newline": (lambda: bundle_of(ARCHIVE[:-1] + b"x"), "bundle-archive"),
    "a size with a zero before it": (
        lambda: bundle_of(ARCHIVE.replace(b"checkpoint ", b"checkpoint 0", 1)),
        "bundle-archive",
    ),
    "a size beyond the end": (lambda: bundle_of(b"checkpoint 9999999999999999\nx\n"), "bundle-archive"),
    "no size": (lambda: bundle_of(b"checkpoint\nx\n"), "bundle-archive"),
    "a path out of the folder": (lambda: bundle_of(record("../checkpoint", b"x")), "bundle-archive"),
    "a path from the root": (lambda: bundle_of(record("/etc/passwd", b"x")), "bundle-archive"),
    "a tile": (lambda: bundle_of(record(f"feeds/{FORCE}/tile/0/000", b"x")), "bundle-archive"),
    "a path twice": (lambda: bundle_of(record("checkpoint", b"x") * 2), "bundle-archive"),
    "paths out of order": (lambda: bundle_of(ARCHIVE + record("checkpoint", b"x")), "bundle-archive"),
    "a path of another script": (lambda: bundle_of(record("checkpöint", b"x")), "bundle-archive"),
    "a path without end": (lambda: bundle_of(b"x" * 100_000), "bundle-archive"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_bundle_is_refused_by_name(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    verdict = verdict_of(make(), tmp_path)
    assert (verdict.exit, verdict.place, verdict.reason) == (1, "the bundle", reason), verdict.detail
    assert verdict.detail


JUDGED: dict[str, tuple[Callable[[dict[str, bytes]], object], str, str]] = {
    "a sidecar nobody names": (lambda f: f.update({SIDECAR: b""}), SIDECAR, "no event"),
    "a sidecar missing": (lambda f: f.pop(max(f)), "", "is missing"),
    "no joint checkpoint": (lambda f: f.pop("checkpoint"), "checkpoint", "missing"),
    "no entries": (lambda f: [f.pop(name) for name in list(f) if "entries" in name], "feeds", "genesis"),
    "nothing at all": (lambda f: f.clear(), "the folder", "an empty folder"),
    "the last line dropped": (
        lambda f: f.update({LINES: b"".join(f[LINES].splitlines(keepends=True)[:-1])}),
        f"feeds/{FORCE}/checkpoint line 2",
        "covers 5 entries, the folder holds 4",
    ),
    "a feed of nobody": (
        lambda f: f.update({"feeds/demo-zzz/checkpoint": b""}),
        f"feed {FORCE} line 1",
        "one has no line, or no key",
    ),
}
LINES = f"feeds/{FORCE}/entries/000.jsonl"


@pytest.mark.parametrize("name", JUDGED)
def test_what_is_wrong_inside_has_the_place_of_the_directory(name: str, tmp_path: Path) -> None:
    change, place, reason = JUDGED[name]
    files = dict(FILES)
    change(files)
    verdict = verdict_of(bundle_of(archive_of(files)), tmp_path)
    assert (verdict.verdict, verdict.detail) == ("no", "")
    assert reason in verdict.reason
    assert not place or verdict.place == place


def test_a_stream_without_end_is_not_unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standalone, "BUNDLE_BYTES", 1_000_000)
    bomb = bundle_of(b"0" * 1_000_001)
    assert len(bomb) < 2000
    verdict = verdict_of(bomb, tmp_path)
    assert (verdict.reason, verdict.detail) == ("bundle-stream", "more than 1000000 bytes")
    large = bundle_of(b"", b"\0" * 1_000_000)
    assert verdict_of(large, tmp_path).detail == "more than the 1000000 bytes allowed"


def test_more_files_than_a_log_can_need_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    archive = b"".join(b"sidecar/%064x 0\n\n" % n for n in range(65_537))
    assert verdict_of(bundle_of(archive), tmp_path).detail == "more than 65536 files"
    last = archive.rindex(b"sidecar/")
    assert verdict_of(bundle_of(archive[:last]), tmp_path).place == "feeds"


@settings(max_examples=60)
@given(cut=st.integers(0, len(ARCHIVE)), junk=st.binary(max_size=200), rest=st.integers(0, len(ARCHIVE)))
def test_any_archive_is_refused_without_a_foreign_exception(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes, rest: int
) -> None:
    data = ARCHIVE[:cut] + junk + ARCHIVE[rest:]
    verdict = verdict_of(bundle_of(data), tmp_path_factory.mktemp("bundle"))
    assert verdict.exit == (3 if data == ARCHIVE else 1)


@given(st.dictionaries(st.from_regex(standalone.BUNDLED_FILE, fullmatch=True), st.binary(max_size=80), max_size=6))
def test_any_files_come_out_of_an_archive_as_they_went_in(files: dict[str, bytes]) -> None:
    archive = archive_of(files)
    assert standalone.inflate(deflate(archive), len(archive)) == archive
    assert {name: bytes(data) for name, data in standalone.read_archive(archive).items()} == files


def test_no_single_bit_of_a_bundle_may_change(tmp_path: Path) -> None:
    for spot in range(0, len(BUNDLE), 5):
        changed = BUNDLE[:spot] + bytes([BUNDLE[spot] ^ 1 << spot % 8]) + BUNDLE[spot + 1 :]
        verdict = verdict_of(changed, tmp_path)
        assert verdict.exit == 1, spot
        assert verdict.reason in {"unknown-file", "bundle-header", "bundle-digest"}


def test_a_stream_is_read_whatever_compressor_wrote_it(tmp_path: Path) -> None:
    stored = b"".join(
        bytes([n + 65_535 >= len(ARCHIVE)])
        + len(ARCHIVE[n : n + 65_535]).to_bytes(2, "little")
        + (len(ARCHIVE[n : n + 65_535]) ^ 0xFFFF).to_bytes(2, "little")
        + ARCHIVE[n : n + 65_535]
        for n in range(0, len(ARCHIVE), 65_535)
    )
    assert hashlib.sha256(stored).hexdigest() != hashlib.sha256(deflate(ARCHIVE)).hexdigest()
    assert verdict_of(bundle_of(ARCHIVE, stored), tmp_path).exit == 3
