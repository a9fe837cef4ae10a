"""A log directory on disk: opened for the party that writes in it, and closed with signed heads.

A feed's writer is opened at its first line, so a party without events has no empty folder. `sign_heads` writes what
makes the directory complete (docs/reference/log-format.md, sections 5 and 6): the tiles of both feeds, each party's own
head, which is its receipt for the other's feed, and the joint checkpoint that both signed. What an interrupted write
left in the own feed is cut only if somebody is told (``on_cut``); a feed that changed after it was read is not written.

    with LogDirectory(root, on_cut=tell) as log:
        force = log.recorder("demo-force", signers)
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from repli.errors import StoreError, phrase
from repli.execution.logcopy import LogCopy
from repli.execution.recorder import Append, Recorder, exchange
from repli.execution.sidecars import FolderSidecars
from repli.ledger.keys import Signer
from repli.ledger.merkle import leaf_hash
from repli.ledger.store import (
    FeedWriter,
    TornTail,
    feeds_of,
    read_lines,
    survey,
    write_head,
    write_joint_head,
    write_tiles,
)

__all__ = ["LogDirectory", "OnCut", "sign_heads"]

OnCut = Callable[[TornTail], None]
"""Tell somebody of a torn tail; what it raises stops the cut."""


class LogDirectory:
    """The folder ``root``. Use it as a context manager: writers hold a lock until it ends."""

    def __init__(self, root: Path, *, on_cut: OnCut | None = None) -> None:
        """Name the folder; nothing is written yet. ``on_cut`` is told of a torn tail before it is cut."""
        self.root = root
        self._on_cut = on_cut
        self.sidecars = FolderSidecars(root)
        self._open = ExitStack()

    def recorder(self, party: str, signers: Mapping[str, Signer]) -> Recorder:
        """Return the recorder of ``party`` over everything in the folder; raise RefusedError if the log is wrong."""
        feed = next((signer.feed for signer in signers.values()), party)
        if self._on_cut is not None and survey(self.root, feed).torn is not None:
            FeedWriter.open(self.root, feed, on_cut=self._on_cut).close()
        lines = {feed: read_lines(self.root, feed) for feed in feeds_of(self.root)}
        copy = LogCopy.of(lines, self.sidecars.get) if any(lines.values()) else LogCopy(self.sidecars.get)
        return Recorder(party=party, signers=signers, copy=copy, append=self._append(feed, lines.get(feed, ())))

    def _append(self, feed: str, held: Sequence[bytes]) -> Append:
        writers: list[FeedWriter] = []

        def append(lines: Sequence[bytes]) -> None:
            if not writers:
                writers.append(self._writer(feed, held))
            writers[0].append(lines)

        return append

    def _writer(self, feed: str, held: Sequence[bytes]) -> FeedWriter:
        """Lock ``feed``; raise StoreError unless it still holds the lines that were read and replayed before."""
        writer = self._open.enter_context(FeedWriter.open(self.root, feed))
        if writer.leaf_hashes != tuple(leaf_hash(line) for line in held):
            raise StoreError(
                phrase("The feed {feed} has changed since it was read.", feed=feed),
                phrase("Another program wrote to it: start again, so that every line is read and replayed."),
            )
        return writer

    def __enter__(self) -> Self:
        """Return the directory."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the locks back."""
        self._open.close()


def sign_heads(root: Path, owner: Recorder, cosigner: Recorder, *, second: int) -> None:
    """Write tiles, both own heads and the joint checkpoint of everything the two recorders have.

    The joint checkpoint is ``owner``'s head, cosigned after ``cosigner``'s own replay gave the same state. Each head is
    on disk before the next signature is given.
    """
    exchange(owner, cosigner)
    for device in owner.copy.charter.devices:
        if leaf_hashes := owner.copy.leaf_hashes(device):
            write_tiles(root, device, leaf_hashes)
    for recorder in (owner, cosigner):
        write_tiles(root, recorder.feed, recorder.copy.leaf_hashes(recorder.feed))
        write_head(root, recorder.head(second=second))
    write_joint_head(root, cosigner.cosign_head(owner.head(second=second), second=second))
