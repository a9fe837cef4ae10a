"""The signed heads of a log: what each says is compared with the entries and with the replay, line by line.

A head is one file of a few lines, so a refusal names the line: size, root, state, what was seen, or a signature. The
signatures come last, because a changed digit breaks them too and says less. The law is docs/reference/log-format.md,
sections 6, 7 and 16.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from repli.errors import LedgerError, RefusedError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.ed25519 import SIGNATURE_BYTES
from repli.ledger.keys import COSIGNATURE, NOTE_SIGNATURE, VerifierKey
from repli.ledger.merkle import EMPTY_ROOT, Frontier, root_of_hashes
from repli.ledger.note import Head, SignedHead, parse_head, verify_joint, verify_own
from repli.ledger.shapes import is_time
from repli.ledger.signednote import NoteSignature, verify_cosignature
from repli.progress.reading import placed
from repli.progress.state import State, state_digest

__all__ = ["HeadFile", "check_seen", "check_signatures", "check_state", "read_head_file", "signers_of"]

_NAME_LINE, _SIZE_LINE, _ROOT_LINE, _AT_LINE, _STATE_LINE, _SEEN_LINE = range(1, 7)

_COUNT = r"(?:0|[1-9][0-9]{0,15})"
_HASH64 = r"([A-Za-z0-9+/]{43}=)"
_SHAPES = {
    _NAME_LINE: r"[A-Za-z0-9./_-]+/[a-z0-9-]+",
    _SIZE_LINE: _COUNT,
    _ROOT_LINE: _HASH64,
    _AT_LINE: r"at \S+",
    _STATE_LINE: r"state [0-9a-f]{64}",
}
_SEEN = rf"seen [a-z0-9-]+ {_COUNT} {_HASH64}"
_NO_ENTRIES = encode64(EMPTY_ROOT)
_SIGNATURE = r"— [^\s+]+ ([A-Za-z0-9+/]+={0,2})"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFile:
    """One checkpoint file: its path in the log, and the signed head in it."""

    path: str
    signed: SignedHead

    @property
    def head(self) -> Head:
        """Return what the head says."""
        return self.signed.head

    def line(self, number: int) -> str:
        """Return the place of one of its lines."""
        return f"{self.path} line {number}"


def read_head_file(
    path: str, data: bytes, *, origin: str, feeds: Sequence[str], owners: Sequence[str], is_second: bool = False
) -> HeadFile:
    """Return the head in a checkpoint file; raise RefusedError with the line that is malformed or of another log.

    ``owners`` are the feeds whose head it may be: one for an own head, both parties' for the joint checkpoint. In
    format 1 a head covers every other feed, in format 2 (``is_second``) those of which it holds a line.
    """
    others = _seen_lines(data) if is_second else len(feeds) - 1
    signature_line = len(_SHAPES) + others + 2  # after one line for every other feed and the empty line
    last_line = signature_line + len(owners) - 1
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise RefusedError(path, phrase("The file is not UTF-8.")) from None
    if len(lines) != last_line + 1 or lines[-1] != "":
        raise RefusedError(path, phrase("The file does not have {lines} lines.", lines=last_line))
    for number, line in enumerate(lines[:-1], start=1):
        if not _looks_right(number, line, signature_line):
            raise RefusedError(f"{path} line {number}", phrase("The line is not what stands there in a head."))
    if lines[_SIZE_LINE - 1] == "0" and lines[_ROOT_LINE - 1] != _NO_ENTRIES:
        raise RefusedError(f"{path} line {_SIZE_LINE}", phrase("No entries have another root."))
    owner = next((name for name in owners if lines[0] == f"{origin}/{name}"), None)
    if owner is None:
        raise RefusedError(f"{path} line 1", phrase("The head belongs to another log, or to another feed."))
    named = [line.split(" ")[1:3] for line in lines[_SEEN_LINE - 1 : _SEEN_LINE - 1 + others]]
    wanted = [name for name in feeds if name != owner]
    if is_second:  # those that it names, in their order, each with a line
        wanted = [name for name in wanted if [name] in [one[:1] for one in named if one[1] != "0"]]
    for number, (one, other) in enumerate(zip_longest(named, wanted), start=_SEEN_LINE):
        if one is None or one[0] != other:
            raise RefusedError(f"{path} line {number}", phrase("The head does not cover exactly the feeds of the log."))
    with placed(path):
        return HeadFile(path=path, signed=parse_head(data))


def check_seen(file: HeadFile, leaf_hashes: Mapping[str, Sequence[bytes]]) -> None:
    """Raise RefusedError if a part that the head covers is larger than its feed, or has another root."""
    head = file.head
    _check_tree(file, head.feed, _SIZE_LINE, _ROOT_LINE, leaf_hashes)
    for line, seen in enumerate(head.seen, start=_SEEN_LINE):
        _check_tree(file, seen.feed, line, line, leaf_hashes)


def check_state(file: HeadFile, first_feed: str, state_of: Callable[[Mapping[str, int]], State]) -> None:
    """Raise RefusedError if the cut of the head is not closed, or its replay gives another state.

    Line 1 of ``first_feed`` is the genesis event: a head that does not cover it covers no log.
    """
    either = f"{file.line(_SIZE_LINE)} or line {_SEEN_LINE}"
    if file.head.cut.get(first_feed, 0) == 0:
        raise RefusedError(either, phrase("The head does not cover the genesis event."))
    try:
        state = state_of(file.head.cut)
    except (LedgerError, RefusedError) as error:
        raise RefusedError(either, error.message, error.hint) from error
    if state_digest(state) != file.head.state:
        raise RefusedError(
            file.line(_STATE_LINE), phrase("The head signs another state than the replay of what it covers gives.")
        )


def check_signatures(file: HeadFile, keys: Sequence[VerifierKey], *, joint: bool) -> None:
    """Raise RefusedError unless exactly the owner signed, and for a joint head the other party after it.

    Everything in the text but `at` has been recomputed by now. So where a signature of a known key fails, that line or
    line 4 is wrong; where the other signature holds, the text is as it was.
    """
    note, head = file.signed.note, file.head
    verify = verify_joint if joint else verify_own
    line = head.text.count("\n") + 2  # after the empty line
    owner_only = SignedHead(head=head, note=replace(note, signatures=note.signatures[:1]))
    if _holds(partial(verify_own, owner_only, keys)):
        place = file.line(line + 1)
    elif not _is_known(note.signatures[0], keys) or (joint and _cosigned(file, keys)):
        place = file.line(line)
    else:
        place = f"{file.line(_AT_LINE)} or line {line}" + (f" or line {line + 1}" if joint else "")
    with placed(place):
        verify(file.signed, keys)


def signers_of(file: HeadFile, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return those of ``keys`` under whose names and ids the head's signatures stand; nothing is verified."""
    signed = {(one.name, one.note_id) for one in file.signed.note.signatures}
    return tuple(
        key for key in keys if any((key.name, key.note_id(kind)) in signed for kind in (NOTE_SIGNATURE, COSIGNATURE))
    )


def _cosigned(file: HeadFile, keys: Sequence[VerifierKey]) -> bool:
    """Say whether the second signature of a joint head is a cosignature of the other party."""
    text, one = file.signed.note.text, file.signed.note.signatures[1]
    others = (key for key in keys if not key.name.startswith(f"{file.head.feed}/"))
    return any(_holds(partial(verify_cosignature, text, one, key)) for key in others)


def _is_known(one: NoteSignature, keys: Sequence[VerifierKey]) -> bool:
    names = {(key.name, key.note_id(NOTE_SIGNATURE)) for key in keys}
    return (one.name, one.note_id) in names and len(one.value) == SIGNATURE_BYTES


def _holds(verify: Callable[[], object]) -> bool:
    try:
        verify()
    except LedgerError:
        return False
    return True


def _check_tree(
    file: HeadFile, feed: str, size_line: int, root_line: int, leaf_hashes: Mapping[str, Sequence[bytes]]
) -> None:
    size, held = file.head.cut[feed], leaf_hashes[feed]
    root = file.head.roots[feed]
    if size > len(held):
        raise RefusedError(
            file.line(size_line),
            phrase("The head covers {size} entries of {feed}, but {held} are here.", size=size, feed=feed,
                   held=len(held)),
        )  # fmt: skip
    if root_of_hashes(held[:size]) != root:
        raise RefusedError(
            file.line(size_line if root in _roots(held) else root_line),
            phrase("The first {size} entries of {feed} are not those that the head covers.", size=size, feed=feed),
        )


def _roots(leaf_hashes: Sequence[bytes]) -> Iterator[bytes]:
    """Give the tree head at every size: a root that is there at another size accuses the size."""
    tree = Frontier()
    for one in leaf_hashes:
        yield tree.root()
        tree.append(one)
    yield tree.root()


def _seen_lines(data: bytes) -> int:
    lines = data.split(b"\n")[len(_SHAPES) :]
    return next((number for number, line in enumerate(lines) if not line.startswith(b"seen ")), 0)


def _looks_right(number: int, line: str, signature_line: int) -> bool:
    """Say whether ``line`` has the shape of line ``number``; base64 must be the one spelling of its bytes."""
    if number == signature_line - 1:
        return line == ""
    shape = _SIGNATURE if number >= signature_line else _SHAPES.get(number, _SEEN)
    found = re.fullmatch(shape, line)
    if found is None or not all(_holds(partial(decode64, text)) for text in found.groups()):
        return False
    if number == _AT_LINE:
        return is_time(line.removeprefix("at "))
    return " 0 " not in line or line.endswith(f" 0 {_NO_ENTRIES}")
