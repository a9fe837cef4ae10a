"""Hash trees that let one party show another that nothing was changed or dropped (RFC 6962, section 2).

`tree_head` commits to leaves in their order. An inclusion proof shows that one leaf is in a tree; a consistency proof
shows that an older tree is a prefix of a newer one. `Frontier` keeps a tree that grows, in about log2(size) hashes.
The law is docs/reference/log-format.md, section 5.

>>> tree_head([]) == EMPTY_ROOT
True
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from repli.errors import LedgerError, phrase

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "root_of_hashes",
    "tree_head",
    "verify_consistency",
    "verify_inclusion",
]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return SHA-256(0x00, data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01, left, right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_head(leaves: Iterable[bytes]) -> bytes:
    """Return the tree head over leaf *data*."""
    return root_of_hashes([leaf_hash(leaf) for leaf in leaves])


def root_of_hashes(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the tree head over leaf hashes."""
    level = list(leaf_hashes)
    while len(level) > 1:
        level = _parents(level)
    return level[0] if level else EMPTY_ROOT


class Frontier:
    """A tree that grows: keeps one hash for each complete subtree, largest first, and no leaf."""

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        """Start from leaves that are there already."""
        self._size = 0
        self._subtrees: list[bytes] = []
        for one in leaf_hashes:
            self.append(one)

    @property
    def size(self) -> int:
        """Return the number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        carried = leaf
        size = self._size
        while size & 1:  # a complete subtree of the same size stands to the left
            carried = node_hash(self._subtrees.pop(), carried)
            size >>= 1
        self._subtrees.append(carried)
        self._size += 1

    def root(self) -> bytes:
        """Return the tree head at the present size."""
        if not self._subtrees:
            return EMPTY_ROOT
        head = self._subtrees[-1]
        for subtree in reversed(self._subtrees[:-1]):
            head = node_hash(subtree, head)
        return head


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of leaf ``index``, from the leaf up (RFC 6962, section 2.1.1)."""
    if not 0 <= index < len(leaf_hashes):
        raise LedgerError(
            phrase("A tree of {size} leaves has no leaf {index}.", size=len(leaf_hashes), index=index), _HINT
        )
    path = []
    level = list(leaf_hashes)
    while len(level) > 1:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        level, index = _parents(level), index >> 1
    return tuple(path)


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the proof that the first ``old_size`` leaves are a tree inside this one (RFC 6962, section 2.1.2)."""
    if not 1 <= old_size <= len(leaf_hashes):
        raise LedgerError(
            phrase("A tree of {size} leaves has no proof from size {old}.", size=len(leaf_hashes), old=old_size),
            _HINT,
        )
    return tuple(_subproof(old_size, leaf_hashes, whole=True))


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Return if leaf hash ``leaf`` is number ``index`` of the tree; else raise LedgerError (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise LedgerError(phrase("A tree of {size} leaves has no leaf {index}.", size=size, index=index), _HINT)
    if len(leaf) != len(EMPTY_ROOT):
        raise LedgerError(phrase("The hash of a leaf has 32 bytes, this one has {count}.", count=len(leaf)), _HINT)
    head = leaf
    for step, is_left in _climb(index, size - 1, proof):
        head = node_hash(step, head) if is_left else node_hash(head, step)
    if head != root:
        raise LedgerError(phrase("An inclusion proof does not lead to the tree head."), _HINT)


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Return if the old tree is a prefix of the new one; else raise LedgerError (RFC 9162, section 2.1.4.2).

    An old tree of size 0 is a prefix of everything, so a proof from it would prove nothing: it is refused.
    """
    if not 1 <= old_size <= new_size:
        raise LedgerError(phrase("No proof leads from size {old} to size {new}.", old=old_size, new=new_size), _HINT)
    # The proof leaves out the head of the old tree where that is one complete subtree: the verifier has it.
    is_complete = old_size & (old_size - 1) == 0 or old_size == new_size
    first, *steps = [old_root, *proof] if is_complete else proof or [b""]
    depth = (old_size ^ (old_size - 1)).bit_length() - 1 if old_size < new_size else new_size.bit_length()
    old_head = new_head = first
    for step, is_left in _climb((old_size - 1) >> depth, (new_size - 1) >> depth, steps):
        if is_left:
            old_head = node_hash(step, old_head)
        new_head = node_hash(step, new_head) if is_left else node_hash(new_head, step)
    if old_head != old_root or new_head != new_root:
        raise LedgerError(phrase("A consistency proof does not lead to both tree heads."), _HINT)


def _climb(node: int, last: int, steps: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Walk from a node of one level to the root; give each step and whether it stands to the left.

    ``last`` is the last node of the level. Raise LedgerError if the number of steps is not the height that is left.
    """
    for step in steps:
        if last == 0:
            raise LedgerError(phrase("A proof is longer than its tree is high."), _HINT)
        is_left = bool(node & 1) or node == last
        yield step, is_left
        while is_left and not node & 1 and node:  # a node without a right sibling moved up unchanged
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    if last != 0:
        raise LedgerError(phrase("A proof is shorter than its tree is high."), _HINT)


def _parents(level: list[bytes]) -> list[bytes]:
    """Return the level above; a node without a right sibling moves up unchanged (RFC 6962, section 2.1)."""
    above = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
    return above + level[-1:] if len(level) & 1 else above


def _subproof(old_size: int, hashes: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """Return SUBPROOF(m, D[n], b) of RFC 6962, section 2.1.2."""
    if old_size == len(hashes):
        return [] if whole else [root_of_hashes(hashes)]
    split = 1 << (len(hashes) - 1).bit_length() - 1  # the largest power of two below the number of leaves
    if old_size <= split:
        return [*_subproof(old_size, hashes[:split], whole=whole), root_of_hashes(hashes[split:])]
    return [*_subproof(old_size - split, hashes[split:], whole=False), root_of_hashes(hashes[:split])]


_HINT = phrase("The log or the proof was changed, or they belong to two logs: compare the signed heads.")
