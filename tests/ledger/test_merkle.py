import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import LedgerError
from repli.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of_hashes,
    tree_head,
    verify_consistency,
    verify_inclusion,
)

_SIZES = range(1, 34)
_LEAVES = [bytes([number]) for number in range(34)]
_HASHES = [leaf_hash(leaf) for leaf in _LEAVES]


def _mth(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word: the oracle of this file."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + _mth(leaves[:k]) + _mth(leaves[k:])).digest()


def _path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*_path(m, leaves[:k]), _mth(leaves[k:])]
    return [*_path(m - k, leaves[k:]), _mth(leaves[:k])]


@pytest.mark.parametrize("size", [0, *_SIZES])
def test_every_way_to_a_tree_head_agrees_with_the_definition(size: int) -> None:
    expected = _mth(_LEAVES[:size])
    assert tree_head(_LEAVES[:size]) == expected
    assert root_of_hashes(_HASHES[:size]) == expected
    assert Frontier(_HASHES[:size]).root() == expected


def test_a_tree_can_grow_leaf_by_leaf() -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT
    for size, one in enumerate(_HASHES, start=1):
        frontier.append(one)
        assert (frontier.size, frontier.root()) == (size, _mth(_LEAVES[:size]))


@pytest.mark.parametrize("size", _SIZES)
def test_an_inclusion_proof_is_the_path_of_the_definition_and_proves_only_its_own_leaf(size: int) -> None:
    root = _mth(_LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(_HASHES[:size], index)
        assert list(proof) == _path(index, _LEAVES[:size])
        verify_inclusion(leaf=_HASHES[index], index=index, size=size, proof=proof, root=root)
        for other in set(range(size)) - {index}:
            with pytest.raises(LedgerError):
                verify_inclusion(leaf=_HASHES[index], index=other, size=size, proof=proof, root=root)


@pytest.mark.parametrize("size", _SIZES)
def test_a_consistency_proof_proves_only_its_own_two_trees(size: int) -> None:
    new_root = _mth(_LEAVES[:size])
    for old in range(1, size + 1):
        old_root, proof = _mth(_LEAVES[:old]), consistency_proof(_HASHES[:size], old)
        verify_consistency(old_size=old, new_size=size, old_root=old_root, new_root=new_root, proof=proof)
        for other in set(range(1, size + 1)) - {old}:
            with pytest.raises(LedgerError):
                verify_consistency(old_size=other, new_size=size, old_root=old_root, new_root=new_root, proof=proof)


@given(st.integers(2, 33), st.data())
def test_a_proof_with_a_changed_dropped_or_added_hash_is_refused(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    roots = {"old_root": _mth(_LEAVES[:old]), "new_root": _mth(_LEAVES[:size])}
    proof = list(consistency_proof(_HASHES[:size], old))
    place = data.draw(st.integers(0, len(proof) - 1))
    spoiled = data.draw(
        st.sampled_from(
            [
                [*proof[:place], bytes(32), *proof[place + 1 :]],
                [*proof[:place], *proof[place + 1 :]],
                [*proof[:place], bytes(32), *proof[place:]],
                [*proof, bytes(32)],
            ]
        )
    )
    with pytest.raises(LedgerError):
        verify_consistency(old_size=old, new_size=size, proof=spoiled, **roots)


@given(st.integers(1, 33), st.data())
def test_a_tree_whose_past_was_changed_has_no_proof(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    place = data.draw(st.integers(0, old - 1))
    changed = [*_HASHES[:place], leaf_hash(b"edited"), *_HASHES[place + 1 : size]]
    with pytest.raises(LedgerError):
        verify_consistency(
            old_size=old,
            new_size=size,
            old_root=_mth(_LEAVES[:old]),
            new_root=root_of_hashes(changed),
            proof=consistency_proof(changed, old),
        )


def test_a_leaf_that_looks_like_a_node_is_no_node() -> None:
    left, right = _HASHES[:2]
    assert tree_head([left + right]) != root_of_hashes([left, right])


@pytest.mark.parametrize("index", [-1, 4])
def test_a_leaf_outside_the_tree_has_no_proof(index: int) -> None:
    with pytest.raises(LedgerError, match="no leaf"):
        inclusion_proof(_HASHES[:4], index)
    with pytest.raises(LedgerError, match="no leaf"):
        verify_inclusion(leaf=_HASHES[0], index=index, size=4, proof=(), root=EMPTY_ROOT)


@pytest.mark.parametrize("old", [0, 5])
def test_the_empty_tree_and_a_larger_one_have_no_proof(old: int) -> None:
    with pytest.raises(LedgerError, match="no proof"):
        consistency_proof(_HASHES[:4], old)
    with pytest.raises(LedgerError, match="No proof"):
        verify_consistency(old_size=old, new_size=4, old_root=EMPTY_ROOT, new_root=EMPTY_ROOT, proof=())
