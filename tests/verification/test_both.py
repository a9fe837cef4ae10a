"""Two verifiers that share no code, the package and verify.py, give one verdict on whole logs of formats 2 and 3.

The stories are those of verify.py's own tests, and any that chance tells.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from repli.model import LogVerdict
from repli.verification import parse_trust, standalone, verify_log, verify_path
from tests.verification import (
    test_standalone_bundle,
    test_standalone_contradiction,
    test_standalone_grades,
    test_standalone_heads,
    test_standalone_joint,
    test_standalone_keys,
    test_standalone_late,
    test_standalone_order,
    test_standalone_proof,
    test_standalone_seals,
    test_standalone_void,
)
from tests.verification.deep_files import archive_of, bundle_of, publication_of
from tests.verification.deep_world import FORCE, HOST, RAMP, TABLET, Deep, Story, device_lines, told
from tests.verification.late_world import Late
from tests.verification.log_builder import save
from tests.verification.log_spec import fingerprint
from tests.verification.wild import STORY, Body, told_wildly

Make = Callable[[], dict[str, bytes]]


def written(story: Story, *, opened: bool = False) -> dict[str, bytes]:
    world = Deep()
    if opened:
        world.opening([0, 1], [0], 100)
    story(world)
    return world.files()


def with_head(path: str, change: Callable[[list[str]], object]) -> dict[str, bytes]:
    world = Deep()
    device_lines(world)
    world.count("M-1", 1)
    world.heads[path] = change
    return world.files()


def with_files(change: Callable[[dict[str, bytes]], object]) -> dict[str, bytes]:
    files = with_head("", lambda _lines: None)
    change(files)
    return files


def sealed(story: Story) -> dict[str, bytes]:
    world = test_standalone_seals.begun(minutes=0)
    story(world)
    world.publish()
    return world.files()


def forbidden(story: Story) -> dict[str, bytes]:
    world = Late()
    cuts = {**dict.fromkeys((FORCE, HOST, RAMP, TABLET), 0), FORCE: 3}
    story(world)
    world.cuts = dict.fromkeys(("checkpoint", f"feeds/{FORCE}/checkpoint", f"feeds/{HOST}/checkpoint"), cuts)
    return world.files()


def listed(data: bytes, *, by_both: bool) -> dict[str, bytes]:
    world = test_standalone_late.begun(Late())
    change = {"people": 1, "items": 0, "slots": world.sidecar(data)}
    world.depart("M-3", [5], feed=TABLET, change=change)
    world.minutes([], feed=FORCE)
    if by_both:
        world.depart("M-5", [7], by=[FORCE, HOST], change=change)
    return world.files()


def unlisted(names: tuple[str, ...], minutes: int) -> dict[str, bytes]:
    world = test_standalone_late.begun(Late(minutes=minutes))
    gone = {world.lists[name] for name in names}
    return {name: data for name, data in world.files().items() if name not in gone}


def of_format_3() -> Iterator[tuple[str, Make]]:
    for name, row in test_standalone_seals.VOID.items():
        yield f"seals: {name}", lambda row=row: sealed(row[0])
    for name, row in test_standalone_seals.REFUSED.items():
        yield f"third: {name}", lambda row=row: forbidden(row[0])
    for name, row in test_standalone_late.WRONG.items():
        yield f"list of one: {name}", lambda row=row: listed(row[0], by_both=False)
        yield f"list of both: {name}", lambda row=row: listed(row[0], by_both=True)
    for number in range(4):
        for names in combinations(("opening", "M-1", "M-2"), number):
            for minutes in (0, 10_380, 10_381, 10_440, 10_500, 144_000):
                told_of = " and ".join(names) or "nothing"
                yield f"gone: {told_of}, {minutes}", lambda names=names, minutes=minutes: unlisted(names, minutes)


def corpus() -> Iterator[tuple[str, Make]]:
    for name, row in test_standalone_void.VOID.items():
        yield f"void: {name}", lambda row=row: told(row[0]).files()
    for name, row in test_standalone_grades.GRADES.items():
        yield f"grades: {name}", lambda row=row: told(row[0]).files()
    for name, row in test_standalone_joint.REFUSED.items():
        yield f"joint: {name}", lambda row=row: written(row[0], opened=True)
    for name, row in test_standalone_order.SEEN.items():
        yield f"seen: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_order.SIGNED.items():
        yield f"signed: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_keys.REFUSED.items():
        yield f"keys: {name}", lambda row=row: written(row[0])
    for name, row in test_standalone_heads.HEADS.items():
        yield f"heads: {name}", lambda row=row: with_head(row[0], row[1])
    for name, row in test_standalone_heads.FOLDERS.items():
        yield f"folders: {name}", lambda row=row: with_files(row[0])
    yield from of_format_3()


CORPUS = dict(corpus())


def assert_same(files: dict[str, bytes], folder: Path) -> None:
    """Write a log, and assert that both say the same."""
    assert_same_of(save(files, folder / "log"))


def assert_same_of(log: Path, as_of: str | None = None) -> tuple[LogVerdict, standalone.Verdict]:
    """Assert that both say the same, with the same place and the same figures; return both verdicts."""
    ours, theirs = verify_log(log, as_of=as_of), standalone.verify(log, as_of=as_of)
    assert (ours.answer, ours.place) == (theirs.verdict, theirs.place), (str(ours.reason), theirs.reason)
    assert ours.named in {"", theirs.reason}
    if ours.answer == "consistent":
        assert dict(ours.grades) == theirs.grades
        assert ours.void == tuple((one["place"], one["reason"]) for one in theirs.void)
        assert ours.pending == theirs.pending
        assert (ours.disclosed, ours.undisclosed) == (theirs.disclosed, theirs.undisclosed)
        assert ours.list_faults == tuple((one["place"], one["reason"]) for one in theirs.faults)
        assert ours.figures == tuple((name, one["value"], one["grade"]) for name, one in theirs.figures.items())
        assert (ours.published, ours.published_state) == (theirs.published, theirs.published_state)
        assert ours.head == tuple(theirs.head.values())
        assert dict(ours.fingerprints) == theirs.keys
    return ours, theirs


@pytest.mark.parametrize("name", CORPUS)
def test_both_verifiers_say_the_same_of_every_story(name: str, tmp_path: Path) -> None:
    assert_same(CORPUS[name](), tmp_path)


# What the package says in a sentence, the page and verify.py say by a name.
NAMES = {
    "is no file that the log format knows": "unknown-file",
    "is no proof of the log format": "proof-form",
    "beside the tree does not read": "proof-extra",
    "does not carry a publication": "proof-payload",
    "A signature of the publication": "proof-signature",
    "does not cover the publication": "proof-head",
    "does not stand in the tree": "proof-inclusion",
    "not signed by both keys": "proof-checkpoint",
    "not that of a packed log": "bundle-header",
    "bytes that its first line promises": "bundle-digest",
    "does not unpack": "bundle-stream",
    "list of files in the packed log": "bundle-archive",
    "is no proof of a contradiction": "contradiction-form",
    "keys in the proof do not follow": "contradiction-chain",
    "first of the two is not signed": "contradiction-first",
    "second of the two is not signed": "contradiction-second",
    "do not contradict each other": "contradiction-none",
}


def files_corpus() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for name, log in test_standalone_proof.LOGS.items():
        yield f"L1: {name}", lambda log=log: publication_of(*log)
    for name, log in test_standalone_bundle.LOGS.items():
        yield f"L2: {name}", lambda log=log: bundle_of(archive_of(log))
    for module in (test_standalone_proof, test_standalone_bundle, test_standalone_contradiction):
        for name, row in module.REFUSED.items():
            yield f"{module.__name__.rpartition('_')[2]}: {name}", row[0]
    for name, row in test_standalone_bundle.JUDGED.items():
        yield f"inside: {name}", lambda change=row[0]: changed_bundle(change)
    for name, row in test_standalone_contradiction.PROVEN.items():
        yield f"proven: {name}", row[0]
    for start in (b"", b"x", b"[]", b"{}", b'{"content":', b"repli-bundle/2 ", b"c2sp.org/tlog-proof@v2\n"):
        yield f"unknown: {start!r}", lambda start=start: start


def changed_bundle(change: Callable[[dict[str, bytes]], object]) -> bytes:
    files = dict(test_standalone_bundle.FILES)
    change(files)
    return bundle_of(archive_of(files))


FILES = dict(files_corpus())


@pytest.mark.parametrize("name", FILES)
def test_both_verifiers_say_the_same_of_every_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(FILES[name]())
    ours, theirs = verify_path(path), standalone.verify(path)
    assert (ours.answer, ours.place) == (theirs.verdict, theirs.place), (str(ours.reason), theirs)
    short = [name for words, name in NAMES.items() if words in str(ours.reason)]
    assert not theirs.detail or short == [theirs.reason], (str(ours.reason), theirs)
    if theirs.verdict == "consistent":
        assert ours.accused == theirs.accused
        assert ours.figures == tuple((one, row["value"], row["grade"]) for one, row in theirs.figures.items())
        assert (ours.published, ours.published_state) == (theirs.published, theirs.published_state)


def compare(folder: Path, story: list[Body]) -> None:
    assert_same(told_wildly(story).files(), folder)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_story(tmp_path_factory: pytest.TempPathFactory, story: list[Body]) -> None:
    compare(tmp_path_factory.mktemp("log"), story)


@pytest.mark.heavy
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
def test_both_verifiers_say_the_same_of_any_of_many_stories(
    tmp_path_factory: pytest.TempPathFactory, story: list[Body]
) -> None:
    compare(tmp_path_factory.mktemp("log"), story)


@pytest.mark.parametrize(
    "as_of", ["2024-06-02T05:00:00Z", "2024-06-09T07:59:59Z", "2024-06-09T08:00:00Z", "2030-01-01T00:00:00Z"]
)
@pytest.mark.parametrize("name", ["the other party is silent", "a receipt and no delay", "disputed in time"])
def test_both_verifiers_grade_alike_as_of_a_time(name: str, as_of: str, tmp_path: Path) -> None:
    log = save(told(test_standalone_grades.GRADES[name][0]).files(), tmp_path / "log")
    assert dict(verify_path(log, as_of=as_of).grades) == standalone.verify(log, as_of=as_of).grades


def test_both_verifiers_ask_for_the_same_keys(tmp_path: Path) -> None:
    world = Deep()
    test_standalone_keys.rotated(world)
    log = save(world.files(), tmp_path / "log")
    names = (test_standalone_keys.REP, test_standalone_keys.NEW_REP, test_standalone_keys.REP_HOST, "demo-host/count")
    for number in range(1, 5):
        for chosen in combinations(names, number):
            given = ",".join(map(fingerprint, chosen))
            ours, theirs = verify_path(log, parse_trust(given)), standalone.verify(log, given)
            assert (ours.answer, ours.place) == (theirs.verdict, theirs.place), chosen
