"""What a party says about its feed at one moment, as a text that a person can read (C2SP tlog-checkpoint).

"My feed has these entries, I have seen so many of yours, and this is the state." A head covers its own size and each
seen size: together they are a cut of the log. The law is docs/reference/log-format.md, section 6.

>>> print(Head(origin="example", feed="demo-host", size=0, root=EMPTY_ROOT, at="2024-06-07T12:00:00Z",
...            state="0" * 64, seen=()).text.splitlines()[:3])
['example/demo-host', '0', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=']
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.merkle import EMPTY_ROOT
from repli.ledger.shapes import is_count, is_feed, is_hash, is_time

__all__ = ["Head", "Seen", "parse_head_text"]

_ORIGIN = re.compile(r"[A-Za-z0-9./_-]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_FIXED_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The part of another feed that a head covers."""

    feed: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a party signs about its feed at one moment. ``at`` is text; ``seen`` is sorted by feed."""

    origin: str
    feed: str
    size: int
    root: bytes
    at: str
    state: str
    seen: tuple[Seen, ...]

    def __post_init__(self) -> None:
        """Refuse what section 6 does not know; a tree of size 0 has the root SHA-256("")."""
        trees = (Seen(feed=self.feed, size=self.size, root=self.root), *self.seen)
        holds = (
            _ORIGIN.fullmatch(self.origin) is not None
            and is_time(self.at)
            and is_hash(self.state)
            and all(is_feed(one.feed) and is_count(one.size) for one in trees)
            and all(len(one.root) == len(EMPTY_ROOT) for one in trees)
            and all(one.size > 0 or one.root == EMPTY_ROOT for one in trees)
            and all(one.feed < two.feed for one, two in pairwise(self.seen))
            and self.feed not in {one.feed for one in self.seen}
        )
        if not holds:
            raise CanonicalError(phrase("A head does not say what the log format asks for."), _HINT)

    @property
    def text(self) -> str:
        """Return the text that is signed."""
        lines = [
            f"{self.origin}/{self.feed}",
            str(self.size),
            encode64(self.root),
            f"at {self.at}",
            f"state {self.state}",
            *(f"seen {one.feed} {one.size} {encode64(one.root)}" for one in self.seen),
        ]
        return "".join(f"{line}\n" for line in lines)

    @property
    def cut(self) -> dict[str, int]:
        """Return how much of each feed this head covers."""
        return {self.feed: self.size, **{one.feed: one.size for one in self.seen}}

    @property
    def roots(self) -> dict[str, bytes]:
        """Return the tree head of each feed at its size in the cut."""
        return {self.feed: self.root, **{one.feed: one.root for one in self.seen}}


def parse_head_text(text: str) -> Head:
    """Return the head that ``text`` says; raise CanonicalError unless it writes back to the same text."""
    lines = text.split("\n")
    if len(lines) <= _FIXED_LINES or lines[-1] != "":
        raise CanonicalError(phrase("A head does not say what the log format asks for."), _HINT)
    name, size, root, at, state, *seen = lines[:-1]
    origin, _, feed = name.rpartition("/")
    head = Head(
        origin=origin,
        feed=feed,
        size=_size(size),
        root=decode64(root),
        at=at.removeprefix("at "),
        state=state.removeprefix("state "),
        seen=tuple(_seen(line) for line in seen),
    )
    if head.text != text:
        raise CanonicalError(phrase("A head does not say what the log format asks for."), _HINT)
    return head


def _size(text: str) -> int:
    if _SIZE.fullmatch(text) is None:
        raise CanonicalError(phrase("A head does not say what the log format asks for."), _HINT)
    return int(text)


def _seen(line: str) -> Seen:
    parts = line.split(" ")
    if len(parts) != 4 or parts[0] != "seen":  # noqa: PLR2004 - seen FEED SIZE ROOT
        raise CanonicalError(phrase("A head does not say what the log format asks for."), _HINT)
    return Seen(feed=parts[1], size=_size(parts[2]), root=decode64(parts[3]))


_HINT = phrase("See section 6 of the log format.")
