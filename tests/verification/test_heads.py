"""A head file is judged line by line; the corpus of attacks covers the rest."""

import pytest

from repli.errors import RefusedError
from repli.ledger.merkle import EMPTY_ROOT, leaf_hash, root_of_hashes
from repli.ledger.note import Head, Seen, cosign_head, sign_head
from repli.progress.headkeys import represent_keys
from repli.verification.heads import check_seen, check_signatures, read_head_file
from tests.cast import FORCE, HOST, NOON, OUTSIDER, cast_genesis, officers

LEAVES = {FORCE: [leaf_hash(bytes([n])) for n in range(5)], HOST: [leaf_hash(b"h")]}
ORIGIN = "test/tiny"
KEYS = represent_keys(cast_genesis())


def head(size: int, root_size: int) -> Head:
    return Head(
        origin=ORIGIN,
        feed=FORCE,
        size=size,
        root=root_of_hashes(LEAVES[FORCE][:root_size]),
        at="2030-01-07T12:00:00Z",
        state="0" * 64,
        seen=(Seen(feed=HOST, size=0, root=EMPTY_ROOT),),
    )


def read(data: bytes, feed: str | None = None):  # noqa: ANN201 - a head file
    return read_head_file(
        "checkpoint", data, origin=ORIGIN, feeds=(FORCE, HOST), owners=(feed,) if feed else (FORCE, HOST)
    )


def signed(size: int = 3, root_size: int = 3) -> bytes:
    own = sign_head(head(size, root_size), officers(FORCE)["represent"])
    return cosign_head(own, officers(HOST)["represent"], second=NOON).data


def test_a_valid_joint_head_passes() -> None:
    file = read(signed())
    check_seen(file, LEAVES)
    check_signatures(file, KEYS, joint=True)


@pytest.mark.parametrize(
    ("size", "root_size", "line"),
    [(6, 5, 2), (3, 4, 2), (4, 3, 2)],
    ids=["more than there is", "the root of more", "the root of fewer"],
)
def test_a_size_with_the_root_of_another_size_is_the_size_line(size: int, root_size: int, line: int) -> None:
    with pytest.raises(RefusedError) as refused:
        check_seen(read(signed(size, root_size)), LEAVES)
    assert refused.value.place == f"checkpoint line {line}"


def test_a_broken_owners_signature_under_a_whole_cosignature_is_its_own_line() -> None:
    lines = signed().decode().split("\n")
    lines[7] = lines[7][:-8] + ("AAAAAAA=" if not lines[7].endswith("AAAAAAA=") else "BBBBBBA=")
    with pytest.raises(RefusedError) as refused:
        check_signatures(read("\n".join(lines).encode()), KEYS, joint=True)
    assert refused.value.place == "checkpoint line 8"


def test_two_signatures_over_another_time_leave_three_lines() -> None:
    data = signed().replace(b"at 2030", b"at 2031")
    with pytest.raises(RefusedError) as refused:
        check_signatures(read(data), KEYS, joint=True)
    assert refused.value.place == "checkpoint line 4 or line 8 or line 9"


def test_an_outsiders_cosignature_is_line_9() -> None:
    own = sign_head(head(3, 3), officers(FORCE)["represent"])
    data = cosign_head(own, OUTSIDER, second=NOON).data
    with pytest.raises(RefusedError) as refused:
        check_signatures(read(data), KEYS, joint=True)
    assert refused.value.place == "checkpoint line 9"


def test_a_head_of_nothing_has_the_root_of_nothing() -> None:
    data = signed().replace(b"\n3\n", b"\n0\n", 1)
    with pytest.raises(RefusedError) as refused:
        read(data)
    assert refused.value.place == "checkpoint line 2"
