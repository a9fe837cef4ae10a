"""verify.py on a contradiction: two histories that one party signed for one feed."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.verification import standalone
from repli.verification.standalone import verify
from tests.verification.deep_files import consistency, contradiction_of, resigned
from tests.verification.deep_world import FORCE, HOST, RAMP, Deep
from tests.verification.log_builder import World
from tests.verification.log_spec import b64, canonical, fingerprint, sha, tree

REP, REP_HOST, NEW = f"{FORCE}/represent", f"{HOST}/represent", f"{FORCE}/count2"
KEYS = f"{fingerprint(REP)},{fingerprint(REP_HOST)}"
Make = Callable[[], bytes]


def story() -> Deep:
    world = Deep()
    world.change_keys([NEW], [f"{FORCE}/count"])
    world.add(FORCE, "count", {"items": 0, "movement": "M", "people": 1}, [NEW])
    world.count("M", 2)
    world.count("M", 3, feed=RAMP)
    world.count("M", 3)
    return world


WORLD = story()
GENESIS, CHANGE = WORLD.lines[FORCE][0], WORLD.lines[FORCE][3]
CHAIN = [GENESIS, CHANGE]


def payload_of(line: bytes) -> dict[str, object]:
    return dict(json.loads(base64.b64decode(json.loads(line)["payload"])))


def lines(feed: str, number: int, key: str, *, chain: list[bytes] | None = None, **change: object) -> bytes:
    """The line of a feed, and another that its owner signed for the same place."""
    said = WORLD.lines[feed][number - 1]
    other = resigned(said, {"at": "2024-08-01T00:00:00Z", **change}, key)
    return contradiction_of(CHAIN if chain is None else chain, feed, *sorted([said, other]))


def heads_of(old: int, new: int, *, world: Deep = WORLD, rewritten: int = 1) -> tuple[bytes, bytes, dict[str, object]]:
    """A head of ``old`` lines, one of ``new`` in another history, and what proves that they do not agree."""
    path = f"feeds/{FORCE}/checkpoint"
    leaves = world.leaves(FORCE)
    other = [sha(b"\x00other") if n == rewritten else leaf for n, leaf in enumerate(leaves)][:new]

    def head(size: int, root: bytes) -> bytes:
        world.cuts[path] = {FORCE: size, HOST: 0, RAMP: 0}
        world.heads[path] = lambda text: text.__setitem__(2, b64(root))
        return world.head(path, FORCE)

    first, second = head(old, tree(leaves[:old])), head(new, tree(other))
    world.cuts, world.heads = {}, {}
    proof = {"path": [b64(one) for one in consistency(old, other)], "root": b64(tree(other[:old]))}
    return first, second, proof


def heads(old: int, new: int, *, swap: bool = False, rewritten: int = 1, **changes: object) -> bytes:
    first, second, proof = heads_of(old, new, rewritten=rewritten)
    first, second = (second, first) if swap else (first, second)
    return contradiction_of([GENESIS], FORCE, first, second, **(proof | changes))


def verdict_of(data: bytes, folder: Path, keys: str | None = None) -> standalone.Verdict:
    path = folder / "two.repli-proof"
    path.write_bytes(data)
    return verify(path, keys)


PROVEN: dict[str, tuple[Make, str]] = {
    "two lines of a party": (lambda: lines(HOST, 1, f"{HOST}/count"), HOST),
    "two lines of a party, by a key added later": (lambda: lines(FORCE, 5, NEW), FORCE),
    "two lines of a party, by a key revoked since": (lambda: lines(FORCE, 5, f"{FORCE}/count"), FORCE),
    "two lines of a device": (lambda: lines(RAMP, 1, f"{RAMP}/count"), HOST),
    "two heads of one size": (lambda: heads(3, 3), FORCE),
    "two heads of two sizes": (lambda: heads(3, 5), FORCE),
    "two heads, the smaller of a power of two": (lambda: heads(2, 5), FORCE),
    "a head of one line": (lambda: heads(1, 5, rewritten=0), FORCE),
}


@pytest.mark.parametrize("name", PROVEN)
def test_two_histories_accuse_the_party_that_signed_both(name: str, tmp_path: Path) -> None:
    make, accused = PROVEN[name]
    verdict = verdict_of(make(), tmp_path, KEYS)
    assert (verdict.verdict, verdict.exit, verdict.accused) == ("yes", 0, accused), (verdict.reason, verdict.detail)
    assert verdict_of(make(), tmp_path).exit == 3
    said = standalone.report(verdict, "en")
    assert (
        said[0]
        == f"YES: {accused} signed two histories of its feed {verdict.feed}; the keys are those that were given."
    )
    assert verdict_of(make(), tmp_path, fingerprint(REP)).place == "--keys"


def test_heads_of_format_1_contradict_each_other_too(tmp_path: Path) -> None:
    world, other = World(), World(skip=("depart3",))
    changed = World(edits={"depart1": lambda event: event["body"].update(kg=201)})
    path = f"feeds/{FORCE}/checkpoint"
    first, second = world.files()[path], changed.files()[path]
    proof = {"path": [], "root": b64(tree(changed.leaves(FORCE)))}
    data = contradiction_of([world.lines[FORCE][0]], FORCE, first, second, **proof)
    verdict = verdict_of(data, tmp_path, KEYS)
    assert (verdict.verdict, verdict.accused) == ("yes", FORCE), (verdict.reason, verdict.detail)
    same = contradiction_of([world.lines[FORCE][0]], FORCE, first, other.files()[path], path=[], root=proof["root"])
    assert verdict_of(same, tmp_path).reason == "contradiction-none"


def value(**changes: object) -> Make:
    def make() -> bytes:
        return canonical(json.loads(lines(HOST, 1, f"{HOST}/count")) | changes) + b"\n"

    return make


def two_genesis() -> bytes:
    other = Deep(genesis=lambda body: body.update(note="another"))
    return lines(HOST, 1, f"{HOST}/count", chain=[other.lines[FORCE][0]])


def larger_first() -> bytes:
    row = json.loads(lines(HOST, 1, f"{HOST}/count"))
    return canonical(row | {"first": row["second"], "second": row["first"]}) + b"\n"


def genesis_of_the_host() -> bytes:
    def swap(body: dict[str, list[dict[str, object]]]) -> None:
        for party, role in zip(body["parties"], ("host", "force"), strict=True):
            party["role"] = role

    return lines(HOST, 1, f"{HOST}/count", chain=[Deep(genesis=swap).lines[FORCE][0]])


def forked_change() -> list[bytes]:
    world = Deep()
    world.now = WORLD.now
    world.change_keys([f"{FORCE}/count3"], [f"{FORCE}/count"])
    return [GENESIS, world.lines[FORCE][3]]


def format_1_lines() -> bytes:
    world = World()
    return contradiction_of([world.lines[FORCE][0]], HOST, *sorted(world.lines[HOST][:2]))


REFUSED: dict[str, tuple[Make, str]] = {
    "no newline": (lambda: lines(HOST, 1, f"{HOST}/count")[:-1], "form"),
    "a blank in place of the newline": (lambda: lines(HOST, 1, f"{HOST}/count")[:-1] + b" ", "form"),
    "white space": (lambda: lines(HOST, 1, f"{HOST}/count").replace(b":", b": ", 1), "form"),
    "too long": (lambda: lines(HOST, 1, f"{HOST}/count", chain=[b"x" * 800_000]), "form"),
    "another kind": (value(kind="events"), "form"),
    "a key more": (value(more=1), "form"),
    "no array": (value(chain=""), "form"),
    "base64 that is none": (value(first="!"), "form"),
    "no feed": (value(feed="-"), "form"),
    "the larger first": (larger_first, "none"),
    "a root of 31 bytes": (lambda: heads(3, 5, root=b64(bytes(31))), "form"),
    "a hash of 31 bytes": (lambda: heads(3, 5, path=[b64(bytes(31))]), "form"),
    "no chain": (lambda: lines(HOST, 1, f"{HOST}/count", chain=[]), "chain"),
    "a chain without its genesis event": (lambda: lines(HOST, 1, f"{HOST}/count", chain=[CHANGE]), "chain"),
    "a chain from the feed of the host": (genesis_of_the_host, "chain"),
    "a chain with something else": (
        lambda: lines(HOST, 1, f"{HOST}/count", chain=[GENESIS, WORLD.lines[FORCE][1]]),
        "chain",
    ),
    "a link twice": (lambda: lines(HOST, 1, f"{HOST}/count", chain=[*CHAIN, CHANGE]), "chain"),
    "no line at all in the chain": (lambda: lines(HOST, 1, f"{HOST}/count", chain=[b"x"]), "chain"),
    "lines of format 1": (format_1_lines, "none"),
    "a feed of nobody": (value(feed="demo-zzz"), "first"),
    "lines of another log": (two_genesis, "first"),
    "a key that the chain does not name": (lambda: lines(FORCE, 5, NEW, chain=[GENESIS]), "first"),
    "a stranger's key": (lambda: lines(HOST, 1, f"{HOST}/count9"), ""),
    "lines of another feed": (value(feed=RAMP), "first"),
    "a body that does not read": (lambda: lines(HOST, 1, f"{HOST}/count", body={}), ""),
    "a head of another feed": (
        lambda: contradiction_of([GENESIS], HOST, *heads_of(3, 3)[:2], **heads_of(3, 3)[2]),
        "first",
    ),
    "a head that does not read": (
        lambda: contradiction_of([GENESIS], FORCE, heads_of(3, 3)[0], b"x", **heads_of(3, 3)[2]),
        "second",
    ),
    "a head signed by somebody else": (
        lambda: contradiction_of(
            [GENESIS], FORCE, heads_of(3, 3)[0], heads_of(3, 3)[1].replace(b"at 2024", b"at 2025"), **heads_of(3, 3)[2]
        ),
        "second",
    ),
    "two places": (lambda: contradiction_of(CHAIN, HOST, *sorted(WORLD.lines[HOST][:2])), "none"),
    "one payload under two signatures": (
        lambda: lines(HOST, 1, f"{HOST}/count", at=payload_of(WORLD.lines[HOST][0])["at"]),
        "none",
    ),
    "heads that agree": (lambda: heads(3, 5, rewritten=9), "none"),
    "the larger head first": (lambda: heads(3, 5, swap=True), "none"),
    "a path cut short": (lambda: heads(3, 5, path=heads_of(3, 5)[2]["path"][:-1]), "none"),  # type: ignore[index] # a list
    "no path": (lambda: heads(3, 5, path=[]), "none"),
    "a path for one size": (lambda: heads(3, 3, path=[b64(bytes(32))]), "none"),
    "another root for one size": (lambda: heads(3, 3, root=b64(bytes(32))), "none"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_contradiction_is_refused_by_name(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    verdict = verdict_of(make(), tmp_path)
    assert (verdict.exit, verdict.place) == (1, "the contradiction"), verdict
    assert verdict.reason in {f"contradiction-{one}" for one in ([reason] if reason else ["first", "second"])}, verdict
    assert verdict.detail


@pytest.mark.parametrize(("more", "reason"), [(0, "contradiction-chain"), (1, "contradiction-form")])
def test_a_mebibyte_is_read_and_a_byte_more_is_not(more: int, reason: str, tmp_path: Path) -> None:
    row = {"chain": [], "feed": HOST, "first": "", "kind": "lines", "second": ""}
    space = 2**20 + more - len(canonical(row)) - 1
    padded = canonical(row | {"first": b64(bytes(space // 4 * 3))}) + b"\n"
    padded = padded.replace(b'"feed":"', b'"feed":"' + b"a" * (2**20 + more - len(padded)))
    assert len(padded) == 2**20 + more
    assert verdict_of(padded, tmp_path).reason == reason


def test_a_contradiction_of_a_fork_in_the_keys_is_read(tmp_path: Path) -> None:
    data = lines(HOST, 1, f"{HOST}/count", chain=forked_change())
    assert verdict_of(data, tmp_path, KEYS).verdict == "yes"


PROOF = lines(HOST, 1, f"{HOST}/count")


@settings(max_examples=80)
@given(cut=st.integers(0, len(PROOF)), junk=st.binary(max_size=200), rest=st.integers(0, len(PROOF)))
def test_any_bytes_are_refused_without_a_foreign_exception(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes, rest: int
) -> None:
    data = PROOF[:cut] + junk + PROOF[rest:]
    verdict = verdict_of(data, tmp_path_factory.mktemp("proof"))
    assert verdict.exit == (3 if data == PROOF else 1)


def test_no_single_bit_of_a_contradiction_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[tuple[bytes, ...], bool] = {}
    real = standalone.signature_holds
    monkeypatch.setattr(
        standalone,
        "signature_holds",
        lambda *three: seen[three] if three in seen else seen.setdefault(three, real(*three)),
    )
    for spot in range(0, len(PROOF), 29):
        changed = PROOF[:spot] + bytes([PROOF[spot] ^ 1 << spot % 8]) + PROOF[spot + 1 :]
        assert verdict_of(changed, tmp_path).exit == 1, spot
